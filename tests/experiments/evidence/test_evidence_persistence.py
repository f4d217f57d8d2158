"""Tiring, silence, inequality, attention and the steady state, on logs small enough to count by hand."""

import numpy as np
import pandas as pd
import pytest

from experiments.evidence import patterns
from experiments.evidence.inequality import gini
from experiments.evidence.log import DAY, WEEK, normalise
from experiments.evidence.persistence import silences
from experiments.evidence.steady import CHANGE, steady_in_run


def log(rows, unit=DAY) -> pd.DataFrame:
    """A log from (time, sender, receiver), time in days or weeks."""
    return pd.DataFrame([(time * unit, s, r) for time, s, r in sorted(rows)], columns=["time", "sender", "receiver"])


def values(rows, unit=DAY) -> dict[tuple[str, str], float]:
    """What is measured, by pattern and statistic."""
    found = patterns(log(rows, unit), lead_in_weeks=0, draws=0)
    return {(r.pattern, r.statistic): r.value for r in found.itertuples()}


def test_pushes_count_until_the_first_answer_however_late():
    rows = [(0, 1, 2), (1, 1, 2), (30, 2, 1), (31, 1, 2)]  # the second is answered
    rows += [(2, 3, 4), (2.5, 4, 3)]  # the first is answered
    rows += [(day, 5, 6) for day in (3, 4, 5, 20)]  # none is
    rows += [(45, 7, 8), (46, 8, 7), (60, 1, 2)]  # too near the end
    found = values(rows)
    assert found["P8", "answered, push 1"] == pytest.approx(1 / 3)
    assert found["P8", "answered, push 2"] == pytest.approx(1 / 2)
    assert found["P8", "answered, push 3"] == found["P8", "answered, push 4"] == found["P8", "push 4 / push 1"] == 0
    assert np.isnan(found["P8", "answered, push 5"])


def test_a_silence_is_held_against_the_rhythm_until_it_began():
    pair = [(0, 1, 2), (2, 2, 1), (4, 1, 2), (4.2, 2, 1), (10, 1, 2)]
    table = silences(normalise(log([*pair, *[(week, 8, 9) for week in (7, 12, 15, 18)]], WEEK), 0))
    assert table["start"].tolist() == [4, 10]  # three weeks with messages, both wrote
    assert table["gap"].tolist() == [6, 8] and table["resumed"].tolist() == [True, False]
    np.testing.assert_allclose(table["usual"], [4 / 3, 10 / 4])


def test_one_who_is_never_answered_has_no_rhythm():
    rows = [(week, 1, 2) for week in range(6)] + [(8, 8, 9)]
    assert silences(normalise(log(rows, WEEK), 0)).empty


def test_share_of_silences_that_end():
    one = [(week, 1 + week % 2, 2 - week % 2) for week in (0, 1, 2, 4)]  # usual 1, then 4/3
    other = [(week, 3 + week % 2, 4 - week % 2) for week in (0, 1, 2, 3, 12)]
    found = values([*one, *other, *[(week, 8, 9) for week in range(0, 40, 3)]], WEEK)
    # usual gaps: 1 at week 2, 4/3 at week 4 of the one; 1 at weeks 2 and 3, 3 at week 12 of the other
    assert found["silence", "resumes after 1 usual gaps"] == pytest.approx(3 / 5)
    assert found["silence", "resumes after 4 usual gaps"] == pytest.approx(1 / 3)


def test_gini_has_its_closed_forms_and_counts_copies():
    once = np.ones((1, 4))
    assert gini(np.full(4, 3.0), once)[0] == pytest.approx(0)
    assert gini(np.array([0, 0, 0, 5.0]), once)[0] == pytest.approx(3 / 4)
    twice = gini(np.array([1.0, 2, 3]), np.array([[2.0, 1, 1]]))
    assert twice[0] == pytest.approx(gini(np.array([1.0, 1, 2, 3]), once)[0])


def test_partners_are_those_with_whom_messages_went_both_ways():
    found = values([(0, 1, 2), (1, 2, 1), (2, 1, 3), (3, 3, 1), (4, 1, 4)])
    assert found["inequality", "CV of partners"] == pytest.approx(np.std([2, 1, 1]) / np.mean([2, 1, 1]))
    assert found["inequality", "Gini of messages sent"] == pytest.approx(gini(np.array([3.0, 1, 1, 0]), np.ones((1, 4)))[0])


def test_answers_a_day_count_turns_and_weeks_are_divided_by_seven():
    day = [(0.1, 1, 9), (0.2, 1, 9), (0.3, 9, 1), (0.4, 2, 9), (0.5, 3, 9), (0.6, 4, 9), (20, 7, 8), (40, 1, 9)]
    assert values(day)["attention", "answers a day, 1-4 mails"] == 0  # 1 got one
    assert values(day)["attention", "answers a day, 5-19 mails"] == pytest.approx(1)
    mails = [(0, 100 + k, 9) for k in range(420)] + [(0, 9, 100 + k) for k in range(35)]
    week = pd.concat([log([m], WEEK) for m in mails[:420] + mails[420:]] + [log([(3, 7, 8), (6, 1, 9)], WEEK)])
    found = patterns(week.assign(kind="call"), lead_in_weeks=0, draws=0).set_index(["pattern", "statistic"])["value"]
    assert found["attention", "answers a day, 60+ mails"] == pytest.approx(5)


def test_the_steady_state_of_a_log_and_of_a_run():
    rows = [(day, *ends) for day in range(0, 91, 10) for ends in ((1, 2), (2, 1))]
    rows += [(day, *ends) for day in (75, 80) for ends in ((1, 3), (3, 1))]
    found = values(rows)
    assert found["steady", "relationships, first window"] == 1
    assert found["steady", CHANGE] == pytest.approx(4 / 3 - 1)
    ties = np.linspace(100, 80, 157)[:, None]
    run = steady_in_run({"strong": ties / 2, "weak": ties / 2}, 10).set_index("statistic")["value"]
    assert run["relationships, week 0"] == pytest.approx(10)
    assert run[CHANGE] == pytest.approx(0.2)
