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
