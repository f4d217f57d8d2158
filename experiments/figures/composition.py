"""Pay-off against share, and the triangle of mixtures."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from ..composition import Composition
from ..style import pretty, styles
from .series import band

CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(3) / 2]])


def payoffs(runs: pd.DataFrame, response: str) -> plt.Figure:
    """What each strategy earns by its own share of the sellers, with 95 % intervals."""
    names = list(dict.fromkeys(runs["strategy"]))
    looks = styles(names)
    figure, axis = plt.subplots(figsize=(12, 6.4))
    for name in names:
        mine = runs[runs["strategy"] == name].assign(place=lambda t: t["share"].round(3))
        means = {place: band(part.groupby("replication")["payoff"].mean().to_numpy()[:, None]) for place, part in mine.groupby("place")}
        at = sorted(means)
        axis.errorbar(at, [means[x][0][0] for x in at], yerr=[(means[x][2][0] - means[x][1][0]) / 2 for x in at], label=pretty(name), capsize=4,
                      markersize=9, **looks[name])  # fmt: skip
    axis.set(xlabel="share of the sellers who follow the strategy", ylabel=pretty(response), xlim=(0, 1))
    axis.xaxis.set_major_formatter(lambda x, _: f"{x:.0%}")
    axis.legend(frameon=False, fontsize="small")
    return figure


def triangle(found: Composition) -> plt.Figure | None:
    """Where three strategies' mixtures go: arrows of the replicator dynamics, and where they settle; None if not three."""
    if len(found.names) != 3:
        return None
    figure, axis = plt.subplots(figsize=(9, 8))
    axis.fill(*CORNERS.T, facecolor="#F7F7F2", edgecolor="black", linewidth=2)
    grid = np.array([(a, b, 12 - a - b) for a in range(1, 11) for b in range(1, 12 - a)]) / 12
    payoff = grid @ found.matrix.T
    flow = grid * (payoff - (grid * payoff).sum(axis=1, keepdims=True))
    arrows = flow @ CORNERS
    length = np.linalg.norm(arrows, axis=1, keepdims=True)
    axis.quiver(*(grid @ CORNERS).T, *(arrows / np.where(length > 0, length, 1)).T, color="#555555", scale=28, width=0.004)
    axis.scatter(*(found.rest @ CORNERS), s=260, color="#D55E00", edgecolors="black", zorder=3)
    for corner, name, vertical in zip(CORNERS, found.names, ("top", "top", "bottom")):
        axis.annotate(pretty(name), corner, ha="center", va=vertical, fontweight="bold", xytext=(0, -8 if vertical == "top" else 8),
                      textcoords="offset points")  # fmt: skip
    axis.set(aspect="equal", xlim=(-0.1, 1.1), ylim=(-0.12, 1.0))
    axis.axis("off")
    return figure
