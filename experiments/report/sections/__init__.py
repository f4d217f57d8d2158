"""What a report says beyond the numbers of one market: a section for each kind of design."""

from __future__ import annotations

import pandas as pd

from ...config import Experiment
from ...errors import UserError
from ...statistics import conditions
from ...words import pretty
from ..verdict import sentences
from .section import Section


def sections_of(experiment: Experiment, runs: pd.DataFrame, allow_unbalanced: bool = False) -> list[Section]:
    """The sections for an experiment with a design; none without.

    Runs that stopped when sure are compared across points by the replications that all points have. Unbalanced runs
    that nobody allowed make one section that says so, and no numbers.
    """
    if experiment.design is None or runs.empty:
        return []
    everything = runs
    try:
        runs = conditions.balanced(runs, len(experiment.points), allow_unbalanced or experiment.stop is not None)
    except UserError as error:
        return [Section("Not compared", [f"{error}."])]
    kind = experiment.design.kind
    if kind in ("morris", "saltelli"):
        from .sensitivity import sensitivity_section

        return [sensitivity_section(experiment, runs)]
    found = conditions.summary(everything if experiment.stop else runs, experiment.response)
    sections = [league(experiment, runs, found)]
    if experiment.contrast:
        from .contrast import contrast_section

        sections.insert(0, contrast_section(experiment, runs))
    if kind in ("ablation", "one_at_a_time"):
        sections.insert(len(sections) - 1, changes(experiment, runs))
    if kind == "factorial" and runs["strategy"].nunique() > 1:
        from .environment import environment_section

        sections.append(environment_section(experiment, runs, list(experiment.design.factors)))
    if kind == "mixture":
        from .composition import composition_section

        sections.append(composition_section(experiment, runs))
    return sections


def league(experiment: Experiment, runs: pd.DataFrame, found: pd.DataFrame) -> Section:
    """The league by condition."""
    points, response = experiment.points, experiment.response
    won = conditions.winners(found)
    names = list(dict.fromkeys(found["strategy"]))
    cells = {(row.point, row.strategy): row for row in found.itertuples()}
    shown = [p for p in sorted(found["point"].unique())][:200]
    rows = [[conditions.label_of(points[p]), *(league_cell(cells.get((p, name)), len(names)) for name in names)] for p in shown]
    said = conditions.verdict(points, won, response) if len(names) > 1 else between_conditions(experiment, runs)
    section = Section("League by condition", said, ["condition", *map(pretty, names)], rows)
    section.figures = league_figures(experiment, found, response)
    return section


def between_conditions(experiment: Experiment, runs: pd.DataFrame) -> list[str]:
    """The verdict for a single group: its conditions are compared as strategies otherwise are, in paired markets."""
    points = experiment.points
    names = [conditions.label_of(point) for point in points]
    if all(len(point) == 1 for point in points) and next(iter(points[0])).endswith(".strategy"):
        names = [next(iter(point.values())) for point in points]
    return sentences(runs.assign(strategy=runs["point"].map(dict(enumerate(names)))), experiment.response)


def league_cell(row, rivals: int) -> str:
    """Mean, interval and, among several strategies, chance of being best."""
    if row is None or pd.isna(row.mean):
        return "–"
    chance = f", best in {round(100 * row.chance)} of 100" if rivals > 1 else ""
    doubt = "" if pd.isna(row.low) else f" ({row.low:.2f} to {row.high:.2f}){chance}"
    return f"{row.mean:.2f}{doubt}"


def league_figures(experiment: Experiment, found: pd.DataFrame, response: str) -> dict:
    """Pictures that fit the number of factors and levels."""
    from ..figures import conditions as draw

    points, drawn = experiment.points, {}
    keys = list(dict.fromkeys(key for point in points for key in point))
    full = all(set(point) == set(keys) for point in points)
    caption = f"Mean {pretty(response)} with 95 % intervals over replications."
    if len(keys) == 1 and full and len(points) > 1:
        drawn["by_condition"] = (lambda: draw.lines(found, points, keys[0], response), f"By {conditions.short(keys[0])}", caption)
    elif len(keys) == 2 and full and experiment.design.kind == "factorial":
        drawn["interactions"] = (lambda: draw.interactions(found, points, keys, response), "By both conditions", caption)
    if 1 < len(points) <= 60 and experiment.design.kind != "mixture" and found["strategy"].nunique() > 1:
        framed = "The best of each condition is framed, dotted where that is not sure."
        drawn["heat"] = (lambda: draw.heat(found, points, response), "All conditions", f"{caption} {framed}")
    return drawn


def changes(experiment: Experiment, runs: pd.DataFrame) -> Section:
    """What each change does against the config as it is."""
    from ..figures import conditions as draw

    points, response = experiment.points, experiment.response
    found = conditions.effects(runs, response)
    clear = found[found["p"] < 0.05].sort_values("difference", key=abs, ascending=False)
    said = [f"{conditions.label_of(points[row.point])}: {pretty(row.strategy)} goes from {row.base:.2f} to "
            f"{row.base + row.difference:.2f} {pretty(response)} ({row.difference:+.2f}, 95 % interval {row.low:+.2f} to {row.high:+.2f})."
            for row in clear.head(12).itertuples()]  # fmt: skip
    said = said or ["No change makes a difference that can be told from chance (paired tests, Holm-corrected, 5 %)."]
    section = Section("What each change does", said)
    if len(found):
        section.figures["tornado"] = (lambda: draw.tornado(found, points, response), "What each change does",
                                      f"Change of {pretty(response)} against the config as it is, paired by replication, "
                                      "mean and 95 % interval.")  # fmt: skip
    return section
