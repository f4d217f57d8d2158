"""The application, and what its commands share: options, and what they say."""

from __future__ import annotations

import contextlib
import json
import math
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError, visible

app = typer.Typer(
    help="Vitamin B: which networking strategy pays?\n\nStart with: vitaminb run four_strategies",
    epilog="An experiment of your own: vitaminb init mine.yaml; vitaminb check mine.yaml; vitaminb run mine.yaml",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

PREPARE, RUN, LOOK, STUDY, TEACH = "Prepare", "Run", "Look at results", "Study", "Teach"  # groups of commands in the help

Config = Annotated[
    Path, typer.Argument(help="config file (YAML), or the name of one that comes with Vitamin B", show_default=False)
]
Results = Annotated[
    Path, typer.Argument(help="results folder, or the name of an experiment: its newest results", show_default=False)
]
Replication = Annotated[int, typer.Option("--replication", min=0, help="which replication")]
Point = Annotated[int, typer.Option("--point", min=0, help="which point of the design")]
Workers = Annotated[int, typer.Option(min=0, envvar="VITAMINB_WORKERS", help="worker processes; 0: one for each core")]
Scheduler = Annotated[
    str, typer.Option(metavar="ADDRESS", envvar="VITAMINB_SCHEDULER", help="run on the workers of this Dask scheduler: tcp://host:8786")
]
Cluster = Annotated[str, typer.Option(metavar="KIND", help="run on a Dask cluster: local, slurm, pbs, ...")]
AllowUnbalanced = Annotated[
    bool, typer.Option("--allow-unbalanced", help="compare points although runs are missing, by the replications all have")
]
Sets = Annotated[list[str], typer.Option("--set", help="change a value: --set weeks=52 --set strategies.call_first.hours=4")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="say nothing but the result")]
Language = Annotated[str, typer.Option("--language", help="of the report: en or de")]
Json = Annotated[bool, typer.Option("--json", help="print the result as JSON, for programs")]


def print_json(value) -> None:
    """A result for programs: JSON on stdout; what is no number is null."""
    typer.echo(json.dumps(plain(value), indent=2, allow_nan=False))


def plain(value):
    """The same as what JSON knows: tables as lists of rows, paths as text, nan and infinity as null."""
    if hasattr(value, "to_dict"):
        value = value.to_dict("records")
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return str(value) if isinstance(value, Path) else value


def opened(results: Path):
    """The results of a folder, or the newest of an experiment: of results/NAME. Raises UserError if there are none."""
    from ..results.store import Store

    for folder in (results, Path("results") / results):
        if (folder / "config.yaml").is_file():
            return Store.open(folder)
        runs = [made.parent for made in sorted(folder.glob("*/provenance.json"))]
        if runs:
            return Store.open(max(runs, key=lambda run: run.name))
    return Store.open(results)


def exists_in(experiment, replication: int, point: int) -> None:
    """Raise UserError if an experiment has no such replication or point."""
    if replication >= experiment.replications:
        raise UserError(f"--replication {replication}: there are only 0..{experiment.replications - 1}")
    if point >= len(experiment.points):
        raise UserError(f"--point {point}: there are only 0..{len(experiment.points) - 1}")


def say(text: str) -> None:
    """A line for people, on stderr, so that stdout stays clean; without signs that steer the terminal."""
    typer.echo(visible(text), err=True)


def end_when_told() -> None:
    """From now on, Ctrl-C (exit code 130), SIGTERM (143) and a closed terminal (129) end the workers at once, and then this process."""

    def end(number: int, _frame) -> None:
        from multiprocessing import active_children

        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # some send it twice
        for worker in active_children():
            worker.terminate()
        sys.exit(128 + number)

    closed = getattr(signal, "SIGHUP", None)  # Windows has none
    for number in filter(None, (signal.SIGINT, signal.SIGTERM, closed)):
        if number != closed or signal.getsignal(number) is not signal.SIG_IGN:  # nohup ignores it, and means it
            signal.signal(number, end)


@contextlib.contextmanager
def resumable(how: Callable[[], str]) -> Iterator[None]:
    """When what is done here is interrupted, say what is kept and how to go on."""
    try:
        yield
    except SystemExit:
        say(f"Interrupted: {how()}")
        raise


def same_command() -> str:
    """How to go on where a command finds by itself what is done."""
    return "what is done is kept. Go on with the same command."


def warn_of_compiling(experiment=None) -> None:
    """The first run ever, and the first with a strategy of one's own, takes longer; say so."""
    from sim.compiling import is_compiled

    if not is_compiled():
        say("First run: compiling the model, about a minute; later runs start at once.")
    elif experiment and experiment.scenario.own_strategies:
        from ..running.runner import compiled_mark
        from ..running.simulation import driver_for

        if not compiled_mark(experiment).exists() and driver_for(experiment) == "kernel":
            say("Compiling the model with your strategy, about a minute; later runs start at once.")


def writable(folder: Path) -> None:
    """Make a folder, before long work whose results go there. Raises UserError if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder}: cannot be written to ({error.strerror}); choose another folder") from None
