"""Run experiments: run, resume."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError
from .common import (
    RUN,
    Cluster,
    Config,
    Json,
    Quiet,
    Results,
    Scheduler,
    Sets,
    Workers,
    app,
    opened,
    print_json,
    resumable,
    say,
    warn_of_compiling,
)  # fmt: skip
from .progress import progress


@app.command(rich_help_panel=RUN, epilog="Example: vitaminb run four_strategies --replications 20 --set weeks=52")
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
    quiet: Quiet = False,
    json: Json = False,
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

        describe(experiment, json=json)
        return
    if not quiet:
        warn_of_compiling(experiment)
    if driver_for(experiment) == "mesa":
        say("A strategy of yours cannot be compiled: the Mesa driver runs it, some hundred times slower.")
    store = None if fresh else Store.unfinished(out, experiment, config.stem)
    if store is None:
        store = Store.create(out, experiment, config.stem, command_line())
    else:
        refuse_changes(store, "begin anew with --fresh")
        say(f"Going on with {store.folder}: {len(store.finished()):,} runs are done.")
    carry_out(store, workers, quiet, json, scheduler, cluster)


def carry_out(store, workers: int, quiet: bool, json: bool, scheduler: str = "", cluster: str = "") -> None:
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
    if not quiet:
        say(f"Runs: {status['planned']} planned, {status['ok']} ok, {status['failed']} failed, {status['pending']} pending.")
    if status["failed"]:
        first = store.table("failures").iloc[0]
        say(f"The first that failed: {first['reason']}. To repeat it: {first['command']}")
    page = write_report(store.folder)
    if json:
        print_json({"folder": store.folder, "report": page, "status": status, "responses": means_of(store)})
    else:
        typer.echo(f"Report: {page}")
    if not status["ok"]:
        raise typer.Exit(1)


def means_of(store) -> list[dict]:
    """Mean of what strategies are compared by, for each point and strategy."""
    runs, response = store.table("runs"), store.experiment().response
    return [] if runs is None else runs.groupby(["point", "strategy"], sort=False)[response].mean().reset_index().to_dict("records")


@app.command(rich_help_panel=RUN, epilog="Example: vitaminb resume four_strategies")
def resume(
    results: Results,
    accept_changes: Annotated[bool, typer.Option("--accept-changes", help="go on although code or packages changed")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="try failed runs again")] = False,
    workers: Workers = 0,
    scheduler: Scheduler = "",
    cluster: Cluster = "",
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Do what is missing in an interrupted experiment, and only that."""
    store = opened(results)
    if not accept_changes:
        refuse_changes(store, "go on with --accept-changes")
    if retry_failed:
        store.forget_failures()
    if not quiet:
        warn_of_compiling()
    carry_out(store, workers, quiet, json, scheduler, cluster)


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
