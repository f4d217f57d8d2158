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
    typer.echo(f"Report: {write_report(store.folder, allow_unbalanced)}")


@app.command(rich_help_panel=LOOK, epilog="Example: vitaminb replay four_strategies --replication 1")
def replay(
    results: Results,
    replication: Replication = 0,
    point: Point = 0,
    json: Json = False,
) -> None:
    """Run one replication again and compare its numbers with the stored ones."""
    from ..responses.of_a_run import runs_table
    from ..running.simulation import driver_for, simulate

    store = opened(results)
    experiment = store.experiment()
    exists_in(experiment, replication, point)
    warn_of_compiling()
    try:
        run = simulate(experiment, (point, replication), driver_for(experiment))
    except Exception as error:
        raise UserError(f"replication {replication} of point {point} fails with {type(error).__name__}: {error}{raised_at(error)}") from None
    again = runs_table(run, replication, point)
    if json:
        print_json(again)
    else:
        typer.echo(again.drop(columns=["point", "replication", "seed"]).set_index("strategy").T.to_string())
    stored = store.table("runs")
    if stored is not None:
        stored = stored[(stored["replication"] == replication) & (stored["point"] == point)].reset_index(drop=True)
    if stored is None or stored.empty:
        say("There are no stored numbers of this run to compare with.")
        return
    if not again.equals(stored):
        say("These numbers differ from the stored ones: the code or a package changed since.")
        raise typer.Exit(1)
    say("The same numbers as stored.")


def raised_at(error: Exception) -> str:
    """' (mine.py, line 3)', where an error was raised."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f" ({Path(frame.filename).name}, line {frame.lineno})"


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
    from ..results.diary import diary
    from ..running.simulation import driver_for, simulate

    experiment = opened(results).experiment()
    exists_in(experiment, replication, point)
    warn_of_compiling()
    done = simulate(experiment, (point, replication), driver_for(experiment), messages=True)
    if person is None:
        person = int(done.sellers["person"][done.sellers["deals"].argmax()])
    typer.echo("\n".join(diary(done, person)))
