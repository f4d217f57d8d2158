"""Runs as independent tasks, in processes here or on a cluster: each is kept when it is done, and nothing done is lost."""

from __future__ import annotations

import contextlib
import faulthandler
import itertools
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, wait
from functools import lru_cache
from pathlib import Path

from . import config as configs
from .errors import UserError
from .parts import pack
from .pools import PoolBroken, open_pool
from .stopping import rounds
from .store import Job, Store

GIVE_UP_AFTER = 3  # a run during which a worker died this often counts as failed
DIED = "the worker process died (killed, hung, or out of memory)"


class Interrupted(Exception):
    """Ctrl-C: what is finished is kept."""


def network_file(experiment: configs.Experiment):
    """The network file of an experiment as it was read; its ties fade as the experiment's own rules say."""
    from sim.contacts import ContactRule

    from .network_files import read_network

    source, scenario = experiment.network, experiment.scenario
    return read_network(
        Path(source.file),
        format=source.format,
        hash_names=source.hash_names,
        me=source.me,
        slots=scenario.contact_slots,
        rule=ContactRule(forgetting=scenario.rules.forgetting),
    )


def starting_network(experiment: configs.Experiment):
    """The network read from a file, or None."""
    return network_file(experiment) if experiment.network else None


def ties_at_start(network, scenario, seed: int):
    """The ties of a network that was read, with the user, if known, in the place of the first seller; None without one."""
    from .myself import first_seller, placed

    if network is None or network.me is None:
        return network and network.ties
    return placed(network.ties, network.me, first_seller(scenario, seed), scenario.people)


def driver_for(experiment: configs.Experiment) -> str:
    """'kernel', or 'mesa' if a user's own strategy cannot be compiled."""
    from .strategy_files import compiles

    own = experiment.scenario.own_strategies.values()
    return "kernel" if all(compiles(strategy) for strategy in own) else "mesa"


def seed_of(experiment: configs.Experiment, job: Job) -> int:
    """The seed of a run, from content alone: by default the same at every point of the design."""
    import hashlib
    import json

    from sim.randomness import run_seed

    point, replication = job
    root = experiment.seed
    if experiment.design and not experiment.design.common_random_numbers:
        content = f"{root}:{json.dumps(experiment.points[point], sort_keys=True)}".encode()
        root = int.from_bytes(hashlib.sha256(content).digest()[:8], "big")
    return run_seed(root, replication)


def simulate(experiment: configs.Experiment, job: Job, driver: str = "kernel", messages: bool | None = None, here=None,
             network=None, on_week=None):  # fmt: skip
    """One run, by content alone: the same wherever and whenever it is done.

    here: the experiment at the job's point, if it is built already; network: its network, if it is read already.
    """
    from sim.engine import run

    from .traces import TRACED, moments

    here = here or experiment.at(job[0])
    network = network if network is not None else starting_network(here)
    seed = seed_of(experiment, job)
    weeks = here.scenario.weeks
    traces = here.keep.traces or here.response in TRACED
    first = (0, weeks) if here.keep.networks and job == (0, 0) else ()
    return run(
        here.scenario,
        seed,
        network=ties_at_start(network, here.scenario, seed),
        driver=driver,
        messages=(here.keep.messages or traces) if messages is None else messages,
        networks=(*first, *moments(weeks)) if traces else first,
        on_week=on_week,
    )


@lru_cache(maxsize=4)
def _experiment(text: str) -> configs.Experiment:
    """An experiment from the text of its full config; a worker reads it once."""
    return configs.loads(text)


@lru_cache(maxsize=8)
def _setting(text: str, point: int):
    """The experiment at one point and its network."""
    here = _experiment(text).at(point)
    return here, starting_network(here)


