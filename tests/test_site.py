"""The pages as a site: generated pages are current, commands that pages name exist, and the site builds without a network."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from experiments.cli import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "configs").glob("*.md"))]
COMMANDS = typer.main.get_command(app).commands


def generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", generator().PAGES)
def test_generated_page_is_current(name):
    made = generator()
    assert (made.REFERENCE / name).read_text(encoding="utf-8") == made.PAGES[name](), "run: python docs/generate.py"


def commands_in(text: str) -> list[str]:
    """Everything that a page shows as a command: in code of a line, or on a line of its own."""
    return re.findall(r"`(?:\S*/)?vitaminb ([^`]+)`", text) + re.findall(r"^    vitaminb (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_of_pages_exist_with_their_options(page):
    for line in commands_in(page.read_text(encoding="utf-8")):
        word, *rest = line.split()
        if word.startswith("-"):
            assert word in ("--help", "-h", "--version"), line
            continue
        assert word in COMMANDS, line
        known = {option for param in COMMANDS[word].params for option in (*param.opts, *param.secondary_opts)} | {"--help", "-h"}
        said = {part.partition("=")[0].rstrip(",.") for part in rest if re.match(r"--?[a-z]", part)}
        assert said <= known, f"{line}: {said - known}"


@pytest.mark.slow
def test_the_site_builds_and_asks_the_network_for_nothing(tmp_path):
    pytest.importorskip("mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    for name in ("index.html", "reference/api.html", "reference/commands.html"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="https?://', text), name
    assert "length of the run" in (tmp_path / "reference" / "config.html").read_text(encoding="utf-8")
    assert 'id="sim.scenario.Scenario"' in (tmp_path / "reference" / "api.html").read_text(encoding="utf-8")
