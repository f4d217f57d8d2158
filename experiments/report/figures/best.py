"""Where the best use of hours puts them, how it moves with hours and horizon, and how flat the optimum is."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from ...statistics.estimates import mean_interval
from ...words import pretty


def splits(table: pd.DataFrame, response: str) -> plt.Figure:
    """One bar a cell: share of hours by action, with the response it earns beside it."""
    kinds = [c for c in table.columns if c.startswith("share_") and table[c].max() > 0.005]
    colours = plt.get_cmap("cividis")(np.linspace(0.05, 0.98, len(kinds)))
    figure, axis = plt.subplots(figsize=(13, 2.4 + 0.75 * len(table)))
    left = np.zeros(len(table))
    for kind, colour in zip(kinds, colours, strict=True):
        share = table[kind].to_numpy()
        axis.barh(range(len(table)), share, left=left, color=colour, edgecolor="white", label=pretty(kind[6:]))
        for y, (start, width) in enumerate(zip(left, share, strict=True)):
            if width > 0.07:
                axis.text(start + width / 2, y, f"{width:.0%}", ha="center", va="center", fontsize="small",
                          color="white" if colour[:3].mean() < 0.5 else "black")  # fmt: skip
        left += share
    for y, row in enumerate(table.itertuples()):
        axis.text(1.01, y, f"{row.mean:.2f}  ({row.low:.2f} to {row.high:.2f})", va="center", fontsize="small")
    axis.set_yticks(range(len(table)), [f"{r.hours:g} h a week, {r.weeks / 52:g} years" for r in table.itertuples()])
    axis.invert_yaxis()
    axis.set(xlim=(0, 1), xlabel=f"share of the hours; right: {pretty(response)} under luck the search had not seen")
    axis.grid(False)
    figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize="small")
    return figure


def flatness(tried: pd.DataFrame, response: str, near: float) -> plt.Figure:
    """What proposals earn against their distance from the best one, a panel a cell: each proposal, and means of fifths with intervals.

    tried: see `search.proposals`; near: the share of the best that counts as near it.
    """
    hours, weeks = (list(dict.fromkeys(tried[key])) for key in ("hours", "weeks"))
    figure, axes = plt.subplots(len(hours), len(weeks), figsize=(3 + 4.2 * len(weeks), 2 + 3.4 * len(hours)), sharex=True, sharey=True,
                                squeeze=False)  # fmt: skip
    for (h, w), axis in zip([(h, w) for h in hours for w in weeks], axes.flat, strict=True):
        cell = tried[(tried["hours"] == h) & (tried["weeks"] == w)].sort_values("distance")
        earned = cell["value"] / cell["value"].max()
        axis.axhline(1 - near, color="black", linewidth=1.5, linestyle=":")
        axis.plot(cell["distance"], earned, "o", color="#999999", markersize=6, alpha=0.6, label="one proposal")
        for n, part in enumerate(np.array_split(np.arange(1, len(cell)), 5)):
            mean, low, high = mean_interval(earned.iloc[part].to_numpy())
            at = cell["distance"].iloc[part].mean()
            axis.errorbar(at, mean, yerr=[[mean - low], [high - mean]], fmt="s", color="#0072B2", markersize=9, capsize=5, linewidth=3,
                          label=None if n else "a fifth of the others: mean, 95 % interval")  # fmt: skip
        axis.plot(0, 1, "D", color="black", markersize=10, label="the best")
        axis.set_title(f"{h:g} h a week, {w} weeks: {(earned >= 1 - near).mean():.0%} above the line", fontsize="small")
        axis.set(ylim=(0, 1.08))
        axis.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
    figure.supxlabel("distance from the best proposal, in parts of the ranges searched", fontsize="medium")
    figure.supylabel(f"{pretty(response)}, of the best", fontsize="medium")
    figure.legend(*axes[0][0].get_legend_handles_labels(), loc="outside upper center", ncols=3, frameon=False, fontsize="small")
    return figure
