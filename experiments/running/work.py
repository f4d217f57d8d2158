"""What a worker does. It is imported in the process from which workers are forked, with all that a run needs."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import threading
import time
from functools import lru_cache

from .. import config as configs
from ..config import strategy_files  # noqa: F401
from ..errors import UserError, reason_of
from ..responses.of_a_run import tables_of
from ..results.parts import pack
from ..results.provenance import digest_of, input_files
from ..results.store import Job
from .simulation import simulate, starting_network


@lru_cache(maxsize=4)
def _experiment(text: str) -> configs.Experiment:
    """An experiment from the text of its full config; a worker reads it once."""
    return configs.loads(text)


@lru_cache(maxsize=8)
def _setting(text: str, point: int):
    """The experiment at one point and its network."""
    here = _experiment(text).at(point)
    return here, starting_network(here)


def made_of(experiment: configs.Experiment) -> dict[str, str]:
    """Hashes of all that a run is made of besides its config: the model's sources, the user's own strategies, files."""
    from sim.compiling import sources_hash

    own = {f"the strategy {name}": strategy.version for name, strategy in experiment.scenario.own_strategies.items()}
    return {"the version of vitaminb": sources_hash()} | own | {path: digest_of(path) for path in input_files(experiment)}


@lru_cache(maxsize=4)
def _made_of(text: str) -> dict[str, str]:
    return made_of(_experiment(text))


def check_made_of(text: str, made: dict[str, str]) -> None:
    """A worker, maybe on another machine or begun later, must run exactly what was begun. Raises UserError."""
    here = _made_of(text)
    differs = [name for name in made if here.get(name) != made[name]]
    if differs:
        raise UserError(f"{differs[0]}: a worker has another one than the experiment was begun with; let it be the same "
                        "everywhere until the experiment is done, then go on with `vitaminb resume`")  # fmt: skip


def task(text: str, job: Job, driver: str, made: dict[str, str]) -> bytes | str:
    """Do one run in a worker: the finished run as bytes, or the reason why it failed. made: see `made_of`."""
    check_made_of(text, made)
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
    except BaseException as error:  # a strategy may raise anything, SystemExit and KeyboardInterrupt included
        return reason_of(error)


@contextlib.contextmanager
def _time_limit(seconds: float):
    """Raise TimeoutError between two lines of Python, and end the process if even that does not help."""

    def too_long(*_):
        raise TimeoutError

    main = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")  # Windows has none
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
