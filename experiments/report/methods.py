"""What was done, for the report: setting, methods, strategies, parameters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from pydantic import BaseModel

from ..config import Experiment
from ..statistics.conditions import cut_between_points, cut_by_pairing
from ..words import pretty


def setting(experiment: Experiment) -> str:
    """Size and length in words."""
    scenario = experiment.scenario
    sellers = sum(group.sellers for group in scenario.strategies.values())
    said = f"Each: {scenario.weeks} weeks in a market of {scenario.people:,} people, {sellers} of them sellers."
    if experiment.design:
        said = f"{len(experiment.points):,} conditions ({pretty(experiment.design.kind)} design). " + said
    if scenario.ablate:
        said += f" Switched off: {', '.join(map(pretty, scenario.ablate))}."
    if experiment.network:
        said += f" The network at the start was read from {Path(experiment.network.file).name}."
    return said


def methods(experiment: Experiment, status: dict, runs: pd.DataFrame) -> str:
    """What was done, as a paper would say it."""
    from sim.version import VERSION

    scenario, design = experiment.scenario, experiment.design
    said = (
        f"We simulated networking among {scenario.people:,} people over {scenario.weeks} weeks with Vitamin B {VERSION}, an "
        f"agent-based model described by an ODD protocol. {len(scenario.strategies)} groups of sellers "
        f"({', '.join(f'{pretty(k)}: {g.sellers} sellers, {g.hours:g} h a week' for k, g in scenario.strategies.items())}) "
        "acted in the same market. "
    )
    if design:
        luck = "common random numbers across points" if design.common_random_numbers else "independent random numbers"
        factors = f" over {', '.join(design.factors)}" if design.factors else ""
        said += f"A {pretty(design.kind)} design{factors} gave {len(experiment.points):,} points with {luck}. "
    if experiment.stop:
        goal = (f"the best strategy was known with an indifference zone of {experiment.stop.indifference:.0%}"
                if experiment.stop.indifference else f"every mean was known to plus or minus {experiment.stop.half_width:g}")  # fmt: skip
        said += (f"Replications were added until {goal} at a confidence of {experiment.stop.confidence:.0%}, "
                 f"at most {experiment.replications}. ")  # fmt: skip
    else:
        said += f"Each was replicated {experiment.replications} times. "
    said += (
        f"Of {status['planned']} runs, {status['ok']} succeeded, {status['failed']} failed and {status['pending']} were pending; failed "
        "runs have no values in any analysis. Random numbers are counter-based (Threefry-2x32-20), keyed by people and purpose, so "
        "strategies are compared under the same luck. Intervals are 95 % intervals over replications by Student's t, at each end "
        "widened for skewness (Hall 1992) where that is wider; pairs were compared by the same on paired replications, p-values corrected by "
        "Holm's method."
    )
    return said + pairing_said(runs, experiment.response)


def pairing_said(runs: pd.DataFrame, response: str) -> str:
    """What pairing by replication gained, or lost, against luck drawn anew: between strategies, and between conditions.

    Empty if that cannot be told. Says why, where the gain between strategies is less than threefold.
    """
    if runs.empty or runs["replication"].nunique() < 6:
        return ""
    said = gain_said(cut_by_pairing(runs, response)["ratio"], "two strategies of one market")
    if said and cut_by_pairing(runs, response)["ratio"].median() < 3:
        said += (" Strategies side by side share the market, its needs and its people, but are played by different sellers, who meet different "
                 "buyers: most of their luck is their own, and where they compete, one's luck is another's loss.")  # fmt: skip
    return said + gain_said(cut_between_points(runs, response)["ratio"], "two conditions for the same strategy")


def gain_said(ratios: pd.Series, what: str) -> str:
    """How many times smaller pairing made standard errors; empty without ratios."""
    gain = ratios.replace(np.inf, np.nan).dropna()
    if gain.empty:
        return ""
    return (f" Pairing made the standard error of a difference between {what} {gain.median():.2f} times smaller than independent luck "
            f"would (median of {len(gain)} pairs; {gain.min():.2f} to {gain.max():.2f}).")  # fmt: skip


def ideas(experiment: Experiment) -> list[dict]:
    """What each group does, from the strategy's own words."""
    scenario = experiment.scenario
    return [
        {"name": pretty(label), "sellers": group.sellers, "hours": f"{group.hours:g}",
         "idea": scenario.strategy_of(label).doc.split("\n\n")[0].replace("\n", " ")}
        for label, group in scenario.strategies.items()
    ]  # fmt: skip


def parameters(experiment: Experiment) -> list[dict]:
    """Every parameter of market, rules and strategies as run, with unit, range and source."""
    scenario = experiment.scenario
    rows = listed("market", scenario.market) + listed("rules", scenario.effective_rules())
    for label in scenario.labels:
        rows += listed(f"strategies.{label}" if label != "market" else "market", scenario.parameters_of(label))
    return rows


def listed(prefix: str, record: BaseModel) -> list[dict]:
    """The parameters of a record and of the records in it."""
    rows = []
    for key, field in type(record).model_fields.items():
        value = getattr(record, key)
        if isinstance(value, BaseModel):
            rows += listed(f"{prefix}.{key}", value)
        elif field.json_schema_extra:
            limits = {type(limit).__name__: limit for limit in field.metadata}
            rows.append(
                {"name": f"{prefix}.{key}", "value": f"{value:g}", "unit": field.json_schema_extra["unit"],
                 "low": f"{limits['Ge'].ge:g}", "high": f"{limits['Le'].le:g}", "meaning": field.description,
                 "source": field.json_schema_extra["source"], "changed": value != field.default}
            )  # fmt: skip
    return rows
