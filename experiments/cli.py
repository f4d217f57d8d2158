"""The command line: `vitaminb`. Imports are late, so that a command starts at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .errors import UserError

app = typer.Typer(
    help="Vitamin B: which networking strategy pays?\n\nStart with: vitaminb run configs/four_strategies.yaml",
    epilog="Examples, an experiment of your own: vitaminb init mine.yaml; vitaminb check mine.yaml; vitaminb run mine.yaml",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

Config = Annotated[Path, typer.Argument(help="config file (YAML)", show_default=False)]
Results = Annotated[Path, typer.Argument(help="results folder", show_default=False)]
Workers = Annotated[int, typer.Option(min=0, help="worker processes; 0: one for each core")]
Scheduler = Annotated[str, typer.Option(metavar="ADDRESS", help="run on the workers of this Dask scheduler: tcp://host:8786")]
Cluster = Annotated[str, typer.Option(metavar="KIND", help="run on a Dask cluster: local, slurm, pbs, ...")]
AllowUnbalanced = Annotated[
    bool, typer.Option("--allow-unbalanced", help="compare points although runs are missing, by the replications all have")
]
Sets = Annotated[list[str], typer.Option("--set", help="change a value: --set weeks=52 --set strategies.call_first.hours=4")]


def spread_sets(arguments: list[str]) -> list[str]:
    """Let `--set a=1 b=2` stand for `--set a=1 --set b=2`."""
    spread, setting = [], False
    for argument in arguments:
        if argument == "--set":
            setting = True
            continue
        if setting and "=" in argument and not argument.startswith("-"):
            spread += ["--set", argument]
            continue
        setting = False
        spread.append(argument)
    return spread


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


def say(text: str) -> None:
    """A line for people, on stderr, so that stdout stays clean."""
    typer.echo(text, err=True)


def warn_of_compiling(experiment=None) -> None:
    """The first run ever, and the first with a strategy of one's own, takes longer; say so."""
    from sim.compiling import is_compiled

    if not is_compiled():
        say("First run: compiling the model, about a minute; later runs start at once.")
    elif experiment and experiment.scenario.own_strategies:
        from .runner import compiled_mark, driver_for

        if not compiled_mark(experiment).exists() and driver_for(experiment) == "kernel":
            say("Compiling the model with your strategy, about a minute; later runs start at once.")


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
    from .pools import warm_up

    if not (dry_run or scheduler or cluster):
        warm_up()
    from . import config as configs
    from .runner import driver_for
    from .store import Store, command_line

    experiment = configs.load(config, sets, replications=replications, seed=seed)
    configs.check_points(experiment)
    if dry_run:
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
    from .report import write_report
    from .runner import Interrupted, run_all

    bar, on_done = progress(quiet)
    try:
        with bar:
            status = run_all(store, workers, on_done, scheduler, cluster)
    except Interrupted:
        experiment = store.experiment()
        done, planned = len(store.finished()), experiment.replications * len(experiment.points)
        say(f"Interrupted: {done} of {planned} runs are done and kept. Go on with: vitaminb resume {store.folder}")
        raise typer.Exit(130) from None
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
    from .store import Store

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

    from .store import provenance

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


@app.command(epilog="Example: vitaminb check configs/all_strategies.yaml")
def check(
    config: Config,
    sets: Sets = [],  # noqa: B006
    effect: Annotated[float | None, typer.Option(help="a difference between strategies to be found, in the response's unit")] = None,
) -> None:
    """Check a config and say exactly what would run, how long, how much memory and disk, what it can detect, and what a wished effect takes."""
    from . import config as configs

    experiment = configs.load(config, sets)
    configs.check_points(experiment)
    if effect is not None and not effect > 0:
        raise UserError(f"--effect {effect:g}: must be above 0")
    warn_of_compiling(experiment)
    describe(experiment, pilot=True)
    if effect is not None:
        from .pilot import cheapest

        typer.echo("\n".join(cheapest(experiment, effect)))


