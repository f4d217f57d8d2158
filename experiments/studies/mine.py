"""Which strategy pays with one's own network, in how many worlds, on what that hinges, and whom each would approach.

A world is one member of the accepted set of the calibration: parameters of ordinary people that show the published patterns.
In every world the user follows each strategy in its turn, with the same people and luck, among other sellers: one person in three
sells in passing and one in fifty by mass mail, as in the validation of the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from .. import config
from ..config.yaml_file import put
from ..errors import UserError
from ..networks.exports import read_own
from ..networks.myself import first_seller, places
from ..networks.read import NetworkFile, hashed
from ..running.pools import spawned
from .portrait import Portrait, portrait

SOON_WEEKS = 6
AROUND = 2  # people of the market for each one of the network
LEAST_PEOPLE = 1000
LEAST_SLOTS, MOST_SLOTS, ROOM = 512, 4096, 1.25  # of address books; ROOM: for each contact of the user, with new ones to come
NOT_ASKED = ("member", "idle", "portfolio")  # ordinary people, nothing at all, and weights without an idea of their own
REACHING = ("request", "share_info", "call", "reconnect", "pitch")


@dataclass(frozen=True)
class Plan:
    """What was asked: exports, the user's name in them, hours a week, weeks, worlds and runs in each."""

    paths: tuple[str, ...]
    me: str
    hours: float
    weeks: int
    worlds: int
    replications: int
    seed: int = 1


@dataclass(frozen=True)
class Mine:
    """The answer: portrait, runs (world, strategy, replication, deals, hours), approaches and worlds."""

    plan: Plan
    network: NetworkFile
    portrait: Portrait
    runs: pd.DataFrame
    approaches: pd.DataFrame  # strategy, person, kind, share (of runs in which the first weeks hold it)
    worlds: pd.DataFrame  # a row a world, its parameters
    names: dict[int, str]
    soon_weeks: int = SOON_WEEKS


def study(plan: Plan, accepted: Path, workers: int, hash_names: bool = False, done=lambda n, of: None) -> Mine:
    """Read, run, and gather. accepted: file with the parameters of all worlds, a row each. Raises UserError."""
    network = read_own([Path(path) for path in plan.paths], plan.me)
    if len(network.labels) < 3:
        raise UserError(f"{plan.paths[0]}: holds {len(network.labels) - 1} contact; a strategy needs some to choose from")
    seen = portrait(network)
    labels = hashed(list(network.labels), None) if hash_names else network.labels
    seen.people["name"] = [labels[k] for k in seen.people.index]
    worlds = worlds_in(accepted, plan.worlds)
    parts = []
    with spawned(min(workers, len(worlds))) as pool:
        jobs = [pool.submit(one_world, plan, k, row) for k, row in enumerate(worlds.to_dict("records"))]
        for job in jobs:
            parts.append(job.result())
            done(len(parts), len(jobs))
    runs = pd.concat([part[0] for part in parts], ignore_index=True)
    reached = pd.concat([part[1] for part in parts], ignore_index=True)
    return Mine(plan, network, seen, runs, shares(reached, plan, len(worlds)), worlds, dict(enumerate(labels)))


def worlds_in(file: Path, most: int) -> pd.DataFrame:
    """So many members of an accepted set of parameters, evenly spread from the best to the worst."""
    table = pd.read_csv(file)
    keys = [name for name in table if name.startswith(("market.", "rules."))]
    chosen = np.unique(np.linspace(0, len(table) - 1, min(most, len(table))).round().astype(int))
    return table.loc[chosen, keys].reset_index(drop=True)


def strategies() -> list[str]:
    """The strategies that are held against each other."""
    from sim.strategies import SHELF

    return [name for name in SHELF if name not in NOT_ASKED]


def one_world(plan: Plan, world: int, parameters: dict) -> tuple[pd.DataFrame, pd.DataFrame]:
    """All strategies and replications in one world: deals and hours of every run, and whom the first weeks reach."""
    from sim.contacts import ContactRule

    rule = ContactRule(forgetting=scenario_of(plan, parameters, "idle", LEAST_PEOPLE).rules.forgetting)
    network = read_own([Path(path) for path in plan.paths], plan.me, int(MOST_SLOTS / ROOM), rule)
    people = max(LEAST_PEOPLE, AROUND * len(network.labels))
    rows, reached = [], []
    for name in strategies():
        scenario = scenario_of(plan, parameters, name, people)
        for replication in range(plan.replications):
            outcome, found = one_run(plan, scenario, network, world, replication)
            rows.append({"world": world, "strategy": name, "replication": replication, **outcome})
            reached.append(found.assign(strategy=name, world=world, replication=replication))
    return pd.DataFrame(rows), pd.concat(reached, ignore_index=True)


