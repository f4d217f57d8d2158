"""Where runs are done: worker processes of this machine, or a Dask cluster. All behave like `concurrent.futures`."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_all_start_methods, get_context, parent_process

from ..errors import UserError, reason_of

START = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"  # Windows knows only the second
WAIT_FOR_WORKERS = 60.0  # seconds without any worker of a Dask scheduler after which it is said
GONE = "go on with `vitaminb resume`, here or with another scheduler"
CLUSTERS = {
    "slurm": "SLURMCluster", "pbs": "PBSCluster", "sge": "SGECluster", "lsf": "LSFCluster", "htcondor": "HTCondorCluster",
    "oar": "OARCluster", "moab": "MoabCluster",
}  # fmt: skip


class PoolBroken(Exception):
    """A worker died, and it is not known during which run."""


def warm_up() -> None:
    """Start the process from which workers are forked, so that it imports what they need while this one goes on."""
    if START != "forkserver":
        return
    from multiprocessing import forkserver

    get_context(START).set_forkserver_preload(["experiments.running.work"])
    forkserver.ensure_running()


def open_pool(workers: int, scheduler: str = "", cluster: str = ""):
    """Workers: processes here, those of a Dask scheduler ("tcp://..."), or of a cluster ("local", "slurm", ...)."""
    if scheduler or cluster:
        return DaskPool(workers, scheduler, cluster)
    return Processes(workers)


def begin_worker() -> None:
    """What a worker process does first: leave Ctrl-C to its parent, keep what strategies print to itself, die with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    threading.Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent) -> None:
    """End this process when its parent has ended, however that happened."""
    connection.wait([parent.sentinel])
    os._exit(1)


@contextlib.contextmanager
def spawned(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes for calls that are no runs of an experiment. Raises UserError if one dies."""
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=begin_worker) as pool:
            yield pool
    except BrokenProcessPool:
        raise UserError("a worker process died (killed, or out of memory); use fewer --workers; what is done is kept") from None


class Processes:
    """Worker processes here."""

    def __init__(self, workers: int):
        self.size = workers
        warm_up()
        self.pool = ProcessPoolExecutor(workers, mp_context=get_context(START), initializer=begin_worker)

    def submit(self, function, *arguments) -> Future:
        """Hand a call to a worker."""
        try:
            return self.pool.submit(function, *arguments)
        except BrokenProcessPool:
            raise PoolBroken from None

    def result(self, future: Future):
        """What a worker returned."""
        try:
            return future.result()
        except BrokenProcessPool:
            raise PoolBroken from None

    def check(self) -> None:
        """Nothing can go wrong here without a word: a dead worker breaks the pool."""

    def stop(self) -> None:
        """End all workers at once."""
        processes = list((self.pool._processes or {}).values())
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()


class DaskPool:
    """Workers of a Dask cluster; a run whose worker dies is tried again by Dask, elsewhere."""

    def __init__(self, workers: int, scheduler: str, cluster: str):
        try:
            import distributed
        except ImportError:
            raise UserError("--scheduler and --cluster need Dask; install it with: pip install distributed") from None
        quieten()
        self.cluster = None if scheduler else start_cluster(cluster, workers)
        self.patience = WAIT_FOR_WORKERS if scheduler or cluster == "local" else float("inf")  # a batch system may let jobs wait for days
        self.alone_since = time.monotonic()
        try:
            self.client = distributed.Client(scheduler or self.cluster, timeout="10s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise UserError(f"--scheduler {scheduler}: cannot be reached ({error}); start one with `dask scheduler`") from None
        self.pool = self.client.get_executor(pure=False, retries=0)

    def _threads(self) -> int:
        """Threads of all workers now. Raises UserError if the scheduler is gone."""
        if self.client.status != "running":
            raise UserError(f"the Dask scheduler went away; {GONE}")
        try:
            return sum(self.client.nthreads().values())
        except Exception as error:  # Dask has many ways to say so
            raise UserError(f"the Dask scheduler went away ({reason_of(error)}); {GONE}") from None

    @property
    def size(self) -> int:
        """Threads of all workers, as far as they have come; 1 without."""
        return max(1, self._threads())

    def check(self) -> None:
        """Raises UserError if the scheduler is gone, or has had no worker for a minute."""
        if self._threads():
            self.alone_since = time.monotonic()
        elif time.monotonic() - self.alone_since > self.patience:
            raise UserError(f"the Dask scheduler has had no workers for {self.patience:.0f} seconds; start some with "
                            "`dask worker ADDRESS`, then go on with `vitaminb resume`")  # fmt: skip

    def submit(self, function, *arguments) -> Future:
        """Hand a call to a worker."""
        try:
            return self.pool.submit(function, *arguments)
        except Exception as error:
            raise UserError(f"the Dask scheduler takes no runs ({reason_of(error)}); {GONE}") from None

    def result(self, future: Future):
        """What a worker returned; that a run killed its workers again and again is a reason, too."""
        from distributed import KilledWorker

        try:
            return future.result()
        except UserError:
            raise
        except KilledWorker:
            return "the worker process died (killed, hung, or out of memory)"
        except (Exception, CancelledError) as error:
            raise UserError(f"the Dask scheduler went away ({reason_of(error)}); {GONE}") from None

    def stop(self) -> None:
        """Take back what is not done, and leave the cluster; end it if we started it."""
        with contextlib.suppress(Exception, CancelledError):  # of a scheduler that is gone nothing can be taken back
            self.pool.shutdown(wait=False)
        with contextlib.suppress(Exception, CancelledError):
            self.client.close(timeout=5)
        if self.cluster is not None:
            self.cluster.close()


def quieten() -> None:
    """Let Dask write no tracebacks beside what is said here; each of its loggers has a level of its own."""
    for name in ["distributed", *logging.root.manager.loggerDict]:
        if name.startswith("distributed"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def reachable(scheduler: str, cluster: str) -> None:
    """Raise UserError if there is no such scheduler or cluster, before anything is written for it."""
    if scheduler:
        DaskPool(1, scheduler, "").stop()
    elif cluster not in ("", "local"):
        cluster_class(cluster)


def start_cluster(kind: str, workers: int):
    """A cluster of our own: processes here, or jobs of a batch system through dask-jobqueue."""
    if kind == "local":
        from distributed import LocalCluster

        return LocalCluster(workers, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=logging.ERROR)
    made = cluster_class(kind)()
    made.scale(jobs=workers)
    return made


def cluster_class(kind: str):
    """The class of a batch system's clusters. Raises UserError if it is unknown or not installed."""
    if kind not in CLUSTERS:
        raise UserError(f"--cluster {kind}: is not known; known are local, {', '.join(CLUSTERS)}")
    try:
        import dask_jobqueue
    except ImportError:
        raise UserError(f"--cluster {kind}: needs dask-jobqueue; install it with: pip install dask-jobqueue") from None
    return getattr(dask_jobqueue, CLUSTERS[kind])
