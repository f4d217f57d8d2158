"""Sobol indices of a stochastic model: variance split into parameters, their interactions and luck.

Indices describe the mean response f(x) = E[y | x]. Estimators: Saltelli et al. (2010) for first-order and Jansen (1999)
for total indices, with every product taken between different replications, so that luck biases none of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .replicated import Estimate, Replicated, advice, checked, cross, luck_and_mean_response, replicated

TOLERANCE = 0.1


@dataclass(frozen=True)
class SobolIndices:
    """Where the variance comes from, with 95 % intervals.

    factors: a row per factor: first, total (shares of the variance of the mean response; 0..1 but for error), each with
    _low, _high, infinite where luck hides the response; shares: a row per factor (its main effect), "interactions" and
    "luck": share, low, high of the variance of single runs, which sum to 1; needed: sentences, one per interval that is
    wider than the tolerance.
    """

    factors: pd.DataFrame
    shares: pd.DataFrame
    needed: list[str]


def sobol_indices(factors: list[str], y: np.ndarray, common: bool = True, tolerance: float = TOLERANCE,
                  seed: int = 0) -> SobolIndices:  # fmt: skip
    """Analyse a Saltelli design.

    factors: their names; y: float64[base x (factors + 2), replications] in SALib's order (A, AB_1 .. AB_d, B per
    block); common: whether replication r uses the same random numbers at every point (intervals then allow for luck
    that points share; they are right, if wider, without it); tolerance: half the width an index' interval should have.
    Raises UserError for missing values, naming how many rows, and for designs that cannot be analysed.
    """
    d = len(factors)
    blocks = checked(y, d + 2, common)
    found = replicated(lambda v, w: components(blocks, v, w), len(blocks), blocks.shape[2], common, seed)
    unit = np.eye(2 * d + 2)
    response, luck = unit[2 * d], unit[2 * d + 1]
    first = {name: found.ratio(unit[k], response) for k, name in enumerate(factors)}
    total = {name: found.ratio(unit[d + k], response) for k, name in enumerate(factors)}
    named = {f"first index of {name}": e for name, e in first.items()}
    named |= {f"total index of {name}": e for name, e in total.items()}
    needed = [advice(name, e, tolerance, "base samples") for name, e in named.items()]
    table = pd.concat([frame(first, "first"), frame(total, "total")], axis=1)
    return SobolIndices(table, split(found, factors, unit[:d], response, luck), [said for said in needed if said])


def components(y: np.ndarray, v: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Variances, float64[2 d + 2]: main effects, total effects, the mean response's, luck's.

    y: float64[base, d + 2, replications]; v: weights float64[base]; w: weights float64[base or 1, 1, replications].
    """
    a, mixed, b = y[:, :1], y[:, 1:-1], y[:, -1:]
    main = np.average(cross(b, mixed - a, w), axis=0, weights=v)
    total = np.average(cross(a - mixed, a - mixed, w), axis=0, weights=v) / 2
    luck, response = luck_and_mean_response(y[:, [0, -1]], v, w)
    return np.array([*main, *total, response, luck])


def split(found: Replicated, factors: list[str], main: np.ndarray, response: np.ndarray,
          luck: np.ndarray) -> pd.DataFrame:  # fmt: skip
    """Shares of the variance of single runs."""
    tops = dict(zip(factors, main)) | {"interactions": response - main.sum(axis=0), "luck": luck}
    table = frame({name: found.ratio(top, response + luck) for name, top in tops.items()}, "share")
    return table.rename(columns={"share_low": "low", "share_high": "high"})


def frame(estimates: dict[str, Estimate], column: str) -> pd.DataFrame:
    """A row per estimate: column, column_low, column_high."""
    rows = {name: (e.value, e.low, e.high) for name, e in estimates.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=[column, f"{column}_low", f"{column}_high"])
