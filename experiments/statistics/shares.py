"""Shares of worlds, how they split into luck and worlds, and random seller against random seller."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from .intervals import mean_interval

LEVEL = 0.95
FEWEST_RERUNS = 10  # runs in worlds that were run before, from which the share of luck is known


def jeffreys(won: float, of: int, level: float = LEVEL) -> tuple[float, float]:
    """Interval of a share (Jeffreys); 0 where none was won is the low end, 1 where all were the high one."""
    low = 0.0 if won <= 0 else float(stats.beta.ppf((1 - level) / 2, won + 0.5, of - won + 0.5))
    high = 1.0 if won >= of else float(stats.beta.ppf((1 + level) / 2, won + 0.5, of - won + 0.5))
    return low, high


def winners_share(table: pd.DataFrame) -> pd.DataFrame:
    """In how many rows each strategy is on top. table: a row per run, a column per strategy -> share, low, high, the first on top.

    Equals share a run.
    """
    values = table.to_numpy(float)
    top = values == values.max(axis=1, keepdims=True)
    won = (top / top.sum(axis=1, keepdims=True)).sum(axis=0)
    rows = [(name, k / len(table), *jeffreys(k, len(table))) for name, k in zip(table.columns, won)]
    found = pd.DataFrame(rows, columns=["strategy", "share", "low", "high"])
    return found.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def log_ratio(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The lead of one over the other, float64: log of their ratio, 0 counted as half of the least that anybody has."""
    both = np.concatenate([one, other])
    least = both[both > 0].min() / 2 if (both > 0).any() else 1.0
    return np.log(np.maximum(one, least) / np.maximum(other, least))


@dataclass(frozen=True)
class Split:
    """Variance of a lead in single runs: within (luck) and between worlds; worlds, reruns: how many worlds were run again, how often."""

    luck: float
    between: float
    worlds: int
    reruns: int

    @property
    def times(self) -> float:
        """How many times as much worlds differ as chance does within one; infinite without luck."""
        return self.between / self.luck if self.luck > 0 else np.inf


def split_of(lead: np.ndarray, world: np.ndarray) -> Split | None:
    """Luck and worlds, by analysis of variance; None with fewer than 10 runs in worlds that were run before."""
    groups = [part.to_numpy() for _, part in pd.Series(np.asarray(lead, float)).groupby(np.asarray(world))]
    again = [part for part in groups if len(part) > 1]
    reruns = sum(len(part) - 1 for part in again)
    if reruns < FEWEST_RERUNS:
        return None
    luck = sum(((part - part.mean()) ** 2).sum() for part in again) / reruns
    means = np.array([part.mean() for part in groups])
    size = 1 / np.mean([1 / len(part) for part in groups])
    return Split(float(luck), float(max(0.0, means.var(ddof=1) - luck / size)), len(groups), reruns)


@dataclass(frozen=True)
class Pairs:
    """Of random pairs of sellers of the same market, one of each strategy: the share in which the first closes more, equal, fewer.

    half, low, high: the first's share with half of the equal ones, with its interval over runs.
    """

    more: float
    equal: float
    fewer: float
    half: float
    low: float
    high: float


def pairs(sellers: pd.DataFrame, one: str, other: str) -> Pairs | None:
    """Seller against seller, within each run, averaged over runs (sellers of one run share a market). None without both.

    sellers: columns replication, strategy, deals.
    """
    rows = []
    for _, part in sellers[sellers["strategy"].isin([one, other])].groupby("replication"):
        a, b = (part.loc[part["strategy"] == name, "deals"].to_numpy() for name in (one, other))
        if len(a) and len(b):
            apart = np.sign(a[:, None] - b[None, :])
            rows.append([(apart > 0).mean(), (apart == 0).mean(), (apart < 0).mean()])
    if not rows:
        return None
    shares = np.array(rows)
    half, low, high = mean_interval(shares[:, 0] + shares[:, 1] / 2, (0.0, 1.0))
    return Pairs(*map(float, shares.mean(axis=0)), half, low, high)


def middle_of_sellers(sellers: pd.DataFrame, strategy: str, share: float = 0.8) -> tuple[float, float]:
    """Deals between which `share` of the strategy's sellers of all runs lie."""
    deals = sellers.loc[sellers["strategy"] == strategy, "deals"].to_numpy()
    low, high = np.quantile(deals, [(1 - share) / 2, (1 + share) / 2], method="inverted_cdf")
    return float(low), float(high)
