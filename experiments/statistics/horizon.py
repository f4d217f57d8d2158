"""The horizon: deals per seller in each year, and whether the order changes from the first year to the last.

The order changes if one strategy is surely ahead in the first year and another surely ahead of it in the last, one-sided
5 % each (an intersection-union test, Berger 1982: at most 5 % false alarms whatever the truth is, for a pair named
beforehand). Among several strategies the 5 % are shared by all pairs. Comparing signs instead finds a change of order
between identical strategies in 44 to 51 of 100 studies.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import pandas as pd
from scipy import stats

from .estimates import FEWEST_PAIRS
from .resampling import limits, resampled

YEAR, HALF = 52, 26  # weeks
ALPHA = 0.05


@dataclass(frozen=True)
class OrderChange:
    """`early` is surely ahead of `late` in the first period, `late` of `early` in the last.

    first, last: share of replications in which `early` has strictly more in these; turn, turn_low, turn_high: number of
    the first half-year (1: the first) from which the order of the means is the other one, with a 95 % interval.
    """

    early: str
    late: str
    first: float
    last: float
    turn: float
    turn_low: float
    turn_high: float


@dataclass(frozen=True)
class Horizon:
    """Deals per seller by period.

    weeks: of a period, 52 or, if less than two years were run, 26; table: a row per period (1, 2, ..), a column per
    strategy, means per year; ahead: the same shape, share of replications in which each is on top (equals share one);
    changes: the surest change of order first; enough: whether there are replications enough to look for one; runs: replications.
    """

    weeks: int
    table: pd.DataFrame
    ahead: pd.DataFrame
    changes: list[OrderChange]
    enough: bool
    runs: int


def cube_of(weekly: pd.DataFrame, names: list[str], sellers: dict[str, int], measure: str = "deals") -> np.ndarray:
    """A weekly measure per seller, float64[replications, strategies, weeks], of those replications that have all."""
    tables = [weekly[weekly["strategy"] == name].pivot(index="replication", columns="week", values=measure) / sellers[name]
              for name in names]  # fmt: skip
    common = tables[0].dropna().index
    for table in tables[1:]:
        common = common.intersection(table.dropna().index)
    return np.array([table.loc[common].to_numpy(float) for table in tables]).swapaxes(0, 1)


def by_period(cube: np.ndarray, weeks: int) -> np.ndarray:
    """Sums over whole periods, float64[replications, strategies, periods]; weeks left over are left out."""
    whole = cube.shape[2] // weeks
    return cube[:, :, : whole * weeks].reshape(*cube.shape[:2], whole, weeks).sum(axis=3)


def ahead_surely(difference: np.ndarray, alpha: float = ALPHA) -> bool:
    """Whether the mean is above 0 by a one-sided t test; float64[replications]."""
    if len(difference) < FEWEST_PAIRS:
        return False
    return p_ahead(difference) < alpha


def p_ahead(difference: np.ndarray) -> float:
    """One-sided p of Student's t for a mean above 0."""
    mean, error = difference.mean(), difference.std(ddof=1) / np.sqrt(len(difference))
    if error <= 1e-12 * abs(mean) or error == 0:
        return 0.0 if mean > 0 else 1.0
    return float(stats.t.sf(mean / error, len(difference) - 1))


def horizon(weekly: pd.DataFrame, sellers: dict[str, int], measure: str = "deals") -> Horizon | None:
    """Deals by period and changes of order; None in runs of less than a year.

    weekly: columns replication, strategy, week and the measure, of one point; sellers: people in each group, in the order
    in which groups are shown.
    """
    names = [name for name in sellers if (weekly["strategy"] == name).any()]
    cube = cube_of(weekly, names, sellers, measure) if names else np.zeros((0, 0, 0))
    if not len(cube) or cube.shape[2] < YEAR:
        return None
    weeks = YEAR if cube.shape[2] >= 2 * YEAR else HALF
    periods = by_period(cube, weeks)
    count = periods.shape[2]
    top = periods == periods.max(axis=1, keepdims=True)
    index = pd.RangeIndex(1, count + 1, name="period")
    table = pd.DataFrame(periods.mean(axis=0).T * (YEAR / weeks), index, names)
    ahead = pd.DataFrame((top / top.sum(axis=1, keepdims=True)).mean(axis=0).T, index, names)
    enough = len(cube) >= FEWEST_PAIRS and count >= 2
    return Horizon(weeks, table, ahead, changes_of(cube, periods, names) if enough else [], enough, len(cube))


def changes_of(cube: np.ndarray, periods: np.ndarray, names: list[str]) -> list[OrderChange]:
    """Every change of order between two strategies, the surest first."""
    alpha, found = ALPHA / max(1, len(names) * (len(names) - 1) // 2), []
    for a, b in permutations(range(len(names)), 2):
        lead = periods[:, a] - periods[:, b]
        p = max(p_ahead(lead[:, 0]), p_ahead(-lead[:, -1]))
        if p < alpha:
            turn = turn_of(by_period(cube[:, [a]] - cube[:, [b]], HALF)[:, 0])
            change = OrderChange(names[a], names[b], float((lead[:, 0] > 0).mean()), float((lead[:, -1] > 0).mean()), *turn)
            found.append((p, change))
    return [change for _, change in sorted(found, key=lambda pair: pair[0])]


def turn_of(lead: np.ndarray) -> tuple[float, float, float]:
    """First half-year from which a mean lead stays at or below 0, with its interval; float64[replications, half-years]."""
    draws = np.vstack([lead.mean(axis=0), resampled(lead)])
    positive = draws > 0
    turns = np.where(positive.any(axis=1), draws.shape[1] - positive[:, ::-1].argmax(axis=1) + 1, 1).astype(float)
    low, high = limits(turns[1:])
    return float(turns[0]), float(np.floor(low)), float(np.ceil(high))
