"""Silence: everything fades with the half-life that its parameter names."""

import numpy as np
import pytest

from sim import StartingTies, run
from sim.network import network_of
from sim.population import populate
from sim.rules.forgetting import hold
from tests.plain import Scenario

STRANGER = 0.15
NOBODY = {"contacts": 0, "close": 0, "near": 0, "hours": 0.0}
SILENT = {"trade": {"needs_per_year": 0.0}}


def star(alters: int, strength: float, energy: float) -> StartingTies:
    """Person 0 and so many others who know each other, last heard of in the week before the start."""
    ego = np.int32([0] * alters + list(range(1, alters + 1)))
    alter = np.int32([*range(1, alters + 1), *[0] * alters])
    columns = (np.full(2 * alters, x, np.float32) for x in (strength, energy))
    return StartingTies(alters + 1, ego, alter, *columns, np.full(2 * alters, -1, np.int32))


def silent_years(weeks: int, ties: StartingTies, market=NOBODY, **rules):
    """Networks after every week of a run in which nobody does anything."""
    scenario = Scenario(people=ties.people, weeks=weeks, contact_slots=8, market=market, rules=SILENT | rules)
    return run(scenario, 1, network=ties, networks=range(weeks + 1)).networks


@pytest.mark.parametrize("half_life", [5, 20])
def test_strength_halves_in_its_half_life(half_life):
    """strength(t) = strength(0) x 2^(-t / half-life); MODEL.md section 4, forgetting."""
    networks = silent_years(2 * half_life, star(1, 0.8, 0.8), forgetting={"half_life_weeks": half_life})
    for weeks, expected in ((half_life, 0.4), (2 * half_life, 0.2), (1, 0.8 * 2 ** (-1 / half_life))):
        assert networks[weeks].ties["strength"] == pytest.approx(expected, rel=1e-5)


def test_energy_halves_in_its_half_life_and_makes_a_faded_tie_dormant():
    """energy(t) = energy(0) x 2^(-t / half-life), as long as it lies above strength."""
    networks = silent_years(64, star(7, 0.6, 0.8), forgetting={"half_life_weeks": 10, "energy_half_life_weeks": 64})
    assert networks[24].ties["energy"] == pytest.approx(0.8 * 2 ** (-24 / 64), rel=1e-5)  # relationships fade week by week
    assert networks[64].ties["energy"] == pytest.approx(0.4, rel=2 ** (8 / 64) - 1)  # others eight weeks at once
    assert networks[64].ties["energy"][networks[64].ego > 0].mean() == pytest.approx(0.4, rel=0.01)  # some early, some late
    kinds = [(network.ties["strength"] < 0.1) & (network.ties["energy"] >= 0.25) for network in (networks[25], networks[26])]
    assert not kinds[0].any() and kinds[1].all()  # 0.6 x 2^(-t/10) falls below 0.1 after t = 10 log2(6) = 25.8 weeks


@pytest.mark.parametrize("strength", [0.0, 0.9])
def test_trust_falls_halfway_back_to_a_strangers_in_its_half_life(strength):
    """trust(t) = stranger + (trust(0) - stranger) x 2^(-t / half-life), from trust(0) = stranger + 0.85 x 0.8 x strength."""
    networks = silent_years(52, star(1, strength, strength), trust={"half_life_weeks": 26}, acceptance={"trust_of_stranger": STRANGER})
    start = 0.85 * 0.8 * strength
    assert networks[0].ties["trust"] == pytest.approx(STRANGER + start, rel=1e-5)
    assert networks[26].ties["trust"] == pytest.approx(STRANGER + start / 2, rel=1e-5)
    assert networks[52].ties["trust"] == pytest.approx(STRANGER + start / 4, rel=1e-5)


def test_overload_fades_the_ties_of_those_with_too_many_and_of_nobody_else():
    """Weekly loss (1 - kept) x (relationships / capacity)^(halves / 2): 4 relationships at capacity 2, squared: four times.

    Relationships are counted at the start and at the end of every week.
    """
    market = NOBODY | {"capacity": 2.0, "spread": 0.0}
    networks = silent_years(9, star(4, 0.9, 0.9), market, forgetting={"half_life_weeks": 50, "overload_halves": 4})
    kept = 2 ** (-1 / 50)
    ties = networks[9].ties
    assert ties["strength"][networks[9].ego == 0] == pytest.approx(0.9 * (1 - 4 * (1 - kept)) ** 9, rel=1e-5)
    assert ties["strength"][networks[9].ego != 0] == pytest.approx(0.9 * kept**9, rel=1e-5)


def test_a_whole_silent_market_fades_by_the_formula_tie_by_tie():
    """strength(t) = strength(0) x (1 - (1 - kept) / (1 + embedding x n / (n + half)))^t with n common contacts.

    Exactly for those who stay relationships and, after so many times eight weeks, for those who never were; a tie that ceases to be
    one on the way fades up to eight weeks early or late, on average in time.
    """
    weeks, start = 32, {"contacts": 30, "close": 6, "near": 10, "community": 40, "circle": 12, "hours": 0.0, "capacity": 10000.0}
    scenario = Scenario(people=300, weeks=weeks, contact_slots=60, market=start, rules=SILENT)
    before, after = network_of(populate(scenario, 8), 0), network_of(run(scenario, 8).state, weeks)
    assert np.array_equal(before.alter, after.alter)
    p, forgetting = scenario.rules.forgetting, scenario.rules.forgetting
    lost = np.array([(1 - 2 ** (-1 / p.half_life_weeks)) * hold(float(n), forgetting) for n in range(256)])
    silent = before.ties["last_exchange"] < 0  # those of week 0 do not fade in week 0
    assert silent.sum() > 7000 and len(set(before.ties["embedded"])) == 3
    expected = before.ties["strength"] * (1 - lost[before.ties["embedded"]]) ** weeks
    stayed = silent & ((before.ties["strength"] < 0.1) | (expected >= 0.1))
    assert after.ties["strength"][stayed] == pytest.approx(expected[stayed], rel=1e-4)
    ceased = silent & ~stayed
    weeks_off = np.log(after.ties["strength"] / expected)[ceased] / np.log(1 - lost[before.ties["embedded"]])[ceased]
    assert ceased.sum() > 300 and np.abs(weeks_off).max() < 8 and abs(weeks_off.mean()) < 0.6
    energy = before.ties["energy"] * 2 ** (-weeks / p.energy_half_life_weeks)
    assert after.ties["energy"][stayed] == pytest.approx(np.maximum(energy, expected)[stayed], rel=1e-4)
    assert after.ties["energy"][ceased] == pytest.approx(np.maximum(energy, expected)[ceased], rel=0.25)
    stranger = scenario.rules.acceptance.trust_of_stranger
    trust = stranger + (before.ties["trust"] - stranger) * 2 ** (-weeks / scenario.rules.trust.half_life_weeks)
    assert after.ties["trust"][stayed] == pytest.approx(trust[stayed], rel=1e-4)
    assert after.ties["trust"] == pytest.approx(trust, rel=0.04)


def test_nothing_else_happens_in_silence():
    weekly = run(Scenario(people=300, weeks=10, market={"hours": 0.0}, rules=SILENT), 8).weekly
    for name in ("messages_sent", "deals", "annoyance", "hours_post", "hours_call", "requests_received"):
        assert not weekly[name].any(), name