def one_run(plan: Plan, scenario, network: NetworkFile, world: int, replication: int) -> tuple[dict, pd.DataFrame]:
    """Deals and hours of one run, and the people of the network that the user reaches in the first weeks."""
    from sim.engine import run
    from sim.randomness import run_seed

    from ..networks.myself import placed

    seed = run_seed(plan.seed + world, replication)
    there = first_seller(scenario, seed)
    done = run(scenario, seed, network=placed(network.ties, network.me, there, scenario.people), messages=True)
    mail = done.messages
    mine = (mail["sender"] == there) & (mail["week"] < SOON_WEEKS)
    who = np.full(scenario.people, -1)
    place = places(network.ties.people, network.me, there, scenario.people)
    who[place] = np.arange(len(place))
    found = pd.DataFrame({"person": who[mail["receiver"][mine]], "kind": np.asarray(mail["kind"])[mine]})
    row = int(np.flatnonzero(done.sellers["person"] == there)[0])
    outcome = {name: float(done.sellers[name][row]) for name in ("deals", "hours")}
    return outcome, found[(found["person"] >= 0) & found["kind"].isin(REACHING)].drop_duplicates()


def scenario_of(plan: Plan, parameters: dict, strategy: str, people: int):
    """The scenario of one world in which the user follows one strategy."""
    group = {"sellers": 1, "strategy": strategy, "hours": plan.hours}
    tree = {"question": "my own network", "weeks": plan.weeks, "people": people, "strategies": {"me": group}}
    for key, value in parameters.items():
        put(tree, key.split("."), value, "worlds: ")
    room = max(LEAST_SLOTS, 1.3 * tree["market"]["contacts"], ROOM * people / AROUND)
    tree["contact_slots"] = int(min(MOST_SLOTS, room))
    return among_others(config.build(tree, Path()).scenario)


def among_others(scenario):
    """The same scenario with other sellers, as in the validation: one in three in passing, one in fifty by mass mail."""
    from sim.scenario import Group

    market = scenario.market
    ordinary = Group(strategy="member", sellers=scenario.people // 3, hours=market.hours, parameters=market.parameters)
    mass = Group(strategy="spam_requests", sellers=scenario.people // 50, hours=5.0)
    groups = {"me": scenario.strategies["me"], "ordinary_sellers": ordinary, "mass_mailers": mass}
    return scenario.model_copy(update={"strategies": groups})


def shares(reached: pd.DataFrame, plan: Plan, worlds: int) -> pd.DataFrame:
    """In which share of runs each strategy reaches each person early, by what; the most frequent first."""
    runs = worlds * plan.replications
    once = reached.drop_duplicates(["strategy", "world", "replication", "person"])
    count = once.groupby(["strategy", "person"]).size().rename("share") / runs
    kind = reached.groupby(["strategy", "person"])["kind"].agg(lambda kinds: kinds.mode().iloc[0])
    table = pd.concat([count, kind], axis=1).reset_index()
    return table.sort_values(["strategy", "share", "person"], ascending=[True, False, True], ignore_index=True)


@dataclass(frozen=True)
class Verdict:
    """Who leads: table by strategy (mean, low, high deals a year; worlds led), the leader, and what the lead goes with."""

    table: pd.DataFrame
    leader: str
    second: str
    ahead: float  # share of worlds in which the leader has more deals than the second; ties count half
    sure: bool  # the mean difference of the two is above 0, 95 % interval over worlds
    hinge: str  # parameter, or "" if none goes with the lead beyond chance
    rho: float


def verdict(mine: Mine) -> Verdict:
    """What pays, from means over the runs of each world."""
    per_year = 52.0 / mine.plan.weeks
    means = mine.runs.groupby(["world", "strategy"])["deals"].mean().unstack() * per_year
    best = means.eq(means.max(axis=1), axis=0)
    led = best.div(best.sum(axis=1), axis=0).mean()
    half = 1.96 * means.std(ddof=1) / np.sqrt(len(means)) if len(means) > 1 else means.iloc[0] * np.nan
    table = pd.DataFrame({"mean": means.mean(), "low": means.mean() - half, "high": means.mean() + half, "led": led})
    table = table.sort_values("mean", ascending=False)
    leader, second = table.index[:2]
    lead = (means[leader] - means[second]).to_numpy()
    ahead = float((lead > 0).mean() + 0.5 * (lead == 0).mean())
    sure = len(lead) > 2 and lead.mean() - stats.t.ppf(0.975, len(lead) - 1) * lead.std(ddof=1) / np.sqrt(len(lead)) > 0
    hinge, rho = goes_with(mine.worlds, lead)
    return Verdict(table, leader, second, ahead, bool(sure), hinge, rho)


def goes_with(worlds: pd.DataFrame, lead: np.ndarray) -> tuple[str, float]:
    """The parameter whose rank goes most with the lead, if beyond chance among all that vary (Bonferroni); else ""."""
    varied = [key for key in worlds if worlds[key].nunique() > 1]
    if len(lead) < 10 or np.ptp(lead) == 0 or not varied:
        return "", np.nan
    found = {key: stats.spearmanr(worlds[key], lead) for key in varied}
    key = max(found, key=lambda name: abs(found[name].statistic))
    if found[key].pvalue * len(varied) > 0.05:
        return "", float(found[key].statistic)
    return key, float(found[key].statistic)
