"""One seller's network: an orbit around the seller, nearer means stronger."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from sim.rules.kinds_of_ties import RELATIONSHIP, STRONG, is_related, is_strong

from ...words import pretty


def radius(strength: np.ndarray) -> np.ndarray:
    """Distance from the seller: 0.15 for the strongest ties, 1 for none; strong differences near the middle."""
    return 0.15 + 0.85 * (1 - np.sqrt(strength))


def draw_orbit(axis, ties, title: str) -> None:
    """One network; people keep their angle between pictures."""
    angle = 2 * np.pi * ((ties["alter"].to_numpy() * 0.6180339887) % 1)
    r = radius(ties["strength"].to_numpy())
    for mark in (STRONG, RELATIONSHIP):
        axis.add_patch(plt.Circle((0, 0), radius(np.array([mark]))[0], fill=False, color="#BBBBBB", linewidth=1.5))
    near = is_related(ties["strength"].to_numpy())
    x, y = r * np.cos(angle), r * np.sin(angle)
    for k in np.flatnonzero(near):
        axis.plot([0, x[k]], [0, y[k]], color="#CCCCCC", linewidth=1, zorder=1)
    axis.scatter(x, y, s=np.where(near, 70, 24), c=ties["trust"], cmap="Blues", vmin=0, vmax=0.8, edgecolors="#333333",
                 linewidths=0.8, zorder=2)  # fmt: skip
    axis.scatter([0], [0], s=160, marker="*", color="black", zorder=3)
    axis.set(xlim=(-1.08, 1.08), ylim=(-1.08, 1.08), aspect="equal", xticks=[], yticks=[])
    for spine in axis.spines.values():
        spine.set_visible(False)
    strong = int(is_strong(ties["strength"]).sum())
    axis.set_title(f"{title}\n{strong} strong, {int(near.sum()) - strong} weak ties", fontsize="large", loc="center")


def before_and_after(tables) -> plt.Figure | None:
    """A row for each strategy: before, after. None if networks were not kept."""
    networks = tables.get("networks")
    if networks is None or networks.empty:
        return None
    names = list(dict.fromkeys(networks["strategy"]))
    columns = 2 if len(names) > 1 else 1
    rows = -(-len(names) // columns)
    figure, axes = plt.subplots(rows, 2 * columns, figsize=(4.6 * 2 * columns, 5.3 * rows), squeeze=False)
    for axis in axes.flat:
        axis.set_visible(False)
    for k, name in enumerate(names):
        for side, moment in enumerate(("before", "after")):
            axis = axes[k // columns, 2 * (k % columns) + side]
            axis.set_visible(True)
            part = networks[(networks["strategy"] == name) & (networks["moment"] == moment)]
            draw_orbit(axis, part, f"{pretty(name)}: {moment}")
    return figure
