"""How large an effect is in a few runs: in sampled worlds and without each mechanism."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from ..config.claim import Claim, compared_points
from .judge import ALPHA, interval, paired

SURE = 2.0  # standard errors from which the sign of an effect counts as sure
SHUFFLES = 2000


def block(runs: pd.DataFrame, claim: Claim, number: int) -> pd.DataFrame:
    """The runs of one change, with the numbers of its points brought back to those of the claim's design."""
    points = compared_points(claim)
    mine = runs[runs["point"] // len(points) == number]
    return mine.assign(point=np.array(points)[mine["point"] % len(points)])


def towards(table: pd.DataFrame, direction: str, smallest: float) -> pd.Series:
    """Effect of each pair as a share of the mean of what it is compared with, positive in the claimed direction.

    Where that mean is 0, as a share of the mean of the other side. For "same": the smallest effect that matters less the size
    of the mean difference, the same for every pair.
    """
    change = (table["this"] - table["than"]) / (abs(table["than"].mean()) or abs(table["this"].mean()) or 1.0)
    if direction == "same":
        return change * 0 + (smallest - abs(change.mean()))
    return -change if direction == "less" else change


def effects_of(runs: pd.DataFrame, claim: Claim, main: bool = False) -> pd.DataFrame:
    """Effects in some runs: a row per replication, a column per judged contrast, or only per main one: those that compare
    the claim's own response in its own direction, if there are any."""
    judged = [(k, c) for k, c in enumerate(claim.contrasts) if c.judged]
    if main:
        judged = [(k, c) for k, c in judged if c.response is None and c.direction is None] or judged
    found = {k: towards(paired(runs, claim.response, c), c.direction or claim.direction, claim.smallest) for k, c in judged}
    return pd.DataFrame(found)


def by_world(runs: pd.DataFrame, claim: Claim, worlds: list[dict]) -> pd.DataFrame:
    """The claim in every sampled world, one row each: its parameters, `effect`, `error` and `sign`.

    effect: mean of the contrast that is furthest from the claim; error: its standard error, from its own few runs and, with
    equal weight, from those of all worlds; sign: 1 if every contrast surely goes the claimed way, -1 if one surely does not,
    else 0. All nan where some contrast has no value.
    """
    found = [effects_of(block(runs, claim, number), claim) for number in range(len(worlds))]
    own = pd.DataFrame([table.var(ddof=1) for table in found])
    shared = own.fillna(own.mean()) / 2 + own.mean() / 2
    rows = []
    for world, table, variance in zip(worlds, found, shared.to_dict("records")):
        mean, error = table.mean(), np.sqrt(pd.Series(variance) / table.count())
        weakest = mean.idxmin() if mean.notna().all() else None
        sign = np.nan if weakest is None else 1 if (mean > SURE * error).all() else -1 if (mean < -SURE * error).any() else 0
        at = (mean[weakest], error[weakest]) if weakest is not None else (np.nan, np.nan)
        rows.append(world | {"effect": at[0], "error": at[1], "sign": sign})
    return pd.DataFrame(rows)


def by_mechanism(runs: pd.DataFrame, claim: Claim, names: list[str]) -> pd.DataFrame:
    """What each mechanism does for the claim: columns mechanism, effect, change, low, high, clear.

    Block 0 of the runs has all mechanisms, block k lacks names[k - 1]. effect: mean over the main contrasts, as a share;
    change: effect without the mechanism less effect with all, paired by replication; low, high: t interval corrected for all
    mechanisms; clear: whether it leaves out 0. The first row is the model as it is, with a change of 0.
    """
    whole = effects_of(block(runs, claim, 0), claim, main=True).mean(axis=1)
    rows = [("", float(whole.mean()), 0.0, 0.0, 0.0, False)]
    for number, name in enumerate(names, start=1):
        without = effects_of(block(runs, claim, number), claim, main=True).mean(axis=1)
        change = (without - whole).dropna().to_numpy()
        if len(change) >= 3 and np.ptp(change) > 0:
            mean, low, high = interval(change, ALPHA / len(names))
            rows.append((name, float(without.mean()), mean, low, high, low > 0 or high < 0))
        else:
            mean = float(change.mean()) if len(change) else np.nan
            rows.append((name, float(without.mean()), mean, mean, mean, False))
    return pd.DataFrame(rows, columns=["mechanism", "effect", "change", "low", "high", "clear"])


def deciding(worlds: pd.DataFrame, seed: int = 0) -> list[tuple[str, float, bool]]:
    """The two parameters whose ranks go most with the effect: key, Spearman's correlation, and whether chance is ruled out.

    Chance: the largest correlation of any parameter when the effects are shuffled is smaller in 95 of 100 shuffles.
    """
    table = worlds.dropna(subset=["effect"])
    keys = [key for key in worlds.columns if key not in ("effect", "error", "sign") and table[key].nunique() > 1]
    if len(table) < 10 or table["effect"].nunique() < 2:
        return []
    ranks = standard(stats.rankdata(table[keys], axis=0))
    effect = standard(stats.rankdata(table["effect"]))
    found = ranks.T @ effect / len(table)
    rng = np.random.default_rng(seed)
    shuffled = np.array([rng.permutation(effect) for _ in range(SHUFFLES)])
    limit = np.quantile(np.abs(shuffled @ ranks / len(table)).max(axis=1), 1 - ALPHA)
    top = np.argsort(-np.abs(found))[:2]
    return [(keys[k], float(found[k]), bool(abs(found[k]) > limit)) for k in top]


def standard(ranks: np.ndarray) -> np.ndarray:
    """Mean 0, variance 1, along the first axis."""
    return (ranks - ranks.mean(axis=0)) / ranks.std(axis=0)
