"""Weeks to the first deal: who is still without one, with intervals that respect that sellers share a market.

Everybody is watched to the same last week, so the curve of Kaplan and Meier is the plain share.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from .intervals import mean_intervals


def curve(first_deal: np.ndarray, weeks: int) -> np.ndarray:
    """Share of sellers still without a deal after 0, 1, ..., `weeks` weeks, float64[weeks + 1].

    first_deal: week of the first deal, -1 if there was none until the end (censored).
    """
    time = np.where(first_deal < 0, weeks + 1, first_deal + 1)
    return 1 - np.bincount(time, minlength=weeks + 2)[: weeks + 1].cumsum() / len(time)


def survival(sellers: pd.DataFrame, weeks: int) -> pd.DataFrame:
    """Curves of all strategies: columns strategy, week, share, low, high (95 %, over whole replications; nan with fewer than 3).

    sellers: columns strategy, replication, first_deal; as many sellers of a strategy in every replication.
    """
    found = []
    for strategy, part in sellers.groupby("strategy", sort=False):
        curves = np.array([curve(group.to_numpy(), weeks) for _, group in part.groupby("replication")["first_deal"]])
        share, low, high = mean_intervals(curves, (0.0, 1.0))
        found.append(pd.DataFrame({"strategy": strategy, "week": np.arange(weeks + 1), "share": share, "low": low, "high": high}))
    return pd.concat(found, ignore_index=True)


def median_week(curves: pd.DataFrame, strategy: str) -> float:
    """First week by whose end at most half are without a deal; nan if that never comes."""
    mine = curves[curves["strategy"] == strategy]
    below = mine.loc[mine["share"] <= 0.5, "week"]
    return float(below.min()) if len(below) else float("nan")
