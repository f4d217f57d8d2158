"""Each pattern on logs with a known answer."""

import numpy as np
import pandas as pd
import pytest

from experiments.evidence import patterns
from experiments.evidence.log import DAY
from experiments.evidence.signature import divergence, to_others


def value(table: pd.DataFrame, pattern: str, statistic: str) -> float:
    """One value of a table of patterns."""
    row = table[(table["pattern"] == pattern) & (table["statistic"] == statistic)]
    assert len(row) == 1
    return float(row["value"].iloc[0])


def made(rows, **kwargs) -> pd.DataFrame:
    """The patterns of a log of (day, sender, receiver)."""
    log = pd.DataFrame([(day * DAY, s, r) for day, s, r in rows], columns=["time", "sender", "receiver"])
    return patterns(log, draws=20, **kwargs)


def chatter(days, low: int = 900):
    """Two people who write to each other on the given days: keeps a log without silences."""
    return [(day, low + (k % 2), low + 1 - (k % 2)) for k, day in enumerate(days)]


def test_divergence_has_its_closed_forms():
    assert divergence(np.array([1.0, 0]), np.array([0, 1.0])) == pytest.approx(1)
    assert divergence(np.array([0.3, 0.7]), np.array([0.3, 0.7])) == pytest.approx(0)
    half = divergence(np.array([1.0, 0]), np.array([0.5, 0.5]))
    assert half == pytest.approx(1.5 - 0.75 * np.log2(3))
    np.testing.assert_allclose(to_others(np.array([[1.0, 0], [1.0, 0], [0.5, 0.5]])), [half / 2, half / 2, half])


def test_a_signature_may_persist_while_all_partners_change():
    rows = chatter(np.arange(0, 365, 7.0))
    shapes = {1: [16, 4], 2: [5, 5, 5, 5]}
    for window, start in enumerate((10, 200)):
        for ego, shape in shapes.items():
            for rank, acts in enumerate(shape):
                rows += [(start + k + rank / 10, ego, 100 * ego + 10 * window + rank) for k in range(acts)]
    table = made(rows)
    assert value(table, "P1", "turnover of partners") > 0.6  # 1 for the two, 0 for the two who chat
    assert value(table, "P1", "self / between people") < 0.1


def test_layers_count_periods_in_touch():
    rows = chatter(np.arange(0, 371, 1.0))
    rows += [(day, 1, 2) for day in np.arange(3, 371, 7)]  # every week
    rows += [(day, 1, 3) for day in np.arange(5, 371, 28)]  # every month
    rows += [(day, 1, 4) for day in (60, 300)] + [(300.5, 1, 5), (301, 6, 1)]
    table = made(rows, lead_in_weeks=0)
    # means over the people who wrote: 1, 6 and the two who chat
    for name, people in {"weekly": 3, "monthly": 4, "half-yearly": 5, "yearly": 7}.items():
        assert value(table, "P2", f"contacted {name}") == pytest.approx(people / 4)


def test_ties_begun_and_ended_are_counted_for_both_people():
    rows = chatter(np.arange(0, 301, 5.0))

    def tie(one, other, *days):
        return [(day + k / 10, *ends) for day in days for k, ends in enumerate([(one, other), (other, one)])]

    rows += tie(1, 2, 150, 290) + tie(1, 3, 150, 280) + tie(1, 4, 10, 150) + tie(5, 6, 20, 160, 270)
    rows += [(150, 7, 8)]  # one way: no tie
    table = made(rows)
    assert value(table, "P4", "activated / deactivated") == pytest.approx(2)
    assert value(table, "P4", "activated in the window") == pytest.approx(4 / 8)


def test_survival_of_ties_with_known_ages():
    rows = chatter(np.arange(0, 365, 3.0))
    for k, weeks in enumerate([0, 0, 2, 10, 30, 200]):  # ages at the last message
        last = min(21 + 7 * weeks, 364)
        rows += [(20, 10 + k, 50 + k), (21, 50 + k, 10 + k), (last, 10 + k, 50 + k)]
    table = made(rows, lead_in_weeks=1)
    assert value(table, "P5", "active after 1 month") == pytest.approx(3 / 6)
    assert value(table, "P5", "active after 6 months") == pytest.approx(2 / 6)
    assert np.isnan(value(table, "P5", "active after 12 months"))  # nobody was followed so long


def test_replies_to_bursts_common_contacts_and_dormant_ties():
    rows = chatter(np.arange(0, 200, 3.0))
    rows += [(50 + k / 1000, 1, 100 + k) for k in range(40)] + [(51, 100 + k, 1) for k in range(4)]  # 4 of 40 answer
    rows += [(50 + k, 10 + k, 150 + k) for k in range(10)] + [(52 + k, 150 + k, 10 + k) for k in range(5)]  # 5 of 10
    rows += [(100, 10, 150), (105, 150, 10), (100, 11, 151)]  # two dormant ties, one answers
    table = made(rows)
    assert value(table, "P7", "answered, 30+ at once") == pytest.approx(0.1)
    assert value(table, "P7", "30+ / 1 at once") == pytest.approx(0.1 / (6 / 11))  # with the two who chat
    assert value(table, "P7", "10+ / up to 3 at once") == pytest.approx((4 / 36) / (6 / 5))
    assert value(table, "P9", "answered, reactivation") == pytest.approx(0.5)
    assert np.isnan(value(table, "P6", "answered, common contact"))


def test_intervals_are_repeatable_and_respect_who_sent():
    rows = chatter(np.arange(0, 100, 1.0))
    generous = [(40 + k / 1000, s, 1000 * s + k) for s in range(1, 31) for k in range(20)]
    answers = [(41, r, s) for _, s, r in generous if s % 2]  # all or none of a sender's messages are answered
    rows = rows + generous + answers
    first, second = made(rows), made(rows)
    pd.testing.assert_frame_equal(first, second)
    row = first[first["statistic"] == "answered within 7 days"].iloc[0]
    naive = 1.96 * np.sqrt(row["value"] * (1 - row["value"]) / row["n"])
    assert row["high"] - row["low"] > 2 * 2 * naive


def test_without_draws_there_are_values_and_no_intervals():
    log = pd.DataFrame({"time": np.arange(40) * DAY, "sender": [1, 2] * 20, "receiver": [2, 1] * 20})
    table = patterns(log, draws=0)
    assert table["low"].isna().all() and table["high"].isna().all()
    assert value(table, "first", "answered ever") == 1
