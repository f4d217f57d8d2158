"""Pairs in which one side writes: patience, momentum, rhythm and waking against their expected values."""

import numpy as np
import pytest

from sim import StartingTies, run
from sim.actions import ANSWERED, READ
from sim.population import populate
from sim.rules.kinds_of_ties import is_dormant
from sim.state import GAP_PARTS, WOKEN
from tests.plain import Scenario

PAIRS, STRANGER = 400, 0.15
QUIET = {"trade": {"needs_per_year": 0.0}, "acceptance": {"trust_of_stranger": STRANGER}}
NO_GAIN = {"letter": 0.0, "knowledge_letter": 0.0}
ALL_OF_USE = {"p_relevant_unknown": 1.0, "p_relevant_known": 1.0, "usefulness": 0.0, "strength_lost": 0.0}
MARKET = {"strategy": "idle", "hours": 1.0, "spread": 0.0, "contacts": 0, "close": 0, "near": 0}
WRITER = {"share_info": 2.0, "request": 0.0, "call": 0.0, "reconnect": 0.0, "post": 0.0, "event": 0.0, "groom": 0.0, "rest_weeks": 1}


def written(strategy: str, parameters: dict, weeks: int, strength=0.0, energy=0.0, last=-1, hours=0.1, ablate=(), **rules):
    """A run of so many pairs, each of a writer and somebody idle; the writer has time for one letter a week."""
    scenario = Scenario(
        people=2 * PAIRS, weeks=weeks, contact_slots=4, market=MARKET, ablate=("attention", "blur", *ablate), rules=QUIET | rules,
        strategies={"writers": {"sellers": PAIRS, "strategy": strategy, "hours": hours, "parameters": {"prospects": 0} | parameters}},
    )  # fmt: skip
    sells = populate(scenario, 5).people.group > 0
    writers, readers = np.flatnonzero(sells), np.flatnonzero(~sells)
    ego, alter = np.append(writers, readers), np.append(readers, writers)
    order = np.argsort(ego)
    columns = np.full(2 * PAIRS, strength, np.float32), np.full(2 * PAIRS, energy, np.float32), np.full(2 * PAIRS, last, np.int32)
    ties = StartingTies(2 * PAIRS, ego[order].astype(np.int32), alter[order].astype(np.int32), *columns)
    return run(scenario, 5, network=ties, messages=True, networks=[weeks])


def within(observed, chances, deviations=4.0):
    return abs(observed - np.sum(chances)) < deviations * np.sqrt(np.sum(np.multiply(chances, 1 - np.asarray(chances)))) + 1e-9


def by_week(log, bits, weeks):
    """Whether the letter of each week (rows) and writer (columns) got a reply with one of these bits."""
    assert len(log["week"]) == PAIRS * weeks
    return (log["reply"].reshape(weeks, PAIRS) & bits) > 0


def test_letters_in_vain_are_read_one_over_one_plus_so_much_for_each():
    """P(read the nth, n = 0, 1, ...) = 1 / (1 + tiring n) where nobody ever answers; both sides count alike."""
    history = written("portfolio", WRITER, 9, patience={"tiring": 0.5}, information={"p_answer": 0.0})
    read = by_week(history.messages, READ, 9)
    assert read[0].all()
    for n in range(1, 9):
        assert within(read[n].sum(), np.full(PAIRS, 1 / (1 + 0.5 * n))), n
    ties, sells = history.networks[9].ties, history.state.people.group[history.networks[9].ego] > 0
    assert set(ties["pushes"][sells]) == set(ties["unanswered"][~sells]) == {9}
    assert not ties["pushes"][~sells].any() and not ties["unanswered"][sells].any()


def test_an_answer_makes_up_for_all_that_was_in_vain():
    """n counts from the last answer, so the letter after an answer is surely read."""
    rules = {"patience": {"tiring": 1.0}, "information": ALL_OF_USE | {"p_answer": 0.8}, "reinforcement": NO_GAIN}
    history = written("portfolio", WRITER, 12, **rules)
    read, answered = (by_week(history.messages, bits, 12) for bits in (READ, ANSWERED))
    in_vain, chances, after_answer = np.zeros(PAIRS), [], []
    for week in range(12):
        chances.append(1 / (1 + in_vain))
        if week:
            after_answer.append(read[week][answered[week - 1]])
        in_vain = np.where(answered[week], 0, in_vain + 1)
    assert np.concatenate(after_answer).all() and len(np.concatenate(after_answer)) > 500
    chances = np.array(chances)
    for n in (1, 2, 3):
        assert within(read[chances == 1 / (1 + n)].sum(), chances[chances == 1 / (1 + n)]), n


