"""The scorecard as a picture: a strip for every pattern with its band, the real logs and the model."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

BAND, MODEL = "#DDDDDD", "#000000"
STRIP_INCHES = 0.5


def figure_scorecard(table: pd.DataFrame, real: Mapping[str, pd.DataFrame]) -> plt.Figure:
    """One strip per row of the scorecard that the model or a real log could be measured on.

    table: result of `scorecard`; real: name -> result of `patterns` on a real log. Each strip has its own scale,
    from 0 on (a band that goes much farther is cut). Grey: the band; dots: real logs with 95 % intervals; diamond: the model,
    hollow where it misses.
    """
    looks = dict(zip(real, sns.color_palette("colorblind", len(real)), strict=True))
    known = [row for _, row in table.iterrows() if np.isfinite([row["value"], *row["real_value_by_file"].values()]).any()]
    size = (11, 1.2 + STRIP_INCHES * len(known))
    figure, axes = plt.subplots(len(known), figsize=size, squeeze=False, layout="constrained")
    for axis, row in zip(axes[:, 0], known, strict=True):
        draw_strip(axis, row, measured(row, real), looks)
    figure.legend(handles=legend(looks), loc="outside upper center", ncols=4, frameon=False, fontsize="small")
    return figure


def measured(row: pd.Series, real: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """This statistic in the real logs: file, value, low, high, where it could be measured."""
    tables = [table.assign(file=name) for name, table in real.items()]
    if not tables:
        return pd.DataFrame(columns=["file", "value", "low", "high"])
    every = pd.concat(tables)
    same = (every["pattern"] == row["pattern"]) & (every["statistic"] == row["statistic"])
    return every[same & every["value"].notna()]


def draw_strip(axis: plt.Axes, row: pd.Series, files: pd.DataFrame, looks: Mapping[str, tuple]) -> None:
    """One strip: band, real logs, model."""
    if np.isfinite(row["band_low"]):
        axis.axvspan(row["band_low"], row["band_high"], color=BAND, linewidth=0)
    lanes = np.linspace(1, 0, len(files) + 1)
    for height, (_, file) in zip(lanes, files.iterrows(), strict=False):
        axis.plot([file["low"], file["high"]], [height] * 2, color=looks[file["file"]], linewidth=1.5)
        axis.scatter([file["value"]], [height], s=22, color=[looks[file["file"]]], zorder=3)
    face = "white" if row["hit"] is False else MODEL
    axis.plot([row["low"], row["high"]], [lanes[-1]] * 2, color=MODEL, linewidth=2)
    axis.scatter([row["value"]], [lanes[-1]], s=45, marker="D", color=face, edgecolors=MODEL, linewidths=1.5, zorder=3)
    shown = np.array([row["value"], row["high"], *files["value"], *files["high"]], float)
    left = 1.3 * min(0.0, np.nanmin(shown))
    axis.set(ylim=(-0.4, 1.4), yticks=[], xlim=(left, 1.08 * np.nanmax([*shown, min(row["band_high"], 3 * np.nanmax(np.abs(shown)))])))
    axis.set_ylabel(f"{row['pattern']}  {row['statistic']}", rotation=0, ha="right", va="center", fontsize="small")
    axis.tick_params(axis="x", labelsize="x-small", pad=1, length=2)
    axis.locator_params(axis="x", nbins=6)
    sns.despine(ax=axis, left=True)


def legend(looks: Mapping[str, tuple]) -> list:
    """What the marks mean."""
    dots = [Line2D([], [], color=colour, marker="o", linestyle="-", label=name) for name, colour in looks.items()]
    diamonds = [
        Line2D([], [], color=MODEL, marker="D", markerfacecolor=face, linewidth=2, label=label)
        for face, label in ((MODEL, "model, in the band"), ("white", "model, outside"))
    ]
    return [Patch(color=BAND, label="band"), *dots, *diamonds]
