"""Series over weeks, ties and hours."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from ...statistics.intervals import mean_intervals
from ...words import pretty
from ..style import styles

KINDS = ("strong", "weak", "dormant", "mere")
TIME_TICKS = 26  # weeks between ticks on the time axis


def per_seller(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Weekly sums divided by the number of sellers; the market is left out."""
    weekly = tables["weekly"][tables["weekly"]["strategy"] != "market"]
    sellers = tables["runs"].groupby("strategy")["sellers"].first()
    measures = [c for c in weekly.columns if c not in ("point", "replication", "strategy", "week")]
    found = weekly.copy()
    found[measures] = found[measures].div(found["strategy"].map(sellers).to_numpy(), axis=0)
    return found[found["strategy"].isin(sellers.index)]


def band(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean and 95 % limits over replications, the mean itself where there are none; values: float64[replications, weeks]."""
    mean = values.mean(axis=0)
    if len(values) < 3:
        return mean, mean, mean
    mean, low, high = mean_intervals(values)
    return mean, np.where(np.isnan(low), mean, low), np.where(np.isnan(high), mean, high)


def draw_lines(tables, measure: str, cumulative: bool, label: str) -> plt.Figure:
    """One line per strategy with its band, named at the end of the line."""
    data = per_seller(tables)
    looks = styles(list(dict.fromkeys(data["strategy"])))
    figure, axis = plt.subplots(figsize=(11, 6.2))
    ends = []
    for strategy, part in data.groupby("strategy", sort=False):
        values = part.pivot(index="replication", columns="week", values=measure).to_numpy()
        values = values.cumsum(axis=1) if cumulative else values
        mean, low, high = band(values)
        weeks = np.arange(1, values.shape[1] + 1)
        look = looks[strategy]
        axis.plot(weeks, mean, color=look["color"], linestyle=look["linestyle"], linewidth=3)
        axis.fill_between(weeks, low, high, color=look["color"], alpha=0.2, linewidth=0)
        ends.append((mean[-1], strategy, look["color"]))
    axis.set(xlabel="week", ylabel=label, xlim=(0, weeks[-1]))
    axis.set_xticks(range(0, weeks[-1] + 1, max(TIME_TICKS, weeks[-1] // 8 // TIME_TICKS * TIME_TICKS)))
    name_line_ends(axis, ends)
    return figure


def name_line_ends(axis, ends: list[tuple[float, str, str]]) -> None:
    """Names at the right of the lines, moved apart where they would overlap."""
    bottom, top = axis.get_ylim()
    gap = (top - bottom) * 0.062
    placed = -np.inf
    for height, strategy, colour in sorted(ends):
        placed = max(height, placed + gap)
        axis.annotate(pretty(strategy), (1.01, placed), xycoords=("axes fraction", "data"), color=colour, va="center",
                      fontweight="bold", annotation_clip=False)  # fmt: skip


def deals_over_time(tables) -> plt.Figure:
    """Cumulative deals per seller."""
    return draw_lines(tables, "deals", True, "deals per seller")


def trust_over_time(tables) -> plt.Figure:
    """Trust earned per seller."""
    return draw_lines(tables, "trust_earned", False, "trust earned per seller")


def ties_by_kind(tables) -> plt.Figure:
    """Ties per seller at the end, a panel for each kind."""
    runs = tables["runs"]
    names = list(dict.fromkeys(runs["strategy"]))
    looks = styles(names)
    figure, axes = plt.subplots(1, len(KINDS), figsize=(14, 1.6 + 0.62 * len(names)), sharey=True)
    for axis, kind in zip(axes, KINDS, strict=True):
        for place, name in enumerate(names):
            mean, low, high = band(runs.loc[runs["strategy"] == name, [kind]].to_numpy())
            axis.barh(place, mean[0], color=looks[name]["color"])
            axis.plot([low[0], high[0]], [place, place], color="black", linewidth=2.5)
        axis.set(title={"mere": "mere contacts"}.get(kind, kind), xlabel="per seller")
        axis.grid(axis="y", visible=False)
    axes[0].set_yticks(range(len(names)), [pretty(name) for name in names])
    axes[0].invert_yaxis()
    return figure


def hours(tables) -> plt.Figure:
    """Hours by kind of action as shares of a bar for each strategy, written into the bar."""
    weekly = tables["weekly"]
    every = [c for c in weekly.columns if c.startswith("hours_")]
    names = list(dict.fromkeys(tables["runs"]["strategy"]))
    kinds = [kind for kind in every if weekly.loc[weekly["strategy"].isin(names), kind].sum() > 0]
    total = weekly.groupby(["strategy", "replication"])[kinds].sum()
    share = total.div(total.sum(axis=1).replace(0, np.nan), axis=0).fillna(0.0)
    shades = dict(zip(every, plt.get_cmap("tab20")(np.arange(len(every)) % 20), strict=True))
    figure, axis = plt.subplots(figsize=(13, 2.2 + 0.75 * len(names)))
    left = np.zeros(len(names))
    for kind in kinds:
        colour = shades[kind]
        part = np.array([share.loc[name, kind].mean() for name in names])
        axis.barh(range(len(names)), part, left=left, color=colour, edgecolor="white", label=pretty(kind[6:]))
        dark = colour[:3].mean() < 0.5
        for place, width in enumerate(part):
            if width >= 0.05:
                said = f"{pretty(kind[6:])} {width:.0%}" if width >= 0.16 else f"{width:.0%}"
                axis.text(left[place] + width / 2, place, said, ha="center", va="center",
                          color="white" if dark else "black", fontsize="small")  # fmt: skip
        left += part
        for place, name in enumerate(names):
            _, low, high = band(share.loc[name, kinds[: kinds.index(kind) + 1]].sum(axis=1).to_numpy()[:, None])
            axis.plot([low[0], high[0]], [place + 0.32] * 2, color="black", linewidth=4, solid_capstyle="butt")
    axis.set_yticks(range(len(names)), [pretty(name) for name in names])
    axis.invert_yaxis()
    axis.set(xlim=(0, 1), xlabel="share of the hours spent")
    axis.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    axis.grid(axis="y", visible=False)
    figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize="small")
    return figure
