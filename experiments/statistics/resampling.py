"""The one resampling of replications: every chance and every interval that needs draws takes the same ones."""

from __future__ import annotations

import numpy as np
from scipy import stats

LEVEL = 0.95
RESAMPLES = 2000
BLOCK = 2_000_000  # weights held at once


def widening(replications: int) -> float:
    """Factor >= 1 for deviations of bootstrap means, which vary too little if runs are few (Hesterberg 2015)."""
    quantile = (1 + LEVEL) / 2
    heavier = stats.t.ppf(quantile, replications - 1) / stats.norm.ppf(quantile)
    return float(heavier * np.sqrt(replications / (replications - 1)))


def resampled(values: np.ndarray) -> np.ndarray:
    """Means of replications drawn with replacement, deviations widened for their number.

    values: float64[replications, ...], at least 2 replications -> float64[RESAMPLES, ...]. Seeded: row r uses the same
    replications whatever the values are, so that everything drawn here stays paired.
    """
    values = np.asarray(values, float)
    n, rng = len(values), np.random.default_rng(0)
    flat, step = values.reshape(n, -1), max(1, BLOCK // n)
    sizes = [min(step, RESAMPLES - start) for start in range(0, RESAMPLES, step)]
    drawn = np.concatenate([rng.multinomial(n, np.full(n, 1 / n), size) @ flat for size in sizes]) / n
    mean = flat.mean(axis=0)
    return (mean + widening(n) * (drawn - mean)).reshape(RESAMPLES, *values.shape[1:])


def on_top(draws: np.ndarray) -> np.ndarray:
    """Share of draws in which each entry of the last axis is the largest; equals share a draw. float64[draws, ..., k] -> [..., k]."""
    largest = draws.max(axis=-1, keepdims=True)
    best = draws >= largest - 1e-12 * np.abs(largest)
    return (best / best.sum(axis=-1, keepdims=True)).mean(axis=0)


def limits(draws: np.ndarray, level: float = LEVEL) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the percentile interval over the first axis."""
    low, high = np.percentile(draws, [50 - 50 * level, 50 + 50 * level], axis=0)
    return low, high
