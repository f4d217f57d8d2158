"""What the first screen says, as numbers: no words here, so that every language says the same."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ...config import Experiment
from ...config.worlds import LOGARITHMIC
from ...responses.bounds import bounds, per_hour
from ...results.tidy import worlds_table
from ...statistics.estimates import compare_all, fewest, pivot
from ...statistics.hinge import Hinge, hinge
from ...statistics.horizon import Horizon, horizon
from ...statistics.hours import comparable, idle_groups
from ...statistics.intervals import doubtful, mean_interval
from ...statistics.shares import Pairs, Split, log_ratio, middle_of_sellers, pairs, split_of, winners_share


@dataclass
class Answer:
    """kind: "nothing" (no run), "no_deals", "alone", "missing" (some run has no value), "few" (runs), "tied" or "clear".

    runs, worlds: how many (0 worlds: all runs in the config's own); order: strategies by mean, the best first; shares: see
    `winners_share`; alike: those that cannot be told apart from the best; idle: hours used by those that are not ranked;
    middle: deals between which 80 of 100 of the best's sellers lie; price: per deal, or per seller and year, of the best.
    """

    kind: str
    response: str
    runs: int = 0
    worlds: int = 0
    weeks: int = 0
    order: list[str] = field(default_factory=list)
    mean: tuple[float, float, float] = (np.nan,) * 3
    doubt: str = ""
    shares: pd.DataFrame | None = None
    alike: list[str] = field(default_factory=list)
    idle: dict[str, float] = field(default_factory=dict)
    horizon: Horizon | None = None
    hinge: Hinge | None = None
    split: Split | None = None
    pairs: Pairs | None = None
    middle: tuple[float, float] | None = None
    price: dict[str, float] = field(default_factory=dict)
    assumptions: tuple[int, int] = (0, 0)


def answer_of(experiment: Experiment, tables: dict[str, pd.DataFrame], assumptions: tuple[int, int] = (0, 0)) -> Answer:
    """The answer of one condition. tables: its runs, and weekly and sellers if they were kept; assumptions: parameters without a
    source, and all."""
    runs, response = tables.get("runs", pd.DataFrame()), experiment.response
    found = Answer("nothing", response, weeks=experiment.scenario.weeks, assumptions=assumptions)
    if runs.empty:
        return found
    found.runs, found.worlds = runs["replication"].nunique(), len(experiment.drawn)
    if runs["deals"].sum() == 0:
        found.kind, found.order = "no_deals", list(dict.fromkeys(runs["strategy"]))
        return found
    found.idle = idle_groups(runs) if per_hour(response) else {}
    ranked = comparable(runs, response)
    if ranked.empty or ranked[response].isna().any():
        found.kind = "missing"
        return found
    table = pivot(ranked, response)
    found.order = list(table.mean().sort_values(ascending=False, kind="stable").index)
    best = found.order[0]
    found.mean, found.doubt = mean_interval(table[best].to_numpy(), bounds(response)), doubtful(table[best].to_numpy())
    tell_of_the_best(found, tables, runs[runs["strategy"] == best])
    if len(found.order) == 1:
        found.kind = "alone"
        return found
    found.shares = winners_share(table)
    if found.runs < fewest(len(found.order)):
        found.kind = "few"
        return found
    found.alike = [c.worse for c in compare_all(ranked, response) if c.better == best and not c.clear]
    found.kind = "tied" if found.alike else "clear"
    tell_of_rivals(found, experiment, tables, table)
    return found


def tell_of_the_best(found: Answer, tables: dict[str, pd.DataFrame], mine: pd.DataFrame) -> None:
    """Range over sellers, and what it cost others and itself."""
    if "sellers" in tables:
        found.middle = middle_of_sellers(tables["sellers"], found.order[0])
    if {"annoyance", "deals_per_seller_year", "reputation", "broken"} <= set(mine):
        deals = mine["deals_per_seller_year"].mean()
        found.price = {"annoyed": mine["annoyance"].mean() / deals if deals > 0 else np.nan,
                       "broken": mine["broken"].mean(), "reputation": mine["reputation"].mean()}  # fmt: skip


def tell_of_rivals(found: Answer, experiment: Experiment, tables: dict[str, pd.DataFrame], table: pd.DataFrame) -> None:
    """Horizon, seller against seller, and, over worlds, the hinge between the two that are on top most often."""
    best, second = found.order[:2]
    if "weekly" in tables:
        sellers = tables["runs"].groupby("strategy", sort=False)["sellers"].first().to_dict()
        found.horizon = horizon(tables["weekly"], {name: sellers[name] for name in found.order})
    if "sellers" in tables:
        found.pairs = pairs(tables["sellers"], best, second)
    if not experiment.drawn:
        return
    world = table.index.to_numpy() % len(experiment.drawn)
    lead = log_ratio(table[best].to_numpy(), table[second].to_numpy())
    found.split = split_of(lead, world)
    by_world = pd.Series(lead).groupby(world).first()
    parameters = worlds_table(experiment).set_index("world").loc[by_world.index]
    found.hinge = hinge(parameters, by_world.to_numpy(), LOGARITHMIC)
