"""People differ: factors of mean 1, with a few who do most."""

import numpy as np
import pytest

from sim.rules.differences import mildly_unequal, odds, readily, taken_readily, unequal

EVEN = (np.arange(20_000) + 0.5) / 20_000


def gini(x) -> float:
    """Half the mean difference of two people, in parts of the mean."""
    x = np.sort(x)
    return 2 * np.sum(np.arange(1, x.size + 1) * x) / x.size / x.sum() - (x.size + 1) / x.size


def drawn(rule, inequality: float) -> np.ndarray:
    return np.array([rule(u, inequality) for u in EVEN.tolist()])


@pytest.mark.parametrize("rule", [unequal, mildly_unequal, readily])
@pytest.mark.parametrize("inequality", [0.0, 0.3, 0.85, 1.0])
def test_the_mean_stays_one(rule, inequality):
    assert drawn(rule, inequality).mean() == pytest.approx(1, abs=2e-4)


@pytest.mark.parametrize("rule", [unequal, mildly_unequal, readily])
def test_without_inequality_all_are_exactly_alike(rule):
    assert set(drawn(rule, 0.0)) == {1.0}


@pytest.mark.parametrize("rule, expected, median", [(unequal, 0.651, 0.4196), (mildly_unequal, 0.466, 0.680), (readily, 0.5, 0.75)])
def test_a_few_have_most_and_most_have_little(rule, expected, median):
    factors = drawn(rule, 1.0)
    assert gini(factors) == pytest.approx(expected, abs=2e-3)
    assert np.median(factors) == pytest.approx(median, abs=1e-3)
    assert np.all(np.diff(factors) >= 0)


@pytest.mark.parametrize("u, expected", [(0.5, 1), (0.75, 3), (0.99, 99), (0.999, 99)])
def test_odds_worked_out_by_hand(u, expected):
    assert odds(u) == pytest.approx(expected)


@pytest.mark.parametrize("chance, readiness, expected", [(0.4, 1.0, 0.4), (0.4, 0.5, 0.2), (0.4, 3.0, 1.0), (0.0, 3.0, 0.0)])
def test_nobody_takes_anything_more_often_than_always(chance, readiness, expected):
    assert taken_readily(chance, readiness) == pytest.approx(expected)
