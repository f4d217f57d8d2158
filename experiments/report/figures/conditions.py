"""Pictures of strategies under several conditions."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from ...statistics.conditions import label_of, short, winners
from ...words import pretty
from ..style import styles


def said(response: str) -> str:
    """A response as people read it."""
    return pretty(response)


def lines(found: pd.DataFrame, points: list[dict], key: str, response: str) -> plt.Figure:
    """Mean and interval of each strategy along one factor."""
    names = list(dict.fromkeys(found["strategy"]))
    looks = styles(names)
    levels = [points[p].get(key) for p in sorted(found["point"].unique())]
    number = all(isinstance(level, int | float) for level in levels)
    figure, axis = plt.subplots(figsize=(12, 6.5))
    for name in names:
        part = found[found["strategy"] == name].sort_values("point")
        at = [points[p].get(key) for p in part["point"]] if number else part["point"].to_numpy()
        if number:
            axis.plot(at, part["mean"], label=pretty(name), markersize=9, **looks[name])
            axis.fill_between(at, part["low"], part["high"], color=looks[name]["color"], alpha=0.18, linewidth=0)
            continue
        axis.errorbar(at, part["mean"], yerr=[part["mean"] - part["low"], part["high"] - part["mean"]], label=pretty(name), markersize=11,
                      capsize=5, **looks[name] | {"linestyle": ""})  # fmt: skip
    if not number:
        axis.set_xticks(sorted(found["point"].unique()), [pretty(str(level)) for level in levels])
    axis.set(xlabel=short(key), ylabel=said(response))
    axis.legend(frameon=False, fontsize="small")
    return figure


def interactions(found: pd.DataFrame, points: list[dict], keys: list[str], response: str) -> plt.Figure:
    """Each strategy along the first factor, one panel a level of the second."""
    names, looks = list(dict.fromkeys(found["strategy"])), None
    looks = styles(names)
    levels = list(dict.fromkeys(points[p][keys[1]] for p in sorted(found["point"].unique())))
    figure, axes = plt.subplots(1, len(levels), figsize=(4 + 4.2 * len(levels), 6), sharey=True, squeeze=False)
    for axis, level in zip(axes[0], levels, strict=True):
        part = found[[points[p][keys[1]] == level for p in found["point"]]]
        for name in names:
            mine = part[part["strategy"] == name]
            at = [points[p][keys[0]] for p in mine["point"]]
            mean = mine["mean"].groupby(at).mean()
            axis.errorbar(mean.index, mean, yerr=(mine["high"] - mine["low"]).groupby(at).mean() / 2, label=pretty(name),
                          capsize=4, markersize=9, **looks[name])  # fmt: skip
        axis.set(title=f"{short(keys[1])} {level}", xlabel=short(keys[0]))
    axes[0][0].set_ylabel(said(response))
    figure.legend(*axes[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=4, frameon=False, fontsize="small")
    return figure


def heat(found: pd.DataFrame, points: list[dict], response: str) -> plt.Figure:
    """Means of all strategies at all points with their intervals; the best of a row is framed, dotted where that is not sure."""
    names = list(dict.fromkeys(found["strategy"]))
    table = found.pivot(index="point", columns="strategy", values="mean")[names]
    rows, won = found.set_index(["point", "strategy"]), winners(found)
    sure = set(won.loc[won["sure"], "point"])
    figure, axis = plt.subplots(figsize=(5 + 2.1 * len(names), 2.6 + 0.7 * len(table)))
    image = axis.imshow(table.to_numpy(), aspect="auto", cmap="Greys")
    middle = np.nanmean([np.nanmin(table.to_numpy()), np.nanmax(table.to_numpy())])
    for y, (point, row) in enumerate(table.iterrows()):
        for x, (name, value) in enumerate(row.items()):
            if not np.isnan(value):
                heat_cell(axis, (x, y), rows.loc[(point, name)], value == row.max(), point in sure,
                          "white" if value > middle else "black")  # fmt: skip
    axis.set_xticks(range(len(names)), [pretty(name) for name in names], rotation=25, ha="right")
    axis.set_yticks(range(len(table)), [label_of(points[p])[:60] for p in table.index], fontsize="x-small")
    axis.grid(False)
    figure.colorbar(image, label=said(response))
    return figure


def heat_cell(axis: plt.Axes, place: tuple[int, int], row: pd.Series, best: bool, sure: bool, colour: str) -> None:
    """Mean and interval of one cell, framed if it is the best of its row."""
    limits = "" if np.isnan(row["low"]) else f"\n{row['low']:.2f} to {row['high']:.2f}"
    frame = {"fill": False, "edgecolor": "#D55E00", "linewidth": 2.5, "linestyle": "-" if sure else ":"}
    axis.text(*place, f"{row['mean']:.2f}{limits}", ha="center", va="center", fontsize="xx-small", color=colour,
              fontweight="bold" if best else "normal", linespacing=1.1, bbox=frame if best else None)  # fmt: skip


def tornado(found: pd.DataFrame, points: list[dict], response: str, most: int = 18) -> plt.Figure | None:
    """What each change does to each strategy: difference to the config as it is, with interval."""
    if found.empty:
        return None
    names = list(dict.fromkeys(found["strategy"]))
    looks = styles(names)
    order = found.groupby("point")["difference"].apply(lambda d: d.abs().max()).sort_values(ascending=False).index[:most]
    figure, axis = plt.subplots(figsize=(13, 2.4 + len(order) * max(0.5, 0.16 * len(names))))
    for k, name in enumerate(names):
        part = found[found["strategy"] == name].set_index("point").reindex(order)
        at = np.arange(len(order)) + (k - (len(names) - 1) / 2) * 0.8 / len(names)
        look = looks[name]
        axis.hlines(at, part["low"], part["high"], color=look["color"], linewidth=4)
        axis.plot(part["difference"], at, linestyle="", marker=look["marker"], color=look["color"], markeredgecolor="black",
                  label=pretty(name))  # fmt: skip
    axis.axvline(0, color="black", linewidth=1.5)
    axis.set_yticks(range(len(order)), [label_of(points[p])[:50] for p in order])
    axis.invert_yaxis()
    axis.set(xlabel=f"change of {said(response)}")
    figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize="small")
    return figure
