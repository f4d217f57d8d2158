"""A pilot run: how long, how much memory, how much disk."""

from __future__ import annotations

import itertools
import os
import time
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.week import prepare

from ..apart import Failed, apart
from ..config import Experiment, loads
from ..errors import UserError, reason_of
from ..responses.of_a_run import runs_table, tables_of
from ..results.parts import pack
from ..results.store import full_config
from ..statistics.estimates import pivot
from ..statistics.power import replications_for, sd_interval, smallest_effect
from .runner import compile_once
from .simulation import driver_for, simulate, starting_network

ALONE = "there is one strategy in the market, so nothing is compared in it; differences between points of a design are not estimated beforehand."
SIZES = (0.5, 1.0, 2.0)
SECONDS = 300.0  # for a pilot with users' own strategies
WARMED_UP = 2.0  # seconds; a first run that is shorter is timed again, since it also loads what later ones share


class Missing(Exception):
    """Some runs have no value of the response."""


def findings(experiment: Experiment, effect: float | None = None) -> tuple[dict, list[str]]:
    """What a pilot tells of time, memory, power and disk, in numbers and in words; what it cannot tell is left out, with the reason.

    effect: a difference to be found, in the unit of the response. With users' own strategies the pilot runs in a process
    of its own, since these may hang or end their process. Whatever goes wrong in it goes wrong in the runs, too, where it
    becomes a failed run: so it is said, and the config is not refused for it.
    """
    try:
        if experiment.scenario.own_strategies:
            costs, said = apart(f"{__name__}:findings_of", [full_config(experiment)[0], effect], SECONDS)
            return costs, said
        costs = costs_of(experiment)
        return costs, costs_said(experiment, costs, effect)
    except (MemoryError, UserError):
        raise
    except Failed as error:
        fault = str(error)
    except Exception as error:
        fault = f"raises {reason_of(error)}"
    return {}, [f"Pilot: a trial run {fault}; such a run will count as failed."]


def findings_of(text: str, effect: float | None) -> tuple[dict, list[str]]:
    """`findings` for the text of a full config, in the other process."""
    experiment = loads(text)
    costs = costs_of(experiment)
    return costs, costs_said(experiment, costs, effect)


def costs_of(experiment: Experiment) -> dict:
    """Time, memory and disk, measured by a pilot."""
    seconds, memory, disk = measure(experiment)
    runs = experiment.replications * len(experiment.points)
    workers = experiment.workers or os.cpu_count() or 1
    return {"seconds_per_run": seconds, "workers": workers, "seconds": seconds * runs / min(workers, runs),
            "bytes_per_worker": memory, "bytes_on_disk": disk * runs}  # fmt: skip


def costs_said(experiment: Experiment, costs: dict, effect: float | None = None) -> list[str]:
    """Time, memory, disk, what can be found, and what a wished effect takes, in plain words."""
    return [
        f"Time: {costs['seconds_per_run']:.2f} s a run, about {costs['seconds'] / 60:.1f} minutes with {costs['workers']} workers "
        "(measured by a pilot)",
        f"Memory: about {costs['bytes_per_worker'] / 2**20:.0f} MiB for each worker",
        detectable(experiment),
        f"Disk: about {costs['bytes_on_disk'] / 2**20:.1f} MiB",
        *(cheapest(experiment, effect) if effect is not None else []),
    ]


def measure(experiment: Experiment) -> tuple[float, int, int]:
    """Seconds, bytes of memory and bytes on disk of one run: replication 1 is run twice, the first time to warm up, and thrown away."""
    from sim.kernel.mail import post_of

    driver = driver_for(experiment)
    network = starting_network(experiment)
    if driver == "kernel":
        compile_once(experiment)
    started = time.perf_counter()
    run = simulate(experiment, (0, 1), driver, network=network)
    tables = tables_of(run, 1, experiment.keep)
    seconds = time.perf_counter() - started
    if seconds < WARMED_UP:
        started = time.perf_counter()
        tables_of(simulate(experiment, (0, 1), driver, network=network), 1, experiment.keep)
        seconds = time.perf_counter() - started
    post = post_of(prepare(experiment.scenario), run.state.people.hours, run.state.people.group)
    columns = [run.state.people_rows, *run.state.ties, post.mail, post.order]
    series = sum(column.nbytes for column in run.weekly.values())
    messages = sum(column.nbytes for column in run.messages.values()) if run.messages else 0
    memory = 250 * 2**20 + sum(column.nbytes for column in columns) + series + messages
    return seconds, memory, len(pack(tables))


