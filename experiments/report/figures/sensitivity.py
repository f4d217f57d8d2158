"""Sensitivity indices as dots with intervals."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from ...statistics.conditions import short
from ...words import pretty
from ..style import styles

LABELS = {"total": "total Sobol index", "mu_star": "mu*: mean size of effects"}


def bars(tables: dict[str, pd.DataFrame], key: str) -> plt.Figure:
    """One panel a strategy: each factor's index with its interval, the greatest on top; hollow if it may be 0.

    tables: by strategy, a row per factor with columns key, key_low, key_high; intervals that are unbounded are cut at the panel.
    """
    across = min(len(tables), 3)
    down = -(-len(tables) // across)
    height = down * (1.6 + 0.45 * max(map(len, tables.values())))
    figure, axes = plt.subplots(down, across, figsize=(4 + 4.2 * across, height), squeeze=False)
    looks = styles(list(tables))
    for axis, (strategy, table) in zip(axes.flat, tables.items()):
        rows = table.sort_values(key)
        colour, at = looks[strategy]["color"], np.arange(len(rows))
        widest = 2 * max(rows[key].max(), 0.1 if key == "total" else 1e-9)
        low, high = rows[f"{key}_low"].clip(-widest, widest), rows[f"{key}_high"].clip(-widest, widest)
        axis.hlines(at, low, high, color=colour, linewidth=4)
        clear = rows[f"{key}_low"].to_numpy() > 0
        axis.scatter(rows[key], at, s=110, facecolors=[colour if c else "white" for c in clear], edgecolors="black", zorder=3)
        axis.axvline(0, color="black", linewidth=1)
        axis.set_ylim(-0.6, len(rows) - 0.4)
        axis.set_yticks(at, [short(name) for name in rows.index], fontsize="small")
        axis.set_title(pretty(strategy), fontsize="medium")
        axis.set_xlabel(LABELS[key])
    for axis in list(axes.flat)[len(tables):]:
        axis.axis("off")
    return figure
