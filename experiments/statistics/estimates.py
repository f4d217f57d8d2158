"""Estimates over replications: means with bootstrap intervals, paired comparisons, groups that cannot be told apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from ..errors import UserError

LEVEL = 0.95
RESAMPLES = 4000
FEWEST = 3  # replications below which no interval is given


@dataclass(frozen=True)
class Comparison:
    """Two strategies compared in the same replications (paired).

    wins: replications in which `better` had strictly more; ties: the same; n: replications; difference: mean of
    better - worse with its interval; p: Wilcoxon signed-rank, corrected (Holm) for all comparisons of the table.
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


def widening(replications: int) -> float:
    """Factor >= 1 for deviations of bootstrap means, which vary too little if runs are few (Hesterberg 2015)."""
    quantile = (1 + LEVEL) / 2
    heavier = stats.t.ppf(quantile, replications - 1) / stats.norm.ppf(quantile)
    return float(heavier * np.sqrt(replications / (replications - 1)))


def resampled_means(values: np.ndarray, resamples: int = RESAMPLES) -> np.ndarray:
    """Means of replications drawn with replacement, deviations widened for their number; seeded.

    values: float64[replications, columns], at least 2 replications -> float64[resamples, columns].
    """
    chosen = np.random.default_rng(0).integers(len(values), size=(resamples, len(values)))
    mean = values.mean(axis=0)
    return mean + widening(len(values)) * (values[chosen].mean(axis=1) - mean)


def mean_interval(values: np.ndarray) -> tuple[float, float, float]:
    """Mean with a bootstrap interval (bias-corrected, accelerated, widened if runs are few); nan limits with too few values.

    values: float64[replications] without nan. The bootstrap is seeded, so the same data give the same interval.
    """
    values = np.asarray(values, float)
    mean = float(values.mean()) if values.size else float("nan")
    if values.size < FEWEST:
        return mean, float("nan"), float("nan")
    if np.ptp(values) <= 1e-12 * abs(mean):
        return mean, mean, mean
    found = stats.bootstrap(
        (values,), np.mean, n_resamples=RESAMPLES, confidence_level=LEVEL, rng=np.random.default_rng(0), method="BCa"
    )
    low, high = (mean + widening(values.size) * (float(limit) - mean) for limit in found.confidence_interval)
    return mean, low, high


def holm(ps: np.ndarray) -> np.ndarray:
    """p-values corrected for their number (Holm 1979); float64[tests] 0..1.

    The same numbers as statsmodels' `multipletests`, which takes 60 ms a call, since it collects garbage in each.
    """
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
    rows, ps = [], []
    for better, worse in pairs:
        difference = (table[better] - table[worse]).to_numpy()
        rows.append((better, worse, int((difference > 0).sum()), int((difference == 0).sum()), len(difference),
                     *mean_interval(difference)))  # fmt: skip
        decided = len(difference) >= 6 and np.any(difference != 0)
        ps.append(float(stats.wilcoxon(difference).pvalue) if decided else 1.0)
    return [Comparison(*row, float(p)) for row, p in zip(rows, holm(ps), strict=True)]


def groups_alike(order: list[str], comparisons: list[Comparison]) -> list[list[str]]:
    """Runs of strategies, best first, within which no two can be told apart; groups may overlap."""
    unclear = {frozenset((c.better, c.worse)) for c in comparisons if not c.clear}
    groups = []
    for k, first in enumerate(order):
        group = [first]
        for other in order[k + 1 :]:
            if all(frozenset((member, other)) in unclear for member in group):
                group.append(other)
        if len(group) > 1 and not any(set(group) <= set(earlier) for earlier in groups):
            groups.append(group)
    return groups


def chance_of_being_best(runs: pd.DataFrame, response: str) -> pd.Series:
    """Share of bootstrap resamples of the replications in which each strategy has the highest mean."""
    table = pivot(runs, response)
    winners = resampled_means(table.to_numpy(float)).argmax(axis=1)
    return pd.Series(np.bincount(winners, minlength=table.shape[1]) / RESAMPLES, index=table.columns)
