"""Estimates over replications: paired comparisons, groups that cannot be told apart, who is on top."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from math import ceil, log2

import networkx as nx
import numpy as np
import pandas as pd

from ..errors import UserError
from .intervals import FEWEST, mean_interval, mean_intervals, p_of_zero
from .resampling import LEVEL, on_top, resampled, widening

FEWEST_PAIRS = 6  # replications below which no two are told apart
ENOUGH = 20  # replications below which a report says that it is a first look
MOST_GROUPS = 52  # groups that letters can name

__all__ = ["FEWEST", "LEVEL", "Comparison", "chance_of_being_best", "compare_all", "fewest", "groups_alike", "holm",
           "mean_interval", "mean_intervals", "p_of_best", "pivot", "widening"]  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """Two strategies compared in the same replications (paired).

    wins: replications in which `better` had strictly more; ties: the same; n: replications; difference: mean of
    better - worse with its interval; p: that of the interval, corrected (Holm) for all comparisons of the table.
    """

    better: str
    worse: str
    wins: int
    ties: int
    n: int
    difference: float
    low: float
    high: float
    p: float

    @property
    def clear(self) -> bool:
        """Whether the two can be told apart."""
        return self.p < 1 - LEVEL


def fewest(strategies: int) -> int:
    """Replications below which nothing is told apart: not even with the same order in every one of them (a sign test, whose
    p is then 2 / 2^n, corrected for all pairs)."""
    pairs = strategies * (strategies - 1) / 2
    return max(FEWEST_PAIRS, ceil(log2(max(1.0, 2 * pairs / (1 - LEVEL)))))


def holm(ps: np.ndarray) -> np.ndarray:
    """p-values corrected for their number (Holm 1979); float64[tests] 0..1."""
    ps = np.asarray(ps, float)
    order = np.argsort(ps, kind="stable")
    corrected = np.empty_like(ps)
    corrected[order] = np.minimum(1.0, np.maximum.accumulate(ps[order] * np.arange(len(ps), 0, -1)))
    return corrected


def pivot(runs: pd.DataFrame, response: str) -> pd.DataFrame:
    """One row per replication, one column per strategy; refuses data in which some pairs are missing."""
    table = runs.pivot(index="replication", columns="strategy", values=response)
    if table.isna().any().any():
        missing = int(table.isna().any(axis=1).sum())
        raise UserError(f"{response}: {missing} replications lack a value for some strategy; compare another response")
    return table[list(dict.fromkeys(runs["strategy"]))]


def compare_all(runs: pd.DataFrame, response: str) -> list[Comparison]:
    """Every pair of strategies, the better one (by mean) first, corrected for their number."""
    table = pivot(runs, response)
    order = table.mean().sort_values(ascending=False, kind="stable").index
    pairs = [(a, b) for k, a in enumerate(order) for b in order[k + 1 :]]
    if not pairs:
        return []
    differences = np.array([table[a] - table[b] for a, b in pairs]).T
    counts = zip((differences > 0).sum(axis=0), (differences == 0).sum(axis=0))
    intervals = zip(*mean_intervals(differences))
    ps = holm([p_of_difference(change) for change in differences.T])
    return [Comparison(*pair, int(wins), int(ties), len(table), *map(float, interval), float(p))
            for pair, (wins, ties), interval, p in zip(pairs, counts, intervals, ps)]  # fmt: skip


def p_of_difference(change: np.ndarray) -> float:
    """p of a mean paired difference of 0, that of its interval; 1 where there are fewer than 6."""
    return p_of_zero(change) if len(change) >= FEWEST_PAIRS else 1.0


def p_of_best(values: np.ndarray) -> float:
    """p of the best mean against all its rivals together: the largest of those of its leads; 1 with fewer than 6 rows.

    values: float64[replications, strategies]. If two or more are equally good, it is below alpha in at most alpha of
    studies: either of two has half of alpha, and three or more must each beat all others.
    """
    if len(values) < FEWEST_PAIRS or values.shape[1] < 2 or np.isnan(values).any():
        return 1.0
    best = int(values.mean(axis=0).argmax())
    return max(p_of_zero(lead) for lead in (values[:, [best]] - np.delete(values, best, axis=1)).T)


def groups_alike(order: list[str], comparisons: list[Comparison]) -> list[list[str]]:
    """All largest groups within which no two can be told apart, best first; groups may overlap, every pair is in one.

    The maximal cliques of the graph of pairs that cannot be told apart; empty if there are more than letters can name.
    """
    graph = nx.Graph()
    graph.add_nodes_from(order)
    graph.add_edges_from((c.better, c.worse) for c in comparisons if not c.clear)
    place = {name: k for k, name in enumerate(order)}
    found = list(islice(nx.find_cliques(graph), MOST_GROUPS + 1))
    groups = sorted(sorted(place[name] for name in clique) for clique in found if len(clique) > 1)
    return [] if len(found) > MOST_GROUPS else [[order[k] for k in group] for group in groups]


def chance_of_being_best(runs: pd.DataFrame, response: str) -> pd.Series:
    """Share of resamples of the replications in which each strategy has the highest mean; equals share a resample.

    It is no probability that the strategy is the best: of strategies for which it is 0.87, fewer are (measured: 0.57 to
    0.79 of them, if true differences are small).
    """
    table = pivot(runs, response)
    return pd.Series(on_top(resampled(table.to_numpy(float))), index=table.columns)
