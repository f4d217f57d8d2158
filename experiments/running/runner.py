"""Runs as independent tasks, in processes here or on a cluster: each is kept when it is done, and nothing done is lost."""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, wait
from pathlib import Path

from .. import config as configs
from ..apart import Failed, apart
from ..errors import UserError
from ..results.changes import refuse_changes
from ..results.store import Job, Store
from .pools import PoolBroken, open_pool
from .simulation import driver_for, seed_of
from .stopping import rounds
from .work import made_of, task

GIVE_UP_AFTER = 3  # a run during which a worker died this often counts as failed
DIED = "the worker process died (killed, hung, or out of memory)"
LOOK_EVERY = 5.0  # seconds between looks at whether there are workers at all
COMPILING = 900.0  # seconds


def run_all(store: Store, workers: int = 0, on_done: Callable[[int, int], None] = lambda done, planned: None,
            scheduler: str = "", cluster: str = "", retry_failed: bool = False,
            say: Callable[[str], None] = lambda said: None) -> dict:  # fmt: skip
    """Do every run that is missing, then join the tables. Returns planned, ok, failed, pending.

    A worker that dies takes nothing with it: its run is tried again, and counts as failed after the third time.
    scheduler, cluster: run on Dask, see `pools`; retry_failed: do failed runs again, and no others; say: gets a sentence
    for every file of a finished run that was damaged or foreign, was set aside, and whose run is done again.
    Interrupted, it ends the workers and keeps what is finished. Raises UserError if the folder cannot be written or is in
    use, or if it was begun as another experiment or by other code.
    """
    experiment = store.experiment()
    started = time.monotonic()
    with store.lock():
        status = store.status()
        if status is not None and not status["pending"] and not (retry_failed and status["failed"]):
            if not status["failed"]:
                store.kept.clear()  # an interruption may have left some
            return status
        refuse_changes(store)
        set_bad_aside(store, experiment, say)
        if status is not None and status["ok"] and not store.finished():
            raise UserError(f"{store.folder}: its runs were cleared away by an older version, so failed ones cannot be done alone; "
                            f"make all again with: vitaminb run --fresh {store.folder / 'config.yaml'}")  # fmt: skip
        batches = rounds(experiment, store)
        workers = workers or experiment.workers or os.cpu_count() or 1
        crew = Crew(store, experiment, workers, scheduler, cluster, on_done, retry_failed)
        try:
            planned = []
            for batch in batches.jobs():
                planned += batch
                crew.do(batch)
        finally:
            crew.close()
        return store.finish(planned, time.monotonic() - started, batches.notes())


def set_bad_aside(store: Store, experiment: configs.Experiment, say: Callable[[str], None]) -> None:
    """Set files aside that are no undamaged runs of this experiment, name them, and note them in the provenance."""
    points, replications = len(experiment.points), experiment.replications
    bad = store.kept.set_bad_aside(lambda job: job[0] < points and job[1] < replications)
    for n, (name, fault) in enumerate(bad.items()):
        if n < 10:
            say(f"parts/{name}: {fault}; set aside, and its run is done again if it is one of these.")
    if len(bad) > 10:
        say(f"... and {len(bad) - 10} more; all are in {store.folder / 'set_aside'}.")
    if bad:
        store.note("set_aside", [f"{name}: {fault}" for name, fault in bad.items()])


