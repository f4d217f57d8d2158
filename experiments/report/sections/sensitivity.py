"""A Morris or Saltelli design in a report."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...config import Experiment
from ...config.design import sample
from ...errors import UserError
from ...statistics.conditions import short
from ...statistics.morris import ElementaryEffects, elementary_effects
from ...statistics.sobol import SobolIndices, sobol_indices
from ...words import pretty
from .section import Section


def outputs(runs: pd.DataFrame, strategy: str, response: str, points: int) -> np.ndarray:
    """A strategy's response, float64[points, replications]; nan where a run is missing."""
    mine = runs[runs["strategy"] == strategy]
    return mine.pivot(index="point", columns="replication", values=response).reindex(range(points)).to_numpy(float)


def analysed(experiment: Experiment, y: np.ndarray) -> SobolIndices | ElementaryEffects:
    """Indices of one strategy's outputs over the experiment's design."""
    design, common = experiment.design, experiment.design.common_random_numbers
    if design.kind == "saltelli":
        return sobol_indices(list(design.factors), y, common)
    return elementary_effects({name: (0.0, 1.0) for name in design.factors}, sample(design, experiment.seed), y, common)


def sensitivity_section(experiment: Experiment, runs: pd.DataFrame) -> Section:
    """Indices of every strategy's response; a strategy whose runs cannot be analysed is said to be so."""
    from ..figures import sensitivity as draw

    saltelli = experiment.design.kind == "saltelli"
    key = "total" if saltelli else "mu_star"
    section, tables = Section("What the response depends on"), {}
    for strategy in dict.fromkeys(runs["strategy"]):
        try:
            found = analysed(experiment, outputs(runs, strategy, experiment.response, len(experiment.points)))
        except UserError as error:
            section.sentences.append(f"{pretty(strategy)}: {error}.")
            continue
        tables[strategy] = table = found.factors.sort_values(key, ascending=False)
        top = ", ".join(f"{short(name)} ({row[key]:.2g}; {row[f'{key}_low']:.2g} to {row[f'{key}_high']:.2g})"
                        for name, row in table.head(3).iterrows())  # fmt: skip
        section.sentences.append(f"{pretty(strategy)}: {pretty(experiment.response)} depends most on {top}.")
        section.sentences.append(luck_said(found))
        if found.needed:
            section.sentences.append(f"More runs would help ({len(found.needed)} intervals are wide): {found.needed[0]}.")
        section.header = ["strategy", "parameter", *(pretty(column) for column in table.columns)]
        section.rows += [[pretty(strategy), short(name), *(f"{x:.3g}" for x in row)] for name, row in table.iterrows()]
    if tables:
        caption = "Total Sobol index" if saltelli else "Mean size of elementary effects (mu*, luck removed)"
        section.figures["sensitivity"] = (lambda: draw.bars(tables, key), "What the response depends on",
                                          f"{caption} with 95 % interval; hollow: the interval contains 0.")  # fmt: skip
    return section


def luck_said(found: SobolIndices | ElementaryEffects) -> str:
    """How the variance of single runs splits."""
    if isinstance(found, ElementaryEffects):
        return f"Luck makes {found.luck.value:.0%} ({found.luck.low:.0%} to {found.luck.high:.0%}) of the variance of single runs."
    shares = found.shares["share"]
    parameters = shares.drop(["interactions", "luck"]).sum()
    return (f"The variance of single runs splits into parameters alone {parameters:.0%}, their interactions {shares['interactions']:.0%} "
            f"and luck {shares['luck']:.0%}.")  # fmt: skip
