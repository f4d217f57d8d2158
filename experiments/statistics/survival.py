"""Weeks to the first deal: Kaplan-Meier curves with intervals that respect that sellers share a market."""

from __future__ import annotations

import numpy as np
import pandas as pd
from statsmodels.duration.survfunc import SurvfuncRight

RESAMPLES = 300


def curve(first_deal: np.ndarray, weeks: int) -> np.ndarray:
    """Share of sellers still without a deal after 0, 1, ..., `weeks` weeks, float64[weeks + 1].

    first_deal: week of the first deal, -1 if there was none until the end (censored).
    """
    time = np.where(first_deal < 0, weeks, first_deal + 1)
    happened = (first_deal >= 0).astype(int)
    if not happened.any():
        return np.ones(weeks + 1)
    fitted = SurvfuncRight(time, happened)
    steps = np.concatenate([[1.0], fitted.surv_prob])
    return steps[np.searchsorted(fitted.surv_times, np.arange(weeks + 1), side="right")]


def survival(sellers: pd.DataFrame, weeks: int, resamples: int = RESAMPLES) -> pd.DataFrame:
    """Curves of all strategies: columns strategy, week, share, low, high (95 %, resampling whole replications; seeded).

    sellers: columns strategy, replication, first_deal.
    """
    found = []
    for strategy, part in sellers.groupby("strategy", sort=False):
        by_run = [group["first_deal"].to_numpy() for _, group in part.groupby("replication")]
        rng = np.random.default_rng(0)
        draws = [curve(np.concatenate([by_run[k] for k in rng.integers(len(by_run), size=len(by_run))]), weeks) for _ in range(resamples)]
        low, high = np.percentile(draws, [2.5, 97.5], axis=0)
        share = curve(part["first_deal"].to_numpy(), weeks)
        found.append(pd.DataFrame({"strategy": strategy, "week": np.arange(weeks + 1), "share": share, "low": low, "high": high}))
    return pd.concat(found, ignore_index=True)


def median_week(curves: pd.DataFrame, strategy: str) -> float:
    """First week by whose end at most half are without a deal; nan if that never comes."""
    mine = curves[curves["strategy"] == strategy]
    below = mine.loc[mine["share"] <= 0.5, "week"]
    return float(below.min()) if len(below) else float("nan")