class Crew:
    """The workers and what they are at."""

    def __init__(self, store: Store, experiment, workers: int, scheduler: str, cluster: str, on_done, retry_failed: bool = False):
        self.store, self.experiment, self.on_done = store, experiment, on_done
        self.workers, self.scheduler, self.cluster = workers, scheduler, cluster
        self.text = (store.folder / "config.yaml").read_text(encoding="utf-8")
        self.finished = {job for job, outcome in store.finished().items() if outcome == "ok" or not retry_failed}
        self.most = experiment.replications * len(experiment.points)
        self.pool: Executor | None = None
        self.deaths: dict[Job, int] = {}

    def do(self, jobs: list[Job]) -> None:
        """Do those of these runs that are not done yet."""
        self.on_done(len(self.finished), self.most)
        missing = [job for job in jobs if job not in self.finished]
        if missing and self.pool is None:
            self.driver, self.made = driver_for(self.experiment), made_of(self.experiment)
            if not self.scheduler:
                compile_apart(self.experiment, self.text, self.driver)
        while missing:
            self._open(len(missing))
            missing = self._some(missing)

    def _open(self, jobs: int) -> None:
        if self.pool is None:
            self.pool = open_pool(min(self.workers, jobs), self.scheduler, self.cluster)

    def _some(self, missing: list[Job]) -> list[Job]:
        """Run until all is done or the pool breaks; returns the runs that are still missing."""
        queue, under_way = iter(missing), {}
        try:
            while True:
                for job in itertools.islice(queue, max(0, 2 * self.pool.size - len(under_way))):
                    under_way[self.pool.submit(task, self.text, job, self.driver, self.made)] = job
                if not under_way:
                    return []
                self.pool.check()
                for future in wait(under_way, LOOK_EVERY, return_when=FIRST_COMPLETED).done:
                    self._take(under_way[future], future)
                    del under_way[future]
        except PoolBroken:
            self._bury(under_way.values())
            return [job for job in missing if job not in self.finished]

    def _take(self, job: Job, future) -> None:
        """Keep what a worker brings."""
        outcome = self.pool.result(future)
        if isinstance(outcome, bytes):
            self.store.keep_run(job, outcome)
        else:
            self._fail(job, outcome)
        self._done(job)

    def _bury(self, suspects: Iterable[Job]) -> None:
        """A worker died: count it against the runs that were under way, and start with new workers."""
        self.close()
        for job in suspects:
            self.deaths[job] = self.deaths.get(job, 0) + 1
            if self.deaths[job] >= GIVE_UP_AFTER:
                self._fail(job, DIED)
                self._done(job)

    def _done(self, job: Job) -> None:
        self.finished.add(job)
        self.on_done(len(self.finished), self.most)

    def _fail(self, job: Job, reason: str) -> None:
        where = f" --point {job[0]}" if self.experiment.design else ""
        command = f"vitaminb replay {self.store.folder} --replication {job[1]}{where}"
        self.store.keep_failure(job, seed_of(self.experiment, job), reason, command)

    def close(self) -> None:
        """End the workers at once; what they had not finished is left undone."""
        if self.pool is not None:
            self.pool.stop()
            self.pool = None


def compiled_mark(experiment: configs.Experiment) -> Path:
    """A file that is there once the model with exactly these strategies of the user's own is compiled."""
    import hashlib

    from sim.compiling import cache_folder

    versions = sorted((name, strategy.version) for name, strategy in experiment.scenario.own_strategies.items())
    return cache_folder() / f"compiled-{hashlib.sha256(str(versions).encode()).hexdigest()[:16]}"


def compile_apart(experiment: configs.Experiment, text: str, driver: str) -> None:
    """Compile what is not on disk yet, so that workers only load it: here, or apart if users' own strategies run in it.

    text: the full config. A strategy that raises or hangs does so again in its runs, where it becomes a failure.
    """
    if driver != "kernel" or compiled_mark(experiment).exists():
        return
    with contextlib.suppress(Failed, Exception):
        if experiment.scenario.own_strategies:
            apart("experiments.running.runner:compile_text", [text], COMPILING)
        else:
            compile_once(experiment)


def compile_text(text: str) -> None:
    """`compile_once` for the text of a full config."""
    compile_once(configs.loads(text))


def compile_once(experiment: configs.Experiment) -> None:
    """Compile the model with the strategies of an experiment, in this process."""
    from sim.engine import run
    from sim.kernel.ready import compile_side_by_side

    scenario = experiment.scenario
    if not scenario.own_strategies:
        compile_side_by_side()
    tiny = {"people": max(60, len(scenario.strategies) + 2), "weeks": 2, "contact_slots": 8}
    groups = {k: g.model_copy(update={"sellers": 1}) for k, g in scenario.strategies.items()}
    run(scenario.model_copy(update=tiny | {"strategies": groups}), 1)
    compiled_mark(experiment).touch()
