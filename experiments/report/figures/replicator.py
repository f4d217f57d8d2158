"""Where shares go: pay-off curves over the share line for two strategies, the triangle of mixes for three."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from ...errors import UserError
from ...statistics.payoffs import Payoffs, payoffs_at
from ...statistics.replicator import change, path
from ...words import pretty
from ..style import styles

CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(3) / 2]])
FILLS = {"stable": "black", "neutral": "#AAAAAA", "saddle": "white", "unstable": "white"}
STARTS = ((0.8, 0.1, 0.1), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8), (0.45, 0.45, 0.1), (0.1, 0.45, 0.45), (0.45, 0.1, 0.45))


def dynamics(fit: Payoffs, points: pd.DataFrame, runs: pd.DataFrame) -> plt.Figure:
    """Share line (2 strategies) or triangle (3). points: from `rest_points`; runs: as given to `fit_payoffs`.

    Filled dots are stable rest points, grey ones neutral, open ones unstable; bars and small dots show their doubt.
    """
    if len(fit.names) not in (2, 3):
        raise UserError(f"composition: a figure shows 2 or 3 strategies, not {len(fit.names)}; choose some of them")
    return share_line(fit, points, runs) if len(fit.names) == 2 else triangle(fit, points)


def share_line(fit: Payoffs, points: pd.DataFrame, runs: pd.DataFrame) -> plt.Figure:
    """Pay-offs of both against the share of the first, runs as dots, and arrows to where shares go."""
    figure, axis = plt.subplots(figsize=(11, 6.5))
    first, looks, shares = fit.names[0], styles(list(fit.names)), np.linspace(0, 1, 101)
    curves = np.array([payoffs_at(fit.coefficients, np.array([x, 1 - x])) for x in shares])
    means = runs.groupby(["mix", "strategy"])[["share", "payoff"]].mean().reset_index("strategy")
    for k, name in enumerate(fit.names):
        look, mine = looks[name], means[(means["strategy"] == name) & (means["share"] > 0)]
        axis.plot(shares, curves[:, k], color=look["color"], linestyle=look["linestyle"], label=pretty(name))
        at = mine["share"] if name == first else 1 - mine["share"]
        axis.plot(at, mine["payoff"], linestyle="", marker=look["marker"], color=look["color"], alpha=0.6)
    floor = axis.get_ylim()[0]
    for x in np.linspace(0.05, 0.95, 13):
        sign = np.sign(change(np.array([x, 1 - x]), fit.coefficients)[0])
        axis.annotate("", (x + 0.02 * sign, floor), (x - 0.02 * sign, floor), arrowprops={"arrowstyle": "->"})
    for _, row in points.iterrows():
        ends = row[f"{first}_low"], row[f"{first}_high"]
        axis.plot(ends, [floor] * 2, color="black", linewidth=5, alpha=0.4, clip_on=False)
        axis.plot(row[first], floor, "o", markersize=13, markerfacecolor=FILLS[row["stability"]],
                  markeredgecolor="black", clip_on=False, zorder=4)  # fmt: skip
    axis.set(xlabel=f"share of {pretty(first)}", ylabel="pay-off", xlim=(0, 1), ylim=(floor, None))
    axis.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    axis.legend(frameon=False, fontsize="small")
    return figure


def triangle(fit: Payoffs, points: pd.DataFrame) -> plt.Figure:
    """Mixes of three: a corner is a strategy alone; arrows and lines follow the dynamics."""
    figure, axis = plt.subplots(figsize=(10, 8.6))
    axis.fill(*CORNERS.T, facecolor="#F7F7F2", edgecolor="black", linewidth=2)
    grid = np.array([(a, b, 12 - a - b) for a in range(13) for b in range(13 - a)]) / 12
    flow = np.array([change(x, fit.coefficients) for x in grid]) @ CORNERS
    length = np.linalg.norm(flow, axis=1, keepdims=True)
    arrows = flow / np.where(length > 1e-9, length, np.inf)
    axis.quiver(*(grid @ CORNERS).T, *arrows.T, color="#777777", scale=30, width=0.004)
    for start in STARTS:
        line = path(fit, dict(zip(fit.names, start)), time=40).to_numpy()
        axis.plot(*(line @ CORNERS).T, color="#0072B2", linewidth=1.2)
    for _, row in points.iterrows():
        mark_rest(axis, fit, row)
    looks = styles(list(fit.names))
    for corner, name, up in zip(CORNERS, fit.names, (False, False, True)):
        axis.annotate(pretty(name), corner, xytext=(0, 16 if up else -16), textcoords="offset points", ha="center",
                      va="bottom" if up else "top", fontweight="bold", color=looks[name]["color"])  # fmt: skip
    axis.set(aspect="equal", xlim=(-0.12, 1.12), ylim=(-0.12, 1.0))
    axis.axis("off")
    return figure


def mark_rest(axis: plt.Axes, fit: Payoffs, row: pd.Series) -> None:
    """A rest point, with a thin line per strategy over the interval of its share."""
    x = row[list(fit.names)].to_numpy(float)
    for k, name in enumerate(fit.names):
        if 0 < x[k] < 1:
            ends = np.array([toward(x, k, row[f"{name}_{end}"]) for end in ("low", "high")])
            axis.plot(*(ends @ CORNERS).T, color="black", linewidth=2.5, alpha=0.6)
    axis.scatter(*(x @ CORNERS), s=200, color=FILLS[row["stability"]], edgecolors="black", linewidths=2, zorder=4)


def toward(x: np.ndarray, k: int, share: float) -> np.ndarray:
    """The mix in which strategy k has the given share and the others keep their proportions."""
    rest = np.where(np.arange(len(x)) == k, 0, x)
    return rest * (1 - share) / rest.sum() + share * np.eye(len(x))[k]
