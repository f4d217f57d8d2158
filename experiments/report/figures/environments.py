"""The map of winners: a cell per condition, its winner's colour, paler and hatched where the winner is unsure."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.patches import Patch, Rectangle

from ...errors import UserError
from ...statistics.conditions import short
from ...statistics.environment_map import EnvironmentMap
from ...words import pretty
from ..style import styles

UNSURE = ((0.8, "//"), (0.0, "xxxx"))  # share of resamples on top from which a hatching of unsure winners holds
MOST_PANELS = 12


def winners(found: EnvironmentMap) -> plt.Figure:
    """Winners over the first condition (across) and the second (up), a panel per combination of further ones.

    Colour: the winner; alpha and hatching: how sure; label: the winner's initials and in how many of 100
    resamples it is on top; thick lines: borders between winners. With one condition, a strip. Refuses more than 12 panels.
    """
    panels = split(found.winners)
    if len(panels) > MOST_PANELS:
        raise UserError(f"environment map: {len(panels)} panels are too many; show at most {MOST_PANELS}")
    across = min(len(panels), 3)
    figure, axes = plt.subplots(-(-len(panels) // across), across, squeeze=False,
                                figsize=size_of(panels[0][1], len(panels), across))  # fmt: skip
    codes = initials(list(found.means))
    colours = {name: look["color"] for name, look in styles(list(found.means)).items()}
    for axis, (title, part) in zip(axes.flat, panels):
        panel(axis, part, codes, colours)
        axis.set_title(title, fontsize="small", loc="left")
    for axis in axes.flat[len(panels) :]:
        axis.axis("off")
    names = [name for name in found.means if name in set(found.winners["strategy"])]
    handles = [Patch(facecolor=colours[name], edgecolor="black", label=f"{codes[name]}  {pretty(name)}")
               for name in names]  # fmt: skip
    handles += [Patch(facecolor="white", edgecolor="black", hatch=hatch, label=label)
                for (_, hatch), label in zip(UNSURE, ("not sure, on top in 80 or more", "less sure"))]  # fmt: skip
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize="small")
    return figure


def split(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Title and cells of each panel, indexed by at most two conditions."""
    further = table.index.names[2:]
    if not further:
        return [("", table)]
    parts = table.groupby(level=further, sort=True)
    return [(", ".join(f"{short(name)} {said(level)}" for name, level in zip(further, key)), part.droplevel(further))
            for key, part in ((key if isinstance(key, tuple) else (key,), part) for key, part in parts)]  # fmt: skip


def size_of(part: pd.DataFrame, panels: int, across: int) -> tuple[float, float]:
    """Size in inches that leaves room for the labels of cells."""
    counts = [part.index.get_level_values(k).nunique() for k in range(part.index.nlevels)]
    wide, high = counts[0], counts[1] if len(counts) > 1 else 1
    return max(8.0, across * (1.6 + 0.8 * wide)), max(4.0, -(-panels // across) * (1.4 + 0.75 * high) + 1.6)


def panel(axis: plt.Axes, part: pd.DataFrame, codes: dict[str, str], colours: dict[str, str]) -> None:
    """One grid of cells with its borders."""
    names, flat = part.index.names, part.index.nlevels == 1
    xs = list(dict.fromkeys(sorted(part.index.get_level_values(0))))
    ys = [None] if flat else list(dict.fromkeys(sorted(part.index.get_level_values(1))))
    won = {}
    for cell, row in part.iterrows():
        x, y = cell if isinstance(cell, tuple) and not flat else (cell[0] if isinstance(cell, tuple) else cell, None)
        won[place := (xs.index(x), ys.index(y))] = row["strategy"]
        draw_cell(axis, place, colours[row["strategy"]], row["sure"], row["clear"], codes[row["strategy"]])
    borders(axis, won)
    axis.set(xlim=(-0.5, len(xs) - 0.5), ylim=(-0.5, len(ys) - 0.5), xlabel=short(names[0]))
    axis.set_xticks(range(len(xs)), [said(x) for x in xs])
    axis.set_yticks([] if flat else range(len(ys)), [] if flat else [said(y) for y in ys])
    axis.set_ylabel("" if flat else short(names[1]))
    axis.grid(False)


def draw_cell(axis: plt.Axes, place: tuple[int, int], colour: str, sure: float, clear: bool, code: str) -> None:
    """A cell: colour, alpha and hatching by how sure, and a label."""
    alpha = 0.25 + 0.75 * float(np.clip((sure - 0.5) / 0.5, 0, 1))
    shade = tuple(1 - alpha + alpha * part for part in to_rgb(colour))
    hatch = "" if clear else next(hatch for least, hatch in UNSURE if sure >= least)
    corner = (place[0] - 0.5, place[1] - 0.5)
    axis.add_patch(Rectangle(corner, 1, 1, facecolor=shade, edgecolor="#00000055", hatch=hatch, linewidth=0))
    dark = np.dot(shade, (0.299, 0.587, 0.114)) < 0.5
    axis.text(*place, f"{code}\n{100 * sure:.0f}", ha="center", va="center", fontsize="xx-small", fontweight="bold",
              color="white" if dark else "black", bbox={"facecolor": shade, "edgecolor": "none", "pad": 1})  # fmt: skip


def borders(axis: plt.Axes, won: dict[tuple[int, int], str]) -> None:
    """Thick lines between cells that different strategies win."""
    for (x, y), name in won.items():
        if won.get((x + 1, y), name) != name:
            axis.plot([x + 0.5] * 2, [y - 0.5, y + 0.5], color="black", linewidth=4, solid_capstyle="projecting")
        if won.get((x, y + 1), name) != name:
            axis.plot([x - 0.5, x + 0.5], [y + 0.5] * 2, color="black", linewidth=4, solid_capstyle="projecting")


def initials(names: list[str]) -> dict[str, str]:
    """Short codes: first letters of the words, with numbers where two would be alike."""
    codes: dict[str, str] = {}
    for name in names:
        code = "".join(word[0] for word in pretty(name).split()).upper()
        taken = sum(other.rstrip("0123456789") == code for other in codes.values())
        codes[name] = f"{code}{taken + 1}" if taken else code
    return codes


def said(level: object) -> str:
    """A level as people read it."""
    return f"{level:g}" if isinstance(level, int | float | np.number) else pretty(str(level))
