"""Where runs are done: worker processes of this machine, or a Dask cluster. All behave like `concurrent.futures`."""

from __future__ import annotations

import logging
import signal
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from ..errors import UserError

CLUSTERS = {
    "slurm": "SLURMCluster", "pbs": "PBSCluster", "sge": "SGECluster", "lsf": "LSFCluster", "htcondor": "HTCondorCluster",
    "oar": "OARCluster", "moab": "MoabCluster",
}  # fmt: skip


class PoolBroken(Exception):
    """A worker died, and it is not known during which run."""


def warm_up() -> None:
    """Start the process from which workers are forked, so that it imports what they need while this one goes on."""
    from multiprocessing import forkserver

    get_context("forkserver").set_forkserver_preload(["experiments.running.work"])
    forkserver.ensure_running()


def open_pool(workers: int, scheduler: str = "", cluster: str = ""):
    """Workers: processes here, those of a Dask scheduler ("tcp://..."), or of a cluster ("local", "slurm", ...)."""
    if scheduler or cluster:
        return DaskPool(workers, scheduler, cluster)
    return Processes(workers)


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Processes:
    """Worker processes here."""

    def __init__(self, workers: int):
        self.size = workers
        warm_up()
        self.pool = ProcessPoolExecutor(workers, mp_context=get_context("forkserver"), initializer=_leave_ctrl_c_to_the_parent)

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
        logging.getLogger("distributed").setLevel(logging.ERROR)
        self.cluster = None if scheduler else start_cluster(cluster, workers)
        try:
            self.client = distributed.Client(scheduler or self.cluster, timeout="10s", set_as_default=False)
        except (OSError, ValueError) as error:
            raise UserError(f"--scheduler {scheduler}: cannot be reached ({error}); start one with `dask scheduler`") from None
        self.pool = self.client.get_executor(pure=False, retries=0)

    @property
    def size(self) -> int:
        """Threads of all workers, as far as they have come."""
        return max(1, sum(self.client.nthreads().values()))

    def submit(self, function, *arguments) -> Future:
        """Hand a call to a worker."""
        return self.pool.submit(function, *arguments)

    def result(self, future: Future):
        """What a worker returned; that a run killed its workers again and again is a reason, too."""
        from distributed import KilledWorker
        from distributed.comm import CommClosedError

        try:
            return future.result()
        except KilledWorker:
            return "the worker process died (killed, hung, or out of memory)"
        except (CommClosedError, TimeoutError, OSError) as error:
            raise UserError(f"the Dask scheduler went away ({type(error).__name__}); go on with `vitaminb resume`") from None

    def stop(self) -> None:
        """Take back what is not done, and leave the cluster; end it if we started it."""
        self.pool.shutdown(wait=False)
        self.client.close()
        if self.cluster is not None:
            self.cluster.close()


def start_cluster(kind: str, workers: int):
    """A cluster of our own: processes here, or jobs of a batch system through dask-jobqueue."""
    if kind == "local":
        from distributed import LocalCluster

        return LocalCluster(workers, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=logging.ERROR)
    if kind not in CLUSTERS:
        raise UserError(f"--cluster {kind}: is not known; known are local, {', '.join(CLUSTERS)}")
    try:
        import dask_jobqueue
    except ImportError:
        raise UserError(f"--cluster {kind}: needs dask-jobqueue; install it with: pip install dask-jobqueue") from None
    cluster = getattr(dask_jobqueue, CLUSTERS[kind])()
    cluster.scale(jobs=workers)
    return cluster
