"""The verdict in plain words, with natural frequencies and honest doubt."""

from __future__ import annotations

import pandas as pd

from .estimates import Comparison, chance_of_being_best, compare_all, groups_alike, mean_interval, pivot
from .style import pretty

RESPONSE = "deals_per_100_hours"
ENOUGH = 20  # replications below which the report says that it is a first look


def sentences(runs: pd.DataFrame) -> list[str]:
    """What the runs say about the question, most important first."""
    n = runs["replication"].nunique()
    strategies = list(dict.fromkeys(runs["strategy"]))
    if runs["deals"].sum() == 0:
        return ["Nobody closed a deal, so the strategies cannot be told apart by deals."]
    if len(strategies) == 1:
        mean, low, high = mean_interval(runs[RESPONSE].to_numpy())
        return [f"{pretty(strategies[0])} closed {mean:.2f} deals per 100 hours{interval(low, high)}; "
                "there is no other strategy to compare it with."]  # fmt: skip
    if runs[RESPONSE].isna().any():
        return ["Some group spent no hours in some runs, so deals per hour cannot be compared."]
    if n < 6:
        return [f"With {n} replication{'s' if n > 1 else ''} nothing can be said with confidence; "
                "the numbers below are single histories. Use at least 20."]  # fmt: skip
    comparisons = compare_all(runs, RESPONSE)
    return [*ranking(runs, comparisons), *doubts(runs, comparisons, n)]


def interval(low: float, high: float) -> str:
    """' (95 % interval a to b)', or nothing if there is none."""
    return "" if pd.isna(low) else f" (95 % interval {low:.2f} to {high:.2f})"


def ranking(runs: pd.DataFrame, comparisons: list[Comparison]) -> list[str]:
    """Who won against whom how often."""
    table = pivot(runs, RESPONSE)
    order = list(table.mean().sort_values(ascending=False, kind="stable").index)
    best = order[0]
    mean, low, high = mean_interval(table[best].to_numpy())
    chance = chance_of_being_best(runs, RESPONSE)[best]
    lead = [c for c in comparisons if c.better == best]
    if all(c.clear for c in lead):
        said = f"{pretty(best)} pays best: {mean:.2f} deals per 100 hours{interval(low, high)}."
    else:
        said = (
            f"No clear winner: {pretty(best)} has the highest mean, {mean:.2f} deals per 100 hours{interval(low, high)}, "
            f"and came out on top in {round(100 * chance)} of 100 resamplings of the runs."
        )
    return [said] + [duel(c) for c in lead]


def duel(c: Comparison) -> str:
    """One comparison with natural frequencies."""
    ties = f" (and as many in {c.ties})" if c.ties else ""
    return (
        f"{pretty(c.better)} closed more deals per hour than {pretty(c.worse)} in {c.wins} of {c.n} paired markets{ties}; "
        f"the difference is {c.difference:+.2f} deals per 100 hours{interval(c.low, c.high)}."
    )


def doubts(runs: pd.DataFrame, comparisons: list[Comparison], n: int) -> list[str]:
    """What cannot be told apart, and how thin the evidence is."""
    order = list(pivot(runs, RESPONSE).mean().sort_values(ascending=False, kind="stable").index)
    said = [f"Cannot be told apart: {' and '.join(map(pretty, group))}." for group in groups_alike(order, comparisons)]
    if not said:
        said = ["All strategies can be told apart (Wilcoxon signed-rank on paired runs, Holm-corrected, 5 %)."]
    if n < ENOUGH:
        said.append(f"This is a first look: {n} replications; a winner by chance is possible.")
    return said
