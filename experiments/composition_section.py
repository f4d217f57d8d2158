"""A mixture design in a report."""

from __future__ import annotations

import pandas as pd

from .composition import compose, sentences
from .config import Experiment
from .sections import Section
from .style import pretty


def shares_of(experiment: Experiment, runs: pd.DataFrame) -> pd.DataFrame:
    """Runs of the mixed strategies with share and payoff."""
    mixed = runs[runs["strategy"].isin(experiment.design.groups)]
    total = mixed.groupby(["point", "replication"])["sellers"].transform("sum")
    return mixed.assign(share=mixed["sellers"] / total, payoff=mixed[experiment.response])


def composition_section(experiment: Experiment, runs: pd.DataFrame) -> Section:
    """Pay-off by share, invasion, and where mixtures settle."""
    from .figures import composition as draw

    mixed = shares_of(experiment, runs).dropna(subset=["payoff"])
    found = compose(mixed, list(experiment.design.groups))
    section = Section("What if more people do the same", sentences(found, pretty))
    section.figures["payoffs"] = (lambda: draw.payoffs(mixed, experiment.response), "Pay-off by share",
                                  "What each strategy earns by its own share of the sellers; mean and 95 % interval.")  # fmt: skip
    section.figures["triangle"] = (lambda: draw.triangle(found), "Where mixtures go",
                                   "Arrows: replicator dynamics on the estimated pay-offs; dot: where they settle.")  # fmt: skip
    return section
