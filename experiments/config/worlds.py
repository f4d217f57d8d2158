"""Worlds: what nobody knows about the market, drawn anew for each, the same for all strategies of a market.

A world is a member of the accepted set of the calibration (whose parameters go together) and, from WORLD, a value of
everything that is not calibrated. What an experiment sets itself, in its config or in its design, stays as it is set.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import qmc

from .design import Factor, Point

if TYPE_CHECKING:
    from .records import Experiment

ACCEPTED_SET = Path(__file__).parents[1] / "evidence" / "accepted.csv"

# What is uncertain about the world beyond the calibrated parameters: key -> range or levels.
WORLD = {
    "market.capacity": Factor(low=60, high=250),
    "market.sensitivity": Factor(low=0.2, high=0.9),
    "market.shows_contacts": Factor(low=0.3, high=1.0),
    "rules.trust.eta": Factor(low=0.04, high=0.16),
    "rules.trust.asymmetry": Factor(low=1.0, high=4.0),
    "rules.trade.needs_per_year": Factor(low=0.5, high=3.0, scale="log"),
    "rules.trade.trust": Factor(low=0.5, high=5.0, scale="log"),
    "rules.trade.strength": Factor(low=0.1, high=1.2, scale="log"),
    "rules.trade.outside": Factor(low=0.2, high=1.8),
    "rules.trade.recall": Factor(low=0.001, high=0.1, scale="log"),
    "rules.trade.moderate_ties": Factor(values=(0.0, 1.0)),
    "rules.trade.ask_around": Factor(low=0.005, high=0.2, scale="log"),
    "rules.pitching.annoyance": Factor(low=0.3, high=1.0),
    "rules.pitching.p_react": Factor(low=0.02, high=0.5, scale="log"),
    "rules.pitching.reputation_lost": Factor(low=0.0001, high=0.005, scale="log"),
    "rules.acceptance.money_motive": Factor(low=0.5, high=6.0),
    "rules.acceptance.note": Factor(low=0.3, high=4.0),
    "rules.acceptance.vouched": Factor(low=0.0, high=0.8),
    "rules.planning.ask_again_weeks": Factor(low=0, high=52, integer=True),
}
LOGARITHMIC = frozenset(key for key, factor in WORLD.items() if factor.scale == "log")


@lru_cache(maxsize=1)
def accepted() -> list[Point]:
    """The members of the accepted set, each with the calibrated parameters only."""
    import pandas as pd

    table = pd.read_csv(ACCEPTED_SET)
    return table[[key for key in table if key.startswith(("market.", "rules."))]].to_dict("records")


def drawn_worlds(count: int, seed: int, fixed: frozenset[str] = frozenset()) -> list[Point]:
    """So many worlds: members of the accepted set drawn at random, and a Latin hypercube over WORLD; without the keys `fixed`."""
    members = accepted()
    places = qmc.LatinHypercube(len(WORLD) + 1, rng=np.random.default_rng(seed)).random(count)
    drawn = [members[int(row[-1] * len(members))] | {key: factor.at(u) for (key, factor), u in zip(WORLD.items(), row)}
             for row in places]  # fmt: skip
    return [{key: value for key, value in world.items() if key not in fixed} for world in drawn]


def worlds_of(experiment: Experiment) -> list[Point]:
    """The worlds of an experiment, one or more replications in each; none where all live in the config's own."""
    if experiment.worlds == "default":
        return []
    return drawn_worlds(min(experiment.worlds, experiment.replications), experiment.seed, set_by_hand(experiment))


def set_by_hand(experiment: Experiment) -> frozenset[str]:
    """Keys that the design varies, and those that the config sets to something else than the default."""
    varied = {key for point in experiment.points for key in point}
    keys = {*WORLD, *accepted()[0]}
    return frozenset(varied | {key for key in keys if changed(experiment.scenario, key)})


def changed(scenario, key: str) -> bool:
    """Whether a dotted key of market or rules has another value than by default."""
    from sim.scenario import Market, Rules

    room, *path = key.split(".")
    here, default = getattr(scenario, room), {"market": Market, "rules": Rules}[room]()
    if path[0] == "parameters":
        here, default = scenario.parameters_of("market"), type(scenario)().parameters_of("market")
        path = path[1:]
    for name in path:
        if not hasattr(default, name):
            raise KeyError(f"{key}: is no parameter of the model; bring the table of worlds up to date")
        here, default = getattr(here, name), getattr(default, name)
    return bool(here != default)
