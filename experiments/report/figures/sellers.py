"""How differently sellers of the same strategy fare: each dot is one of 100 sellers."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from ...words import pretty
from ..style import styles

DOTS, MOST_STACKS = 100, 40


def hundred_of(deals: np.ndarray) -> np.ndarray:
    """Deals of 100 typical sellers: the quantiles in the middle of each hundredth, float64[100]."""
    return np.quantile(deals, (np.arange(DOTS) + 0.5) / DOTS, method="inverted_cdf")


def stacked(values: np.ndarray, width: float) -> tuple[np.ndarray, np.ndarray]:
    """Places of dots that stand on each other where they fall in the same bin: x, height (1, 2, ..)."""
    bins = np.floor(np.sort(values) / width)
    height = np.arange(len(bins)) - np.searchsorted(bins, bins) + 1
    return (bins + 0.5) * width - (0.5 if width == 1 else 0), height


def distribution(tables) -> plt.Figure:
    """A hundred sellers by number of deals, a row for each strategy; the line marks the middle one."""
    sellers = tables["sellers"]
    names = [name for name in dict.fromkeys(tables["runs"]["strategy"]) if (sellers["strategy"] == name).any()]
    looks, shown = styles(names), {name: hundred_of(sellers.loc[sellers["strategy"] == name, "deals"].to_numpy()) for name in names}
    most = max(values.max() for values in shown.values())
    width = float(max(1, np.ceil((most + 1) / MOST_STACKS)))
    places = {name: stacked(values, width) for name, values in shown.items()}
    tallest = max(height.max() for _, height in places.values())
    figure, axes = plt.subplots(len(names), 1, figsize=(13, 1.2 + (1 + min(tallest, 60) / 22) * len(names)), sharex=True, squeeze=False)
    for axis, name in zip(axes[:, 0], names, strict=True):
        axis.scatter(*places[name], s=26, color=looks[name]["color"], linewidths=0)
        axis.axvline(np.median(shown[name]), color="black", linewidth=1.5)
        axis.set(ylim=(0, tallest + 1), yticks=[], xlim=(-width, most + width))
        axis.set_title(pretty(name), fontsize="medium")
        axis.spines["left"].set_visible(False)
    figure.supxlabel("deals of a seller" + ("" if width == 1 else f" (in steps of {width:.0f})"))
    return figure