def describe(experiment, pilot: bool = False) -> None:
    """What would run, in plain words; with a pilot also time, memory and disk."""
    import os

    scenario = experiment.scenario
    groups = ", ".join(f"{group.sellers} {label}" for label, group in scenario.strategies.items())
    typer.echo(f"Question: {experiment.question}")
    points = len(experiment.points)
    if experiment.design:
        typer.echo(f"Design: {experiment.design.kind}, {points:,} points over {', '.join(experiment.design.factors) or 'those given'}")
    until = ", at most: it stops when sure" if experiment.stop else ""
    each = f" at {points:,} points" if points > 1 else ""
    typer.echo(f"Runs: {points * experiment.replications:,}: {experiment.replications} replications{each} "
               f"of {scenario.weeks} weeks with {scenario.people} people{until}")  # fmt: skip
    typer.echo(f"Sellers: {groups}")
    if experiment.network:
        from .runner import network_file

        typer.echo(str(network_file(experiment).summary))
    if scenario.ablate:
        typer.echo(f"Switched off: {', '.join(scenario.ablate)}")
    if pilot:
        from .pilot import detectable, measure

        seconds, memory, disk = measure(experiment)
        workers = experiment.workers or os.cpu_count() or 1
        runs = experiment.replications * points
        total = seconds * runs / min(workers, runs)
        typer.echo(f"Time: {seconds:.2f} s a run, about {total / 60:.1f} minutes with {workers} workers (measured by a pilot)")
        typer.echo(f"Memory: about {memory / 2**20:.0f} MiB for each worker")
        typer.echo(detectable(experiment))
        typer.echo(f"Disk: about {disk * runs / 2**20:.1f} MiB")


@app.command(epilog="Example: vitaminb strategies call_first")
def strategies(name: Annotated[str, typer.Argument(help="describe this one", show_default=False)] = "") -> None:
    """List the strategies, or describe one: idea, expectation, parameters and source text."""
    import inspect

    from sim.scenario import unknown
    from sim.strategies import SHELF

    if not name:
        for strategy in SHELF.values():
            typer.echo(f"{strategy.name:22} {strategy.doc.splitlines()[0]}")
        return
    if name not in SHELF:
        raise UserError(unknown("strategies", name, SHELF))
    strategy = SHELF[name]
    typer.echo(f"{strategy.name}\n\n{strategy.doc}\n\nParameters:")
    for key, field in strategy.parameters.model_fields.items():
        typer.echo(f"  {key} = {field.default} {field.json_schema_extra['unit']}: {field.description}")
    typer.echo(f"\n{inspect.getsource(inspect.getmodule(strategy.choose))}")


@app.command(epilog="Example: vitaminb init my_experiment.yaml")
def init(file: Annotated[Path, typer.Argument(help="file to write")] = Path("experiment.yaml")) -> None:
    """Write a commented config to start from."""
    from .template import commented_config

    if file.exists():
        raise UserError(f"{file}: exists already; choose another name")
    try:
        file.write_text(commented_config(), encoding="utf-8")
    except OSError as error:
        raise UserError(f"{file}: cannot be written ({error.strerror}); choose another place") from None
    typer.echo(f"Wrote {file}. Run it with: vitaminb run {file}")


@app.command(epilog="Example: vitaminb schema > vitaminb.schema.json")
def schema() -> None:
    """Print the JSON schema of configs, so that editors complete them."""
    import json

    from .config import schema as make

    typer.echo(json.dumps(make(), indent=2))


