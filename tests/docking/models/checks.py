"""What a comparison with a known answer found, and the statistics that several of them use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests

from experiments.statistics.estimates import LEVEL, mean_interval

Level = Literal["identical", "distribution", "relation"]
ALPHA = 0.05  # two samples differ if the chance of the like is smaller, corrected for their number
BY_LUCK = 0.01  # chance that a right pipeline covers too few known values


@dataclass(frozen=True)
class Check:
    """A row of the report: what was compared, what was expected, what came out, at which level."""

    model: str
    compared: str
    expected: str
    got: str
    level: Level
    passed: bool


def said(interval: tuple[float, float, float], digits: int = 2) -> str:
    """A mean with its interval."""
    mean, low, high = whole(interval)
    return f"{mean:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def whole(interval: tuple[float, float, float]) -> tuple[float, float, float]:
    """An interval; of values that are all the same, which have none, their mean."""
    return (interval[0],) * 3 if np.isnan(interval[1]) else interval


def covers(values: np.ndarray, known: float) -> bool:
    """Whether the pipeline's interval of the mean holds the known value, up to rounding."""
    _, low, high = whole(mean_interval(values))
    slack = 1e-9 * max(1.0, abs(known))
    return bool(low - slack <= known <= high + slack)


def fewest_covering(intervals: int) -> int:
    """How many of so many right 95 % intervals hold their value, but for luck of 1 in 100 (binomial)."""
    return int(stats.binom.ppf(BY_LUCK, intervals, LEVEL))


def same_distribution(pairs: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """p-values that two samples have one distribution (Kolmogorov-Smirnov, Holm), float64[pairs]; small: they differ."""
    return multipletests([stats.ks_2samp(a, b).pvalue for a, b in pairs], method="holm")[1]
