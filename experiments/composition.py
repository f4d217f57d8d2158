"""Composition: what a strategy earns as a function of how many follow it, who invades whom, and where mixtures settle.

Pay-offs of every strategy are fitted as linear functions of all shares (a pay-off matrix: least squares over runs), and
replicator dynamics run on the fit (Taylor and Jonker 1978). Doubt comes from resampling whole replications. A matrix is the
simplest form that can show coexistence, exclusion and cycles; `misfit` says how much it leaves unexplained.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.integrate import solve_ivp

RESAMPLES = 300
LONG = 2000.0  # time for the dynamics to settle, in units of 1 / spread of pay-offs


@dataclass(frozen=True)
class Composition:
    """Estimated pay-offs and where they lead.

    names: k strategies; matrix: float64[k, k], pay-off of the row strategy among column strategists only; low, high: its 95 %
    intervals; invades: float64[k, k], share of resamples in which a rare row strategy earns more than a resident column; rest:
    float64[k], shares at which the dynamics settle from equal shares; rest_low, rest_high; misfit: share of variance
    between mixtures that the fit leaves.
    """

    names: tuple[str, ...]
    matrix: np.ndarray
    low: np.ndarray
    high: np.ndarray
    invades: np.ndarray
    rest: np.ndarray
    rest_low: np.ndarray
    rest_high: np.ndarray
    misfit: float


def compose(runs: pd.DataFrame, names: list[str], resamples: int = RESAMPLES) -> Composition:
    """Estimate pay-offs from runs at several mixtures.

    runs: columns point, replication, strategy, share (of the strategy in its mixture, 0..1), payoff; a strategy may be missing
    from a mixture. Resampling is seeded.
    """
    by_run = {r: part for r, part in runs.groupby("replication")}
    rng, keys = np.random.default_rng(0), list(by_run)
    estimate, misfit = fit(runs, names)
    draws = [fit(pd.concat([by_run[keys[k]].assign(replication=n) for n, k in enumerate(rng.integers(len(keys), size=len(keys)))]), names)[0]
             for _ in range(resamples)]  # fmt: skip
    matrices = np.array(draws)
    rests = np.array([settle(m) for m in matrices])
    low, high = np.percentile(matrices, [2.5, 97.5], axis=0)
    rest_low, rest_high = np.percentile(rests, [2.5, 97.5], axis=0)
    invades = (matrices - np.einsum("nii->ni", matrices)[:, None, :] > 0).mean(axis=0)
    return Composition(tuple(names), estimate, low, high, invades, settle(estimate), rest_low, rest_high, misfit)


def fit(runs: pd.DataFrame, names: list[str]) -> tuple[np.ndarray, float]:
    """Pay-off matrix by least squares, and the share of variance between mixtures that it leaves."""
    wide = runs.groupby(["point", "strategy"], observed=True).agg(share=("share", "first"), payoff=("payoff", "mean")).reset_index()
    shares = wide.pivot(index="point", columns="strategy", values="share").reindex(columns=names).fillna(0.0)
    payoffs = wide.pivot(index="point", columns="strategy", values="payoff").reindex(columns=names)
    rows, left, whole = [], 0.0, 0.0
    for name in names:
        known = payoffs[name].notna()
        x, y = shares[known].to_numpy(), payoffs.loc[known, name].to_numpy()
        row = np.linalg.lstsq(x, y, rcond=None)[0]
        rows.append(row)
        left += ((y - x @ row) ** 2).sum()
        whole += ((y - y.mean()) ** 2).sum()
    return np.array(rows), float(left / whole) if whole else 0.0


def settle(matrix: np.ndarray, start: np.ndarray | None = None) -> np.ndarray:
    """Shares at which replicator dynamics settle (from equal shares by default), float64[k]; a cycle gives its mean."""
    k = len(matrix)
    x0 = np.full(k, 1 / k) if start is None else np.asarray(start, float)
    spread = np.ptp(matrix)
    if spread == 0:
        return x0
    scaled = (matrix - matrix.mean()) / spread

    def change(_, x):
        x = np.clip(x, 0.0, 1.0)
        x = x / x.sum()
        payoff = scaled @ x
        return x * (payoff - x @ payoff)

    path = solve_ivp(change, (0, LONG), x0, method="LSODA", rtol=1e-8, atol=1e-10, t_eval=np.linspace(LONG * 0.8, LONG, 50)).y
    return np.clip(path.mean(axis=1), 0, 1) / np.clip(path.mean(axis=1), 0, 1).sum()


def sentences(found: Composition, said=lambda name: name) -> list[str]:
    """Who invades whom, and where it settles."""
    lines = []
    for a, one in enumerate(found.names):
        for b, other in enumerate(found.names):
            if a != b:
                sure = found.invades[a, b]
                word = "invades" if sure >= 0.975 else "does not invade" if sure <= 0.025 else "may or may not invade"
                lines.append(f"A rare {said(one)} {word} a market of {said(other)} ({round(100 * sure)} of 100 resamplings).")
    rest = ", ".join(f"{said(n)} {x:.0%} ({low:.0%} to {high:.0%})" for n, x, low, high in
                     zip(found.names, found.rest, found.rest_low, found.rest_high))  # fmt: skip
    lines.append(f"If sellers copied what pays, the mixture would settle at {rest}.")
    if found.misfit > 0.25:
        lines.append(f"Pay-offs are not linear in the shares: {found.misfit:.0%} of the variance between mixtures is left; read this with care.")
    return lines
