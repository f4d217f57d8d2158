"""The hinge: which one or two parameters of the world decide which of two strategies leads, from runs in many worlds.

The recipe, tried on planted and on shuffled worlds: parameters are chosen by how their ranks go with the size of the lead
(choosing by winners finds far less), the second by what the first leaves over; 2,000 shuffles of the lead say whether the
best of all candidates is better than chance; 50 stratified hold-outs, all steps inside, say how well they name the winner of
worlds left out; the threshold is where a line through the lead crosses 0, with Fieller's interval. A cut that separates best
is never printed as a threshold: where shares are unequal it is somewhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from .threshold import Threshold, threshold

SHUFFLES, SPLITS, LEFT_OUT = 2000, 50, 0.3
ALPHA = 0.05
LEANS, HINGES = 0.65, 0.75  # balanced accuracy in worlds left out from which it "leans on", and is "a hinge"
GAIN = 0.03  # what a second parameter must add to it
FEWEST_WORLDS, FEWEST_RARE = 100, 15
FEWEST_TO_TRY = 20


@dataclass(frozen=True)
class Parameter:
    """One deciding parameter: name, rho (Spearman with the lead, or with what the first leaves over), p, threshold, drawn."""

    name: str
    rho: float
    p: float
    threshold: Threshold
    drawn: tuple[float, float]


@dataclass(frozen=True)
class Hinge:
    """What decides. status: "hinge", "leans", "none", "few" (too few worlds to look) or "one-sided" (one hardly ever leads).

    parameters: at most two, the strongest first, none unless status is "hinge" or "leans"; accuracy: balanced accuracy in
    worlds left out, 0..1; ceiling: the same with all parameters together; worlds, rare: how many, and won by the rarer side;
    candidates: parameters tried; best, p: the parameter that goes most with the lead, and the shuffle test's p of it.
    """

    status: str
    parameters: tuple[Parameter, ...]
    accuracy: float
    ceiling: float
    worlds: int
    rare: int
    candidates: int
    best: str = ""
    p: float = 1.0


def hinge(worlds: pd.DataFrame, lead: np.ndarray, logarithmic: frozenset[str] = frozenset(), seed: int = 0) -> Hinge:
    """What decides who leads.

    worlds: a row per world, a column per parameter that was drawn; lead: float64[worlds], for example the log ratio of the
    two strategies' deals, above 0 where the first leads; logarithmic: parameters drawn on a log scale.
    """
    lead = np.asarray(lead, float)
    known = np.isfinite(lead)
    worlds, lead = worlds[known], lead[known]
    keys = [key for key in worlds if worlds[key].nunique() > 1]
    rare = int(min((lead > 0).sum(), (lead <= 0).sum()))
    nothing = (), np.nan, np.nan, len(lead), rare, len(keys)
    if len(lead) < FEWEST_WORLDS:
        return Hinge("few", *nothing)
    if rare < FEWEST_RARE:
        return Hinge("one-sided", *nothing)
    ranks, rng = standard(stats.rankdata(worlds[keys], axis=0)), np.random.default_rng(seed)
    first, second, ps = chosen(ranks, lead, rng)
    splits = stratified(lead > 0, rng)
    alone = held_out(ranks, lead, splits, 1)
    both = held_out(ranks, lead, splits, 2) if second is not None else alone
    two = second is not None and ps[1] <= ALPHA and both - alone >= GAIN
    accuracy, ceiling = (both if two else alone), held_out(ranks, lead, splits, len(keys))
    status = "none" if ps[0] > ALPHA or accuracy < LEANS else "hinge" if accuracy >= HINGES else "leans"
    names = [keys[first], *([keys[second]] if two else [])] if status != "none" else []
    rhos = [correlation(ranks[:, k], lead) for k in (first, second) if k is not None]
    found = tuple(described(worlds, lead, names, k, rhos[k], ps[k], logarithmic) for k in range(len(names)))
    return Hinge(status, found, accuracy, ceiling, len(lead), rare, len(keys), keys[first], ps[0])


def described(worlds: pd.DataFrame, lead: np.ndarray, names: list[str], k: int, rho: float, p: float,
              logarithmic: frozenset[str]) -> Parameter:  # fmt: skip
    """A deciding parameter with its threshold, the other one at its middle."""
    name, other = names[k], names[1 - k] if len(names) == 2 else None
    values = worlds[name].to_numpy(float)
    beside = None if other is None else worlds[other].to_numpy(float)
    at = threshold(values, lead, name in logarithmic, beside)
    return Parameter(name, rho, p, at, (float(values.min()), float(values.max())))


def chosen(ranks: np.ndarray, lead: np.ndarray, rng: np.random.Generator) -> tuple[int, int | None, list[float]]:
    """The best parameter, the second, and the shuffle test's p of each (largest correlation of all candidates)."""
    e = standard(stats.rankdata(lead))
    first = strongest(ranks, e)
    ps = [shuffled(ranks, e, rng)]
    if ranks.shape[1] < 2:
        return first, None, ps
    rest = left_over(ranks[:, first], lead)
    others = ranks.copy()
    others[:, first] = 0.0
    ps.append(shuffled(others, standard(stats.rankdata(rest)), rng))
    return first, strongest(others, standard(stats.rankdata(rest))), ps


