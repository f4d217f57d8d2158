"""Runs in worker processes: each is kept when it is done, and nothing that is done can be lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from sim.randomness import run_seed

from . import config as configs
from .errors import UserError
from .store import Store

GIVE_UP_AFTER = 3  # a run during which a worker died this often counts as failed


class Interrupted(Exception):
    """Ctrl-C: what is finished is kept."""


_experiment: configs.Experiment | None = None
_network = None


def _start_worker(folder: str) -> None:
    """A worker reads the experiment once; Ctrl-C is the parent's business."""
    global _experiment, _network
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _experiment = Store.open(Path(folder)).experiment()
    _network = starting_network(_experiment)


def network_file(experiment: configs.Experiment):
    """The network file of an experiment as it was read; its ties fade as the experiment's own rules say."""
    from sim.contacts import ContactRule

    from .network_files import read_network

    source, scenario = experiment.network, experiment.scenario
    return read_network(
        Path(source.file),
        format=source.format,
        hash_names=source.hash_names,
        slots=scenario.contact_slots,
        rule=ContactRule(forgetting=scenario.rules.forgetting),
    )


def starting_network(experiment: configs.Experiment):
    """The ties read from a file, or None."""
    return network_file(experiment).ties if experiment.network else None


def driver_for(experiment: configs.Experiment) -> str:
    """'kernel', or 'mesa' if a user's own strategy cannot be compiled."""
    from .strategy_files import compiles

    own = experiment.scenario.own_strategies.values()
    return "kernel" if all(compiles(strategy) for strategy in own) else "mesa"


def simulate(experiment: configs.Experiment, replication: int, network=None, driver: str = "kernel"):
    """One replication of an experiment, by content alone: the same wherever and whenever it runs."""
    from sim.engine import run

    scenario = experiment.scenario
    moments = (0, scenario.weeks) if experiment.keep.networks and replication == 0 else ()
    return run(
        scenario,
        run_seed(experiment.seed, replication),
        network=network,
        driver=driver,
        messages=experiment.keep.messages,
        networks=moments,
    )


def _task(folder: str, replication: int, driver: str) -> str | None:
    """Run one replication in a worker and keep it; returns the reason if it failed."""
    from .outcomes import tables_of

    started = time.monotonic()
    try:
        with _time_limit(_experiment.minutes_per_run * 60):
            run = simulate(_experiment, replication, _network, driver)
        tables = tables_of(run, replication, _experiment.keep)
    except UserError:
        raise
    except TimeoutError:
        return f"stopped after {(time.monotonic() - started) / 60:.1f} minutes (minutes_per_run)"
    except MemoryError:
        return "out of memory"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    Store(Path(folder)).keep_run(replication, tables)
    return None


class _time_limit:
    """Raise TimeoutError after some seconds of wall-clock time, by the monotonic clock."""

    def __init__(self, seconds: float):
        self.seconds = seconds

    def __enter__(self):
        def too_long(*_):
            raise TimeoutError

        signal.signal(signal.SIGALRM, too_long)
        signal.setitimer(signal.ITIMER_REAL, self.seconds)

    def __exit__(self, *_):
        signal.setitimer(signal.ITIMER_REAL, 0)


def run_all(store: Store, workers: int = 0, on_done: Callable[[int, int], None] = lambda done, planned: None) -> dict:
    """Do every replication that is missing, then join the tables. Returns planned, ok, failed, pending.

    A worker that dies takes nothing with it: its run is tried again, and counts as failed after the third time.
    Raises Interrupted on Ctrl-C; UserError if the folder cannot be written or is in use.
    """
    experiment = store.experiment()
    planned = experiment.replications
    driver = driver_for(experiment)
    started = time.monotonic()
    with store.lock():
        finished = store.status()
        if finished is not None and not finished["pending"] and len(store.finished()) == planned:
            return finished
        missing = [r for r in range(planned) if r not in store.finished()]
        on_done(planned - len(missing), planned)
        if missing:
            _compile_once(experiment, driver)
        workers = max(1, min(workers or experiment.workers or os.cpu_count() or 1, len(missing) or 1))
        deaths: dict[int, int] = {}
        while missing:
            missing = _run_some(store, missing, workers, driver, deaths, planned, on_done)
        return store.finish(planned, time.monotonic() - started)


def _compile_once(experiment: configs.Experiment, driver: str) -> None:
    """Compile in this process, so that workers only load what is on disk."""
    if driver == "kernel":
        from sim.engine import run

        tiny = {"people": max(60, len(experiment.scenario.strategies) + 2), "weeks": 2, "contact_slots": 8}
        groups = {k: g.model_copy(update={"sellers": 1}) for k, g in experiment.scenario.strategies.items()}
        run(experiment.scenario.model_copy(update=tiny | {"strategies": groups}), 1)


def _run_some(store, missing, workers, driver, deaths, planned, on_done) -> list[int]:
    """Run until all is done or a worker dies; returns the replications that are still missing."""
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(str(store.folder),)
    )
    queue, under_way, done = list(reversed(missing)), {}, planned - len(missing)
    left = set(missing)
    try:
        while queue or under_way:
            while queue and len(under_way) < 2 * workers:
                replication = queue.pop()
                under_way[pool.submit(_task, str(store.folder), replication, driver)] = replication
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                replication = under_way.pop(future)
                reason = future.result()
                if reason is not None:
                    _fail(store, replication, reason)
                left.discard(replication)
                done += 1
                on_done(done, planned)
    except BrokenProcessPool:
        suspects = left & ({replication} | set(under_way.values()))
        left -= set(store.finished())
        for suspect in sorted(suspects & left):
            deaths[suspect] = deaths.get(suspect, 0) + 1
            if deaths[suspect] >= GIVE_UP_AFTER:
                _fail(store, suspect, "the worker process died (killed, or out of memory)")
                left.discard(suspect)
        return sorted(left)
    except KeyboardInterrupt:
        _stop(pool)
        raise Interrupted from None
    except BaseException:
        _stop(pool)
        raise
    pool.shutdown()
    return []


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once; what they had not finished is left undone."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def _fail(store: Store, replication: int, reason: str) -> None:
    experiment_seed = store.provenance()["seed"]
    command = f"vitaminb replay {store.folder} --replication {replication}"
    store.keep_failure(replication, run_seed(experiment_seed, replication), reason, command)
