"""Look into results: report, replay, diff, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError
from .common import (
    LOOK,
    AllowUnbalanced,
    Json,
    Language,
    Point,
    Replication,
    Results,
    app,
    exists_in,
    opened,
    print_json,
    say,
    warn_of_compiling,
)  # fmt: skip


@app.command(rich_help_panel=LOOK, epilog="Example: vitaminb report four_strategies")
def report(
    results: Results,
    partial: Annotated[bool, typer.Option("--partial", help="of an unfinished experiment, into its folder partial/")] = False,
    allow_unbalanced: AllowUnbalanced = False,
    language: Language = "en",
) -> None:
    """Draw the report of finished results anew; nothing is run."""
    from ..report.page import write_report
    from ..running.stopping import Fixed

    store = opened(results)
    if store.status() is None and partial:
        (jobs,) = Fixed(store.experiment()).jobs()
        store = store.partial(jobs)
    elif store.status() is None:
        raise UserError(f"{results}: is not finished; go on with `vitaminb resume {results}`, or look at it with --partial")
    typer.echo(f"Report: {write_report(store.folder, allow_unbalanced, language)}")


@app.command(rich_help_panel=LOOK, epilog="Example: vitaminb replay four_strategies --replication 1")
def replay(
    results: Results,
    replication: Replication = 0,
    point: Point = 0,
    json: Json = False,
) -> None:
    """Run one replication again and compare its numbers with the stored ones."""
    from ..running import again

    store = opened(results)
    experiment = store.experiment()
    exists_in(experiment, replication, point)
    warn_of_compiling()
    rows, verdict = again.safely(experiment, again.replayed, [str(store.folder), point, replication], point, replication)
    if json:
        print_json(rows)
    else:
        typer.echo(again.as_text(rows))
    say(verdict)
    if verdict == again.DIFFERENT:
        raise typer.Exit(1)


@app.command(rich_help_panel=LOOK, epilog="Example: vitaminb diff four_strategies spam_flood")
def diff(one: Results, other: Results, json: Json = False) -> None:
    """Say what differs between two results, and the first week in which two runs part. Exit code 1 if anything does."""
    from ..results.comparison import differences

    said = differences(opened(one), opened(other))
    if json:
        print_json({"differences": said})
    else:
        typer.echo("\n".join(said) if said else "Nothing differs.")
    if said:
        raise typer.Exit(1)


@app.command(rich_help_panel=LOOK, epilog="Example: vitaminb explain four_strategies --replication 1")
def explain(
    results: Results,
    replication: Replication = 0,
    person: Annotated[int | None, typer.Option(help="which seller; by default the one with most deals")] = None,
    point: Point = 0,
) -> None:
    """Print one seller's diary, and where each of its deals came from. The run is done again for it."""
    from ..running import again

    store = opened(results)
    experiment = store.experiment()
    exists_in(experiment, replication, point)
    warn_of_compiling()
    typer.echo("\n".join(again.safely(experiment, again.explained, [str(store.folder), point, replication, person], point, replication)))


@app.command(rich_help_panel=LOOK, epilog="Example: vitaminb export four_strategies --format csv --format dta")
def export(
    results: Results,
    format: Annotated[list[str], typer.Option(help="csv, dta (Stata, also for R) or ro-crate; may be given several times")] = ["csv"],  # noqa: B006
    to: Annotated[Path | None, typer.Option(help="folder to write to; by default export/ in the results", show_default=False)] = None,
) -> None:
    """Write all tables for other programs, with columns for what was varied and for the world."""
    from ..results.export import export as write

    store = opened(results)
    for path in write(store, format, to or store.folder / "export"):
        typer.echo(path)