def task(text: str, job: Job, driver: str, code: str) -> bytes | str:
    """Do one run in a worker: the finished run as bytes, or the reason why it failed.

    code: hash of the model's sources, which a worker on another machine must share.
    """
    from sim.compiling import sources_hash

    from .outcomes import tables_of

    if code != sources_hash():
        raise UserError("a worker has another version of vitaminb installed; install the same one everywhere")
    experiment = _experiment(text)
    seconds = experiment.minutes_per_run * 60
    deadline = time.monotonic() + seconds

    def in_time(_week: int) -> None:
        if time.monotonic() > deadline:
            raise TimeoutError

    try:
        with _time_limit(seconds):
            here, network = _setting(text, job[0])
            run = simulate(experiment, job, driver, here=here, network=network, on_week=in_time)
        return pack(tables_of(run, job[1], here.keep, job[0]))
    except TimeoutError:
        return f"stopped after {experiment.minutes_per_run:g} minutes (minutes_per_run)"
    except MemoryError:
        return "out of memory"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


@contextlib.contextmanager
def _time_limit(seconds: float):
    """Raise TimeoutError between two lines of Python, and end the process if even that does not help."""

    def too_long(*_):
        raise TimeoutError

    main = threading.current_thread() is threading.main_thread()
    faulthandler.dump_traceback_later(2 * seconds + 10, exit=True, file=open(os.devnull, "w"))
    if main:
        signal.signal(signal.SIGALRM, too_long)
        signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    try:
        yield
    finally:
        if main:
            signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()


def run_all(store: Store, workers: int = 0, on_done: Callable[[int, int], None] = lambda done, planned: None,
            scheduler: str = "", cluster: str = "") -> dict:  # fmt: skip
    """Do every run that is missing, then join the tables. Returns planned, ok, failed, pending.

    A worker that dies takes nothing with it: its run is tried again, and counts as failed after the third time.
    scheduler, cluster: run on Dask, see `pools`.
    Raises Interrupted on Ctrl-C; UserError if the folder cannot be written or is in use.
    """
    experiment = store.experiment()
    started = time.monotonic()
    with store.lock():
        status = store.status()
        if status is not None and not status["pending"]:
            return status
        batches = rounds(experiment, store)
        workers = workers or experiment.workers or os.cpu_count() or 1
        crew = Crew(store, experiment, workers, scheduler, cluster, on_done)
        try:
            planned = []
            for batch in batches.jobs():
                planned += batch
                crew.do(batch)
        finally:
            crew.close()
        return store.finish(planned, time.monotonic() - started, batches.notes())


class Crew:
    """The workers and what they are at."""

    def __init__(self, store: Store, experiment, workers: int, scheduler: str, cluster: str, on_done):
        self.store, self.experiment, self.on_done = store, experiment, on_done
        self.workers, self.scheduler, self.cluster = workers, scheduler, cluster
        self.text = (store.folder / "config.yaml").read_text(encoding="utf-8")
        self.finished = set(store.finished())
        self.most = experiment.replications * len(experiment.points)
        self.pool: Executor | None = None
        self.deaths: dict[Job, int] = {}

    def do(self, jobs: list[Job]) -> None:
        """Do those of these runs that are not done yet."""
        from sim.compiling import sources_hash

        self.on_done(len(self.finished), self.most)
        missing = [job for job in jobs if job not in self.finished]
        if missing and self.pool is None:
            self.driver, self.code = driver_for(self.experiment), sources_hash()
            if not self.scheduler:
                compile_once(self.experiment, self.driver)
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
                    under_way[self.pool.submit(task, self.text, job, self.driver, self.code)] = job
                if not under_way:
                    return []
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    self._take(under_way[future], future)
                    del under_way[future]
        except PoolBroken:
            self._bury(under_way.values())
            return [job for job in missing if job not in self.finished]
        except KeyboardInterrupt:
            raise Interrupted from None

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


def compile_once(experiment: configs.Experiment, driver: str) -> None:
    """Compile in this process what is not on disk yet, so that workers only load it.

    A strategy that raises does so again in its runs, where it becomes a failure.
    """
    from sim.engine import run

    scenario, mark = experiment.scenario, compiled_mark(experiment)
    if driver != "kernel" or mark.exists():
        return
    tiny = {"people": max(60, len(scenario.strategies) + 2), "weeks": 2, "contact_slots": 8}
    groups = {k: g.model_copy(update={"sellers": 1}) for k, g in scenario.strategies.items()}
    with contextlib.suppress(Exception):
        run(scenario.model_copy(update=tiny | {"strategies": groups}), 1)
        mark.touch()
