"""Estimates from a replicated design that luck does not bias, with intervals that know where the doubt comes from.

A design consists of blocks (trajectories, rows of a base sample), drawn independently; every point of a block is run in
the same number of replications. A product of two *different* replications has no luck in its mean: E[y_r z_s] =
E[y] E[z] for r != s, with independent luck and with common random numbers alike. Doubt comes from weights drawn at
random (the Bayesian bootstrap of Rubin 1981), which, unlike drawing with replacement, never pair a replication with
itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from ..errors import UserError
from .estimates import LEVEL

RESAMPLES = 300
Statistic = Callable[[np.ndarray, np.ndarray], np.ndarray]  # weights of blocks, of replications -> float64[k]


def checked(y: np.ndarray, per_block: int, common: bool) -> np.ndarray:
    """Outputs as float64[blocks, points of a block, replications], centred and with a standard deviation of 1.

    y: float64[points, replications]. Raises UserError, naming rows, for values that are missing, of the wrong number,
    all the same, or too few to tell luck from parameters: 2 replications, 3 under common random numbers.
    """
    y, fewest = np.asarray(y, float), 2 + common
    if y.ndim != 2 or y.shape[1] < fewest:
        raise UserError(f"sensitivity: run each point at least {fewest} times; fewer replications cannot show luck")
    failed = int((~np.isfinite(y)).any(axis=1).sum())
    if failed:
        raise UserError(f"sensitivity: {failed} of {len(y)} rows have missing values; repeat them or change response")
    if len(y) % per_block or len(y) < 2 * per_block:
        raise UserError(f"sensitivity: {len(y)} rows are not 2 or more whole blocks of {per_block}; give all rows")
    if np.ptp(y) == 0:
        raise UserError(f"sensitivity: all {len(y)} rows have the same value; there is no variance to split")
    return ((y - y.mean()) / y.std()).reshape(-1, per_block, y.shape[1])


def off_diagonal(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Sum of a_r b_s over pairs of different replications: float64[..., replications] twice -> float64[...]."""
    return a.sum(axis=-1) * b.sum(axis=-1) - (a * b).sum(axis=-1)


