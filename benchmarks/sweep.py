"""One sweep, twice: through `mesa.batch_run` over a plain-Mesa model, and through Vitamin B's runner over its own.

The same number of conditions, replications, people and weeks. The plain model does less for a person (see `plain_mesa`), and
`batch_run` keeps its results in memory only; Vitamin B's every run is on disk before it counts. The second sweep with one worker
tells what the second core brings, and runs of next to nothing tell what a run costs beyond the simulation.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import mesa

from experiments import config
from experiments.results.store import Store
from experiments.running.runner import run_all
from experiments.running.simulation import simulate

from .plain_mesa import TieMaintenance

HOURS = (2, 3, 5, 8)
SAME = 2  # replications of the sweep that both do
CONFIG = {
    "question": "How do deals depend on hours?",
    "contact_slots": 256,
    "market": {"contacts": 100},
    "strategies": {name: {"sellers": 12} for name in ("spam_requests", "give_info_first", "reactivate_weak_ties", "call_first")},
    "design": {"factors": {"strategies.call_first.hours": list(HOURS)}},
}


class Swept(TieMaintenance):
    """The plain model with the collector that `batch_run` wants."""

    def __init__(self, people: int, actions: int):
        super().__init__(people, actions)
        self.datacollector = mesa.DataCollector({"strength": self.strength})

    def strength(self) -> float:
        """Mean tie strength."""
        return sum(sum(person.ties.values()) / len(person.ties) for person in self.agents) / len(self.agents)

    def step(self):
        """One week."""
        super().step()
        self.datacollector.collect(self)


def plain_sweep(people: int, weeks: int, replications: int, workers: int) -> float:
    """Seconds that `mesa.batch_run` takes for all conditions and replications."""
    started = time.perf_counter()
    mesa.batch_run(Swept, {"people": people, "actions": list(HOURS)}, iterations=replications, max_steps=weeks, number_processes=workers,
                   data_collection_period=-1, display_progress=False)  # fmt: skip
    return time.perf_counter() - started


def sweep(people: int, weeks: int, replications: int, workers: int) -> float:
    """Seconds that Vitamin B takes for the same, workers started and tables written."""
    experiment = config.build(CONFIG | {"people": people, "weeks": weeks, "replications": replications}, Path())
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder), experiment, "sweep", "python -m benchmarks")
        started = time.perf_counter()
        status = run_all(store, workers)
        seconds = time.perf_counter() - started
    assert status["ok"] == replications * len(HOURS)
    return seconds


def overhead(runs: int = 400) -> float:
    """Seconds of a run beyond its simulation, with one worker: from many runs of one week less those of few, less the simulation."""
    few, many = (sweep(100, 1, count // len(HOURS), 1) for count in (runs // 10, runs))
    experiment = config.build(CONFIG | {"people": 100, "weeks": 1}, Path())
    here = experiment.at(0)
    simulate(experiment, (0, 0), here=here)
    started = time.perf_counter()
    for k in range(50):
        simulate(experiment, (0, k), here=here)
    alone = (time.perf_counter() - started) / 50
    return (many - few) / (runs - runs // 10) - alone


def report(people: int = 500, weeks: int = 156, replications: int = 15) -> None:
    """Measure and print."""
    runs = replications * len(HOURS)
    sweep(100, 1, 1, 2)  # compile before the clock starts
    one, two = (sweep(people, weeks, replications, workers) for workers in (1, 2))
    same, plain = sweep(people, weeks, SAME, 2), plain_sweep(people, weeks, SAME, 2)
    print(f"\nA sweep of {SAME * len(HOURS)} runs of {people} people and {weeks} weeks, two processes: {same:.1f} s; mesa.batch_run over "
          f"plain Mesa {plain:.1f} s, {plain / same:.1f} times as long")  # fmt: skip
    print(f"{runs} runs by two workers against one: {one / two:.2f} times as fast")
    print(f"Overhead of a run (seeding, tables, storing): {1000 * overhead():.1f} ms")
