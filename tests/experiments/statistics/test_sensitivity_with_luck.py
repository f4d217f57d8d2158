"""Sobol indices and elementary effects of Ishigami's function with an inert factor, under luck of several kinds."""

import numpy as np
import pytest

from experiments.config.sensitivity_points import morris_points, saltelli_points
from experiments.errors import UserError
from experiments.statistics.morris import elementary_effects
from experiments.statistics.replicated import fieller
from experiments.statistics.sobol import sobol_indices

BOX = {name: (-np.pi, np.pi) for name in ("one", "two", "three", "inert")}
FACTORS = list(BOX)
FIRST = np.array([0.3139, 0.4424, 0, 0])  # Ishigami and Homma 1990, a = 7, b = 0.1
TOTAL = np.array([0.5576, 0.4424, 0.2437, 0])
VARIANCE = 13.845


def ishigami(x: np.ndarray) -> np.ndarray:
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def noisy(x: np.ndarray, noise: float, replications: int = 6, seed: int = 1) -> np.ndarray:
    return ishigami(x)[:, None] + np.random.default_rng(seed).normal(scale=noise, size=(len(x), replications))


def shared(x: np.ndarray, noise: float, replications: int = 12, seed: int = 1) -> np.ndarray:
    """Luck of common random numbers: a level and slopes that differ by replication and are the same at all points."""
    level, slope, inert = np.random.default_rng(seed).normal(scale=noise, size=(3, replications))
    return ishigami(x)[:, None] + level + x[:, [0]] / np.pi * slope + x[:, [3]] / np.pi * inert


def inside(table, column: str, truth) -> np.ndarray:
    return ((table[f"{column}_low"] <= truth + 1e-9) & (truth - 1e-9 <= table[f"{column}_high"])).to_numpy()


@pytest.fixture(scope="module")
def saltelli():
    return saltelli_points(BOX, 512, 1)


@pytest.fixture(scope="module")
def morris():
    return morris_points(BOX, 40, 4, 1)


def test_known_indices_without_luck(saltelli):
    found = sobol_indices(FACTORS, noisy(saltelli, 0.0))
    assert np.allclose(found.factors["first"], FIRST, atol=0.05)
    assert np.allclose(found.factors["total"], TOTAL, atol=0.03)
    assert found.factors.loc["inert"].abs().max() == 0 and found.shares.loc["luck", "share"] == pytest.approx(0)
    assert found.shares["share"].sum() == pytest.approx(1)


@pytest.mark.parametrize("common", [False, True])
@pytest.mark.parametrize("noise", [0.0, 1.0, 5.0, 20.0])
def test_truth_lies_in_the_intervals_at_every_noise(saltelli, noise, common):
    found = sobol_indices(FACTORS, noisy(saltelli, noise, seed=3), common)
    first, total = inside(found.factors, "first", FIRST), inside(found.factors, "total", TOTAL)
    assert first[3] and total[3]
    assert first.sum() + total.sum() >= 7
    luck = found.shares.loc["luck"]
    assert luck["share"] == pytest.approx(noise**2 / (noise**2 + VARIANCE), abs=0.03)
    assert luck["low"] - 1e-9 <= noise**2 / (noise**2 + VARIANCE) <= luck["high"] + 1e-9
    assert found.shares["share"].sum() == pytest.approx(1)


def test_the_inert_factor_is_covered_as_often_as_stated():
    held = np.zeros(2)
    for seed in range(20):
        points = saltelli_points(BOX, 64, seed + 1)
        table = sobol_indices(FACTORS, noisy(points, 5.0, 3, seed), common=False).factors
        held += [inside(table, "first", FIRST)[3], inside(table, "total", TOTAL)[3]]
    assert (held >= 17).all()


def test_luck_shared_by_all_points_widens_the_intervals(saltelli):
    blind, aware = (sobol_indices(FACTORS, shared(saltelli, 5.0), common) for common in (False, True))
    widths = [(t.factors["total_high"] - t.factors["total_low"])["inert"] for t in (blind, aware)]
    assert widths[1] > 2 * widths[0]
    assert inside(aware.factors, "total", TOTAL)[3] and inside(aware.factors, "first", FIRST)[3]
    assert any("replications" in said for said in aware.needed)


def test_says_when_more_runs_are_needed():
    points = saltelli_points(BOX, 32, 1)
    few = sobol_indices(FACTORS, noisy(points, 5.0), common=False)
    assert any("times as many base samples" in said for said in few.needed)
    assert not sobol_indices(FACTORS, noisy(points, 0.1), tolerance=2.0).needed
    hidden = sobol_indices(FACTORS, noisy(points, 1000.0))
    assert np.isinf(hidden.factors["total_high"]).all() and "do not bound it" in hidden.needed[0]


@pytest.mark.parametrize("noise", [0.0, 1.0, 5.0, 20.0])
def test_morris_leaves_the_inert_factor_at_zero(morris, noise):
    found = elementary_effects(BOX, morris, noisy(morris, noise))
    for column in ("mu", "mu_star", "sigma", "rms"):
        assert inside(found.factors, column, 0.0)[3], column
    spread = np.var(ishigami(morris))
    assert found.luck.value == pytest.approx(noise**2 / (noise**2 + spread), abs=0.05)
    assert found.luck.low - 1e-9 <= found.luck.value <= found.luck.high + 1e-9


def test_morris_agrees_with_salib_without_luck(morris):
    from SALib.analyze import morris as salib

    found = elementary_effects(BOX, morris, noisy(morris, 0.0)).factors
    known = salib.analyze({"num_vars": 4, "names": FACTORS, "bounds": list(BOX.values())}, morris, ishigami(morris))
    for column in ("mu", "mu_star", "sigma"):
        assert np.allclose(found[column], np.asarray(known[column], float))


def test_morris_finds_strong_factors_in_noise(morris):
    found = elementary_effects(BOX, morris, noisy(morris, 5.0))
    assert (found.factors["mu_star_low"].iloc[:2] > 0).all()
    assert found.factors["mu_star"].idxmin() == "inert" and found.needed


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_missing_values_are_refused(saltelli, morris, bad):
    y, z = noisy(saltelli, 1.0), noisy(morris, 1.0)
    y[[5, 9], [0, 3]] = z[[5, 9], [0, 3]] = bad
    with pytest.raises(UserError, match=f"2 of {len(y)} rows"):
        sobol_indices(FACTORS, y)
    with pytest.raises(UserError, match=f"2 of {len(z)} rows"):
        elementary_effects(BOX, morris, z)


def test_designs_that_cannot_be_analysed_are_refused(saltelli, morris):
    y = noisy(saltelli, 1.0)
    wrong = {"replications": y[:, :1], "cannot show luck": y[:, 0], "whole blocks": y[:-1], "same value": y * 0}
    for said, broken in wrong.items():
        with pytest.raises(UserError, match=said):
            sobol_indices(FACTORS, broken)
    with pytest.raises(UserError, match="not a Morris design"):
        elementary_effects(BOX, morris[::-1][np.r_[1 : len(morris), 0]], noisy(morris, 1.0))


def test_fieller_is_unbounded_where_the_bottom_may_be_zero():
    assert fieller((1.0, 2.0), np.zeros((2, 2)), 2.0) == (0.5, 0.5)
    assert fieller((1.0, 2.0), np.diag([0.0, 4.0]), 2.0) == (-np.inf, np.inf)
    low, high = fieller((0.0, 2.0), np.diag([0.01, 0.01]), 2.0)
    assert low == pytest.approx(-high) and high == pytest.approx(0.1, rel=0.01)
