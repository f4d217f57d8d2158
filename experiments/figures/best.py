"""Where the best use of hours puts them, and how it moves with hours and horizon."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from ..style import pretty


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
