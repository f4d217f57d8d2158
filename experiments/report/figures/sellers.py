"""How differently sellers of the same strategy fare."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from ...words import pretty
from ..style import styles
from .series import band


def distribution(tables) -> plt.Figure:
    """Share of sellers by number of deals, a panel for each strategy."""
    sellers = tables["sellers"]
    names = list(dict.fromkeys(tables["runs"]["strategy"]))
    looks = styles(names)
    most = int(max(1, np.quantile(sellers["deals"], 0.999)))
    columns = min(2, len(names))
    rows = -(-len(names) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(13, 1.2 + 2.7 * rows), sharex=True, sharey=True, squeeze=False)
    for axis, name in zip(axes.flat, names, strict=False):
        mine = sellers[sellers["strategy"] == name]
        shares = [np.bincount(deals.clip(upper=most), minlength=most + 1) / len(deals) for _, deals in mine.groupby("replication")["deals"]]
        mean, low, high = band(np.array(shares))
        axis.bar(range(most + 1), mean, color=looks[name]["color"], width=0.85)
        axis.vlines(range(most + 1), np.maximum(low, 0), high, color="black", linewidth=1.5)
        axis.scatter([mine["deals"].median()], [0], s=130, color="white", edgecolors="black", zorder=3, clip_on=False)
        axis.set_title(pretty(name), fontsize="medium")
        axis.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
        axis.grid(axis="x", visible=False)
    for axis in axes.flat[len(names) :]:
        axis.set_visible(False)
    figure.supxlabel(f"deals of a seller (the last bar: {most} or more)")
    figure.supylabel("share of the sellers")
    return figure
