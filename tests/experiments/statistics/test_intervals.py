"""Intervals over few replications hold the truth as often as they say, and corrections keep false alarms rare."""

import numpy as np
import pandas as pd
import pytest

from experiments.statistics import estimates
from experiments.statistics.conditions import summary
from experiments.statistics.estimates import compare_all, mean_interval
from experiments.statistics.league import league, letters


@pytest.mark.parametrize("replications", [6, 20])
def test_intervals_cover_the_mean(replications):
    rng, hits = np.random.default_rng(2), []
    for _ in range(300):
        _, low, high = mean_interval(rng.normal(size=replications))
        hits.append(low <= 0 <= high)
    assert 0.92 < np.mean(hits) < 0.985


def runs_of(values: dict[str, np.ndarray]) -> pd.DataFrame:
    tables = [pd.DataFrame({"point": 0, "replication": range(len(v)), "strategy": name, "x": v, "value_per_hour": 10 * v,
                            "weeks_to_first_deal": 5.0, "with_deal": 0.8}) for name, v in values.items()]  # fmt: skip
    return pd.concat(tables, ignore_index=True)


def test_intervals_by_condition_cover_too():
    rng, hits = np.random.default_rng(3), []
    for _ in range(200):
        found = summary(runs_of({"a": rng.normal(size=8), "b": rng.normal(size=8)}), "x")
        hits += list((found["low"] <= 0) & (found["high"] >= 0))
    assert 0.92 < np.mean(hits) < 0.985


def test_holm_is_that_of_statsmodels():
    from statsmodels.stats.multitest import multipletests

    ps = np.random.default_rng(0).uniform(0, 0.2, 12) ** 2
    assert np.allclose(estimates.holm(ps), multipletests(ps, method="holm")[1]) and len(estimates.holm([])) == 0


def test_holm_keeps_false_alarms_rare():
    """Four equal strategies, six comparisons: in at most about 5 of 100 studies is anything told apart."""
    rng = np.random.default_rng(1)
    alarms = [any(c.clear for c in compare_all(runs_of({n: rng.normal(size=60) for n in "abcd"}), "x")) for _ in range(200)]
    assert np.mean(alarms) < 0.09


def test_letters_tell_what_can_be_told_apart():
    rng = np.random.default_rng(0)
    values = {"near": rng.normal(5.0, 1, 40), "best": rng.normal(5.02, 1, 40), "far": rng.normal(1, 1, 40)}
    given = letters(runs_of(values), "x")
    assert set(given["near"]) & set(given["best"]) and not set(given["far"]) & (set(given["near"]) | set(given["best"]))


def test_the_league_has_order_chances_pay_and_waits():
    rng = np.random.default_rng(0)
    luck = rng.normal(size=30)
    table = league(runs_of({"low": 4 + luck, "high": 5 + luck}), "x")
    assert list(table["strategy"]) == ["high", "low"] and list(table["best"]) == [1.0, 0.0] and list(table["alike"]) == ["a", "b"]
    assert np.allclose(table["pay"], 10 * table["mean"]) and np.allclose(table["wait"], 5) and np.allclose(table["without"], 0.2)


def test_a_strategy_without_a_value_comes_last_and_has_no_numbers():
    runs = runs_of({"empty": np.full(10, 9.0), "whole": np.arange(10.0)})
    runs.loc[0, "x"] = np.nan
    table = league(runs, "x")
    assert list(table["strategy"]) == ["whole", "empty"] and np.isnan(table["mean"][1]) and table["alike"][1] == ""
