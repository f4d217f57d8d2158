"""Run experiments: run, resume."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError
from .common import Cluster, Config, Results, Scheduler, Sets, Workers, app, resumable, say, warn_of_compiling


@app.command(epilog="Example: vitaminb run configs/four_strategies.yaml --replications 20 --set weeks=52")
def run(
    config: Config,
    sets: Sets = [],  # noqa: B006
    replications: Annotated[int | None, typer.Option(help="number of replications")] = None,
    seed: Annotated[int | None, typer.Option(help="seed of the experiment")] = None,
    workers: Workers = 0,
    scheduler: Scheduler = "",
    cluster: Cluster = "",
    out: Annotated[Path, typer.Option(help="folder for results")] = Path("results"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only say what would be run")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="begin anew even if the same run was interrupted")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="no progress")] = False,
) -> None:
    """Run an experiment and write its report. If the same run was interrupted, go on with it."""
    from ..running.pools import warm_up

    if not (dry_run or scheduler or cluster):
        warm_up()
    from .. import config as configs
    from ..results.store import Store, command_line
    from ..running.simulation import driver_for

    experiment = configs.load(config, sets, replications=replications, seed=seed)
    configs.check_points(experiment)
    if dry_run:
        from .preparing import describe

        describe(experiment)
        return
    warn_of_compiling(experiment)
    if driver_for(experiment) == "mesa":
        say("A strategy of yours cannot be compiled: the Mesa driver runs it, some hundred times slower.")
    store = None if fresh else Store.unfinished(out, experiment, config.stem)
    if store is None:
        store = Store.create(out, experiment, config.stem, command_line())
    else:
        refuse_changes(store, "begin anew with --fresh")
        say(f"Going on with {store.folder}: {len(store.finished()):,} runs are done.")
    carry_out(store, workers, quiet, scheduler, cluster)


def carry_out(store, workers: int, quiet: bool, scheduler: str = "", cluster: str = "") -> None:
    """Do what is missing in a results folder and write the report."""
    from ..report.page import write_report
    from ..running.runner import run_all

    def how_to_go_on() -> str:
        experiment = store.experiment()
        done, planned = len(store.finished()), experiment.replications * len(experiment.points)
        return f"{done} of {planned} runs are done and kept. Go on with: vitaminb resume {store.folder}"

    bar, on_done = progress(quiet)
    with resumable(how_to_go_on), bar:
        status = run_all(store, workers, on_done, scheduler, cluster)
    say(f"Runs: {status['planned']} planned, {status['ok']} ok, {status['failed']} failed, {status['pending']} pending.")
    if status["failed"]:
        first = store.table("failures").iloc[0]
        say(f"The first that failed: {first['reason']}. To repeat it: {first['command']}")
    typer.echo(f"Report: {write_report(store.folder)}")
    if not status["ok"]:
        raise typer.Exit(1)


@app.command(epilog="Example: vitaminb resume results/four_strategies/20260101-120000-abc123")
def resume(
    results: Results,
    accept_changes: Annotated[bool, typer.Option("--accept-changes", help="go on although code or packages changed")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="try failed runs again")] = False,
    workers: Workers = 0,
    scheduler: Scheduler = "",
    cluster: Cluster = "",
    quiet: Annotated[bool, typer.Option("--quiet", help="no progress")] = False,
) -> None:
    """Do what is missing in an interrupted experiment, and only that."""
    from ..results.store import Store

    store = Store.open(results)
    if not accept_changes:
        refuse_changes(store, "go on with --accept-changes")
    if retry_failed:
        store.forget_failures()
    warn_of_compiling()
    carry_out(store, workers, quiet, scheduler, cluster)


def refuse_changes(store, remedy: str) -> None:
    """Raise UserError, naming the difference, if results cannot be gone on with as they were begun."""
    changes = changes_since(store)
    if changes:
        raise UserError(f"{store.folder}: {changes}; undo that, or {remedy}")


def changes_since(store) -> str:
    """What differs between now and when the results were made, in words; empty if nothing does."""
    import hashlib

    from ..results.provenance import provenance

    then = store.provenance()
    now = provenance(store.experiment(), then["experiment"], "", "")
    differences = []
    if hashlib.sha256((store.folder / "config.yaml").read_bytes()).hexdigest() != then["config_sha256"]:
        differences.append("config.yaml was changed")
    if then.get("points_sha256") and store.points_hash() != then["points_sha256"]:
        differences.append("the points of the design changed")
    if now["code"] != then["code"]:
        differences.append("the model's code or compiler changed")
    differences += [
        f"{package} is {now['packages'][package]} and was {version}"
        for package, version in then["packages"].items()
        if now["packages"].get(package) != version
    ]
    return ", ".join(differences)


def progress(quiet: bool):
    """A function that shows runs done and time left: a bar on a terminal, nothing elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=console, disable=quiet or not console.is_terminal,
    )  # fmt: skip
    task = bar.add_task("runs", total=None)
    return bar, lambda done, planned: bar.update(task, completed=done, total=planned)
