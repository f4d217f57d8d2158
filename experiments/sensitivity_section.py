"""A Morris or Saltelli design in a report."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .conditions import short
from .config import Experiment
from .design import sample
from .sections import Section
from .sensitivity import advice, morris_effects, sobol_indices
from .style import pretty


def outputs(runs: pd.DataFrame, strategy: str, response: str, points: int) -> np.ndarray:
    """A strategy's response, float64[points, replications]; nan where a run is missing."""
    mine = runs[runs["strategy"] == strategy]
    return mine.pivot(index="point", columns="replication", values=response).reindex(range(points)).to_numpy(float)


def sensitivity_section(experiment: Experiment, runs: pd.DataFrame) -> Section:
    """Indices of every strategy's response."""
    from .figures import sensitivity as draw

    names, design = list(experiment.design.factors), experiment.design
    section = Section("What the response depends on", header=["strategy", "parameter", *columns_of(design.kind)])
    tables = {}
    for strategy in dict.fromkeys(runs["strategy"]):
        y = outputs(runs, strategy, experiment.response, len(experiment.points))
        if design.kind == "saltelli":
            tables[strategy] = table = sobol_indices(y, names)
            low, high, key = "total_low", "total_high", "total"
        else:
            tables[strategy] = table = morris_effects(y, sample(design, experiment.seed), names)
            low, high, key = "square_low", "square_high", "square"
        order = table[table["factor"] != "luck"].sort_values(key, ascending=False)
        top = ", ".join(f"{short(row['factor'])} ({row[key]:.2g}, {row[low]:.2g} to {row[high]:.2g})" for _, row in order.head(3).iterrows())
        section.sentences.append(f"{pretty(strategy)}: {pretty(experiment.response)} depends most on {top}.")
        if design.kind == "saltelli":
            luck = table.loc[table["factor"] == "luck", "first"].iloc[0]
            main = order["first"].sum()
            section.sentences.append(f"Luck makes {luck:.0%} of the variance of single runs; of the rest, parameters alone {main:.0%}, "
                                     f"their interactions {max(0.0, 1 - main):.0%}.")  # fmt: skip
        warning = advice(order, low, high, 1.0 if design.kind == "saltelli" else max(order[key].max(), 1e-12))
        section.sentences += [warning] if warning else []
        section.rows += [[pretty(strategy), short(str(row.iloc[0])), *(f"{x:.3g}" for x in row.iloc[1:])] for _, row in table.iterrows()]
    section.figures["sensitivity"] = (lambda: draw.bars(tables, design.kind), "Sensitivity",
                                      "Total Sobol index (or mean squared elementary effect) with 95 % interval; "
                                      "hollow: the interval contains 0.")  # fmt: skip
    return section


def columns_of(kind: str) -> list[str]:
    """Names of the numbers of a row."""
    if kind == "saltelli":
        return ["first", "low", "high", "total", "low", "high"]
    return ["mean effect", "low", "high", "squared effect", "low", "high", "sigma"]
