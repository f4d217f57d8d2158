"""Before a run: check, strategies, init, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError
from .common import PREPARE, Config, Json, Sets, app, print_json, warn_of_compiling


@app.command(rich_help_panel=PREPARE, epilog="Example: vitaminb check all_strategies")
def check(
    config: Config,
    sets: Sets = [],  # noqa: B006
    replications: Annotated[int | None, typer.Option(help="number of replications")] = None,
    seed: Annotated[int | None, typer.Option(help="seed of the experiment")] = None,
    effect: Annotated[float | None, typer.Option(help="a difference between strategies to be found, in the response's unit")] = None,
    json: Json = False,
) -> None:
    """Check a config and say what would run, how long it takes, how much memory and disk, and how small a difference it finds."""
    from .. import config as configs

    experiment = configs.load(config, sets, replications=replications, seed=seed)
    configs.check_points(experiment)
    if effect is not None and not 1e-9 <= effect <= 1e9:
        raise UserError(f"--effect {effect:g}: must be a number from 1e-9 to 1e9")
    warn_of_compiling(experiment)
    from ..running.pilot import findings

    if not json:
        describe(experiment)
    costs, said = findings(experiment, effect)
    if json:
        print_json(plan_of(experiment) | costs | {"pilot": said})
    else:
        typer.echo("\n".join(said))


def describe(experiment, json: bool = False) -> None:
    """What would run, in plain words or as JSON."""
    facts = plan_of(experiment)
    if json:
        print_json(facts)
    else:
        typer.echo("\n".join(said_of(experiment, facts)))


def plan_of(experiment) -> dict:
    """What would run, in numbers."""
    scenario, points = experiment.scenario, len(experiment.points)
    return {
        "question": experiment.question.strip(), "response": experiment.response, "points": points,
        "replications": experiment.replications, "runs": points * experiment.replications, "weeks": scenario.weeks,
        "people": scenario.people, "sellers": {label: group.sellers for label, group in scenario.strategies.items()},
    }  # fmt: skip


def said_of(experiment, facts: dict) -> list[str]:
    """What would run, in plain words."""
    said = [f"Question: {experiment.question}"]
    if design := experiment.design:
        said.append(f"Design: {design.kind}, {facts['points']:,} points over {', '.join(design.factors) or 'those given'}")
    until = ", at most: it stops when sure" if experiment.stop else ""
    each = f" at {facts['points']:,} points" if facts["points"] > 1 else ""
    said.append(f"Runs: {facts['runs']:,}: {facts['replications']} replications{each} of {facts['weeks']} weeks with "
                f"{facts['people']} people{until}")  # fmt: skip
    said.append("Sellers: " + ", ".join(f"{number} {label}" for label, number in facts["sellers"].items()))
    if experiment.network:
        from ..config.network import network_file

        said.append(str(network_file(experiment).summary))
    if experiment.scenario.ablate:
        said.append(f"Switched off: {', '.join(experiment.scenario.ablate)}")
    return said


@app.command(rich_help_panel=PREPARE, epilog="Example: vitaminb strategies call_first")
def strategies(
    name: Annotated[str, typer.Argument(help="describe this one", show_default=False)] = "", json: Json = False
) -> None:
    """List the strategies, or describe one: idea, expectation, parameters and source text."""
    import inspect

    from sim.scenario import unknown
    from sim.strategies import SHELF

    if name and name not in SHELF:
        raise UserError(unknown("strategies", name, SHELF))
    if json:
        print_json([facts_of(SHELF[each]) for each in ([name] if name else SHELF)])
    elif not name:
        for strategy in SHELF.values():
            typer.echo(f"{strategy.name:22} {strategy.doc.splitlines()[0]}")
    else:
        strategy = SHELF[name]
        typer.echo(f"{strategy.name}\n\n{strategy.doc}\n\nParameters:")
        for key, field in strategy.parameters.model_fields.items():
            typer.echo(f"  {key} = {field.default} {field.json_schema_extra['unit']}: {field.description}")
        typer.echo(f"\n{inspect.getsource(inspect.getmodule(strategy.choose))}")


def facts_of(strategy) -> dict:
    """A strategy for programs: name, text, and parameters with default, unit and meaning."""
    parameters = {
        key: {"default": field.default, "unit": field.json_schema_extra["unit"], "meaning": field.description}
        for key, field in strategy.parameters.model_fields.items()
    }
    return {"name": strategy.name, "text": strategy.doc, "parameters": parameters}


@app.command(rich_help_panel=PREPARE, epilog="Example: vitaminb init mine.yaml")
def init(file: Annotated[Path, typer.Argument(help="file to write")] = Path("experiment.yaml")) -> None:
    """Write a commented config to start from."""
    from ..config import SCHEMA_FILE, schema_text
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


@app.command(rich_help_panel=PREPARE, epilog="Example: vitaminb schema > vitaminb.schema.json")
def schema() -> None:
    """Print the JSON schema of configs, so that editors complete them."""
    from .. import config as configs

    typer.echo(configs.schema_text(), nl=False)
