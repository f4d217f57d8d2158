"""The league: all strategies in order, with how sure the order is, what an hour pays, and how long the first deal takes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..words import pretty
from .estimates import chance_of_being_best, compare_all, groups_alike, mean_interval

FEWEST_PAIRS = 6  # replications below which nothing is told apart
HEADER = ["", "strategy", "chance of being best", "alike", "EUR per hour", "weeks to first deal", "never a deal"]


def league(runs: pd.DataFrame, response: str) -> pd.DataFrame:
    """The strategies of one condition, the best first, a row each.

    runs: rows of one point, a column per response. Columns: rank (1: best), strategy, n (replications), mean, low, high (of
    the response), best (chance of being best, 0..1), alike (letters: strategies that share one cannot be told apart),
    pay, pay_low, pay_high (EUR per hour), wait, wait_low, wait_high (weeks to a typical first deal: median of sellers,
    mean over replications; nan if in some replication fewer than half closed one), without (share of sellers without a
    deal). Without a value in some replication a mean is nan, and the strategy comes last.
    """
    names = list(dict.fromkeys(runs["strategy"]))
    means = runs.groupby("strategy")[response].apply(lambda values: values.mean(skipna=False)).reindex(names)
    order = list(means.sort_values(ascending=False, kind="stable", na_position="last").index)
    known = runs[runs["strategy"].isin(means.dropna().index)]
    rows = []
    for rank, name in enumerate(order, start=1):
        mine = runs[runs["strategy"] == name]
        parts = {"": response, "pay": "value_per_hour", "wait": "weeks_to_first_deal"}
        row = {"rank": rank, "strategy": name, "n": len(mine)}
        for prefix, column in parts.items():
            keys = ("mean", "low", "high") if not prefix else (prefix, f"{prefix}_low", f"{prefix}_high")
            row |= dict(zip(keys, interval_of(mine[column])))
        rows.append(row | {"without": 1 - mine["with_deal"].mean()})
    table = pd.DataFrame(rows)
    table["best"] = table["strategy"].map(chances(known, response))
    table["alike"] = table["strategy"].map(lambda name, alike=letters(known, response): alike.get(name, ""))
    return table


def interval_of(values: pd.Series) -> tuple[float, float, float]:
    """Mean and interval, nan if some replication has no value."""
    return (np.nan, np.nan, np.nan) if values.isna().any() else mean_interval(values.to_numpy())


def chances(runs: pd.DataFrame, response: str) -> dict[str, float]:
    """Chance of being best by strategy; empty if it cannot be told."""
    if runs.empty or runs["replication"].nunique() < 2:
        return {}
    return chance_of_being_best(runs, response).to_dict()


def letters(runs: pd.DataFrame, response: str) -> dict[str, str]:
    """A compact letter display (Piepho 2004): strategies that share a letter cannot be told apart (Holm-corrected, 5 %)."""
    if runs.empty or runs["replication"].nunique() < FEWEST_PAIRS:
        return {}
    order = list(runs.groupby("strategy")[response].mean().sort_values(ascending=False, kind="stable").index)
    groups = groups_alike(order, compare_all(runs, response))
    groups += [[name] for name in order if not any(name in group for group in groups)]
    groups.sort(key=lambda group: order.index(group[0]))
    return {name: "".join(chr(97 + k % 26) for k, group in enumerate(groups) if name in group) for name in order}


def leagues(runs: pd.DataFrame, response: str) -> pd.DataFrame:
    """The league at every point, with the point in front."""
    tables = [league(part, response).assign(point=point) for point, part in runs.groupby("point")]
    whole = pd.concat(tables, ignore_index=True)
    return whole[["point", *(column for column in whole if column != "point")]]


def header(response: str) -> list[str]:
    """Headings that go with `rows_of`."""
    return [*HEADER[:2], pretty(response), *HEADER[2:]]


def rows_of(table: pd.DataFrame) -> list[list[str]]:
    """A league as text."""
    return [[f"{row.rank}", pretty(row.strategy), said(row.mean, row.low, row.high, 2),
             "–" if pd.isna(row.best) else f"{row.best:.0%}", row.alike or "–", said(row.pay, row.pay_low, row.pay_high, 0),
             said(row.wait, row.wait_low, row.wait_high, 0), f"{row.without:.0%}"] for row in table.itertuples()]  # fmt: skip


def said(mean: float, low: float, high: float, digits: int) -> str:
    """'1.23 (1.10 to 1.36)'; a dash without a mean."""
    if pd.isna(mean):
        return "–"
    return f"{mean:,.{digits}f}" + ("" if pd.isna(low) else f" ({low:,.{digits}f} to {high:,.{digits}f})")
