"""Selection keeps its promise on alternatives of known order; the rest on known answers."""

import numpy as np
import pandas as pd
import pytest

from experiments.statistics.intervals import p_of_zero
from experiments.statistics.overtaking import last_crossing, overtaking
from experiments.statistics.power import replications_for, sd_interval, smallest_effect
from experiments.statistics.selection import decide, precise_enough, survivors
from experiments.statistics.survival import curve, median_week, survival

MEANS = np.array([1.0, 0.94, 0.9, 0.9, 0.5])


def world(rng, means, shared, skewed, most=3000):
    luck = rng.normal(size=(most, 1)) * shared
    own = rng.exponential(size=(most, len(means))) - 1 if skewed else rng.normal(size=(most, len(means)))
    return means + 0.3 * (luck + own)


@pytest.mark.parametrize("shared", [0.0, 2.0])
@pytest.mark.parametrize("skewed", [False, True])
def test_the_best_is_selected_as_often_as_promised(shared, skewed):
    rng, right, ends = np.random.default_rng(7), 0, 200
    for _ in range(ends):
        (winner,) = survivors(world(rng, MEANS, shared, skewed), 0.05, 0.95, 20)
        right += winner == 0
    assert right >= 0.95 * ends - 2 * np.sqrt(ends * 0.95 * 0.05)


def test_within_the_zone_any_of_the_best_will_do():
    rng, ends = np.random.default_rng(8), 100
    means = np.array([1.0, 0.99, 0.8])
    winners = [survivors(world(rng, means, 1.0, False), 0.05, 0.95, 20)[0] for _ in range(ends)]
    assert np.mean(np.array(winners) < 2) >= 0.95
    assert set(winners) >= {0, 1}


def test_clear_winners_are_found_sooner_than_close_ones():
    rng = np.random.default_rng(9)

    def needed(means):
        table = pd.DataFrame(world(rng, np.array(means), 1.0, False), columns=list("ab"))
        return next(n for n in range(20, len(table)) if decide(table.head(n), 0.03).stop)

    assert np.mean([needed([1.0, 0.2]) for _ in range(10)]) < np.mean([needed([1.0, 0.93]) for _ in range(10)]) / 2


def test_decision_says_where_it_stands():
    table = pd.DataFrame({"a": np.full(30, 2.0), "b": np.full(30, 1.0)}) + np.random.default_rng(1).normal(size=(30, 1))
    early, late = decide(table.head(10), 0.03), decide(table, 0.03)
    assert not early.stop and early.alive == ("a", "b")
    assert late.stop and late.best == "a" and late.eliminated == ("b",) and "95%" in late.reason.replace(" ", "")


def test_precision():
    values = np.random.default_rng(2).normal(size=100)
    assert precise_enough(values, 0.25) and not precise_enough(values, 0.15)


def test_survival_is_that_of_kaplan_and_meier():
    share = curve(np.array([0, 1, 1, -1]), 4)
    assert np.allclose(share, [1, 0.75, 0.25, 0.25, 0.25])
    assert np.allclose(curve(np.array([-1, -1]), 3), 1)


def test_survival_intervals_hold_the_curve_and_the_median_is_read_off():
    rng = np.random.default_rng(3)
    weeks = np.minimum(rng.geometric(0.1, 400) - 1, 60)
    sellers = pd.DataFrame({"strategy": "a", "replication": np.arange(400) // 10, "first_deal": np.where(weeks < 52, weeks, -1)})
    found = survival(sellers, 52).dropna()
    assert len(found) > 45 and (found["low"] <= found["share"] + 1e-9).all() and (found["share"] <= found["high"] + 1e-9).all()
    assert median_week(found, "a") == pytest.approx(7, abs=1)


def test_last_crossing():
    rows = np.array([[-1.0, 1, -1, 1, 1], [1, 1, 1, 1, 1], [1, 1, 1, 1, -1]])
    assert np.array_equal(last_crossing(rows), [3, 0, np.nan], equal_nan=True)


def test_overtaking_finds_a_planted_week():
    rng, rows = np.random.default_rng(4), []
    for replication in range(40):
        for week in range(60):
            rows.append((replication, "slow", week, 0.0 if week < 20 else 2.0 + rng.normal() * 0.5))
            rows.append((replication, "fast", week, 1.0 + rng.normal() * 0.5))
    weekly = pd.DataFrame(rows, columns=["replication", "strategy", "week", "deals"])
    found = overtaking(weekly, "slow", "fast", {"slow": 1, "fast": 1})
    assert found.low <= 40 <= found.high + 1 and found.sure
    assert overtaking(weekly, "fast", "slow", {"slow": 1, "fast": 1}).week != 0
    assert not overtaking(weekly, "fast", "slow", {"slow": 1, "fast": 1}).sure


def test_power_is_the_textbooks():
    assert replications_for(0.5, 1.0) == 36  # Cohen: n = 33.4 for d = 0.5, two-sided 5 %, power 80 %; and a little for skewness
    assert smallest_effect(1.0, 34) == pytest.approx(0.5, abs=0.02)
    found = [p_of_zero(np.random.default_rng(k).normal(0.547, 1, 30)) < 0.05 for k in range(400)]
    assert smallest_effect(1.0, 30) == pytest.approx(0.547, abs=1e-3) and 0.75 <= np.mean(found) <= 0.85
    assert smallest_effect(1.0, 34, comparisons=6) > 0.6
    low, high = sd_interval(1.0, 11)
    assert low == pytest.approx(0.699, abs=0.01) and high == pytest.approx(1.755, abs=0.01)
