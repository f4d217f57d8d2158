"""Every command is run for real, by the example of its own help; a command without one fails here."""

import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from examples import COMMANDS, ENDS_WITH, LITTLE, SLOW, all_examples, examples, made_small

from experiments import cli

CONFIGS = Path(__file__).resolve().parents[3] / "configs"
CONTACTS = "First Name,Last Name,Connected On\n" + "".join(f"F{k},L{k},{1 + k % 28:02d} Mar 2024\n" for k in range(40))
MESSAGES = CONFIGS / "data" / "example_messages.csv"
EXAMPLES = [
    pytest.param(name, line, id=(said := " ".join(line)), marks=[pytest.mark.slow] if said.startswith(SLOW) else [])
    for name, line in all_examples()
]


def vitaminb(monkeypatch, *arguments: str) -> int:
    """The command in this process; returns its exit code."""
    monkeypatch.setattr(sys, "argv", ["vitaminb", *map(str, arguments)])
    with pytest.raises(SystemExit) as leave:
        cli.main()
    return leave.value.code or 0


def little_claim() -> str:
    """The claim of the example in a small market."""
    text = (CONFIGS / "claims" / "C06.yaml").read_text(encoding="utf-8")
    for line, little in (("weeks: 104", "weeks: 6"), ("people: 800", "people: 450"), ("contact_slots: 512", "contact_slots: 420")):
        assert line in text
        text = text.replace(line, little)
    return text


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    """A working folder with a message log, and with results of two experiments."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(MESSAGES, folder / "messages.csv")
    with zipfile.ZipFile(folder / "my-archive.zip", "w") as archive:
        archive.writestr("Connections.csv", CONTACTS)
    (folder / "claims").mkdir()
    (folder / "claims" / "C06.yaml").write_text(little_claim())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("four_strategies", "spam_flood"):
            more = ["strategies.spam_requests.sellers=20"] if name == "four_strategies" else ["design=null"]
            assert vitaminb(patch, "run", name, "--replications", "3", *LITTLE, *more, "--workers", "1", "-q") == 0
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_and_says_in_one_line_what_it_does(name):
    assert examples(COMMANDS[name]), f"{name}: give it an epilog: 'Example: vitaminb {name} ...'"
    assert all(line[0] == name for line in examples(COMMANDS[name]))
    assert COMMANDS[name].callback.__doc__.strip().endswith(".")
    assert COMMANDS[name].rich_help_panel, f"{name}: belongs to no group of commands"


@pytest.mark.parametrize("name, line", EXAMPLES)
def test_the_example_of_the_help_runs(name, line, desk, monkeypatch, capsys):
    monkeypatch.chdir(desk)
    code = vitaminb(monkeypatch, *made_small(name, line))
    assert code == ENDS_WITH.get(name, 0), capsys.readouterr().err
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name, monkeypatch, capsys):
    assert vitaminb(monkeypatch, name, "-h") == 0
    assert "Example: vitaminb" in capsys.readouterr().out
