"""Pay-off against share."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd

from ...words import pretty
from ..style import styles
from .series import band


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
