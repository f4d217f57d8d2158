"""When one strategy overtakes another for good, in deals since the start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .estimates import FEWEST_PAIRS
from .horizon import ALPHA, ahead_surely, cube_of
from .resampling import resampled

EARLY = 26  # weeks of the first half-year, in which the other must surely have led


@dataclass(frozen=True)
class Overtaking:
    """`later` leads from `week` to the end; week, low, high: weeks since the start (0: from the first), nan if it never does.

    high is nan, too, where more than 2.5 of 100 resamples never get there. sure: `earlier` surely led after the first
    half-year and `later` surely leads at the end, one-sided 5 % each by default; between equals, that happens in fewer than 5 of 100
    studies, as both must be wrong.
    """

    later: str
    earlier: str
    week: float
    low: float
    high: float
    sure: bool


def last_crossing(difference: np.ndarray) -> np.ndarray:
    """Week from which each row stays above 0 to its end; nan if it does not end above 0; float64[curves, weeks]."""
    behind = difference <= 0
    weeks = difference.shape[1]
    last = weeks - behind[:, ::-1].argmax(axis=1)
    week = np.where(behind.any(axis=1), last, 0).astype(float)
    return np.where(behind[:, -1], np.nan, week)


def overtaking(weekly: pd.DataFrame, later: str, earlier: str, sellers: dict[str, int], measure: str = "deals",
               alpha: float = ALPHA) -> Overtaking:  # fmt: skip
    """When the mean of the cumulative measure per seller of `later` gets above that of `earlier` for good, paired by replication.

    weekly: columns replication, strategy, week and the measure; sellers: people in each group; alpha: level of each of the two tests.
    """
    cube = cube_of(weekly, [later, earlier], sellers, measure).cumsum(axis=2)
    difference = cube[:, 0] - cube[:, 1]
    week = last_crossing(difference.mean(axis=0)[None, :])[0]
    if len(difference) < FEWEST_PAIRS:
        return Overtaking(later, earlier, float(week), np.nan, np.nan, False)
    found = np.nan_to_num(last_crossing(resampled(difference)), nan=np.inf)
    low, high = np.percentile(found, [2.5, 97.5], method="inverted_cdf")
    early = difference[:, min(EARLY, difference.shape[1]) - 1]
    sure = ahead_surely(difference[:, -1], alpha) and ahead_surely(-early, alpha)
    ends = [float(end) if np.isfinite(end) else np.nan for end in (low, high)]
    return Overtaking(later, earlier, float(week), *ends, bool(sure))
