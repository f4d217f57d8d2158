"""How long until the first deal."""

from __future__ import annotations

import matplotlib.pyplot as plt

from ...statistics.survival import survival
from ...words import pretty
from ..style import styles


def first_deals(tables) -> plt.Figure:
    """Share of sellers still without a deal, week by week, one line a strategy."""
    sellers = tables["sellers"]
    weeks = int(tables["weekly"]["week"].max()) + 1
    curves = survival(sellers, weeks)
    names = [name for name in dict.fromkeys(tables["runs"]["strategy"]) if (curves["strategy"] == name).any()]
    looks = styles(names)
    figure, axis = plt.subplots(figsize=(12, 6.2))
    for name in names:
        part, look = curves[curves["strategy"] == name], looks[name]
        axis.step(part["week"], part["share"], where="post", label=pretty(name), color=look["color"], linestyle=look["linestyle"], linewidth=3)
        axis.fill_between(part["week"], part["low"], part["high"], step="post", color=look["color"], alpha=0.2, linewidth=0)
    axis.set(xlabel="week", ylabel="sellers still without a deal", xlim=(0, weeks), ylim=(0, 1.02))
    axis.yaxis.set_major_formatter(lambda y, _: f"{y:.0%}")
    figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize="small")
    return figure
