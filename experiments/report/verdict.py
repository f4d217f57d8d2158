"""The verdict in plain words, with natural frequencies and honest doubt."""

from __future__ import annotations

import pandas as pd

from ..responses.bounds import bounds, per_hour
from ..statistics.estimates import ENOUGH, Comparison, chance_of_being_best, compare_all, fewest, groups_alike, pivot
from ..statistics.hours import comparable, idle_groups
from ..statistics.intervals import doubtful, mean_interval
from ..words import pretty

RESPONSE = "deals_per_100_hours"
FIRST = {"deals_per_100_hours": "pays best", "deals": "closes most deals", "deals_per_seller_year": "closes most deals",
         "value_per_hour": "earns most an hour"}  # fmt: skip
MORE = {"deals_per_100_hours": "closed more deals per hour", "deals": "closed more deals", "deals_per_seller_year": "closed more deals",
        "value_per_hour": "earned more an hour"}  # fmt: skip


def sentences(runs: pd.DataFrame, response: str = RESPONSE) -> list[str]:
    """What the runs say about the question, most important first."""
    n = runs["replication"].nunique()
    strategies = list(dict.fromkeys(runs["strategy"]))
    if runs["deals"].sum() == 0:
        return ["Nobody closed a deal, so the strategies cannot be told apart by deals."]
    if len(strategies) == 1:
        mean, low, high = mean_interval(runs[response].dropna().to_numpy(), bounds(response))
        return [f"{pretty(strategies[0])}: {mean:.2f} {pretty(response)}{interval(low, high)}; "
                "there is no other strategy to compare it with."]  # fmt: skip
    if runs[response].isna().any():
        return [f"Some group has no value of {pretty(response)} in some runs, so the groups cannot be compared by it."]
    if n < fewest(len(strategies)):
        best = pivot(runs, response).mean().idxmax()
        return [f"With {n} replication{'s' if n > 1 else ''} nothing can be said with confidence about {len(strategies)} strategies; use at "
                f"least {ENOUGH}. So far {pretty(best)} is ahead in {pretty(response)}."]  # fmt: skip
    idle, runs = idle_hours(runs, response), comparable(runs, response)
    if runs["strategy"].nunique() < 2:
        return [*idle, "There is nothing left to compare."]
    comparisons = compare_all(runs, response)
    return [*ranking(runs, comparisons, response), *doubts(runs, comparisons, n, response), *idle]


def idle_hours(runs: pd.DataFrame, response: str) -> list[str]:
    """Who left so many hours unused that a rate per hour says nothing."""
    if not per_hour(response):
        return []
    return [f"{pretty(name)} spent only {share:.0%} of its hours, so a rate per hour says nothing about it and it is not ranked: compare "
            "deals per seller and year." for name, share in idle_groups(runs).items()]  # fmt: skip


def overtakings(runs: pd.DataFrame, weekly: pd.DataFrame) -> list[str]:
    """In which week each strategy's deals per seller get above those of the early leader for good."""
    from ..statistics.horizon import ALPHA
    from ..statistics.overtaking import overtaking

    sellers = runs.groupby("strategy", sort=False)["sellers"].first().to_dict()
    early = weekly[weekly["week"] < 26].groupby("strategy")["deals"].sum()
    leader = max(sellers, key=lambda name: early.get(name, 0) / sellers[name])
    said = []
    for name in sellers:
        if name == leader or runs["replication"].nunique() < 6:
            continue
        found = overtaking(weekly, name, leader, sellers, alpha=ALPHA / (len(sellers) - 1))
        if found.sure:
            until = f"to {found.high:.0f}" if found.high == found.high else "or later"
            said.append(
                f"In deals per seller since the start, {pretty(name)} overtakes {pretty(leader)}, the leader of the first half-year, for good "
                f"in week {found.week:.0f} (95 % interval {found.low:.0f} {until})."
            )
    return said


def interval(low: float, high: float) -> str:
    """' (95 % interval a to b)', or nothing if there is none."""
    return "" if pd.isna(low) else f" (95 % interval {low:.2f} to {high:.2f})"


def ranking(runs: pd.DataFrame, comparisons: list[Comparison], response: str) -> list[str]:
    """Who won against whom how often."""
    table = pivot(runs, response)
    order = list(table.mean().sort_values(ascending=False, kind="stable").index)
    best = order[0]
    mean, low, high = mean_interval(table[best].to_numpy(), bounds(response))
    chance = chance_of_being_best(runs, response)[best]
    lead = [c for c in comparisons if c.better == best]
    if all(c.clear for c in lead):
        said = f"{pretty(best)} {FIRST.get(response, 'has the highest mean')}: {mean:.2f} {pretty(response)}{interval(low, high)}."
    else:
        said = (
            f"No clear winner: {pretty(best)} has the highest mean, {mean:.2f} {pretty(response)}{interval(low, high)}, "
            f"and came out on top in {round(100 * chance)} of 100 resamplings of the runs."
        )
    return [said] + [duel(c, response) for c in lead]


def duel(c: Comparison, response: str) -> str:
    """One comparison with natural frequencies."""
    ties = f" (and as many in {c.ties})" if c.ties else ""
    return (
        f"{pretty(c.better)} {MORE.get(response, 'had more ' + pretty(response))} than {pretty(c.worse)} in {c.wins} of {c.n} "
        f"paired markets{ties}; the difference is {c.difference:+.2f} {pretty(response)}{interval(c.low, c.high)}."
    )


def doubts(runs: pd.DataFrame, comparisons: list[Comparison], n: int, response: str) -> list[str]:
    """What cannot be told apart, and how thin the evidence is."""
    order = list(pivot(runs, response).mean().sort_values(ascending=False, kind="stable").index)
    said = [f"Cannot be told apart: {' and '.join(map(pretty, group))}." for group in groups_alike(order, comparisons)]
    if not said:
        said = ["All strategies can be told apart (paired runs, Holm-corrected, 5 %)."]
    table = pivot(runs, response)
    said += [f"{pretty(name)}: {why}." for name in order if (why := doubtful(table[name].to_numpy()))]
    if n < ENOUGH:
        said.append(f"This is a first look: {n} replications; a winner by chance is possible.")
    return said
