"""Deals: per hour, by route, by tie strength."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from ...responses.bounds import bounds
from ...statistics.estimates import mean_interval
from ...statistics.hours import without_idle_rates
from ...words import pretty
from ..style import styles
from .series import band

BINS = (("no tie", -1, 0), ("under 0.1", 0, 0.1), ("0.1-0.3", 0.1, 0.3), ("0.3-0.5", 0.3, 0.5), ("0.5-0.7", 0.5, 0.7),
        ("0.7-1", 0.7, 1.01))  # fmt: skip


LEAGUE_CAPTION = "Each strategy's mean over replications with a 95 % interval; small dots are single replications."


def league(runs: pd.DataFrame, response: str) -> plt.Figure:
    """A response by strategy, highest on top, with interval and single replications."""
    runs = without_idle_rates(runs)
    means = runs.groupby("strategy")[response].mean().dropna().sort_values(ascending=False, kind="stable")
    looks = styles(list(dict.fromkeys(runs["strategy"])))
    figure, axis = plt.subplots(figsize=(11, 1.8 + 0.85 * len(means)))
    for place, name in enumerate(means.index):
        values = runs.loc[runs["strategy"] == name, response].dropna().to_numpy()
        if not values.size:
            continue
        mean, low, high = mean_interval(values, bounds(response))
        colour = looks[name]["color"]
        spread = np.linspace(-0.22, 0.22, len(values)) if len(values) > 1 else np.zeros(1)
        axis.scatter(values, place + spread, s=10, color=colour, alpha=0.35, linewidths=0)
        axis.plot([low, high], [place, place], color="black", linewidth=5, solid_capstyle="butt")
        axis.scatter([mean], [place], s=150, marker=looks[name]["marker"], color=colour, edgecolors="black", zorder=3)
        axis.annotate(f"{mean:.2f}", (mean, place - 0.3), ha="center", va="bottom", fontsize="small")
    axis.set_yticks(range(len(means)), [pretty(name) for name in means.index])
    axis.set(xlabel=pretty(response), ylim=(len(means) - 0.4, -0.75), xlim=(0, None) if means.min() >= 0 else None)
    axis.grid(axis="y", visible=False)
    return figure


def by_route(tables) -> plt.Figure:
    """Deals per seller by route, one group of bars a strategy."""
    runs = tables["runs"]
    names = list(dict.fromkeys(runs["strategy"]))
    routes = ("push", "pull", "referral")
    said = {"push": "push: pitched", "pull": "pull: buyer knew the seller", "referral": "referral: recommended"}
    figure, axis = plt.subplots(figsize=(12, 2.4 + 0.9 * len(names)))
    for k, (route, colour) in enumerate(zip(routes, ("#4477AA", "#CCBB44", "#AA3377"), strict=True)):
        for place, name in enumerate(names):
            part = runs[runs["strategy"] == name]
            values = (part[f"share_{route}"].fillna(0) * part["deals"] / part["sellers"]).to_numpy()[:, None]
            mean, low, high = band(values)
            at = place + (k - 1) * 0.27
            axis.barh(at, mean[0], height=0.25, color=colour, label=said[route] if place == 0 else None)
            axis.plot([low[0], high[0]], [at, at], color="black", linewidth=2)
    axis.set_yticks(range(len(names)), [pretty(name) for name in names])
    axis.invert_yaxis()
    axis.set(xlabel="deals per seller")
    axis.grid(axis="y", visible=False)
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize="small")
    return figure


def shares_by_strength(deals: pd.DataFrame) -> np.ndarray:
    """Share of deals in each bin of tie strength, float64[replications with deals, bins]."""
    found = []
    for _, part in deals.groupby("replication"):
        strength = part["strength"].to_numpy()
        counts = [((strength > low) & (strength <= high)).sum() for _, low, high in BINS]
        found.append(np.array(counts) / len(part))
    return np.array(found)


def by_strength(tables) -> plt.Figure | None:
    """Share of deals by tie strength before the deal, a panel for each strategy; None without deals."""
    deals = tables.get("deals")
    if deals is None or deals.empty:
        return None
    names = [name for name in dict.fromkeys(tables["runs"]["strategy"]) if (deals["strategy"] == name).any()]
    looks = styles(names)
    columns = 1 if len(names) == 1 else 2 if len(names) <= 4 else 3
    rows = -(-len(names) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(14, 2.0 + 2.7 * rows), sharex=True, sharey=True, squeeze=False)
    for axis, name in zip(axes.flat, names, strict=False):
        mean, low, high = band(shares_by_strength(deals[deals["strategy"] == name]))
        axis.bar(range(len(BINS)), mean, width=0.85, color=looks[name]["color"])
        axis.vlines(range(len(BINS)), np.clip(low, 0, 1), np.clip(high, 0, 1), color="black", linewidth=2)
        axis.set_title(pretty(name), fontsize="medium")
        axis.set_xticks(range(len(BINS)), [label for label, _, _ in BINS], rotation=30, ha="right", fontsize="small")
        axis.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
        axis.grid(axis="x", visible=False)
    for axis in axes.flat[len(names) :]:
        axis.set_visible(False)
    figure.supxlabel("strength of the buyer's tie to the seller before the deal")
    figure.supylabel("share of the deals")
    return figure
