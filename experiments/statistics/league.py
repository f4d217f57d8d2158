"""The league: all strategies in order, with how sure the order is, what an hour pays, and how long the first deal takes."""

from __future__ import annotations

import string
from collections.abc import Callable

import numpy as np
import pandas as pd

from ..responses.bounds import bounds
from ..words import pretty
from .estimates import chance_of_being_best, compare_all, fewest, groups_alike
from .hours import idle_groups, without_idle_rates
from .intervals import doubtful, mean_interval

LETTERS = string.ascii_lowercase + string.ascii_uppercase
HEADER = ["", "strategy", "on top in 100 resamplings", "alike", "EUR per hour", "weeks to first deal", "never a deal"]
PARTS = {"": None, "pay": "value_per_hour", "wait": "weeks_to_first_deal"}  # prefix of columns: response (None: the league's own)


def league(runs: pd.DataFrame, response: str) -> pd.DataFrame:
    """The strategies of one condition, the best first, a row each.

    runs: rows of one point, a column per response. Columns: rank (1: best), strategy, n (replications), mean, low, high (of
    the response), doubt (why that interval is missing or too narrow; empty if it can be believed), best (share of resamples
    on top, 0..1), alike (letters: strategies that share one cannot be told apart), pay, pay_low, pay_high (EUR per hour),
    wait, wait_low, wait_high (weeks to a typical first deal: median of sellers, mean over replications; nan if in some
    replication fewer than half closed one), without (share of sellers without a deal). Without a value in some replication
    a mean is nan, and the strategy comes last; so are rates per hour of who left most hours unused (column idle: the share
    of hours spent there, else nan).
    """
    idle, runs = idle_groups(runs), without_idle_rates(runs)
    names = list(dict.fromkeys(runs["strategy"]))
    means = runs.groupby("strategy")[response].apply(lambda values: values.mean(skipna=False)).reindex(names)
    order = list(means.sort_values(ascending=False, kind="stable", na_position="last").index)
    known = runs[runs["strategy"].isin(means.dropna().index)]
    table = pd.DataFrame([row_of(runs[runs["strategy"] == name], response) for name in order])
    table.insert(0, "rank", range(1, len(table) + 1))
    table["best"] = table["strategy"].map(chances(known, response))
    table["alike"] = table["strategy"].map(lambda name, alike=letters(known, response): alike.get(name, ""))
    table["idle"] = table["strategy"].map(idle)
    return table


def row_of(mine: pd.DataFrame, response: str) -> dict:
    """The numbers of one strategy's runs."""
    row = {"strategy": mine["strategy"].iloc[0], "n": len(mine)}
    for prefix, column in PARTS.items():
        keys = (prefix, f"{prefix}_low", f"{prefix}_high") if prefix else ("mean", "low", "high")
        row |= dict(zip(keys, interval_of(mine[column or response], column or response)))
    return row | {"doubt": doubtful(mine[response].dropna()), "without": 1 - mine["with_deal"].mean()}


def interval_of(values: pd.Series, response: str) -> tuple[float, float, float]:
    """Mean and interval of what is possible, nan if some replication has no value."""
    return (np.nan,) * 3 if values.isna().any() else mean_interval(values.to_numpy(), bounds(response))


def chances(runs: pd.DataFrame, response: str) -> dict[str, float]:
    """Share of resamples on top by strategy; empty where runs are too few to tell anything apart."""
    if runs.empty or runs["replication"].nunique() < fewest(runs["strategy"].nunique()):
        return {}
    return chance_of_being_best(runs, response).to_dict()


def letters(runs: pd.DataFrame, response: str) -> dict[str, str]:
    """A compact letter display (Piepho 2004): two share a letter if, and only if, they cannot be told apart (Holm, 5 %).

    Empty with so few replications that the corrected test could tell nothing apart, and with more groups than letters.
    """
    if runs.empty or runs["replication"].nunique() < fewest(runs["strategy"].nunique()):
        return {}
    order = list(runs.groupby("strategy")[response].mean().sort_values(ascending=False, kind="stable").index)
    groups = groups_alike(order, compare_all(runs, response))
    groups += [[name] for name in order if not any(name in group for group in groups)]
    groups.sort(key=lambda group: [order.index(name) for name in group])
    if len(groups) > len(LETTERS):
        return {}
    return {name: "".join(LETTERS[k] for k, group in enumerate(groups) if name in group) for name in order}


def leagues(runs: pd.DataFrame, response: str) -> pd.DataFrame:
    """The league at every point, with the point in front."""
    tables = [league(part, response).assign(point=point) for point, part in runs.groupby("point")]
    whole = pd.concat(tables, ignore_index=True)
    return whole[["point", *(column for column in whole if column != "point")]]


def header(response: str) -> list[str]:
    """Headings that go with `rows_of`."""
    return [*HEADER[:2], pretty(response), *HEADER[2:]]


def rows_of(table: pd.DataFrame, name: Callable[[str], str] = pretty) -> list[list[str]]:
    """A league as text; name: how a strategy is called."""
    return [[f"{row.rank}", name(row.strategy), said(row.mean, row.low, row.high, 2) + ("*" if row.doubt else ""),
             "–" if pd.isna(row.best) else f"{100 * row.best:.0f}", row.alike or "–", said(row.pay, row.pay_low, row.pay_high, 0),
             said(row.wait, row.wait_low, row.wait_high, 0), f"{row.without:.0%}"] for row in table.itertuples()]  # fmt: skip


def said(mean: float, low: float, high: float, digits: int) -> str:
    """'1.23 (1.10 to 1.36)'; a dash without a mean."""
    if pd.isna(mean):
        return "–"
    return f"{mean:,.{digits}f}" + ("" if pd.isna(low) else f" ({low:,.{digits}f} to {high:,.{digits}f})")
