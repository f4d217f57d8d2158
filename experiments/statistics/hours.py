"""Who leaves most hours unused: a rate per hour says nothing about such a group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..responses.bounds import per_hour

FEW_HOURS = 0.5  # share of the hours a group had below which a rate per hour misleads


def hours_used(runs: pd.DataFrame) -> pd.Series:
    """Share of its hours that each strategy spent: of those it had, or, in older tables, of the busiest group's."""
    if "hours_used" in runs and runs["hours_used"].notna().any():
        return runs.groupby("strategy", sort=False)["hours_used"].mean()
    if not {"hours", "sellers"} <= set(runs):
        return pd.Series(1.0, index=list(dict.fromkeys(runs["strategy"])))
    total = runs.groupby("strategy", sort=False)[["hours", "sellers"]].sum()
    hours = total["hours"] / total["sellers"].replace(0, np.nan)
    return (hours / hours.max()).fillna(0.0) if hours.max() > 0 else hours.fillna(0.0) * 0.0


def idle_groups(runs: pd.DataFrame) -> dict[str, float]:
    """Strategies that left most of their hours unused, with the share that they spent."""
    used = hours_used(runs)
    return {name: float(share) for name, share in used.items() if share < FEW_HOURS}


def without_idle_rates(runs: pd.DataFrame) -> pd.DataFrame:
    """The same runs, with no value for rates per hour of groups that left most hours unused."""
    idle = list(idle_groups(runs))
    rates = [column for column in runs if per_hour(column)]
    if not idle or not rates:
        return runs
    runs = runs.copy()
    runs.loc[runs["strategy"].isin(idle), rates] = np.nan
    return runs


def comparable(runs: pd.DataFrame, response: str) -> pd.DataFrame:
    """The runs of those groups that the response says something about."""
    return runs[~runs["strategy"].isin(list(idle_groups(runs)))] if per_hour(response) else runs
