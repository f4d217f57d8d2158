"""Strategies under several conditions: who wins where, how sure, and what each change does.

A condition is a point of the design. Replications are paired across strategies and, with common random numbers,
across points.
"""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from ..errors import UserError
from ..responses.bounds import bounds
from ..words import pretty
from .estimates import ENOUGH, FEWEST_PAIRS, LEVEL, holm, p_of_best, p_of_difference
from .intervals import mean_intervals
from .resampling import on_top, resampled


def label_of(point: dict) -> str:
    """A point in a few words."""
    if not point:
        return "as in the config"
    if all(key.endswith(".sellers") for key in point) and len(point) > 1:
        return ", ".join(f"{value} {pretty(key.split('.')[1])}" for key, value in point.items())
    if list(point) == ["ablate"]:
        return "without " + ", ".join(map(pretty, point["ablate"]))
    return ", ".join(f"{short(key)} {value:g}" if isinstance(value, int | float) else f"{short(key)} {value}"
                     for key, value in point.items())  # fmt: skip


def short(key: str) -> str:
    """The telling end of a dotted key."""
    parts = key.split(".")
    return pretty(" ".join(parts[1:] if parts[0] in ("strategies", "rules") else parts))


def balanced(runs: pd.DataFrame, points: int, allow: bool = False) -> pd.DataFrame:
    """The runs, if each of the design's points has the same replications; else refused, or, if allowed, the common ones only.

    Points without any run have no replication in common with the others: allowed, they are left out.
    """
    counts = runs.groupby("replication")["point"].nunique()
    expected = runs["point"].nunique() if allow else points
    common = counts[counts == expected].index
    if len(common) < len(counts) and not allow:
        raise UserError(
            f"{len(counts) - len(common)} of {len(counts)} replications lack some point of the design (failed or pending runs), so "
            "nothing is compared; try them again with `vitaminb resume --retry-failed`, or compare the others only with "
            "`vitaminb report --allow-unbalanced`"
        )
    if common.empty:
        raise UserError("no replication is there at all points, so nothing is compared; try failed runs again with "
                        "`vitaminb resume --retry-failed`")  # fmt: skip
    return runs[runs["replication"].isin(common)]


def table_of(runs: pd.DataFrame, response: str) -> pd.DataFrame:
    """Values of a response: a row per replication, a column per strategy, of one point."""
    return runs.pivot(index="replication", columns="strategy", values=response)[list(dict.fromkeys(runs["strategy"]))]


def summary(runs: pd.DataFrame, response: str) -> pd.DataFrame:
    """One row per point and strategy: n, mean, low, high, chance (share of resamples on top), p (of the point's best).

    Strategies without a value in some replication have no mean at that point. p: see `p_of_best`, the same in all rows of
    a point, not corrected for the number of points. Resampling is seeded.
    """
    rows = []
    for point, part in runs.groupby("point"):
        table = table_of(part, response)
        whole = table.columns[table.notna().all()]
        values = table[whole].to_numpy(float)
        known = dict(zip(whole, zip(*mean_intervals(values, bounds(response)), chances_of(values))))
        p = p_of_best(values)
        rows += [(point, name, len(table), *known.get(name, (np.nan,) * 4), p) for name in table.columns]
    return pd.DataFrame(rows, columns=["point", "strategy", "n", "mean", "low", "high", "chance", "p"])


def chances_of(values: np.ndarray) -> np.ndarray:
    """Share of resamples in which each column is on top; nan with fewer than 2 replications."""
    if len(values) < 2 or not values.shape[1]:
        return np.full(values.shape[1], np.nan)
    return on_top(resampled(values))


def winners(found: pd.DataFrame) -> pd.DataFrame:
    """One row per point: the strategy with the highest mean, its chance of being on top, and whether it is surely the best.

    sure: it beats every rival of its point, corrected for all points together (Holm): with no differences anywhere, some
    winner is called sure in at most 5 of 100 studies.
    """
    best = found.dropna(subset=["mean"]).sort_values(["point", "mean"], ascending=[True, False]).groupby("point").head(1)
    return best.assign(sure=holm(best["p"].to_numpy()) < 1 - LEVEL).reset_index(drop=True)