@app.command(epilog="Example: vitaminb report results/four_strategies/20260101-120000-abc123")
def report(
    results: Results,
    partial: Annotated[bool, typer.Option("--partial", help="of an unfinished experiment, into its folder partial/")] = False,
    allow_unbalanced: AllowUnbalanced = False,
) -> None:
    """Draw the report of finished results anew; nothing is run."""
    from .report import write_report
    from .stopping import Fixed
    from .store import Store

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
    from .outcomes import runs_table
    from .runner import driver_for, simulate
    from .store import Store

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
    from .comparison import differences
    from .store import Store

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
    from .diary import diary
    from .runner import driver_for, simulate
    from .store import Store

    experiment = Store.open(results).experiment()
    if replication >= experiment.replications or point >= len(experiment.points):
        raise UserError(f"--run {replication} --point {point}: there are only replications 0..{experiment.replications - 1} "
                        f"and points 0..{len(experiment.points) - 1}")  # fmt: skip
    warn_of_compiling()
    done = simulate(experiment, (point, replication), driver_for(experiment), messages=True)
    if person is None:
        person = int(done.sellers["person"][done.sellers["deals"].argmax()])
    typer.echo("\n".join(diary(done, person)))


@app.command(epilog="Example: vitaminb evidence messages.csv; vitaminb evidence --model --real messages.csv")
def evidence(
    log: Annotated[Path | None, typer.Argument(help="message log: sender, receiver, seconds", show_default=False)] = None,
    model: Annotated[bool, typer.Option("--model", help="measure the model's own market instead, and print the scorecard")] = False,
    real: Annotated[list[Path], typer.Option(help="with --model: a real log to show beside the model")] = [],  # noqa: B006
    seeds: Annotated[int, typer.Option(min=3, help="with --model: how many seeds")] = 30,
    out: Annotated[Path, typer.Option(help="with --model: folder for the scorecard and its picture")] = Path("results/evidence"),
    page: Annotated[Path | None, typer.Option(help="with --model: also write the validation page to this file")] = None,
    images: Annotated[Path | None, typer.Option(help="with --page: folder for its picture; by default beside it")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="as CSV")] = False,
    workers: Workers = 0,
) -> None:
    """Compute the published patterns of networks from a message log, or hold the model against them."""
    from .evidence import patterns, read_log

    if model == (log is not None):
        raise UserError("evidence: name a message log, or give --model to measure the model itself")
    if not model and (real or page):
        raise UserError("evidence: --real and --page go with --model; leave them out to measure a log")
    if model:
        from .evidence.run import scorecard_of_model

        for place in (out, page.parent if page else out):
            writable(place)
        warn_of_compiling()
        table, rates, path = scorecard_of_model(real, seeds, out, workers, page, images)
        typer.echo(table.to_csv(index=False) if csv else table.to_string(index=False, float_format=lambda x: f"{x:.3f}"))
        if not csv:
            typer.echo(f"\nRates:\n{rates.to_string(index=False, header=False, float_format=lambda x: f'{x:.3f}')}\n")
        typer.echo(f"Picture: {path}")
        return
    table = patterns(read_log(log))
    typer.echo(table.to_csv(index=False) if csv else table.to_string(index=False, float_format=lambda x: f"{x:.3f}"))


@app.command(epilog="Example: vitaminb calibrate --trials 480")
def calibrate(
    trials: Annotated[int, typer.Option(min=10, help="proposals to try, those of an earlier search included")] = 400,
    out: Annotated[Path, typer.Option(help="folder for trials, accepted set and summary")] = Path("results/calibration"),
    workers: Workers = 0,
) -> None:
    """Search parameters of ordinary people that show the calibration patterns, and keep the whole accepted set."""
    import os

    from . import calibration

    warn_of_compiling()
    chosen = calibration.calibrate(trials, out, workers or os.cpu_count() or 1)
    typer.echo(f"Accepted: {len(chosen)} proposals with a distance of at most {calibration.ACCEPTED:g}")
    if len(chosen):
        typer.echo((out / "summary.csv").read_text())


