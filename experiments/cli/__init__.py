"""The command line: `vitaminb`. Imports are late, so that a command starts at once."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ..errors import UserError
from .common import PREPARE, app, end_when_told, say

# isort: off
from . import preparing, running, shelf, results, studies, classroom  # noqa: F401  (in the order in which the help lists their commands)


def print_version(asked: bool) -> None:
    """Print the version and end."""
    if asked:
        from sim.version import VERSION

        typer.echo(VERSION)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=print_version, is_eager=True, help="print the version")] = False,
) -> None:
    """Vitamin B: which networking strategy pays? Start with: vitaminb run four_strategies"""


@app.command(rich_help_panel=PREPARE, epilog="Example: vitaminb version")
def version() -> None:
    """Print the version."""
    print_version(True)


def main() -> None:
    """Entry point: one sentence and exit code 2 for bad input, no traceback."""
    end_when_told()
    try:
        app(args=spread_sets(sys.argv[1:]))
    except UserError as error:
        say(f"vitaminb: {error}")
        sys.exit(2)
    except MemoryError:
        say("vitaminb: out of memory; set fewer people or contact_slots, or use fewer --workers")
        sys.exit(2)


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