def test_requests_in_vain_are_kept_in_mind_and_read_less():
    """A stranger's nth request, asked again and again: P(read) = 1 / (1 + tiring n)."""
    scenario = Scenario(
        people=60, weeks=40, ablate=("attention", "introductions"), market=MARKET | {"hours": 0.0},
        strategies={"collect_contacts": {"sellers": 4, "hours": 0.5}},
        rules=QUIET | {"planning": {"ask_again_weeks": 0}, "patience": {"tiring": 0.3}},
    )  # fmt: skip
    history = run(scenario, 2, messages=True)
    log, times, read, expected = history.messages, {}, [], []
    for sender, receiver, reply in zip(*(log[name].tolist() for name in ("sender", "receiver", "reply")), strict=True):
        if history.state.people.group[receiver]:  # collectors accept each other
            continue
        pair = sender, receiver
        read.append(reply & READ > 0)
        expected.append(1 / (1 + 0.3 * times.get(pair, 0)))
        times[pair] = times.get(pair, 0) + 1
    read, expected = np.array(read), np.array(expected)
    assert len(read) > 1000
    for low, high in ((0.6, 1.0), (0.3, 0.6), (0.0, 0.3)):
        chosen = (expected > low) & (expected <= high)
        assert chosen.sum() > 100 and within(read[chosen].sum(), expected[chosen])


def test_an_exchange_makes_the_next_answer_likelier():
    """P(answer) = b + (1 - b) m / (1 + silent weeks), b = p_answer (1 + trust) / 2, trust a stranger's throughout."""
    rules = {"momentum": {"answers": 0.5}, "information": ALL_OF_USE | {"p_answer": 0.4}, "reinforcement": NO_GAIN}
    answered = by_week(written("portfolio", WRITER, 20, last=-4, **rules).messages, ANSWERED, 20)
    base, silence, rate = 0.4 * (1 + STRANGER) / 2, np.full(PAIRS, 4), {}
    for week in range(20):
        for weeks in (1, 2, 4, 8):
            rate.setdefault(weeks, []).extend(answered[week][silence == weeks])
        silence = np.where(answered[week], 1, silence + 1)
    for weeks, seen in rate.items():
        assert len(seen) > 100 and within(np.sum(seen), np.full(len(seen), base + (1 - base) * 0.5 / (1 + weeks))), weeks


@pytest.mark.parametrize("gives_up", [0.0, 0.6])
def test_who_was_silent_for_long_is_written_to_less(gives_up):
    """P(note) = w / (1 + (gives_up x silence / usual gap)^2); every note is answered, so it is an exchange."""
    parameters = {"notes_to_mere": 0.3, "p_request": 0.0, "p_occasion": 0.0, "gives_up": gives_up, "momentum": 0.0}
    everything = {"acceptance": {"trust_of_stranger": 1.0}, "information": ALL_OF_USE | {"p_answer": 1.0}, "reinforcement": NO_GAIN}
    history = written("member", parameters, 100, last=-2, hours=2.0, **everything)
    wrote = np.zeros((100, 2 * PAIRS), bool)
    wrote[history.messages["week"], history.messages["sender"]] = True
    wrote = wrote[:, history.state.people.group > 0]
    last, gap, late, expected = np.full(PAIRS, -2), np.zeros(PAIRS), [], []
    for week in range(100):
        gaps = np.divide(week - last, gap, out=np.zeros(PAIRS), where=gap > 0)
        late.append(gaps)
        expected.append(0.3 / (1 + (gives_up * gaps) ** 2))
        moved = np.floor((np.where(gap > 0, gap + 0.25 * (week - last - gap), week - last)) * GAP_PARTS + 0.5) / GAP_PARTS
        gap, last = np.where(wrote[week], moved, gap), np.where(wrote[week], week, last)
    late, expected = np.array(late), np.array(expected)
    rates = []
    for low, high in ((0, 1.01), (1.01, 2.01), (2.01, 4.01), (4.01, 100)):
        chosen = (late > low) & (late <= high)
        assert chosen.sum() > 200 and within(wrote[chosen].sum(), expected[chosen])
        rates.append(wrote[chosen].mean())
    assert np.all(np.diff(rates) < -0.02) if gives_up else max(rates) - min(rates) < 0.06


@pytest.mark.parametrize("once", [0, 1])
def test_a_dormant_tie_is_woken_once(once):
    """Everybody answers; strength halves every week, so without the mark a woken tie is dormant again and is woken anew."""
    rules = {"reconnecting": {"p_answer_contact": 1.0, "wakes_once": once}, "forgetting": {"half_life_weeks": 1.0}}
    history = written("reactivate_weak_ties", {"p_try": 1.0}, 10, energy=0.8, last=-100, hours=0.2, **rules)
    log, ties = history.messages, history.networks[10].ties
    assert set(log["kind"]) == {"reconnect"} and log["answered"].all()
    assert len(log["week"]) == PAIRS if once else len(log["week"]) > 2 * PAIRS
    dormant = is_dormant(ties["strength"], ties["energy"], ties["marks"] & WOKEN)
    assert dormant.sum() == (0 if once else 2 * PAIRS)