@app.command(epilog="Example: vitaminb best configs/four_strategies.yaml --hours 2 --hours 5 --weeks 104")
def best(
    config: Config,
    sets: Sets = [],  # noqa: B006
    hours: Annotated[list[float], typer.Option(help="hours a week; may be given several times")] = [2.0, 5.0, 10.0],  # noqa: B006
    weeks: Annotated[list[int], typer.Option(help="horizon; may be given several times")] = [26, 104, 260],  # noqa: B006
    trials: Annotated[int, typer.Option(min=5, help="proposals to try for each pair of hours and horizon")] = 80,
    replications: Annotated[int, typer.Option(min=2, help="runs of each proposal; three times as many for the finals")] = 8,
    out: Annotated[Path, typer.Option(help="folder for results")] = Path("results/best"),
    workers: Workers = 0,
) -> None:
    """Find the best split of hours in a market: weights of all actions and effort per message. Goes on where it was."""
    import os

    from . import config as configs
    from .figures.best import splits
    from .report import kept_figure
    from .search import best_use, table_of
    from .store import write_atomically
    from .style import setup

    experiment = configs.load(config, sets)
    if any(h <= 0 for h in hours) or any(w < 1 for w in weeks):
        raise UserError("best: --hours must be above 0 and --weeks at least 1")
    warn_of_compiling()
    folder = out / config.stem
    cells = best_use(experiment, hours, weeks, trials, replications, folder, workers or os.cpu_count() or 1)
    table = table_of(cells)
    setup()
    kept_figure(folder, "best", splits(table, experiment.response), "", "")
    write_atomically(folder / "best.csv", table.to_csv(index=False).encode())
    for row in table.itertuples():
        typer.echo(f"{row.hours:g} h a week, {row.weeks} weeks: {row.mean:.2f} {experiment.response} ({row.low:.2f} to {row.high:.2f}) under "
                   f"luck the search had not seen ({row.searched:.2f} in the search); the plain portfolio {row.plain:.2f}. "
                   f"Flatness: {row.near} of {row.trials} proposals within 5 %, with {row.effort_low:.0f} to {row.effort_high:.0f} "
                   "minutes a message.")  # fmt: skip
    typer.echo(f"Picture: {folder / 'best.png'}")


@app.command(epilog="Example: vitaminb claims C06 --quick")
def claims(
    ids: Annotated[list[str] | None, typer.Argument(help="which claims; all without", show_default=False)] = None,
    folder: Annotated[Path, typer.Option(help="folder with configs that state claims")] = Path("configs/claims"),
    out: Annotated[Path, typer.Option(help="folder for results")] = Path("results/claims"),
    quick: Annotated[bool, typer.Option("--quick", help="a first look: few runs of the question only")] = False,
    findings: Annotated[Path | None, typer.Option(help="also write the findings to this file")] = None,
    images: Annotated[Path | None, typer.Option(help="with --findings: folder for its pictures; by default beside it")] = None,
    workers: Workers = 0,
) -> None:
    """Put claims to the model: verdicts, where they hold, and what carries them. Interrupted, it goes on where it was."""
    from .claims.run import read_claims, run_claims
    from .claims.write import write_all
    from .runner import Interrupted

    experiments, tests = read_claims(folder, list(ids or []))
    for place in (out, findings.parent if findings else out):
        writable(place)
    warn_of_compiling()
    try:
        results = run_claims(experiments, tests, out, quick, workers, say)
    except Interrupted:
        say("Interrupted: what is done is kept. Go on with the same command.")
        raise typer.Exit(130) from None
    table, pages = write_all(results, out, quick, findings, images)
    typer.echo(table)
    typer.echo(f"Findings: {pages}")


def writable(folder: Path) -> None:
    """Make a folder, before long work whose results go there. Raises UserError if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder}: cannot be written to ({error.strerror}); choose another folder") from None


@app.command(epilog="Example: vitaminb version")
def version() -> None:
    """Print the version."""
    from sim.version import VERSION

    typer.echo(VERSION)


def main() -> None:
    """Entry point: one sentence and exit code 2 for bad input, no traceback."""
    try:
        app(args=spread_sets(sys.argv[1:]))
    except UserError as error:
        say(f"vitaminb: {error}")
        sys.exit(2)
    except MemoryError:
        say("vitaminb: out of memory; set fewer people or contact_slots, or use fewer --workers")
        sys.exit(2)
    except KeyboardInterrupt:
        say("Interrupted.")
        sys.exit(130)


if __name__ == "__main__":
    main()
