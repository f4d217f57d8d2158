"""The experiment pipeline for a model that is not ours: the same points, jobs, seeds, workers, files and tables.

All is the pipeline's own but `task`: `work.task` builds a `Scenario` of this project's model, which no other model has.
"""

from __future__ import annotations

import importlib
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

import pandas as pd

from experiments.config.design import Design, Point, points_of
from experiments.results.parts import pack
from experiments.results.store import Job, Store
from experiments.running.pools import Processes
from experiments.running.simulation import seed_of
from experiments.running.stopping import Fixed

AT_ONCE = 64  # runs handed to the workers together


@dataclass(frozen=True)
class Study:
    """An experiment with another model: what `stopping.Fixed` and `simulation.seed_of` read of an experiment.

    model: module with `run(point, seed) -> tables by name`; replications: runs of each point, 1 or more.
    """

    model: str
    design: Design
    replications: int
    seed: int = 1

    @cached_property
    def points(self) -> list[Point]:
        """The points of the design, in its order."""
        return points_of(self.design, self.seed, {})

    @property
    def jobs(self) -> list[Job]:
        """All runs, interleaved: replication 0 of every point first."""
        return [job for batch in Fixed(self).jobs() for job in batch]


def labelled(tables: dict[str, pd.DataFrame], job: Job) -> dict[str, pd.DataFrame]:
    """Tables of a run that say in their first columns which run it was."""
    return {name: pd.DataFrame({"point": job[0], "replication": job[1]}, table.index).join(table) for name, table in tables.items()}


def task(model: str, point: Point, job: Job, seed: int) -> bytes:
    """Do one run in a worker: its tables as bytes, as `work.task` gives them."""
    module: ModuleType = importlib.import_module(model)
    return pack(labelled(module.run(point, seed), job))


def collect(study: Study, workers: int = 1) -> dict[str, pd.DataFrame]:
    """Do all runs of a study and join their tables, in the order of point and replication.

    workers: processes, 1 or more; the tables do not depend on it. Each row also has the keys of its point.
    """
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.parts.mkdir()
        pool, jobs = Processes(workers), study.jobs
        try:
            for start in range(0, len(jobs), AT_ONCE):
                batch = jobs[start : start + AT_ONCE]
                futures = [pool.submit(task, study.model, study.points[job[0]], job, seed_of(study, job)) for job in batch]
                for job, future in zip(batch, futures):
                    store.keep_run(job, pool.result(future))
        finally:
            pool.stop()
        store.join(jobs, store.folder)
        names = [path.stem for path in store.folder.glob("*.parquet") if path.stem != "failures"]
        return {name: with_keys(store.table(name), study.points) for name in names}


def with_keys(table: pd.DataFrame, points: list[Point]) -> pd.DataFrame:
    """The table with a column per key of the points."""
    keys = pd.DataFrame(points).iloc[table["point"]].reset_index(drop=True)
    return pd.concat([table.reset_index(drop=True), keys], axis=1)
