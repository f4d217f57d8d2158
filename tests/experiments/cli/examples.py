"""The example of every command's help, and how to make it small enough for a test."""

import shlex

from experiments.cli import app

COMMANDS = {command.name or command.callback.__name__: command for command in app.registered_commands}
LITTLE = ["--set", "weeks=6", "people=120", "market.contacts=40", "market.close=6", "market.near=10"]
SMALLER = {
    "run": ["--replications", "3", *LITTLE, "--workers", "1"],
    "resume": ["--workers", "1"],
    "check": LITTLE,
    "best": ["--trials", "5", "--replications", "2", "--weeks", "6", "--workers", "1", *LITTLE],
    "claims": ["--folder", "claims", "--workers", "1"],
    "calibrate": ["--wanted", "1", "--minutes", "0.1"],
    "evidence": ["--seeds", "3"],
    "me": ["--weeks", "4", "--worlds", "2", "--replications", "1", "--workers", "1"],
    "classroom": ["--no-open", "--years", "5", "--lever-years", "5", *LITTLE],
}
SLOW = ("calibrate", "evidence --model")  # a whole market of ordinary people, many times
ENDS_WITH = {"diff": 1}  # where something differs


def examples(command) -> list[list[str]]:
    """The lines of a command's help that begin with Example, as arguments, without the name of the program."""
    said = (command.epilog or "").removeprefix("Example: ")
    return [shlex.split(line.partition(" > ")[0])[1:] for line in said.split("; ") if line.strip().startswith("vitaminb ")]


def all_examples() -> list[tuple[str, list[str]]]:
    """Name and arguments of every example, made small; results that others look into come first."""
    found = [(name, line) for name, command in COMMANDS.items() for line in examples(command)]
    return sorted(found, key=lambda example: example[0] != "run")


def made_small(name: str, line: list[str]) -> list[str]:
    """The example with fewer and smaller runs."""
    return [*line, *SMALLER.get(name, [])] if name != "evidence" or "--model" in line else line
