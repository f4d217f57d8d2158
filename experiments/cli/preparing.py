"""Before a run: check, strategies, init, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError
from .common import Config, Sets, app, warn_of_compiling


@app.command(epilog="Example: vitaminb check configs/all_strategies.yaml")
def check(
    config: Config,
    sets: Sets = [],  # noqa: B006
    effect: Annotated[float | None, typer.Option(help="a difference between strategies to be found, in the response's unit")] = None,
) -> None:
    """Check a config and say exactly what would run, how long, how much memory and disk, what it can detect, and what a wished effect takes."""
    from .. import config as configs

    experiment = configs.load(config, sets)
    configs.check_points(experiment)
    if effect is not None and not effect > 0:
        raise UserError(f"--effect {effect:g}: must be above 0")
    warn_of_compiling(experiment)
    describe(experiment, pilot=True)
    if effect is not None:
        from ..running.pilot import cheapest

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
        from ..config.network import network_file

        typer.echo(str(network_file(experiment).summary))
    if scenario.ablate:
        typer.echo(f"Switched off: {', '.join(scenario.ablate)}")
    if pilot:
        from ..running.pilot import detectable, measure

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
    from ..config import SCHEMA_FILE
    from ..config.commented import commented_config

    beside = file.parent / SCHEMA_FILE
    if file.exists():
        raise UserError(f"{file}: exists already; choose another name")
    try:
        beside.write_text(schema_text(), encoding="utf-8")
        file.write_text(commented_config(), encoding="utf-8")
    except OSError as error:
        raise UserError(f"{file}: cannot be written ({error.strerror}); choose another place") from None
    typer.echo(f"Wrote {file}, and {beside}, by which editors complete it. Run it with: vitaminb run {file}")


@app.command(epilog="Example: vitaminb schema > vitaminb.schema.json")
def schema() -> None:
    """Print the JSON schema of configs, so that editors complete them."""
    typer.echo(schema_text(), nl=False)


def schema_text() -> str:
    """The schema of configs as a file."""
    import json

    from .. import config as configs

    return json.dumps(configs.schema(), indent=2) + "\n"
