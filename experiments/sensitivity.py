"""Global sensitivity that knows noise: Morris elementary effects and Sobol indices of a stochastic model.

The model is seen through replications. Products of two *different* replications have no bias by luck, so an inert
factor's index is zero in expectation at every noise level, and its interval contains 0. Luck's share of the variance is
stated beside the factors'. Designs come from SALib; its estimators do not know noise, ours are those of Saltelli et al.
(2010) and Jansen (1999), with unbiased products over replications (Owen 2013; Fort, Klein and Lagnoux 2021 on stochastic models).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from .errors import UserError

RESAMPLES = 500
WIDE = 0.2  # width of an interval from which more runs are advised


def problem(factors: dict[str, tuple[float, float]]) -> dict:
    """Factors as SALib wants them."""
    return {"num_vars": len(factors), "names": list(factors), "bounds": [list(limits) for limits in factors.values()]}


def morris_points(factors: dict[str, tuple[float, float]], trajectories: int, levels: int, seed: int) -> np.ndarray:
    """Points of a Morris design, float64[trajectories x (factors + 1), factors], trajectory by trajectory."""
    from SALib.sample import morris

    return morris.sample(problem(factors), trajectories, num_levels=levels, seed=seed % 2**32)


def saltelli_points(factors: dict[str, tuple[float, float]], base: int, seed: int) -> np.ndarray:
    """Points of a Saltelli design, float64[base x (factors + 2), factors]: A, AB_1 .. AB_d, B, block by block. base: a power of 2."""
    from SALib.sample import sobol

    return sobol.sample(problem(factors), base, calc_second_order=False, seed=seed % 2**32)


def checked(y: np.ndarray) -> np.ndarray:
    """Outputs, float64[points, replications]; refuses missing values and single replications."""
    y = np.atleast_2d(np.asarray(y, float))
    missing = int(np.isnan(y).any(axis=1).sum())
    if missing:
        raise UserError(f"sensitivity: {missing} of {len(y)} points have runs without a value; no index is computed from part of a "
                        "design: repeat them with `vitaminb resume --retry-failed`, or take another response")  # fmt: skip
    if y.shape[1] < 2:
        raise UserError("sensitivity: one replication cannot tell parameters from luck; use at least 2")
    return y


def cross(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Mean product of two outputs over pairs of different replications: unbiased by luck; float64[points]."""
    r = a.shape[1]
    return (a.sum(axis=1) * b.sum(axis=1) - (a * b).sum(axis=1)) / (r * (r - 1))


def sobol_indices(y: np.ndarray, names: list[str], resamples: int = RESAMPLES) -> pd.DataFrame:
    """First-order and total indices of the mean response, and luck's share.

    y: float64[base x (factors + 2), replications] in the order of `saltelli_points`. Columns: factor, first, first_low, first_high,
    total, total_low, total_high (95 %, resampling blocks; seeded), each as a share of the variance of the
    mean response over the design; a last row "luck": the share of the whole variance that replications make at the same
    point. Raises UserError for missing values.
    """
    y = checked(y)
    d = len(names)
    blocks = y.reshape(-1, d + 2, y.shape[1])
    estimate = sobol_of(blocks)
    rng = np.random.default_rng(0)
    draws = np.array([sobol_of(resampled(blocks, rng)) for _ in range(resamples)])
    low, high = np.nanpercentile(draws, [2.5, 97.5], axis=0)
    rows = [(name, estimate[k], low[k], high[k], estimate[d + k], low[d + k], high[d + k]) for k, name in enumerate(names)]
    rows.append(("luck", estimate[-1], low[-1], high[-1], np.nan, np.nan, np.nan))
    return pd.DataFrame(rows, columns=["factor", "first", "first_low", "first_high", "total", "total_low", "total_high"])


def resampled(blocks: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Blocks drawn with replacement, each with all its replications.

    Replications are not redrawn: one drawn twice would be multiplied with itself, which brings luck back into the products.
    """
    return blocks[rng.integers(len(blocks), size=len(blocks))]


def sobol_of(blocks: np.ndarray) -> np.ndarray:
    """First-order indices, total indices, luck's share, float64[2 d + 1], from float64[base, d + 2, replications]."""
    d = blocks.shape[1] - 2
    a, b = blocks[:, 0], blocks[:, -1]
    centre = blocks.mean()
    a, b, mixed = a - centre, b - centre, blocks[:, 1:-1] - centre
    both = np.concatenate([a, b])
    variance = cross(both, both).mean() - cross(a, b).mean()
    first = [cross(b, mixed[:, k] - a).mean() / variance for k in range(d)]
    total = [cross(a - mixed[:, k], a - mixed[:, k]).mean() / (2 * variance) for k in range(d)]
    luck = both.var(axis=1, ddof=1).mean()
    return np.array([*first, *total, luck / (luck + max(variance, 0.0))])


def morris_effects(y: np.ndarray, points: np.ndarray, names: list[str], resamples: int = RESAMPLES) -> pd.DataFrame:
    """Elementary effects: mean and strength of each factor, and luck.

    y: float64[trajectories x (factors + 1), replications]; points: float64[same, factors] in 0..1. Columns: factor, mean, mean_low,
    mean_high (mean effect over the whole range), square, square_low, square_high (mean squared effect without luck: 0 for
    an inert factor; its root compares with Morris' mu*), sigma (spread of effects: interactions and curvature).
    """
    y = checked(y)
    d = len(names)
    effects = elementary(y.reshape(-1, d + 1, y.shape[1]), points.reshape(-1, d + 1, d))
    rng, rows = np.random.default_rng(0), []
    for k, name in enumerate(names):
        mine = effects[:, k]
        chosen = rng.integers(len(mine), size=(resamples, len(mine)))
        mean, square = mine.mean(axis=1), cross(mine, mine)
        limits = [np.percentile(x[chosen].mean(axis=1), [2.5, 97.5]) for x in (mean, square)]
        sigma = np.sqrt(max(0.0, square.mean() - mean.mean() ** 2))
        rows.append((name, mean.mean(), *limits[0], square.mean(), *limits[1], sigma))
    columns = ["factor", "mean", "mean_low", "mean_high", "square", "square_low", "square_high", "sigma"]
    return pd.DataFrame(rows, columns=columns)


def elementary(y: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Effects of single steps, float64[trajectories, factors, replications]."""
    steps = np.diff(points, axis=1)
    moved = np.abs(steps).argmax(axis=2)
    size = np.take_along_axis(steps, moved[:, :, None], axis=2)
    change = np.diff(y, axis=1) / size
    effects = np.empty_like(change)
    np.put_along_axis(effects, moved[:, :, None], change, axis=1)
    return effects


def advice(table: pd.DataFrame, low: str, high: str, scale: float = 1.0) -> str:
    """Whether the intervals are narrow enough, in a sentence; empty if they are. scale: what counts as 1."""
    width = (table[high] - table[low]) / scale
    wide = list(table.loc[width > WIDE, "factor"])
    return f"More runs are needed: the intervals of {', '.join(wide)} are wider than {WIDE:g}." if wide else ""
