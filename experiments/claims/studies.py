"""The three studies behind a claim: the question itself, where the answer holds, and which mechanism carries it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import qmc

from sim.scenario import MECHANISMS

from ..config import Experiment
from ..design import Design, Factor, Point
from .judge import effect_of

# What is uncertain about the world, beyond the calibrated set: key -> range or levels.
WORLD = {
    "market.capacity": Factor(low=60, high=250),
    "market.sensitivity": Factor(low=0.2, high=0.9),
    "market.shows_contacts": Factor(low=0.3, high=1.0),
    "rules.trust.eta": Factor(low=0.04, high=0.16),
    "rules.trust.asymmetry": Factor(low=1.0, high=4.0),
    "rules.trade.needs_per_year": Factor(low=1.0, high=6.0, scale="log"),
    "rules.trade.trust": Factor(low=0.5, high=4.0, scale="log"),
    "rules.trade.strength": Factor(low=0.1, high=1.2, scale="log"),
    "rules.trade.outside": Factor(low=1.9, high=3.1),
    "rules.trade.recall": Factor(low=0.005, high=0.3, scale="log"),
    "rules.trade.moderate_ties": Factor(values=(0.0, 1.0)),
    "rules.trade.ask_around": Factor(low=0.005, high=0.2, scale="log"),
    "rules.pitching.annoyance": Factor(low=0.3, high=1.0),
    "rules.acceptance.money_motive": Factor(low=0.5, high=6.0),
    "rules.acceptance.note": Factor(low=0.3, high=4.0),
    "rules.reconnecting.history": Factor(low=0.4, high=1.8),
    "rules.forgetting.half_life_weeks": Factor(low=10, high=55, scale="log"),
}


@dataclass(frozen=True)
class Effort:
    """How much is run: replications of the question, worlds sampled and runs in each, runs without each mechanism."""

    replications: int
    worlds: int
    per_world: int
    per_mechanism: int


FULL = Effort(replications=40, worlds=24, per_world=2, per_mechanism=2)
QUICK = Effort(replications=8, worlds=0, per_world=0, per_mechanism=0)


def crossed(points: list[Point], changes: list[Point]) -> list[Point]:
    """Every change at every point; the point's own values win."""
    return [change | point for change in changes for point in points]


def worlds(count: int, seed: int) -> list[Point]:
    """A Latin-hypercube sample of what is uncertain."""
    places = qmc.LatinHypercube(len(WORLD), rng=np.random.default_rng(seed)).random(count)
    return [{key: factor.at(u) for (key, factor), u in zip(WORLD.items(), row)} for row in places]


def listed(experiment: Experiment, rows: list[Point], replications: int) -> Experiment:
    """The experiment at the given points, storing nothing but the responses of runs."""
    keep = experiment.keep.model_copy(update={"weekly": False, "sellers": False, "deals": False, "networks": False, "messages": False})
    design = Design(kind="list", rows=tuple(rows)) if rows != [{}] else None
    return experiment.model_copy(update={"design": design, "replications": replications, "keep": keep, "claim": None, "stop": None})


def studies(experiment: Experiment, effort: Effort) -> dict[str, Experiment]:
    """The studies of a claim by name: question, worlds, mechanisms (those that have any runs)."""
    points = experiment.points
    found = {"question": listed(experiment, points, effort.replications)}
    if effort.worlds:
        found["worlds"] = listed(experiment, crossed(points, worlds(effort.worlds, experiment.seed)), effort.per_world)
    if effort.per_mechanism:
        without = [{"ablate": [name]} for name in MECHANISMS]
        found["mechanisms"] = listed(experiment, crossed(points, without), effort.per_mechanism)
    return found


def by_world(runs: pd.DataFrame, experiment: Experiment, count: int) -> pd.DataFrame:
    """The claim's effect in every sampled world: one row each, its parameters and `effect` (share, > 0: as claimed)."""
    points = len(experiment.points)
    rows = []
    for number, world in enumerate(worlds(count, experiment.seed)):
        rows.append(world | {"effect": effect_in_block(runs, experiment, number, points)})
    return pd.DataFrame(rows)


def effect_in_block(runs: pd.DataFrame, experiment: Experiment, number: int, points: int) -> float:
    """The effect among the points of one change, whose numbers are brought back to those of the claim's design."""
    block = runs[runs["point"] // points == number]
    return effect_of(block.assign(point=block["point"] % points), experiment.claim)


def by_mechanism(runs: pd.DataFrame, experiment: Experiment) -> pd.DataFrame:
    """The claim's effect without each mechanism: columns mechanism, effect."""
    points = len(experiment.points)
    rows = [(name, effect_in_block(runs, experiment, number, points)) for number, name in enumerate(MECHANISMS)]
    return pd.DataFrame(rows, columns=["mechanism", "effect"])


def deciding(table: pd.DataFrame) -> list[str]:
    """The two parameters whose ranks go most with the effect (Spearman)."""
    table = table.dropna()
    if len(table) < 10:
        return []
    strength = {key: abs(table[key].corr(table["effect"], method="spearman")) for key in WORLD}
    return sorted(strength, key=lambda key: -np.nan_to_num(strength[key]))[:2]


def folder_of(out: Path, experiment: Experiment, name: str) -> Path:
    """Where a study is kept: by content, so that the same study is found again and a changed one is done anew."""
    import hashlib
    import io

    from sim.compiling import sources_hash

    from ..config import to_tree, write_yaml

    text = io.StringIO()
    write_yaml(to_tree(experiment), text)
    return Path(out) / f"{name}-{hashlib.sha256((text.getvalue() + sources_hash()).encode()).hexdigest()[:10]}"
