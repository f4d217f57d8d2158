"""The command line: `vitaminb`. Imports are late, so that a command starts at once."""

from __future__ import annotations

import contextlib
import sys
from typing import Annotated

import typer

from ..errors import UserError, one_line, reason_of
from .common import PREPARE, app, end_when_told, say

# isort: off
from . import preparing, running, shelf, results, studies, me, classroom  # noqa: F401  (in the order in which the help lists their commands)


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
    """Entry point: one sentence and exit code 2 for bad input and for what nobody foresaw, no traceback."""
    end_when_told()
    try:
        app(args=spread_sets(sys.argv[1:]), auto_envvar_prefix="VITAMINB")
    except UserError as error:
        leave(str(error))
    except MemoryError:
        leave("out of memory; set fewer people or contact_slots, or use fewer --workers")
    except RecursionError:
        leave("something is nested too deeply; make it flatter")
    except OSError as error:
        leave(f"{error.filename or 'output'}: {error.strerror or error}", error)
    except Exception as error:
        leave(f"something went wrong that nobody foresaw ({reason_of(error)})", error)


def leave(said: str, error: Exception | None = None) -> None:
    """Say one sentence and exit with code 2; what nobody foresaw is written to a log in full."""
    place = f"; the full report is in {logged(error)}" if error else ""
    with contextlib.suppress(OSError):
        say(one_line(f"vitaminb: {said}") + place)
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    sys.exit(2)


def logged(error: Exception) -> str:
    """The place of a new file with the command, the versions and all that is known of an error."""
    import platform
    import tempfile
    import traceback

    from sim.version import VERSION

    head = f"vitaminb {VERSION}, Python {platform.python_version()}, {platform.platform()}\n{sys.argv}\n\n"
    try:
        with tempfile.NamedTemporaryFile("w", prefix="vitaminb-", suffix=".log", delete=False, encoding="utf-8") as file:
            file.write(head + "".join(traceback.format_exception(error)))
        return file.name
    except OSError:
        return "no file, since none can be written"


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
