"""Pictures of claims: one a claim, and a summary that fits on one slide."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from ..config.claim import place_of
from ..report.style import styles
from ..statistics.conditions import short, summary
from ..words import pretty
from .judge import REFUTED, SUPPORTED, UNDECIDED
from .run import Result
from .words import measure, percent, share, side

LOOKS = {SUPPORTED: ("#0072B2", "o"), REFUTED: ("#D55E00", "X"), UNDECIDED: ("#999999", "D")}
SIGNS = {1: ("surely holds", "#0072B2", "o"), 0: ("too close to call", "#BBBBBB", "D"), -1: ("surely does not", "#D55E00", "X")}
FURTHEST = 2.0  # differences beyond this share are drawn at the edge
MECHANISMS_SHOWN = 12


def save_small(figure: plt.Figure | None, path: Path) -> None:
    """Store a picture beside a page in the docs, as PNG of a moderate size."""
    if figure is not None:
        figure.savefig(path, dpi=60, bbox_inches="tight", pad_inches=0.15)
        plt.close(figure)


def claim_figure(result: Result) -> plt.Figure:
    """The contrasts with their intervals; along the design's levels; the map of sampled worlds; without each mechanism."""
    drawn = [draw_contrasts]
    drawn += [draw_levels] if len(levels_of(result)) > 2 else []
    drawn += [draw_map] if len(result.decide) == 2 else []
    drawn += [draw_mechanisms] if len(result.mechanisms) else []
    across = min(2, len(drawn))
    high = max(5.0, 1.5 + 0.55 * len(result.findings))
    figure, axes = plt.subplots(-(-len(drawn) // across), across, figsize=(9.5 * across, (high + 6 * (len(drawn) > 2))), squeeze=False)
    for axis, draw in zip(axes.flat, drawn):
        draw(axis, result)
    for axis in axes.flat[len(drawn) :]:
        axis.axis("off")
    claim = result.experiment.claim
    figure.suptitle(f"{claim.id}  {result.experiment.title}: {result.verdict}", fontweight="bold")
    return figure


def draw_contrasts(axis, result: Result) -> None:
    """Differences as shares of what they are compared with, and the smallest effects that matter."""
    claim = result.experiment.claim
    axis.axvspan(-claim.smallest, claim.smallest, color="#EEEEEE", linewidth=0)
    axis.axvline(0, color="black", linewidth=1)
    for y, f in enumerate(result.findings):
        colour, marker = LOOKS[f.verdict]
        base = abs(f.base) or np.nan
        low, high, at = np.clip([f.low / base, f.high / base, share(f)], -FURTHEST, FURTHEST)
        axis.plot([low, high], [y, y], color=colour, linewidth=3)
        axis.plot([at], [y], marker=marker, color=colour if f.contrast.judged else "white", markersize=11, markeredgecolor="black")
        axis.annotate(percent(share(f)), (1.01, y), xycoords=("axes fraction", "data"), va="center", fontsize="x-small")
    names = [f"{side(result.experiment, f.contrast.this)}\nagainst {side(result.experiment, f.contrast.than)}: {measure(claim, f.contrast)}"
             for f in result.findings]  # fmt: skip
    axis.set_yticks(range(len(names)), names, fontsize="xx-small")
    axis.invert_yaxis()
    axis.xaxis.set_major_formatter(lambda x, _: f"{x:+.0%}")
    axis.set_xlabel("difference, as a share of what it is compared with", fontsize="small")
    axis.set_title(f"claimed: {claim.direction}; grey: too small to matter", fontsize="small")


def levels_of(result: Result) -> list:
    """The levels of the first thing that the design varies, if they are different numbers; else nothing."""
    points = result.experiment.points
    key = next(iter(points[0]), None)
    levels = [point.get(key) for point in points]
    return levels if all(isinstance(level, int | float) for level in levels) and len(set(levels)) == len(levels) else []


def draw_levels(axis, result: Result) -> None:
    """The claim's response along the levels of its design, for every strategy that a contrast names."""
    claim, levels = result.experiment.claim, levels_of(result)
    named = list(dict.fromkeys(place_of(c.this)[0] for c in claim.contrasts) | dict.fromkeys(place_of(c.than)[0] for c in claim.contrasts))
    found, looks = summary(result.question, claim.response), styles(named)
    for name in named:
        part = found[found["strategy"] == name].sort_values("point")
        at = [levels[p] for p in part["point"]]
        axis.plot(at, part["mean"], label=pretty(name), markersize=8, **looks[name])
        axis.fill_between(at, part["low"], part["high"], color=looks[name]["color"], alpha=0.18, linewidth=0)
    axis.set(xlabel=short(next(iter(result.experiment.points[0]))), ylabel=pretty(claim.response), ylim=(0, None))
    axis.set_title("along the levels", fontsize="small")
    axis.legend(frameon=False, fontsize="x-small")


def draw_map(axis, result: Result) -> None:
    """Where the claim holds, over the two parameters that go most with the effect."""
    worlds, ((x, *_), (y, *_)) = result.worlds.dropna(subset=["sign"]), result.decide
    for sign, (label, colour, marker) in SIGNS.items():
        part = worlds[worlds["sign"] == sign]
        axis.scatter(part[x], part[y], s=90, c=colour, edgecolors="black", marker=marker, label=label)
    axis.set_xlabel(short(x), fontsize="small")
    axis.set_ylabel(short(y), fontsize="small")
    axis.set_title("where it holds: each mark a sampled world", fontsize="small")
    axis.legend(frameon=True, fontsize="x-small")


def draw_mechanisms(axis, result: Result) -> None:
    """What switching off each mechanism does to the effect; filled: clear of luck."""
    table = result.mechanisms.iloc[1:].dropna().sort_values("change", key=abs, ascending=False).head(MECHANISMS_SHOWN)
    for y, row in enumerate(table.itertuples()):
        axis.plot([row.low, row.high], [y, y], color="#333333", linewidth=3)
        axis.plot([row.change], [y], marker="o", markersize=10, color="#333333" if row.clear else "white", markeredgecolor="#333333")
    axis.axvline(0, color="black", linewidth=1)
    axis.set_yticks(range(len(table)), [f"without {pretty(m)}" for m in table["mechanism"]], fontsize="x-small")
    axis.invert_yaxis()
    axis.xaxis.set_major_formatter(lambda v, _: f"{100 * v:+.0f}")
    axis.set_xlabel("change of the effect, percentage points", fontsize="small")
    usual = result.mechanisms["effect"].iloc[0]
    axis.set_title(f"what carries it: {usual:+.0%} with all mechanisms", fontsize="small")


def summary_figure(results: list[Result]) -> plt.Figure:
    """All claims on one slide: verdict, and the sampled worlds in which each holds, does not, or is too close to call."""
    figure, axis = plt.subplots(figsize=(16, 2.2 + 0.31 * len(results)))
    for y, r in enumerate(results):
        colour, marker = LOOKS[r.verdict]
        _, yes, no, known = r.holds
        left = 0.0
        for part, (_, shade, _) in zip((yes, known - yes - no, no), (SIGNS[1], SIGNS[0], SIGNS[-1])):
            axis.barh(y, part / known if known else 0, left=left, color=shade, height=0.7, edgecolor="white")
            left += part / known if known else 0
        axis.plot([-0.02], [y], marker=marker, color=colour, markersize=11, markeredgecolor="black", clip_on=False)
    names = [f"{r.experiment.claim.id}  {r.experiment.title or r.experiment.claim.statement}"[:60] for r in results]
    axis.set_yticks(range(len(results)), names, fontsize="small")
    axis.tick_params(axis="y", pad=22)
    axis.invert_yaxis()
    axis.set(xlim=(0, 1), xlabel="share of sampled worlds")
    axis.xaxis.set_major_formatter(lambda v, _: f"{v:.0%}")
    axis.grid(axis="y", visible=False)
    handles = [Line2D([], [], marker=m, color=c, linestyle="", markersize=11, markeredgecolor="black", label=v)
               for v, (c, m) in LOOKS.items()]  # fmt: skip
    if any(r.holds[3] for r in results):
        handles += [Patch(color=shade, label=label) for label, shade, _ in SIGNS.values()]
    figure.legend(handles=handles, loc="outside upper center", ncols=6, frameon=False, fontsize="small")
    return figure
