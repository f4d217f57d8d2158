"""When one strategy overtakes another for good."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

RESAMPLES = 2000


@dataclass(frozen=True)
class Overtaking:
    """`later` leads from `week` to the end; week, low, high: weeks since the start (0: from the first), nan if it never does.

    never: share of resamples of the replications in which it does not lead at the end.
    """

    later: str
    earlier: str
    week: float
    low: float
    high: float
    never: float


def last_crossing(difference: np.ndarray) -> np.ndarray:
    """Week from which each row stays above 0 to its end; nan if it does not end above 0; float64[curves, weeks]."""
    behind = difference <= 0
    weeks = difference.shape[1]
    last = weeks - behind[:, ::-1].argmax(axis=1)
    week = np.where(behind.any(axis=1), last, 0).astype(float)
    return np.where(behind[:, -1], np.nan, week)


def overtaking(weekly: pd.DataFrame, later: str, earlier: str, sellers: dict[str, int], measure: str = "deals") -> Overtaking:
    """When the mean of the cumulative measure per seller of `later` gets above that of `earlier` for good, paired by replication.

    weekly: columns replication, strategy, week and the measure; sellers: people in each group.
    """
    tables = [
        weekly[weekly["strategy"] == name].pivot(index="replication", columns="week", values=measure).cumsum(axis=1) / sellers[name]
        for name in (later, earlier)
    ]
    difference = (tables[0] - tables[1]).dropna().to_numpy()
    week = last_crossing(difference.mean(axis=0)[None, :])[0]
    chosen = np.random.default_rng(0).integers(len(difference), size=(RESAMPLES, len(difference)))
    weights = np.apply_along_axis(np.bincount, 1, chosen, minlength=len(difference)) / len(difference)
    found = last_crossing(weights @ difference)
    known = found[~np.isnan(found)]
    low, high = np.percentile(known, [2.5, 97.5]) if len(known) else (np.nan, np.nan)
    return Overtaking(later, earlier, float(week), float(low), float(high), float(np.isnan(found).mean()))
