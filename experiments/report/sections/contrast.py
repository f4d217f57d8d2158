"""A contrast in a report: how much one strategy has more than another, where, and what moves it."""

from __future__ import annotations

import pandas as pd

from ...config import Experiment
from ...errors import UserError
from ...results.tidy import factors_of
from ...statistics.conditions import label_of, short
from ...statistics.contrast import by_point, differences, slopes
from ...statistics.estimates import ENOUGH, FEWEST_PAIRS
from ...words import pretty
from .section import Section


def contrast_section(experiment: Experiment, runs: pd.DataFrame) -> Section:
    """The first section of an experiment with a contrast."""
    one, other = experiment.contrast_sides
    section = Section(f"{pretty(one)} against {pretty(other)}")
    try:
        apart = differences(runs, one, other, experiment.response)
    except UserError as error:
        section.sentences = [f"{error}."]
        return section
    if len(apart) < FEWEST_PAIRS:
        section.sentences = [f"With {len(apart)} replications nothing can be said with confidence; use at least {ENOUGH}."]
        return section
    table = by_point(apart)
    moved = slopes(apart, factors_of(experiment).set_index("point").reindex(apart.columns).reset_index(drop=True))
    section.sentences = [*where_said(table, one, other, experiment.response), *map(moved_said, moved.itertuples())]
    section.header = ["condition", f"{pretty(one)} less {pretty(other)}", "low", "high"]
    section.rows = [[label_of(experiment.points[row.point]), *(f"{x:+.2f}" for x in (row.mean, row.low, row.high))]
                    for row in table.head(200).itertuples()]  # fmt: skip
    return section


def where_said(table: pd.DataFrame, one: str, other: str, response: str) -> list[str]:
    """Under how many conditions which side surely has more."""
    ahead, behind = int((table["low"] > 0).sum()), int((table["high"] < 0).sum())
    return [f"{pretty(one)} surely has more {pretty(response)} than {pretty(other)} under {ahead} of {len(table)} conditions, surely less "
            f"under {behind} (intervals of all conditions together, 95 %).",
            f"On average over the conditions the difference is {table['mean'].mean():+.2f} ({table['mean'].min():+.2f} to "
            f"{table['mean'].max():+.2f} from condition to condition)."]  # fmt: skip


def moved_said(row) -> str:
    """What one factor, or two together, do to the difference."""
    name = " together with ".join(short(part) for part in row.term.split(" x "))
    sure = "" if row.low > 0 or row.high < 0 else "; it may be nothing"
    what = "changes the effect of the one on the difference by" if " x " in row.term else "from its least to its most, moves the difference by"
    return f"{name}: {what} {row.mean:+.2f} ({row.low:+.2f} to {row.high:+.2f}){sure}."
