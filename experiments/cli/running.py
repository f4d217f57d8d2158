"""Run experiments: run, resume."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .common import (
    RUN,
    Cluster,
    Config,
    Json,
    Language,
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
    language: Language = "en",
) -> None:
    """Run an experiment and write its report. If the same run was interrupted, go on with it."""
    from ..running.pools import warm_up

    if not (dry_run or scheduler or cluster):
        warm_up()
    from .. import config as configs
    from ..results.changes import refuse_changes
    from ..results.store import Store, command_line
    from ..running.pools import reachable
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
    reachable(scheduler, cluster)
    store = None if fresh else Store.unfinished(out, experiment, config.stem)
    if store is None:
        store = Store.create(out, experiment, config.stem, command_line())
    else:
        refuse_changes(store)
        say(f"Going on with {store.folder}: {len(store.finished()):,} runs are done.")
    carry_out(store, workers, quiet, json, scheduler, cluster, language=language)


def carry_out(
    store, workers: int, quiet: bool, json: bool, scheduler: str = "", cluster: str = "", retry_failed: bool = False,
    language: str = "en",
) -> None:
    """Do what is missing in a results folder and write the report."""
    from ..report.in_short import answer_in_short
    from ..report.page import write_report
    from ..running.runner import run_all

    def how_to_go_on() -> str:
        experiment = store.experiment()
        done, planned = len(store.finished()), experiment.replications * len(experiment.points)
        return f"{done} of {planned} runs are done and kept. Go on with: vitaminb resume {store.folder}"

    bar, on_done = progress(quiet)
    with resumable(how_to_go_on), bar:
        status = run_all(store, workers, on_done, scheduler, cluster, retry_failed, say)
    if not quiet:
        say(f"Runs: {status['planned']} planned, {status['ok']} ok, {status['failed']} failed, {status['pending']} pending.")
    if status["failed"]:
        first = store.table("failures").iloc[0]
        say(f"The first that failed: {first['reason']}. To repeat it: {first['command']}")
    page = write_report(store.folder, language=language)
    text, answer = answer_in_short(store.folder)
    if json:
        print_json({"folder": store.folder, "report": page, "status": status, "responses": means_of(store), "answer": answer})
    else:
        typer.echo(f"{text}\nReport: {page}")
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
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="do failed runs again, and no others")] = False,
    workers: Workers = 0,
    scheduler: Scheduler = "",
    cluster: Cluster = "",
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Do what is missing in an interrupted experiment, and only that."""
    from ..results.changes import accept_changes as accept

    store = opened(results)
    if accept_changes:
        for change in accept(store):
            say(f"Accepted, and noted in provenance.json and the report: {change}.")
    if not quiet:
        warn_of_compiling()
    carry_out(store, workers, quiet, json, scheduler, cluster, retry_failed)
