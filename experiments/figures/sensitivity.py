"""Sensitivity indices as dots with intervals."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from ..conditions import short
from ..style import pretty, styles


def bars(tables: dict[str, pd.DataFrame], kind: str) -> plt.Figure:
    """One panel a strategy: each factor's index with its interval, the greatest on top; hollow if it may be 0."""
    key = "total" if kind == "saltelli" else "square"
    figure, axes = plt.subplots(1, len(tables), figsize=(4.5 + 4.5 * len(tables), 2 + 0.5 * max(map(len, tables.values()))), squeeze=False)
    looks = styles(list(tables))
    for axis, (strategy, table) in zip(axes[0], tables.items(), strict=True):
        rows = table[table["factor"] != "luck"].sort_values(key)
        colour, at = looks[strategy]["color"], np.arange(len(rows))
        axis.hlines(at, rows[f"{key}_low"], rows[f"{key}_high"], color=colour, linewidth=4)
        clear = rows[f"{key}_low"].to_numpy() > 0
        axis.scatter(rows[key], at, s=110, facecolors=[colour if c else "white" for c in clear], edgecolors="black", zorder=3)
        axis.axvline(0, color="black", linewidth=1)
        axis.set_yticks(at, [short(name) for name in rows["factor"]], fontsize="small")
        axis.set(title=pretty(strategy), xlabel="total Sobol index" if kind == "saltelli" else "squared effect")
    return figure
