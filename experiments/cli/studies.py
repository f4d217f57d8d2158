"""Studies of many experiments: evidence, calibrate, best, claims."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError
from .common import (
    STUDY,
    Config,
    Json,
    Quiet,
    Sets,
    Workers,
    app,
    print_json,
    resumable,
    same_command,
    say,
    warn_of_compiling,
    writable,
)  # fmt: skip


@app.command(rich_help_panel=STUDY, epilog="Example: vitaminb evidence messages.csv; vitaminb evidence --model --real messages.csv")
def evidence(
    log: Annotated[Path | None, typer.Argument(help="message log of any form", show_default=False)] = None,
    model: Annotated[bool, typer.Option("--model", help="measure the model's own market instead, and print the scorecard")] = False,
    real: Annotated[list[Path], typer.Option(help="with --model: a real log to show beside the model")] = [],  # noqa: B006
    seeds: Annotated[int, typer.Option(min=3, help="with --model: how many seeds")] = 30,
    out: Annotated[Path, typer.Option(help="with --model: folder for the scorecard and its picture")] = Path("results/evidence"),
    page: Annotated[Path | None, typer.Option(help="with --model: also write the validation page to this file")] = None,
    images: Annotated[Path | None, typer.Option(help="with --page: folder for its picture; by default beside it")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="as CSV")] = False,
    json: Json = False,
    workers: Workers = 0,
) -> None:
    """Compute the published patterns of networks from a message log, or hold the model against them."""
    from ..evidence import patterns, read_log
    from ..evidence.log import measured_part

    if model == (log is not None):
        raise UserError("evidence: name a message log, or give --model to measure the model itself")
    if not model and (real or page):
        raise UserError("evidence: --real and --page go with --model; leave them out to measure a log")
    if model:
        from ..evidence.run import scorecard_of_model

        for place in (out, page.parent if page else out):
            writable(place)
        warn_of_compiling()
        table, rates, path = scorecard_of_model(real, seeds, out, workers, page, images)
        if json:
            print_json({"scorecard": table, "rates": rates, "picture": path})
            return
        show(table, csv)
        if not csv:
            typer.echo(f"\nRates:\n{rates.to_string(index=False, header=False, float_format=lambda x: f'{x:.3f}')}\n")
        typer.echo(f"Picture: {path}")
        return
    messages = read_log(log)
    say(f"{messages.attrs['read']}\n{measured_part(messages)}.")
    show(patterns(messages), csv, json)


def show(table, csv: bool, json: bool = False) -> None:
    """A table for people, as CSV, or as JSON."""
    if json:
        print_json(table)
    else:
        typer.echo(table.to_csv(index=False) if csv else table.to_string(index=False, float_format=lambda x: f"{x:.3f}"))


@app.command(rich_help_panel=STUDY, epilog="Example: vitaminb calibrate --wanted 200")
def calibrate(
    wanted: Annotated[int, typer.Option(min=1, help="accepted worlds, those of an earlier search included")] = 200,
    minutes: Annotated[float, typer.Option(min=0.1, help="no new world begins after so many minutes; the same command goes on")] = 30.0,
    out: Annotated[Path, typer.Option(help="folder for worlds, accepted set and summary")] = Path("results/calibration"),
    workers: Workers = 0,
) -> None:
    """Find worlds that the calibration patterns do not rule out, over all uncertain parameters, in waves."""
    import os

    from ..evidence import calibration

    warn_of_compiling()
    with resumable(same_command):
        found = calibration.calibrate(wanted, out, workers or os.cpu_count() or 1, minutes)
    typer.echo(f"Worlds: {len(found.worlds)} simulated, {len(found.accepted)} accepted. Folder: {out}")
    if found.unmet:
        typer.echo(f"Not met, so set aside:\n{(out / 'unmet.csv').read_text()}")
    if len(found.accepted):
        typer.echo((out / "summary.csv").read_text())
    if not found.finished:
        typer.echo("Not finished; the same command goes on.")


@app.command(rich_help_panel=STUDY, epilog="Example: vitaminb best four_strategies --hours 2 --hours 5 --weeks 104")
def best(
    config: Config,
    sets: Sets = [],  # noqa: B006
    hours: Annotated[list[float], typer.Option(help="hours a week; may be given several times")] = [2.0, 5.0, 10.0],  # noqa: B006
    weeks: Annotated[list[int], typer.Option(help="horizon; may be given several times")] = [26, 104, 260],  # noqa: B006
    trials: Annotated[int, typer.Option(min=5, help="proposals to try for each pair of hours and horizon")] = 80,
    replications: Annotated[int, typer.Option(min=2, help="runs of each proposal; three times as many for the finals")] = 8,
    out: Annotated[Path, typer.Option(help="folder for results")] = Path("results/best"),
    workers: Workers = 0,
    json: Json = False,
) -> None:
    """Find the best split of hours in a market: weights of all actions and effort per message. Goes on where it was."""
    import os

    from .. import config as configs
    from ..report.figures.best import flatness, splits
    from ..report.page import kept_figure
    from ..report.style import setup
    from ..results.disk import write_atomically
    from ..results.tables import csv_of
    from ..studies.best import NEAR, best_use, proposals, table_of

    experiment = configs.load(config, sets)
    if not all(0 < h <= 60 for h in hours) or not all(1 <= w <= 5200 for w in weeks):  # not a number is neither
        raise UserError("best: --hours must be above 0 and at most 60, --weeks from 1 to 5200")
    if len(set(hours)) < len(hours) or len(set(weeks)) < len(weeks):
        raise UserError("best: --hours or --weeks names a value twice; keep one")
    warn_of_compiling()
    folder = out / config.stem
    with resumable(same_command):
        cells = best_use(experiment, hours, weeks, trials, replications, folder, workers or os.cpu_count() or 1)
    table, tried = table_of(cells), proposals(cells)
    setup()
    kept_figure(folder, "best", splits(table, experiment.response), "", "")
    kept_figure(folder, "flatness", flatness(tried, experiment.response, NEAR), "", "")
    write_atomically(folder / "best.csv", csv_of(table))
    write_atomically(folder / "proposals.csv", csv_of(tried))
    if json:
        print_json({"best": table, "folder": folder})
        return
    for row in table.itertuples():
        typer.echo(f"{row.hours:g} h a week, {row.weeks} weeks: {row.mean:.2f} {experiment.response} ({row.low:.2f} to {row.high:.2f}) under "
                   f"luck the search had not seen ({row.searched:.2f} in the search); the plain portfolio {row.plain:.2f}. "
                   f"Flatness: {row.near} of {row.trials} proposals within 5 %, with {row.effort_low:.0f} to {row.effort_high:.0f} "
                   "minutes a message.")  # fmt: skip
    typer.echo(f"Pictures: {folder / 'best.png'}, {folder / 'flatness.png'}")


@app.command(rich_help_panel=STUDY, epilog="Example: vitaminb claims C06 --quick")
def claims(
    ids: Annotated[list[str] | None, typer.Argument(help="which claims; all without", show_default=False)] = None,
    folder: Annotated[
        Path | None, typer.Option(help="folder with configs that state claims; by default those that come with Vitamin B", show_default=False)
    ] = None,
    out: Annotated[Path, typer.Option(help="folder for results")] = Path("results/claims"),
    quick: Annotated[bool, typer.Option("--quick", help="a first look: few runs of the question only")] = False,
    findings: Annotated[Path | None, typer.Option(help="also write the findings to this file")] = None,
    images: Annotated[Path | None, typer.Option(help="with --findings: folder for its pictures; by default beside it")] = None,
    workers: Workers = 0,
    quiet: Quiet = False,
) -> None:
    """Test claims with the model: is each true there, where, and because of what? Interrupted, it goes on where it was."""
    from ..claims.run import read_claims, run_claims
    from ..claims.write import write_all
    from ..config import shipped

    experiments, tests = read_claims(folder or shipped.folder() / "claims", list(ids or []))
    for place in (out, findings.parent if findings else out):
        writable(place)
    warn_of_compiling()
    with resumable(same_command):
        results = run_claims(experiments, tests, out, quick, workers, (lambda text: None) if quiet else say)
    table, pages = write_all(results, out, quick, findings, images)
    typer.echo(table)
    typer.echo(f"Findings: {pages}")