def standard(ranks: np.ndarray) -> np.ndarray:
    """Mean 0, variance 1, along the first axis; 0 without spread."""
    spread = ranks.std(axis=0)
    return (ranks - ranks.mean(axis=0)) / np.where(spread > 0, spread, 1.0)


def strongest(ranks: np.ndarray, e: np.ndarray) -> int:
    """The column that goes most with e."""
    return int(np.abs(ranks.T @ e).argmax())


def correlation(ranks: np.ndarray, values: np.ndarray) -> float:
    """Spearman's correlation of standardised ranks with values."""
    return float(ranks @ standard(stats.rankdata(values)) / len(values))


def left_over(ranks: np.ndarray, lead: np.ndarray) -> np.ndarray:
    """What a line over one parameter's ranks leaves of the lead."""
    return lead - lead.mean() - ranks * float(ranks @ lead / len(lead))


def shuffled(ranks: np.ndarray, e: np.ndarray, rng: np.random.Generator) -> float:
    """Share of shuffles in which the best of all columns goes at least as well with e as it does in truth."""
    seen = np.abs(ranks.T @ e).max()
    draws = rng.permuted(np.broadcast_to(e, (SHUFFLES, len(e))), axis=1)
    return float((1 + (np.abs(draws @ ranks).max(axis=1) >= seen - 1e-9).sum()) / (SHUFFLES + 1))


def stratified(wins: np.ndarray, rng: np.random.Generator) -> list[np.ndarray]:
    """Masks of worlds left out: 30 of 100 of those won by either side."""
    masks = []
    for _ in range(SPLITS):
        out = np.zeros(len(wins), bool)
        for side in (np.flatnonzero(wins), np.flatnonzero(~wins)):
            out[rng.permutation(side)[: max(1, round(LEFT_OUT * len(side)))]] = True
        masks.append(out)
    return masks


def held_out(ranks: np.ndarray, lead: np.ndarray, splits: list[np.ndarray], parameters: int) -> float:
    """Mean balanced accuracy in worlds left out, with 1, 2 or all parameters; choice, line and cut from the others alone."""
    return float(np.mean([accuracy(ranks, lead, out, parameters) for out in splits]))


def accuracy(ranks: np.ndarray, lead: np.ndarray, out: np.ndarray, parameters: int) -> float:
    """Balanced accuracy in the worlds left out of one split."""
    x, y = standard(ranks[~out]), lead[~out]
    if parameters < ranks.shape[1] or parameters <= 2:
        first = strongest(x, standard(stats.rankdata(y)))
        use = [first]
        if parameters == 2:
            others = x.copy()
            others[:, first] = 0.0
            use.append(strongest(others, standard(stats.rankdata(left_over(x[:, first], y)))))
        weights = np.zeros(ranks.shape[1])
        weights[use] = np.linalg.lstsq(x[:, use], y - y.mean(), rcond=None)[0]
    else:
        weights = np.linalg.solve(x.T @ x + len(x) * np.eye(x.shape[1]) * 0.3, x.T @ (y - y.mean()))
    score = ranks @ weights
    cut = best_cut(score[~out], y > 0)
    said, true = score[out] > cut, lead[out] > 0
    return float((said[true].mean() + (~said[~true]).mean()) / 2)


def best_cut(score: np.ndarray, wins: np.ndarray) -> float:
    """The cut of a score with the best balanced accuracy."""
    order = np.argsort(score)
    below = wins[order].cumsum() / wins.sum(), (~wins[order]).cumsum() / (~wins).sum()
    best = int((below[1] - below[0])[:-1].argmax())
    return float(score[order][best : best + 2].mean())
