"""Pay-off of every strategy as a function of all shares, fitted to runs at mixes, and which strategies invade which.

Linear in the shares x, pay-offs are a game's matrix: pay-off of i = sum_j A[i, j] x_j (Taylor and Jonker 1978); the
quadratic form adds x_j x_k, j < k (with shares that sum to 1, these are all there are). A fit by least squares is a
fixed weighted mean of pay-offs, so replications can be resampled, or compared one by one, without fitting anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import stats

from ..errors import UserError
from .estimates import FEWEST, LEVEL, widening

DEGREES = {"linear": 1, "quadratic": 2}
RARE = 0.01


@dataclass(frozen=True)
class Payoffs:
    """Fitted pay-offs of n strategies.

    by_replication: float64[replications, n, terms], coefficients fitted to each replication alone, whose mean is the
    fit; misfit: p-value per strategy that luck alone explains how mixes depart from the fit (small: take more terms).
    """

    names: tuple[str, ...]
    by_replication: np.ndarray
    misfit: dict[str, float]

    @property
    def coefficients(self) -> np.ndarray:
        """The fit, float64[n, terms]; linear: the pay-off matrix, row against column."""
        return self.by_replication.mean(axis=0)

    def resampled(self, rng: np.random.Generator) -> np.ndarray:
        """The fit to replications drawn with replacement, float64[n, terms], deviations widened for their number."""
        count, fit = len(self.by_replication), self.coefficients
        return fit + widening(count) * (self.by_replication[rng.integers(count, size=count)].mean(axis=0) - fit)


def terms(shares: np.ndarray, count: int) -> np.ndarray:
    """The first `count` of x_1 .. x_n, x_1 x_2, x_1 x_3 ..: float64[..., n] -> float64[..., count]."""
    shares = np.asarray(shares, float)
    pairs = combinations(range(shares.shape[-1]), 2) if count > shares.shape[-1] else ()
    return np.concatenate([shares, *(shares[..., [j]] * shares[..., [k]] for j, k in pairs)], axis=-1)


def payoffs_at(coefficients: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Pay-offs at a mix: float64[n, terms], float64[n] -> float64[n]."""
    return coefficients @ terms(shares, coefficients.shape[1])


def fit_payoffs(runs: pd.DataFrame, form: str = "linear") -> Payoffs:
    """Fit pay-offs to runs.

    runs: a row per mix, replication and strategy, with columns mix, replication, strategy, share (0..1, of the strategy
    in the mix), payoff; rows with share 0 may be absent and are not used. form: "linear" or "quadratic". Raises
    UserError for missing pay-offs, shares that do not sum to 1, and mixes too few or too alike for the form.
    """
    if form not in DEGREES:
        raise UserError(f"composition: form '{form}' is unknown; take {' or '.join(DEGREES)}")
    names = tuple(dict.fromkeys(runs["strategy"]))
    shares, payoffs = arrays(runs, names)
    count = terms(shares, len(names) + DEGREES[form] - 1).shape[1]
    features, parts, misfit = terms(shares, count), [], {}
    for k, name in enumerate(names):
        there = shares[:, k] > 0
        x, y = features[there], payoffs[there, :, k]
        if np.linalg.matrix_rank(x, tol=1e-6) < count:
            raise UserError(f"composition: {there.sum()} mixes with {name} cannot fit {count} terms; run more mixes")
        parts.append(np.linalg.pinv(x) @ y)
        misfit[name] = lack_of_fit(y, x @ parts[-1].mean(axis=1), count)
    return Payoffs(names, np.stack(parts).transpose(2, 0, 1), misfit)


def arrays(runs: pd.DataFrame, names: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Shares, float64[mixes, n], and pay-offs, float64[mixes, replications, n], nan where the strategy is absent."""
    runs = runs[runs["share"] > 0]
    failed = int((~np.isfinite(runs["payoff"].to_numpy(float))).sum())
    if failed:
        raise UserError(f"composition: {failed} of {len(runs)} rows have no pay-off; repeat them or change response")
    shares = runs.groupby(["mix", "strategy"])["share"].mean().unstack(fill_value=0.0)
    shares = shares.reindex(columns=list(names), fill_value=0.0)
    if not np.allclose(shares.sum(axis=1), 1, atol=1e-6):
        raise UserError("composition: shares of some mix do not sum to 1; give every strategy's share")
    table = runs.pivot(index="mix", columns=["replication", "strategy"], values="payoff")
    replications = sorted(set(runs["replication"]))
    if len(replications) < FEWEST:
        raise UserError(f"composition: {len(replications)} replications are too few; run at least {FEWEST}")
    table = table.reindex(columns=pd.MultiIndex.from_product([replications, names]))
    payoffs = table.to_numpy(float).reshape(len(table), len(replications), len(names))
    if (np.isnan(payoffs) & (shares.to_numpy()[:, None, :] > 0)).any():
        raise UserError("composition: mixes have different replications; run the same ones at every mix")
    return shares.to_numpy(), payoffs


def lack_of_fit(y: np.ndarray, fitted: np.ndarray, count: int) -> float:
    """p-value of the F test for lack of fit; y: float64[mixes, replications], luck independent between mixes."""
    mixes, replications = y.shape
    if mixes <= count:
        return float("nan")
    means = y.mean(axis=1)
    pure = ((y - means[:, None]) ** 2).sum() / (mixes * (replications - 1))
    lack = replications * ((means - fitted) ** 2).sum() / (mixes - count)
    if pure <= 1e-20 * max((y**2).mean(), 1e-300):
        return float(lack <= 1e-20 * (y**2).mean())
    return float(stats.f.sf(lack / pure, mixes - count, mixes * (replications - 1)))


def invasions(fit: Payoffs, rare: float = RARE) -> pd.DataFrame:
    """Whether a rare strategy earns more than a resident, for each ordered pair.

    rare: share of the invader, 0..1. Columns: resident, invader, advantage (pay-off of the invader less the
    resident's), low, high (t intervals over replications that hold for all pairs together: Bonferroni), verdict:
    "invades", "repelled", or "no difference" that these runs can tell.
    """
    n, replications = len(fit.names), len(fit.by_replication)
    quantile = stats.t.ppf(1 - (1 - LEVEL) / (2 * n * (n - 1)), replications - 1)
    rows = []
    for resident, invader in [(r, i) for r in range(n) for i in range(n) if r != i]:
        x = np.zeros(n)
        x[resident], x[invader] = 1 - rare, rare
        earned = fit.by_replication @ terms(x, fit.by_replication.shape[2])
        advantage = earned[:, invader] - earned[:, resident]
        mean, half = advantage.mean(), quantile * advantage.std(ddof=1) / np.sqrt(replications)
        half = max(half, 1e-12 * np.abs(earned).max())
        verdict = "invades" if mean > half else "repelled" if mean < -half else "no difference"
        rows.append((fit.names[resident], fit.names[invader], mean, mean - half, mean + half, verdict))
    return pd.DataFrame(rows, columns=["resident", "invader", "advantage", "low", "high", "verdict"])
