"""Signs to watch, not causes: outcomes that go with the lead. Taken from another run of the same world.

An outcome of the run whose lead it shall tell shares that run's luck, and shuffling does not protect: between two halves of
the same strategy, own deals of the same run "tell" the lead in 35 of 100 studies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from .threshold import Threshold, threshold

FEWEST_TWICE = 30  # worlds with two runs or more
ALPHA = 0.05


@dataclass(frozen=True)
class Sign:
    """outcome: its name; rho: Spearman's correlation with the lead of another run; worlds: how many; threshold: where the lead is 0."""

    outcome: str
    rho: float
    worlds: int
    threshold: Threshold


def signs_to_watch(runs: pd.DataFrame, outcomes: list[str]) -> list[Sign]:
    """Outcomes that surely go with the lead, the strongest first; none with fewer than 30 worlds that were run twice.

    runs: a row per run, columns world, lead (above 0 where the first strategy leads) and the outcomes. The lead is that of
    each world's first run, the outcome that of its second; the level is shared by all outcomes (Bonferroni).
    """
    twice = runs[runs.groupby("world")["lead"].transform("size") >= 2]
    if twice["world"].nunique() < FEWEST_TWICE or not outcomes:
        return []
    lead = twice.groupby("world")["lead"].nth(0).to_numpy()
    found = []
    for name in outcomes:
        values = twice.groupby("world")[name].nth(1).to_numpy(float)
        known = np.isfinite(values) & np.isfinite(lead)
        if known.sum() < FEWEST_TWICE or len(np.unique(values[known])) < 3:
            continue
        rho, p = stats.spearmanr(values[known], lead[known])
        if p < ALPHA / len(outcomes):
            found.append(Sign(name, float(rho), int(known.sum()), threshold(values[known], lead[known])))
    return sorted(found, key=lambda sign: -abs(sign.rho))
