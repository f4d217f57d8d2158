"""The best split of hours, searched for and told: shares of the hours, what it earns, and how flat the optimum is."""

from __future__ import annotations

from pathlib import Path

from ..config import Experiment
from ..report.sections import Section
from ..studies.best import best_use, table_of
from ..words import pretty
from .studies import folder_of

HOURS = 5.0
REPLICATIONS = 4
SHOWN = 0.01  # shares of the hours from which an action is named


def best_split(experiment: Experiment, trials: int, out: Path) -> Section:
    """Search the best use of five hours a week in the experiment's market; goes on where an interrupted search was."""
    from ..report.figures.best import splits

    scenario = experiment.scenario.model_copy(update={"strategies": {}})
    market = experiment.model_copy(update={"scenario": scenario, "claim": None, "design": None})
    folder = folder_of(out, market, f"{experiment.claim.id}-split")
    table = table_of(best_use(market, [HOURS], [scenario.weeks], trials, REPLICATIONS, folder, 1))
    row = next(table.itertuples())._asdict()
    shares = sorted(((row[c], c.removeprefix("share_")) for c in row if c.startswith("share_")), reverse=True)
    named = ", ".join(f"{pretty(name)} {share:.0%}" for share, name in shares if share >= SHOWN)
    section = Section(f"The best split of {HOURS:g} hours a week")
    section.sentences = [
        f"Of {row['trials']} proposals the best puts the hours into {named}, with {row['effort_minutes']:.0f} minutes a message.",
        f"Under luck that the search had not seen it earns {row['mean']:.2f} {pretty(market.response)} "
        f"({row['low']:.2f} to {row['high']:.2f}), the plain portfolio {row['plain']:.2f}.",
        f"How flat: {row['near']} of {row['trials']} proposals lie within 5 % of the best, with {row['effort_low']:.0f} to "
        f"{row['effort_high']:.0f} minutes a message.",
    ]
    section.figures["split"] = (lambda: splits(table, market.response), "Where the hours go", "")
    return section
