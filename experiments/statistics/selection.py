"""Stop when sure: which alternative is best, or how wide an interval is, with as few replications as possible.

Selection is the fully sequential procedure of Kim and Nelson (2001, ACM TOMACS 11:251) with common random numbers: all
alternatives are seen in the same replications, and one is eliminated when its sum of differences to another leaves a
triangle that closes as replications go on. It selects the best with the promised probability if the best is better than
all others by the indifference zone, else one within that zone. Two changes keep the promise for skewed values and many
zeros, where the first stage tells little: variances are those of all replications seen so far (the KN++ of Kim and Nelson
2006, Operations Research 54:475), and the zone is a share of the least that the best mean may be, not of its estimate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .intervals import OTHERS, doubtful, mean_intervals

FLAT = "the values of some alternatives hardly vary yet (mostly the same, for example 0)"


@dataclass(frozen=True)
class Decision:
    """Where a selection stands: stop or go on, and why; best: the leader; alive, eliminated: names; runs: replications seen."""

    stop: bool
    reason: str
    best: str
    alive: tuple[str, ...]
    eliminated: tuple[str, ...]
    runs: int


def decide(table: pd.DataFrame, indifference: float, confidence: float = 0.95, first_stage: int = 20) -> Decision:
    """Which alternatives are still in the race after these replications; greater is better.

    Args:
        table: float, a row per replication in the order they were made, a column per alternative, no nan.
        indifference: difference that does not matter, as a share of the best mean, 0..1.
        confidence: promised probability of a right selection, 0.5..1.
        first_stage: replications before which nothing is eliminated.
    """
    names, values = list(table.columns), table.to_numpy(float)
    n, k = values.shape
    means = values.mean(axis=0)
    if k == 1:
        return Decision(True, "there is only one", names[0], (names[0],), (), n)
    if n < first_stage:
        return Decision(False, f"fewer than {first_stage} replications", names[int(means.argmax())], tuple(names), (), n)
    zone = indifference * surely_at_least(values)
    alive = survivors(values, zone, confidence, first_stage) if zone > 0 else list(range(k))
    best = names[max(alive, key=lambda a: means[a])]
    out = tuple(name for a, name in enumerate(names) if a not in alive)
    reason = (f"{best} is best with a confidence of {confidence:.0%}, differences below {indifference:.0%} aside" if len(alive) == 1
              else f"{len(alive)} of {k} are still in the race after {n} replications")  # fmt: skip
    if zone <= 0:
        reason += f": {FLAT}"
    return Decision(len(alive) == 1, reason, best, tuple(names[a] for a in alive), out, n)


def surely_at_least(values: np.ndarray) -> float:
    """The least that the best mean may be: the lower limit of the column with the highest mean; 0 if that is not above 0.

    Also 0 while that column hardly varies, as a sample of zeros and few others says little of its mean.
    """
    best = values[:, [int(values.mean(axis=0).argmax())]]
    mean, low, _ = mean_intervals(best)
    if np.ptp(best) == 0:
        return abs(float(mean[0]))
    if doubtful(best[:, 0]):
        return 0.0
    return max(0.0, float(low[0])) if mean[0] >= 0 else abs(float(mean[0]))


def survivors(values: np.ndarray, zone: float, confidence: float, first_stage: int) -> list[int]:
    """Columns that the procedure keeps, screening after the first stage and after every further replication.

    values: float64[replications, alternatives]; zone: indifference in the unit of the values, > 0.
    """
    n, k = values.shape
    eta = ((2 * (1 - confidence) / (k - 1)) ** (-2 / (first_stage - 1)) - 1) / 2
    h2 = 2 * eta * (first_stage - 1)
    variance, told = difference_variances(values), enough_told(values)
    sums = values.cumsum(axis=0)
    alive = list(range(k))
    for r in range(first_stage, n + 1):
        if len(alive) == 1:
            break
        total = sums[r - 1, alive]
        apart = total[:, None] - total[None, :]
        slack = np.maximum(0.0, (h2 * variance[np.ix_(alive, alive)] / zone - zone * r) / 2)
        beaten = ((apart < -slack) & told[np.ix_(alive, alive)]).any(axis=1)
        if beaten.all():
            beaten[total.argmax()] = False
        alive = [a for a, out in zip(alive, beaten) if not out]
    return alive


def enough_told(values: np.ndarray) -> np.ndarray:
    """Whether the differences of each pair of columns have come out differently often enough to know how much they vary.

    bool[alternatives, alternatives]: not, while most are equal and fewer than 10 are not; a steady lead counts as told.
    """
    k = values.shape[1]
    told = np.ones((k, k), bool)
    for a in range(k):
        for b in range(a):
            change = values[:, a] - values[:, b]
            told[a, b] = told[b, a] = np.ptp(change) == 0 or np.count_nonzero(change) >= OTHERS
    return told


def difference_variances(values: np.ndarray) -> np.ndarray:
    """Variance of the difference of each pair of columns, float64[alternatives, alternatives]."""
    covariance = np.cov(values, rowvar=False)
    diagonal = np.diag(covariance)
    return np.maximum(0.0, diagonal[:, None] + diagonal[None, :] - 2 * covariance)


def precise_enough(values: np.ndarray, half_width: float, level: float = 0.95) -> bool:
    """Whether the interval of the mean reaches at most half_width to either side; float64[replications], no nan.

    Never while all values are the same, or most of them are and fewer than 10 differ. Looking again and again after
    further replications makes such an interval too short; a term that goes with 1 / n (as in Chow and Robbins 1965, whose
    rule adds 1 / n to the variance) makes up for it: 10 was found by trial, on skewed values.
    """
    values = np.asarray(values, float)
    n = len(values)
    if n < 3 or doubtful(values):
        return False
    mean, low, high = mean_intervals(values[:, None], level=level)
    return bool(max(mean - low, high - mean)[0] * np.sqrt(1 + 10 / n) <= half_width)
