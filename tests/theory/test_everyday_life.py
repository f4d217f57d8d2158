"""Everyday life: how often people meet outside the platform, and that both sides remember it."""

import numpy as np
import pytest

from sim import run
from tests.plain import Scenario

NOBODY = {"contacts": 0, "close": 0, "near": 0, "hours": 0.0, "community": 60, "circle": 12}
SILENT = {"trade": {"needs_per_year": 0.0}}


def lived(weeks: int, people: int = 3000, **everyday):
    """A market of strangers who write nothing, after some weeks of everyday life."""
    scenario = Scenario(people=people, weeks=weeks, contact_slots=256, market=NOBODY, rules=SILENT | {"everyday": everyday})
    return run(scenario, 3, networks=[weeks]).networks[weeks]


@pytest.mark.parametrize("layer, per_year, size", [("circle", 4.0, 12), ("community", 6.0, 60), ("anybody", 2.0, 3000)])
def test_people_meet_as_often_as_the_year_says(layer, per_year, size):
    """In a few weeks hardly a pair meets twice: ties a person = per_year x weeks / 52, less those who belong to a closer layer."""
    weeks, closer = 8, {"circle": 1, "community": 12, "anybody": 60}[layer]
    network = lived(weeks, **{f"{layer}_per_year": per_year})
    expected = per_year * weeks / 52 * (size - closer) / size
    assert len(network.ego) / 3000 == pytest.approx(expected, rel=0.07)
    assert np.all(network.ego // size == network.alter // size)
    if layer != "circle":
        assert np.all(network.ego // closer != network.alter // closer)


def test_both_remember_the_meeting():
    network = lived(20, circle_per_year=12.0, community_per_year=6.0)
    ties = dict(zip(zip(network.ego.tolist(), network.alter.tolist()), network.ties["last_exchange"].tolist()))
    assert len(ties) > 10_000 and all(ties[alter, ego] == week for (ego, alter), week in ties.items())


def test_some_pairs_meet_often_and_most_hardly_ever():
    """A pair of a circle of 12 could meet every 12 weeks; 3 u^2 has a standard deviation of 0.89 of its mean."""
    network = lived(520, people=240, circle_per_year=12.0)
    knowledge = np.sort(network.ties["knowledge"])
    assert len(knowledge) / 240 > 7 and np.quantile(knowledge, 0.9) > 3 * np.quantile(knowledge, 0.1)


def test_without_everyday_life_strangers_stay_strangers():
    assert len(lived(20, people=60).ego) == 0


STEADY = {
    "market": {"close": 9, "near": 26, "dormant": 0.03},
    "rules": {
        "mind": {"others": 40},
        "everyday": {"circle_per_year": 40, "community_per_year": 45, "anybody_per_year": 10, "gain": 0.28, "close_for_weeks": 208},
        "beginnings": {"close_least": 0.45, "close_spread": 0.5, "near_spread": 0.3, "near_common": 1},
    },
}


def relationships(weeks: list[int], **parts) -> np.ndarray:
    """Relationships a person after some weeks, the start among them."""
    history = run(Scenario(people=300, weeks=weeks[-1], contact_slots=512, **parts), 1, networks=[0])
    related = history.weekly["strong"].sum(axis=1) + history.weekly["weak"].sum(axis=1)
    return np.array([(history.networks[0].ties["strength"] >= 0.1).sum(), *related[np.array(weeks[1:]) - 1]]) / 300


def test_everyday_life_keeps_a_market_as_it_is_for_ten_years():
    """From a start near the rules' own balance, relationships stay within 15 %; without meetings half of them are lost."""
    weeks = [0, 52, 156, 312, 520]
    kept = relationships(weeks, **STEADY)
    assert kept == pytest.approx(kept[0], rel=0.15)
    without = relationships(weeks, market=STEADY["market"], rules=STEADY["rules"] | {"everyday": {}})
    assert without[-1] < 0.55 * without[0]
