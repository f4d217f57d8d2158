"""A pilot run: how long, how much memory, how much disk."""

from __future__ import annotations

import time

from sim.week import prepare

from .config import Experiment
from .outcomes import tables_of
from .parts import pack
from .runner import compile_once, driver_for, simulate, starting_network


def measure(experiment: Experiment) -> tuple[float, int, int]:
    """Seconds, bytes of memory and bytes on disk of one run: replication 1 is run and thrown away."""
    from sim.kernel.mail import post_of

    driver = driver_for(experiment)
    network = starting_network(experiment)
    compile_once(experiment, driver)
    started = time.perf_counter()
    run = simulate(experiment, (0, 1), driver, network=network)
    tables = tables_of(run, 1, experiment.keep)
    seconds = time.perf_counter() - started
    post = post_of(prepare(experiment.scenario), run.state.people.hours, run.state.people.group)
    columns = [run.state.people_rows, *run.state.book, post.mail, post.order]
    series = sum(column.nbytes for column in run.weekly.values())
    messages = sum(column.nbytes for column in run.messages.values()) if run.messages else 0
    memory = 250 * 2**20 + sum(column.nbytes for column in columns) + series + messages
    return seconds, memory, len(pack(tables))


def detectable(experiment: Experiment, runs: int = 12) -> str:
    """The smallest difference between two strategies that the design can detect, from a pilot of a few runs, in words."""
    import numpy as np
    import pandas as pd

    from .estimates import pivot
    from .outcomes import runs_table
    from .statistics.power import replications_for, sd_interval, smallest_effect

    driver, network = driver_for(experiment), starting_network(experiment)
    found = pd.concat([runs_table(simulate(experiment, (0, r), driver, network=network), r) for r in range(runs)])
    table = pivot(found, experiment.response)
    k = table.shape[1]
    if k < 2:
        return "Power: there is one strategy only, so nothing is compared."
    sds = [float((table[a] - table[b]).std(ddof=1)) for i, a in enumerate(table) for b in table.columns[i + 1 :]]
    sd, comparisons = float(np.median(sds)), k * (k - 1) // 2
    low, high = sd_interval(sd, runs)
    effect = smallest_effect(sd, experiment.replications, comparisons)
    tenth = 0.1 * abs(float(table.to_numpy().mean()))
    needed = f"; a tenth of the mean ({tenth:.2g}) needs about {replications_for(tenth, sd, comparisons)} replications" if tenth else ""
    return (
        f"Power: {experiment.replications} replications detect differences of {effect:.2g} {experiment.response} between two strategies with a "
        f"power of 80 % ({comparisons} comparisons; paired standard deviation {sd:.2g}, {low:.2g} to {high:.2g}, from {runs} runs){needed}."
    )
