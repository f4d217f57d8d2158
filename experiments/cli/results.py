"""Look into results: report, replay, diff, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError
from .common import AllowUnbalanced, Results, app, say, warn_of_compiling


@app.command(epilog="Example: vitaminb report results/four_strategies/20260101-120000-abc123")
def report(
    results: Results,
    partial: Annotated[bool, typer.Option("--partial", help="of an unfinished experiment, into its folder partial/")] = False,
    allow_unbalanced: AllowUnbalanced = False,
) -> None:
    """Draw the report of finished results anew; nothing is run."""
    from ..report.page import write_report
    from ..results.store import Store
    from ..running.stopping import Fixed

    store = Store.open(results)
    if store.status() is None and partial:
        (jobs,) = Fixed(store.experiment()).jobs()
        store = store.partial(jobs)
    elif store.status() is None:
        raise UserError(f"{results}: is not finished; go on with `vitaminb resume {results}`, or look at it with --partial")
    typer.echo(f"Report: {write_report(store.folder, allow_unbalanced)}")


@app.command(epilog="Example: vitaminb replay results/four_strategies/20260101-120000-abc123 --replication 7")
def replay(
    results: Results,
    replication: Annotated[int, typer.Option(min=0, help="which replication")] = 0,
    point: Annotated[int, typer.Option(min=0, help="which point of the design")] = 0,
) -> None:
    """Run one replication again and compare its numbers with the stored ones."""
    from ..responses.of_a_run import runs_table
    from ..results.store import Store
    from ..running.simulation import driver_for, simulate

    store = Store.open(results)
    experiment = store.experiment()
    if replication >= experiment.replications:
        raise UserError(f"--replication {replication}: there are only 0..{experiment.replications - 1}")
    if point >= len(experiment.points):
        raise UserError(f"--point {point}: there are only 0..{len(experiment.points) - 1}")
    warn_of_compiling()
    try:
        run = simulate(experiment, (point, replication), driver_for(experiment))
    except Exception as error:
        raise UserError(f"replication {replication} of point {point} fails with {type(error).__name__}: {error}{raised_at(error)}") from None
    again = runs_table(run, replication, point)
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


@app.command(epilog="Example: vitaminb diff results/a/20260101-120000-abc123 results/b/20260101-130000-def456")
def diff(one: Results, other: Results) -> None:
    """Say what differs between two results, and the first week in which two runs part. Exit code 1 if anything does."""
    from ..results.comparison import differences
    from ..results.store import Store

    said = differences(Store.open(one), Store.open(other))
    typer.echo("\n".join(said) if said else "Nothing differs.")
    if said:
        raise typer.Exit(1)


@app.command(epilog="Example: vitaminb explain results/four_strategies/20260101-120000-abc123 --run 3 --person 17")
def explain(
    results: Results,
    replication: Annotated[int, typer.Option("--run", min=0, help="which replication")] = 0,
    person: Annotated[int | None, typer.Option(help="which seller; by default the one with most deals")] = None,
    point: Annotated[int, typer.Option(min=0, help="which point of the design")] = 0,
) -> None:
    """Print one seller's diary, and where each of its deals came from. The run is done again for it."""
    from ..results.diary import diary
    from ..results.store import Store
    from ..running.simulation import driver_for, simulate

    experiment = Store.open(results).experiment()
    if replication >= experiment.replications or point >= len(experiment.points):
        raise UserError(f"--run {replication} --point {point}: there are only replications 0..{experiment.replications - 1} "
                        f"and points 0..{len(experiment.points) - 1}")  # fmt: skip
    warn_of_compiling()
    done = simulate(experiment, (point, replication), driver_for(experiment), messages=True)
    if person is None:
        person = int(done.sellers["person"][done.sellers["deals"].argmax()])
    typer.echo("\n".join(diary(done, person)))