def cross(a: np.ndarray, b: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Weighted mean of a_r b_s, r != s: float64[blocks, k, replications] twice -> float64[blocks, k]."""
    return off_diagonal(a * w, b * w) / off_diagonal(w, w)


def squared_mean(a: np.ndarray, v: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Squared mean over blocks without bias: products of different blocks and replications; -> float64[k]."""

    def pairs(z: np.ndarray) -> np.ndarray:
        total = z.sum(axis=0)
        return off_diagonal(total, total) - off_diagonal(z, z).sum(axis=0)

    weights = v[:, None, None] * w
    return pairs(a * weights) / pairs(weights)


def luck_and_mean_response(y: np.ndarray, v: np.ndarray, w: np.ndarray) -> tuple[float, float]:
    """Variance between replications of a point, and variance of the mean response between points, both unbiased."""
    within = (w.sum(axis=-1) * (w * y**2).sum(axis=-1) - (w * y).sum(axis=-1) ** 2) / off_diagonal(w, w)
    between = np.average(cross(y, y, w).mean(axis=1), weights=v) - squared_mean(y.mean(axis=1, keepdims=True), v, w)[0]
    return float(np.average(within.mean(axis=1), weights=v)), float(between)


@dataclass(frozen=True)
class Estimate:
    """A number with its interval; `runs` says which runs its doubt mostly comes from: "blocks" or "replications"."""

    value: float
    low: float
    high: float
    runs: str

    @property
    def half_width(self) -> float:
        """Half the length of the interval; infinite if the data do not bound it."""
        return (self.high - self.low) / 2


@dataclass(frozen=True)
class Replicated:
    """Statistics float64[k] with their covariances: over blocks (their luck included), and of luck shared by blocks."""

    values: np.ndarray
    blocks: np.ndarray
    shared: np.ndarray
    sizes: tuple[int, int]  # blocks, replications

    def linear(self, top: np.ndarray) -> Estimate:
        """A weighted sum of the statistics; top: float64[k]."""
        return self._ratio(np.array([top @ self.values, 1.0]), np.array([top, 0 * top]))

    def ratio(self, top: np.ndarray, bottom: np.ndarray) -> Estimate:
        """A ratio of weighted sums with the interval of Fieller (1954), unbounded where the bottom may be 0."""
        rows = np.array([top, bottom])
        return self._ratio(rows @ self.values, rows)

    def _ratio(self, pair: np.ndarray, rows: np.ndarray) -> Estimate:
        blocks, shared = rows @ self.blocks @ rows.T, positive_part(rows @ self.shared @ rows.T)
        value = pair[0] / pair[1] if pair[1] > 0 else np.nan
        contrast = np.array([1.0, -value if np.isfinite(value) else 0.0])
        parts = np.array([contrast @ blocks @ contrast, contrast @ shared @ contrast])
        freedom = parts.sum() ** 2 / (parts**2 / (np.array(self.sizes) - 1)).sum() if parts.sum() > 0 else np.inf
        low, high = fieller(pair, blocks + shared, stats.t.ppf((1 + LEVEL) / 2, freedom))
        return Estimate(float(value), low, high, "replications" if parts[1] > parts[0] else "blocks")


def replicated(statistic: Statistic, blocks: int, replications: int, common: bool, seed: int = 0) -> Replicated:
    """A statistic and its covariance, from random weights of mean 1.

    Weights of blocks show all doubt if luck is independent from point to point, as a block brings its own. Under common
    random numbers (`common`) weights of replications show, in addition, the luck that all blocks share: the covariance
    under weights common to all blocks beyond that under weights drawn for each block, which blocks have shown already.
    """
    rng = np.random.default_rng(seed)
    v, w = np.ones(blocks), np.ones((1, 1, replications))

    def covariance(draw: Callable[[], tuple[np.ndarray, np.ndarray]], n: int) -> np.ndarray:
        draws = np.array([statistic(*draw()) for _ in range(RESAMPLES)])
        return np.cov(draws.T) * (n + 1) / (n - 1)  # weights of an exponential distribution vary a little too little

    over_blocks = covariance(lambda: (rng.exponential(size=blocks), w), blocks)
    shared = np.zeros_like(over_blocks)
    if common:
        together = covariance(lambda: (v, rng.exponential(size=w.shape)), replications)
        apart = covariance(lambda: (v, rng.exponential(size=(blocks, 1, replications))), replications)
        shared = together - apart
    return Replicated(statistic(v, w), over_blocks, shared, (blocks, replications))


def positive_part(matrix: np.ndarray) -> np.ndarray:
    """The nearest covariance: negative eigenvalues set to 0."""
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.maximum(values, 0)) @ vectors.T


def fieller(pair: np.ndarray, covariance: np.ndarray, quantile: float) -> tuple[float, float]:
    """Limits of top / bottom: all ratios t for which top - t bottom may be 0; 0 is among them if the top may be 0."""
    (top, bottom), spread = pair, quantile**2 * covariance
    a, b, c = bottom**2 - spread[1, 1], top * bottom - spread[0, 1], top**2 - spread[0, 0]
    if bottom <= 0 or a <= 0:
        return -np.inf, np.inf
    root = np.sqrt(max(b**2 - a * c, 0.0))
    return float((b - root) / a), float((b + root) / a)


def advice(name: str, found: Estimate, tolerance: float, blocks: str) -> str:
    """How many times more runs, and of which kind, if the interval is wider than +- tolerance; else empty."""
    if found.half_width <= tolerance:
        return ""
    kind = blocks if found.runs == "blocks" else "replications"
    if not np.isfinite(found.half_width):
        return f"{name}: these runs do not bound it; take at least 4 times as many {kind}"
    times = np.ceil(10 * (found.half_width / tolerance) ** 2) / 10
    return (f"{name}: {found.low:.2f} to {found.high:.2f} is wider than +-{tolerance:g}; "
            f"take about {times:.1f} times as many {kind}")  # fmt: skip
