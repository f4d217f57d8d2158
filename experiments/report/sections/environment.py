"""The environment map in a report: which strategy wins where, how sure, and what each would lose elsewhere."""

from __future__ import annotations

import pandas as pd

from ...config import Experiment
from ...errors import UserError
from ...statistics.conditions import short
from ...statistics.environment_map import EnvironmentMap, environment_map
from ...words import pretty
from .section import Section

MOST_PANELS = 12
MOST_BORDERS = 8


def environment_section(experiment: Experiment, runs: pd.DataFrame, keys: list[str]) -> Section:
    """Winners over the grid of a factorial design's factors, the borders between them, and regret."""
    from ..figures import environments as draw

    section, points = Section("Which strategy where"), experiment.points
    placed = runs.assign(**{key: [points[p][key] for p in runs["point"]] for key in keys})
    try:
        found = environment_map(placed, keys, experiment.response)
    except UserError as error:
        section.sentences = [f"{error}."]
        return section
    section.sentences = [*won_said(found), *map(border_said, found.borders.head(MOST_BORDERS).to_dict("records")), regret_said(found)]
    section.header = ["strategy", "worst regret", "low", "high", "mean regret", "low", "high", "where worst"]
    for name, row in found.regret.iterrows():
        where = ", ".join(f"{short(key)} {level:g}" if isinstance(level, int | float) else f"{short(key)} {level}"
                          for key, level in zip(keys, row["where"]))  # fmt: skip
        numbers = (f"{row[c]:.2f}" for c in ("worst", "worst_low", "worst_high", "mean", "mean_low", "mean_high"))
        section.rows.append([pretty(name), *numbers, where])
    panels = 1
    for key in keys[2:]:
        panels *= len({point[key] for point in points})
    if panels <= MOST_PANELS:
        section.figures["environments"] = (lambda: draw.winners(found), "Which strategy where",
                                           "The best strategy under each condition; numbers: its chance of being best, in percent; pale and "
                                           "hatched: unsure; thick lines: borders between winners.")  # fmt: skip
    return section


def won_said(found: EnvironmentMap) -> list[str]:
    """How many cells each strategy wins, and how many of them surely."""
    cells, said = len(found.winners), []
    for name, part in found.winners.groupby("strategy", sort=False):
        said.append(f"{pretty(name)} is best in {len(part)} of {cells} conditions, surely in {int(part['clear'].sum())} (corrected for all "
                    "conditions together, 5 %).")  # fmt: skip
    return said


def border_said(row: dict) -> str:
    """One border in words."""
    at = "" if pd.isna(row["at"]) else f" near {row['at']:.3g}"
    return (f"Along {short(row['along'])} the winner changes from {pretty(row['winner'])} to {pretty(row['next_winner'])}{at} "
            f"(in {round(100 * row['sure'])} of 100 resamplings).")  # fmt: skip


def regret_said(found: EnvironmentMap) -> str:
    """The choice that is least bad anywhere."""
    name, row = found.regret.index[0], found.regret.iloc[0]
    return (f"If you do not know the conditions, {pretty(name)} loses least at worst: {row['worst']:.2f} "
            f"({row['worst_low']:.2f} to {row['worst_high']:.2f}) below the best.")  # fmt: skip