@dataclass(frozen=True)
class Spread:
    """What a pilot of some runs tells: sd of paired differences of strategies (median of the pairs), mean response, seconds a run."""

    sd: float
    comparisons: int
    mean: float
    seconds: float
    runs: int


def spread(experiment: Experiment, runs: int) -> Spread | None:
    """A pilot at the first point; None with one strategy. Raises Missing if some run has no value of the response."""
    driver, network, here = driver_for(experiment), starting_network(experiment), experiment.at(0)
    started = time.perf_counter()
    found = pd.concat([runs_table(simulate(experiment, (0, r), driver, here=here, network=network), r) for r in range(runs)])
    seconds = (time.perf_counter() - started) / runs
    try:
        table = pivot(found, experiment.response)
    except UserError as error:
        raise Missing(str(error)) from None
    pairs = list(itertools.combinations(table.columns, 2))
    if not pairs:
        return None
    sd = float(np.median([(table[a] - table[b]).std(ddof=1) for a, b in pairs]))
    return Spread(sd, len(pairs), abs(float(table.to_numpy().mean())), seconds, runs)


def detectable(experiment: Experiment, runs: int = 12) -> str:
    """The smallest difference between two strategies that the design can detect, from a pilot of a few runs, in words."""
    try:
        found = spread(experiment, runs)
    except Missing as error:
        return f"Power: not known, since in a pilot of {runs} runs {error}"
    if found is None:
        return f"Power: {ALONE}"
    if experiment.replications < 2:
        return "Power: one replication detects nothing, since its luck is not known; take more"
    sd, comparisons, tenth = found.sd, found.comparisons, 0.1 * found.mean
    low, high = sd_interval(sd, runs)
    effect = smallest_effect(sd, experiment.replications, comparisons)
    needed = f"; a tenth of the mean ({tenth:.2g}) needs about {replications_for(tenth, sd, comparisons)} replications" if tenth else ""
    return (
        f"Power: {experiment.replications} replications detect differences of {effect:.2g} {experiment.response} between two strategies with a "
        f"power of 80 % ({comparisons} comparisons; paired standard deviation {sd:.2g}, {low:.2g} to {high:.2g}, from {runs} runs){needed}."
    )


def scaled(experiment: Experiment, size: float) -> Experiment | None:
    """The experiment in a market of another size, with the same share of sellers; None if it cannot be scaled."""
    scenario = experiment.scenario
    sellers = {label: round(size * group.sellers) for label, group in scenario.strategies.items()}
    people = round(size * scenario.people)
    varied = {key for point in experiment.points for key in point}
    if experiment.network or not all(sellers.values()) or people <= scenario.market.contacts or \
            any(key == "people" or key.endswith(".sellers") for key in varied):  # fmt: skip
        return None
    groups = {label: group.model_copy(update={"sellers": sellers[label]}) for label, group in scenario.strategies.items()}
    return experiment.model_copy(update={"scenario": scenario.model_copy(update={"people": people, "strategies": groups})})


def cheapest(experiment: Experiment, effect: float, runs: int = 12) -> list[str]:
    """What it takes to find a difference of `effect` (unit of the response) with a power of 80 %, by size of market, in words.

    A larger market has more sellers in a group, so fewer replications, which take longer each: a pilot of `runs` runs at
    each size shows what is cheapest.
    """
    rows = []
    for size in SIZES:
        other = experiment if size == 1 else scaled(experiment, size)
        try:
            found = spread(other, runs) if other else None
        except Missing as error:
            return [f"Effect: not known, since in a pilot of {runs} runs {error}"]
        if found is not None:
            needed = replications_for(effect, found.sd, found.comparisons)
            rows.append((other.scenario, needed, needed * found.seconds * len(experiment.points)))
    if not rows:
        return [f"Effect: {ALONE}"]
    said = [f"Effect: to find a difference of {effect:g} {experiment.response} with a power of 80 % (from {runs} runs at each size):"]
    least = min(seconds for *_, seconds in rows)
    for scenario, needed, seconds in rows:
        sellers = "/".join(str(group.sellers) for group in scenario.strategies.values())
        mark = "  <- cheapest" if seconds == least else ""
        said.append(f"  {scenario.people:,} people ({sellers} sellers): {needed:,} replications, {seconds / 60:.1f} core minutes{mark}")
    return said
