"""Two people who call at a steady rate: growth and fixed points of strength, trust and knowledge.

The seller calls every k weeks, everybody picks up, sympathy is full (all topics shared). In a week with a call
strength takes a share g of what is missing and does not fade; in the k - 1 weeks between it is kept by r each.
"""

import numpy as np
import pytest

from sim import StartingTies, run
from tests.plain import Scenario

GAIN, HALF_LIFE, ETA, TRUST_HALF_LIFE, STRANGER = 0.12, 10.0, 0.08, 52.0, 0.15
KEPT, TRUST_KEPT = 2 ** (-1 / HALF_LIFE), 2 ** (-1 / TRUST_HALF_LIFE)
RULES = {
    "calling": {"p_pick_up_stranger": 1.0, "p_pick_up_friend": 1.0, "sympathy_common_ground": 1.0},
    "reinforcement": {"call": GAIN, "knowledge": 0.1},
    "forgetting": {"half_life_weeks": HALF_LIFE},
    "trust": {"eta": ETA, "half_life_weeks": TRUST_HALF_LIFE},
    "acceptance": {"trust_of_stranger": STRANGER},
    "trade": {"needs_per_year": 0.0},
}
CALLER = {"call": 2.0, "share_info": 0.0, "request": 0.0, "reconnect": 0.0, "post": 0.0, "event": 0.0, "groom": 0.0}


def calls(every: int, weeks: int, strength: float, energy: float | None = None, ablate=("revival",), hours: float = 0.5):
    """Networks after every week of one pair; the first call is in week 0."""
    market = {"strategy": "idle", "hours": 1.0, "spread": 0.0, "p_community_topic": 1.0, "p_other_topic": 1.0, "contacts": 0,
              "close": 0, "near": 0}  # fmt: skip
    caller = {"sellers": 1, "hours": hours, "parameters": CALLER | {"rest_weeks": every}}
    scenario = Scenario(people=2, weeks=weeks, contact_slots=4, market=market, strategies={"portfolio": caller}, rules=RULES, ablate=ablate)
    first = np.float32([strength] * 2), np.float32([energy or strength] * 2)
    ties = StartingTies(2, np.int32([0, 1]), np.int32([1, 0]), *first, np.int32([-every] * 2))
    history = run(scenario, 3, network=ties, networks=range(weeks + 1))
    assert history.weekly["hours_call"][:, 0].sum() == pytest.approx(0.5 * len(range(0, weeks, every)), abs=1e-3)
    return history.networks


def test_weekly_calls_take_equal_shares_of_what_is_missing():
    """strength after n calls = 1 - (1 - strength(0)) (1 - g)^n; MODEL.md section 4, reinforcement."""
    networks = calls(1, 20, 0.2)
    for n in (1, 5, 20):
        assert networks[n].ties["strength"] == pytest.approx(1 - 0.8 * (1 - GAIN) ** n, rel=1e-5)


@pytest.mark.parametrize("every", [2, 4, 8])
def test_strength_goes_to_its_fixed_point_at_the_stated_speed(every):
    """After a call: s(n) = s* + (s(1) - s*) q^(n - 1) with q = (1 - g) r^(k - 1) and s* = g / (1 - q)."""
    networks = calls(every, 20 * every, 0.6)
    q = (1 - GAIN) * KEPT ** (every - 1)
    fixed = GAIN / (1 - q)
    first = 0.6 + GAIN * 0.4  # silent until week 0, in which the call comes before any fading
    for n in (1, 2, 5, 20):
        expected = fixed + (first - fixed) * q ** (n - 1)
        assert networks[(n - 1) * every + 1].ties["strength"] == pytest.approx(expected, rel=1e-4)
    assert networks[19 * every + 1].ties["strength"] == pytest.approx(fixed, rel=0.02)


@pytest.mark.parametrize("every", [1, 4])
def test_trust_goes_to_its_fixed_point(every):
    """Distance d to a stranger's trust: d' = f ((1 - eta) f^(k - 1) d + eta (1 - stranger)), f = 2^(-1 / half-life)."""
    networks = calls(every, 100 * every, 0.5)
    fixed = TRUST_KEPT * ETA * (1 - STRANGER) / (1 - (1 - ETA) * TRUST_KEPT**every)
    assert networks[99 * every + 1].ties["trust"] == pytest.approx(STRANGER + fixed, rel=2e-3)
    start = 0.85 * 0.8 * 0.5
    assert networks[1].ties["trust"] == pytest.approx(STRANGER + TRUST_KEPT * (start * (1 - ETA) + ETA * 0.85), rel=1e-5)


def test_every_call_teaches_a_tenth_of_the_unknown():
    """knowledge after n calls = 1 - (1 - knowledge(0)) 0.9^n, knowledge(0) = 0.7 x energy."""
    networks = calls(1, 12, 0.5)
    assert networks[12].ties["knowledge"] == pytest.approx(1 - 0.65 * 0.9**12, rel=1e-5)


def test_an_old_tie_grows_faster_by_the_revival_term():
    """First call: s + g (1 - s) (1 + revival x (energy - s)) with revival 1, s = 0.2, energy = 0.7."""
    old = calls(1, 1, 0.2, energy=0.7, ablate=())[1]
    new = calls(1, 1, 0.2, energy=0.2, ablate=())[1]
    assert old.ties["strength"] == pytest.approx(0.2 + GAIN * 0.8 * 1.5, rel=1e-5)
    assert new.ties["strength"] == pytest.approx(0.2 + GAIN * 0.8, rel=1e-5)


def test_energy_remembers_the_highest_strength():
    networks = calls(1, 10, 0.2, energy=0.2)
    assert networks[10].ties["energy"] == pytest.approx(networks[10].ties["strength"])
    assert networks[10].ties["strength"].min() > 0.7
