"""Pictures of claims: one a claim, and a summary that fits on one slide."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D

from ..conditions import short
from ..style import pretty
from .judge import REFUTED, SUPPORTED, UNDECIDED
from .run import Result

LOOKS = {SUPPORTED: ("#0072B2", "o"), REFUTED: ("#D55E00", "X"), UNDECIDED: ("#999999", "D")}


def claim_figure(result: Result) -> plt.Figure:
    """The contrasts with their intervals, the map of sampled worlds, and the effect without each mechanism."""
    panels = 1 + (len(result.worlds) > 0 and len(result.decide) == 2) + (len(result.mechanisms) > 0)
    figure, axes = plt.subplots(1, panels, figsize=(7 * panels, 2.2 + max(4.5, 0.5 * len(result.findings))), squeeze=False)
    draw_contrasts(axes[0][0], result)
    place = 1
    if len(result.worlds) and len(result.decide) == 2:
        draw_map(axes[0][place], result)
        place += 1
    if len(result.mechanisms):
        draw_mechanisms(axes[0][place], result)
    figure.suptitle(f"{result.experiment.claim.id}: {result.verdict}", fontweight="bold")
    return figure


def draw_contrasts(axis, result: Result) -> None:
    """Differences as shares of what they are compared with."""
    for y, f in enumerate(result.findings):
        colour, marker = LOOKS[f.verdict]
        base = abs(f.base) or np.nan
        axis.plot([f.low / base, f.high / base], [y, y], color=colour, linewidth=3)
        axis.plot([f.difference / base], [y], marker=marker, color=colour, markersize=11, markeredgecolor="black")
    axis.axvline(0, color="black", linewidth=1)
    names = [f"{pretty(f.contrast.this)}\nagainst {pretty(f.contrast.than)}" for f in result.findings]
    axis.set_yticks(range(len(names)), names, fontsize="x-small")
    axis.invert_yaxis()
    axis.xaxis.set_major_formatter(lambda x, _: f"{x:+.0%}")
    axis.set(xlabel=f"difference in {pretty(result.experiment.claim.response)}")
    axis.set_title(f"claimed: {result.experiment.claim.direction}", fontsize="small")


def draw_map(axis, result: Result) -> None:
    """Where the claimed sign holds, over the two parameters that go most with the effect."""
    worlds, (x, y) = result.worlds.dropna(), result.decide
    for yes, face, marker in ((True, "#0072B2", "o"), (False, "white", "X")):
        part = worlds[(worlds["effect"] > 0) == yes]
        axis.scatter(part[x], part[y], s=90, c=face, edgecolors="black", marker=marker, label="holds" if yes else "does not hold")
    axis.set(xlabel=short(x), ylabel=short(y))
    axis.set_title("where it holds", fontsize="small")
    axis.legend(frameon=True, fontsize="x-small")


def draw_mechanisms(axis, result: Result) -> None:
    """The effect without each mechanism."""
    table = result.mechanisms.dropna().sort_values("effect")
    usual = table["effect"].median()
    axis.barh(range(len(table)), table["effect"] - usual, left=usual, color="#7A7A7A")
    axis.axvline(0, color="black", linewidth=1)
    axis.axvline(usual, color="#D55E00", linewidth=1, linestyle="--")
    axis.set_yticks(range(len(table)), [f"without {pretty(m)}" for m in table["mechanism"]], fontsize="xx-small")
    axis.xaxis.set_major_formatter(lambda v, _: f"{v:+.0%}")
    axis.set(xlabel="effect in the claimed direction")
    axis.set_title("what carries it", fontsize="small")


def summary_figure(results: list[Result]) -> plt.Figure:
    """All claims on one slide: verdict, and the share of sampled worlds in which each holds."""
    figure, axis = plt.subplots(figsize=(15, 1.6 + 0.36 * len(results)))
    for y, r in enumerate(results):
        colour, marker = LOOKS[r.verdict]
        known = r.worlds["effect"].dropna() if len(r.worlds) else []
        if len(known):
            axis.barh(y, (known > 0).mean(), color="#CCCCCC", height=0.7)
        axis.plot([0], [y], marker=marker, color=colour, markersize=13, markeredgecolor="black", clip_on=False)
    names = [f"{r.experiment.claim.id}  {r.experiment.title or r.experiment.claim.statement}"[:60] for r in results]
    axis.set_yticks(range(len(results)), names, fontsize="small")
    axis.tick_params(axis="y", pad=14)
    axis.invert_yaxis()
    axis.set(xlim=(0, 1), xlabel="share of sampled worlds in which the claimed sign holds")
    axis.xaxis.set_major_formatter(lambda v, _: f"{v:.0%}")
    axis.grid(axis="y", visible=False)
    handles = [Line2D([], [], marker=m, color=c, linestyle="", markersize=12, markeredgecolor="black", label=v)
               for v, (c, m) in LOOKS.items()]  # fmt: skip
    figure.legend(handles=handles, loc="outside upper right", ncols=3, frameon=False)
    return figure
