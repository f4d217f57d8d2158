"""Sensitivity indices on Ishigami's function, with noise and an inert factor."""

import numpy as np
import pytest

from experiments.errors import UserError
from experiments.sensitivity import advice, morris_effects, morris_points, saltelli_points, sobol_indices

NAMES = ["a", "b", "c", "inert"]
CUBE = {name: (0.0, 1.0) for name in NAMES}
FIRST, TOTAL = [0.3139, 0.4424, 0.0, 0.0], [0.5576, 0.4424, 0.2437, 0.0]  # Ishigami and Homma 1990, a = 7, b = 0.1
VARIANCE = 13.84


def ishigami(points: np.ndarray) -> np.ndarray:
    x = (2 * points - 1) * np.pi
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def noisy(points, noise, replications=6, seed=1):
    return ishigami(points)[:, None] + np.random.default_rng(seed).normal(scale=noise, size=(len(points), replications))


@pytest.fixture(scope="module")
def points():
    return saltelli_points(CUBE, 1024, seed=3)


def test_known_indices_without_noise(points):
    table = sobol_indices(noisy(points, 1e-9), NAMES, resamples=100)
    assert np.allclose(table["first"][:4], FIRST, atol=0.04) and np.allclose(table["total"][:4], TOTAL, atol=0.04)
    assert table["first"].iloc[4] < 1e-6


@pytest.mark.parametrize("noise", [0.0, 1.0, 5.0, 20.0])
def test_an_inert_factor_has_an_interval_around_zero_at_every_noise(points, noise):
    table = sobol_indices(noisy(points, noise), NAMES, resamples=200).set_index("factor")
    assert table.loc["inert", "total_low"] <= 0 <= table.loc["inert", "total_high"] + 1e-12
    assert table.loc["inert", "first_low"] <= 0 <= table.loc["inert", "first_high"] + 1e-12
    inside = [low <= true <= high for low, true, high in zip(table["total_low"], TOTAL, table["total_high"])]
    assert sum(inside) >= 3
    if noise:
        assert table.loc["luck", "first"] == pytest.approx(noise**2 / (noise**2 + VARIANCE), abs=0.1)


def test_a_naive_index_would_blame_the_inert_factor(points):
    """Why products of different replications are needed: with noise 20, one replication gives the inert factor a large index."""
    y = noisy(points, 20.0)[:, 0].reshape(-1, 6)
    naive = ((y[:, 0] - y[:, 4]) ** 2).mean() / (2 * y[:, [0, 5]].var())
    assert naive > 0.5


@pytest.mark.parametrize("noise", [0.0, 5.0, 20.0])
def test_morris_ranks_factors_and_leaves_the_inert_one_at_zero(noise):
    places = morris_points(CUBE, 200, 4, seed=2)
    table = morris_effects(noisy(places, noise), places, NAMES).set_index("factor")
    assert table.loc["inert", "square_low"] <= 0 <= table.loc["inert", "square_high"] + 1e-12
    assert table.loc["a", "square"] > 3 * max(abs(table.loc["inert", "square"]), 0.3)


def test_missing_values_are_refused_not_zeroed(points):
    y = noisy(points, 1.0)
    y[17, 2] = np.nan
    with pytest.raises(UserError, match=f"1 of {len(y)} points"):
        sobol_indices(y, NAMES)
    with pytest.raises(UserError, match="at least 2"):
        sobol_indices(y[:, :1] * 0, NAMES)


def test_says_when_more_runs_are_needed():
    few = saltelli_points(CUBE, 16, seed=3)
    assert "More runs are needed" in advice(sobol_indices(noisy(few, 20.0), NAMES, resamples=100), "total_low", "total_high")
