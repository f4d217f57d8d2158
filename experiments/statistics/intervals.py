"""The one interval of a mean over replications, and when it should not be believed."""

from __future__ import annotations

import numpy as np
from scipy import stats

from .resampling import LEVEL

FEWEST = 3  # replications below which no interval is given
MANY_ZEROS = 0.25  # share of runs with the same value (mostly 0) from which a mean hangs on the others
OTHERS = 10  # runs with other values that make its interval true all the same
SAME_SAID = "the same in every run, so there is no interval"
ZEROS_SAID = "most runs have the same value (often 0), so the interval is too narrow: use more runs"


def mean_interval(values: np.ndarray, bounds: tuple[float, float] = (-np.inf, np.inf)) -> tuple[float, float, float]:
    """Mean and 95 % interval of one column; see `mean_intervals`. values: float64[replications] without nan."""
    values = np.asarray(values, float)
    if not values.size:
        return (np.nan,) * 3
    return tuple(float(found[0]) for found in mean_intervals(values[:, None], bounds))


def mean_intervals(values: np.ndarray, bounds: tuple[float, float] = (-np.inf, np.inf), level: float = LEVEL
                   ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Means with 95 % intervals, column by column: the wider one, at each end, of two intervals.

    Student's t, and the same corrected for skewness (Hall 1992, The American Statistician 46:181): the first alone is
    too short above for skewed values, the second for differences of such. Limits leave `bounds`, what is possible at
    all, never; they are nan with fewer than 3 replications, and where all runs are the same: that says nothing of how
    far the mean is known. values: float64[replications, columns] without nan -> float64[columns] three times.
    """
    values = np.asarray(values, float)
    n, mean = len(values), values.mean(axis=0)
    if n < FEWEST:
        return mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    spread = values.std(axis=0, ddof=1)
    flat = np.ptp(values, axis=0) <= 1e-12 * np.abs(mean)
    skew = skewness(values)
    error, t = spread / np.sqrt(n), float(stats.t.ppf((1 + level) / 2, n - 1))
    below, above = np.maximum(t, straightened(t, skew, n)), np.maximum(t, -straightened(-t, skew, n))
    low, high = np.clip(mean - error * below, *bounds), np.clip(mean + error * above, *bounds)
    return mean, np.where(flat, np.nan, low), np.where(flat, np.nan, high)


def skewness(values: np.ndarray) -> np.ndarray:
    """Skewness of each column, corrected for few values (Joanes and Gill 1998, G1); nan without spread."""
    n, apart = len(values), values - values.mean(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.sqrt(n * (n - 1)) / (n - 2) * (apart**3).mean(axis=0) / (apart**2).mean(axis=0) ** 1.5


def p_of_zero(values: np.ndarray) -> float:
    """Two-sided p of a mean of 0: one less the largest level at which the interval leaves out 0. float64[replications >= 3]."""
    n, mean = len(values), float(values.mean())
    error = float(values.std(ddof=1)) / np.sqrt(n)
    if error <= 1e-12 * abs(mean) or error == 0:
        return 0.0 if mean else 1.0
    t, c = abs(mean) / error, np.sign(mean) * float(skewness(values[:, None])[0]) / np.sqrt(n)
    corrected = t + c * t**2 / 3 + c**2 * t**3 / 27 + c / 6  # the inverse of `straightened`
    return float(2 * stats.t.sf(max(0.0, min(t, corrected)), n - 1))


def straightened(t: float, skew: np.ndarray, n: int) -> np.ndarray:
    """Quantile of the studentised mean of skewed values that has the rank of t: Hall's cubic, turned round."""
    c = skew / np.sqrt(n)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = (np.cbrt(1 + c * (t - c / 6)) - 1) * 3 / c
    return np.where(np.abs(c) < 1e-9, t, found)


def doubtful(values: np.ndarray) -> str:
    """Why an interval of these values is missing or too narrow, in words; empty if it can be believed.

    Measured: with 70 to 90 % zeros, "95 %" intervals of 10 to 30 runs hold the truth in 55 to 90 of 100 cases.
    """
    values = np.asarray(values, float)
    if len(values) < FEWEST:
        return ""
    _, counts = np.unique(values, return_counts=True)
    if len(counts) == 1:
        return SAME_SAID
    same = counts.max()
    return ZEROS_SAID if same >= MANY_ZEROS * len(values) and same > 1 and len(values) - same < OTHERS else ""