def effects(runs: pd.DataFrame, response: str, baseline: int = 0) -> pd.DataFrame:
    """What each point changes against the baseline point, per strategy, paired by replication.

    Columns: point, strategy, n, base (mean at the baseline), difference, low, high, p (Holm-corrected over
    the table). Empty if the points have fewer than 6 replications.
    """
    rows = []
    base = {name: part.set_index("replication")[response] for name, part in runs[runs["point"] == baseline].groupby("strategy")}
    for (point, strategy), part in runs[runs["point"] != baseline].groupby(["point", "strategy"], sort=False):
        pairs = pd.concat([part.set_index("replication")[response], base.get(strategy)], axis=1, join="inner").dropna()
        if len(pairs) < FEWEST_PAIRS:
            continue
        change = (pairs.iloc[:, 0] - pairs.iloc[:, 1]).to_numpy()
        mean, low, high = (float(x[0]) for x in mean_intervals(change[:, None]))
        rows.append((point, strategy, len(change), pairs.iloc[:, 1].mean(), mean, low, high, p_of_difference(change)))
    table = pd.DataFrame(rows, columns=["point", "strategy", "n", "base", "difference", "low", "high", "p"])
    if len(table):
        table["p"] = holm(table["p"].to_numpy())
    return table


def verdict(points: list[dict], won: pd.DataFrame, response: str) -> list[str]:
    """Who wins under how many conditions, and when the answer changes."""
    fewest = int(won["n"].min())
    if fewest < FEWEST_PAIRS:
        ahead = won["strategy"].value_counts()
        return [f"With {fewest} replication{'s' if fewest > 1 else ''} of each condition nothing can be said with confidence; use at least "
                f"{ENOUGH}. So far {pretty(ahead.index[0])} is ahead under {ahead.iloc[0]} of {len(won)} conditions."]  # fmt: skip
    counts = won["strategy"].value_counts()
    sure = int(won["sure"].sum())
    said = [f"{pretty(name)} has the highest mean of {pretty(response)} under {n} of {len(won)} conditions." for name, n in counts.items()]
    if len(counts) == 1:
        said = [f"{pretty(counts.index[0])} has the highest mean of {pretty(response)} under all {len(won)} conditions."]
    said.append(f"The winner is sure under {sure} of them (paired tests against all rivals, corrected for all conditions together, 5 %).")
    if len(points) <= 12:
        said += [f"{label_of(points[row.point])}: {pretty(row.strategy)} ({row.mean:.2f}), on top in "
                 f"{round(100 * row.chance)} of 100 resamplings." for row in won.itertuples()]  # fmt: skip
    if fewest < ENOUGH:
        said.append(f"This is a first look: {fewest} replications of each condition; a winner by chance is possible.")
    return said


def cut_by_pairing(runs: pd.DataFrame, response: str) -> pd.DataFrame:
    """How much common luck cuts the standard error of a difference: one row per pair of strategies, point by point."""
    rows = []
    for point, part in runs.groupby("point"):
        table = table_of(part, response).dropna(axis=1)
        rows += [(point, one, other, cut(table[one], table[other])) for one, other in itertools.combinations(table, 2)]
    return pd.DataFrame(rows, columns=["point", "strategy", "other", "ratio"])


def cut_between_points(runs: pd.DataFrame, response: str) -> pd.DataFrame:
    """The same for a strategy at the first point and at each other one: one row per strategy and point."""
    rows = []
    for strategy, part in runs.groupby("strategy", sort=False):
        table = part.pivot(index="replication", columns="point", values=response).dropna(axis=1)
        rows += [(strategy, point, cut(table.iloc[:, 0], table[point])) for point in table.columns[1:]]
    return pd.DataFrame(rows, columns=["strategy", "point", "ratio"])


def cut(one: pd.Series, other: pd.Series) -> float:
    """Standard error of a difference with independent luck against that with common luck; nan if it is 0."""
    paired = (one - other).std(ddof=1)
    return float(np.sqrt(one.var(ddof=1) + other.var(ddof=1)) / paired) if paired > 0 else np.nan
