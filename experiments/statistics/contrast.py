"""A contrast as the response of a design: how much one strategy has more than another, where, and what moves it.

Intervals are simultaneous (Bonferroni): all of a table hold at once in 95 of 100 studies. Slopes and interactions come from
a line fitted within each replication, which saw every condition; their intervals are over replications.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from ..errors import UserError
from .estimates import FEWEST_PAIRS
from .intervals import mean_intervals
from .resampling import LEVEL

COLUMNS = ["mean", "low", "high"]


def differences(runs: pd.DataFrame, one: str, other: str, response: str) -> pd.DataFrame:
    """one - other in every replication (rows) at every point (columns). Raises UserError where a strategy or value is missing."""
    for name in (one, other):
        if not (runs["strategy"] == name).any():
            raise UserError(f"contrast: '{name}' is no group with sellers; known are {', '.join(dict.fromkeys(runs['strategy']))}")
    tables = [runs[runs["strategy"] == name].pivot(index="replication", columns="point", values=response) for name in (one, other)]
    found = tables[0] - tables[1]
    if found.isna().any().any():
        raise UserError(f"contrast: some run has no value of {response}; compare another response, or try failed runs again")
    return found


def by_point(apart: pd.DataFrame) -> pd.DataFrame:
    """The contrast at each point, with simultaneous intervals: columns point, n, mean, low, high."""
    level = 1 - (1 - LEVEL) / max(1, apart.shape[1])
    found = pd.DataFrame(dict(zip(COLUMNS, mean_intervals(apart.to_numpy(float), level=level))))
    found.insert(0, "point", apart.columns)
    found.insert(1, "n", len(apart))
    return found


def slopes(apart: pd.DataFrame, factors: pd.DataFrame) -> pd.DataFrame:
    """What moves the contrast: a row per numeric factor (change over its whole range) and per pair (how much the one changes the
    other's effect), with simultaneous intervals; empty with fewer than 6 replications or nothing that varies in numbers.

    factors: a row per column of `apart`, a column per factor.
    """
    numeric = factors.select_dtypes("number")
    numeric = numeric.loc[:, numeric.nunique() > 1]
    if len(apart) < FEWEST_PAIRS or numeric.empty:
        return pd.DataFrame(columns=["term", *COLUMNS])
    scaled = (numeric - numeric.min()) / (numeric.max() - numeric.min()) - 0.5
    terms = {name: scaled[name] for name in scaled} | {f"{a} x {b}": scaled[a] * scaled[b] for a, b in combinations(scaled, 2)}
    x = np.column_stack([np.ones(len(scaled)), *terms.values()])
    if np.linalg.matrix_rank(x) < x.shape[1]:
        terms = {name: scaled[name] for name in scaled}
        x = np.column_stack([np.ones(len(scaled)), *terms.values()])
    fitted = apart.to_numpy(float) @ np.linalg.pinv(x).T  # replications, terms
    level = 1 - (1 - LEVEL) / len(terms)
    table = pd.DataFrame(dict(zip(COLUMNS, mean_intervals(fitted[:, 1:], level=level))))
    table.insert(0, "term", list(terms))
    return table
