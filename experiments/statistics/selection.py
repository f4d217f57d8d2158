"""Stop when sure: which alternative is best, or how wide an interval is, with as few replications as possible.

Selection is the fully sequential procedure of Kim and Nelson (2001, ACM TOMACS 11:251), which uses common random numbers:
all alternatives are seen in the same replications, and one is eliminated when its sum of differences to another leaves a
triangle that closes as replications go on. It selects the best with the promised probability if the best is better than
all others by the indifference zone, else one within that zone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats


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
        indifference: difference that does not matter, as a share of the best mean of the first stage, 0..1.
        confidence: promised probability of a right selection, 0.5..1.
        first_stage: replications that estimate the variances of differences; nothing is eliminated before.
    """
    names, values = list(table.columns), table.to_numpy(float)
    n, k = values.shape
    if k == 1:
        return Decision(True, "there is only one", names[0], (names[0],), (), n)
    if n < first_stage:
        return Decision(False, f"fewer than {first_stage} replications", names[int(values.mean(0).argmax())], tuple(names), (), n)
    zone = indifference * abs(values[:first_stage].mean(axis=0).max())
    alive = survivors(values, zone, confidence, first_stage)
    means = values.mean(axis=0)
    best = names[max(alive, key=lambda a: means[a])]
    out = tuple(name for a, name in enumerate(names) if a not in alive)
    reason = (f"{best} is best with a confidence of {confidence:.0%}, differences below {indifference:.0%} aside" if len(alive) == 1
              else f"{len(alive)} of {k} are still in the race after {n} replications")  # fmt: skip
    return Decision(len(alive) == 1, reason, best, tuple(names[a] for a in alive), out, n)


def survivors(values: np.ndarray, zone: float, confidence: float, first_stage: int) -> list[int]:
    """Columns that the procedure keeps, screening after the first stage and after every further replication.

    values: float64[replications, alternatives]; zone: indifference in the unit of the values, > 0.
    """
    k = values.shape[1]
    h2 = (first_stage - 1) * ((2 * (1 - confidence) / (k - 1)) ** (-2 / (first_stage - 1)) - 1)
    variance = difference_variances(values[:first_stage])
    sums = values.cumsum(axis=0)
    alive = list(range(k))
    for r in range(first_stage, len(values) + 1):
        if len(alive) == 1:
            break
        total = sums[r - 1, alive]
        apart = total[:, None] - total[None, :]
        slack = np.maximum(0.0, (h2 * variance[np.ix_(alive, alive)] / zone - zone * r) / 2)
        beaten = (apart < -slack).any(axis=1)
        if beaten.all():
            beaten[total.argmax()] = False
        alive = [a for a, out in zip(alive, beaten) if not out]
    return alive


def difference_variances(values: np.ndarray) -> np.ndarray:
    """Variance of the difference of each pair of columns, float64[alternatives, alternatives]."""
    covariance = np.cov(values, rowvar=False)
    diagonal = np.diag(covariance)
    return np.maximum(0.0, diagonal[:, None] + diagonal[None, :] - 2 * covariance)


def precise_enough(values: np.ndarray, half_width: float, level: float = 0.95) -> bool:
    """Whether the t interval of the mean is at most plus or minus half_width; float64[replications], no nan."""
    values = np.asarray(values, float)
    if len(values) < 3:
        return False
    return bool(stats.t.ppf((1 + level) / 2, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values)) <= half_width)
