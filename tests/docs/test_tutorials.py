"""The tutorials run from top to bottom, find what they promise, and are stored without outputs."""

import ast
import json
import os
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.ipynb"))
SECONDS_PER_CELL = 900  # the first cell that runs the model compiles it

# Runs in every kernel before the notebook: nothing may be written in the checkout, hidden folders such as .venv aside.
GUARD = f"""
import os, sys


def refuse(event, arguments, root={str(ROOT)!r}, parent=os.getpid()):
    if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR) or event in ("os.mkdir", "os.rename"):
        places = [place for place in arguments[:2] if isinstance(place, (str, bytes, os.PathLike))]
        for place in [os.path.abspath(os.fsdecode(place)) for place in places[: 1 + (event == "os.rename")]]:
            if place.startswith(root + os.sep) and not place[len(root) + 1 :].startswith("."):
                raise PermissionError(f"tutorials may not write in the checkout: {{place}}")


sys.addaudithook(refuse)
"""


@pytest.fixture
def executed(tmp_path, monkeypatch):
    """Execute a tutorial in a temporary folder with the interpreter that runs the tests."""
    kernel = tmp_path / "jupyter" / "kernels" / "python3"
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    work = tmp_path / "work"
    for folder in (kernel, startup, work):
        folder.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (kernel / "kernel.json").write_text(json.dumps({"argv": command, "display_name": "Python 3", "language": "python"}))
    (startup / "guard.py").write_text(GUARD)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("MPLBACKEND", raising=False)

    def execute(name: str) -> nbformat.NotebookNode:
        notebook = nbformat.read(ROOT / "docs" / "tutorials" / f"{name}.ipynb", as_version=4)
        where = {"metadata": {"path": str(work)}}
        return NotebookClient(notebook, timeout=SECONDS_PER_CELL, kernel_name="python3", resources=where).execute()

    return execute


def outputs(notebook) -> list:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def found(notebook) -> dict:
    """The value of the last cell, a dictionary of plain values."""
    return ast.literal_eval(notebook.cells[-1].outputs[-1]["data"]["text/plain"])


def pictures(notebook) -> int:
    return sum("image/png" in output.get("data", {}) for output in outputs(notebook))


def test_first_run(executed):
    notebook = executed("01-first-run")
    said = found(notebook)
    assert said["people"] == 120
    assert said["same seed, same history"] and said["graph and matrix agree"] and said["agents and kernel agree"]
    assert 0 < said["trust in a friend"] <= 1
    assert pictures(notebook) == 1


def test_sweep(executed):
    notebook = executed("02-sweep")
    said = found(notebook)
    assert said["runs"] == 6 * 8
    assert said["points share their luck"] and said["stored runs are the same"]
    assert said["deals at 8 needs a year"] > said["deals at 2 needs a year"] > 0
    assert pictures(notebook) == 1


def test_league(executed):
    notebook = executed("03-league")
    said = found(notebook)
    assert len(set(said["order"])) == 5 and sum(said["chances"]) == pytest.approx(1, abs=0.01)
    assert said["chances"][0] == max(said["chances"])
    assert 0 < said["pairs told apart"] < said["pairs"] == 10
    assert said["groups"] and all(set(group) <= set(said["order"]) for group in said["groups"])
    assert pictures(notebook) == 1


def test_sensitivity(executed):
    said = found(executed("04-sensitivity"))
    assert said["naive effect of the inert factor"] > 0
    assert said["effect of the inert factor"] <= said["naive effect of the inert factor"]
    assert said["strongest for trust"] != said["inert"] and said["total index of the inert factor"] == 0
    assert said["shares sum to"] == pytest.approx(1)
    assert said["luck in trust"] < said["luck in deals"]


def test_own_strategy(executed):
    said = found(executed("05-own-strategy"))
    assert said["driver"] == "kernel" and said["drivers agree"] and said["deals"] > 0
    assert "call_strangers.py: choose() returned the action" in said["refusal"]
    assert "WORTH" in said["compiler's message"] and "dict" in said["compiler's message"]
    assert not said["wordy compiles"] and said["weeks of the wordy one"] == 3


def test_every_tutorial_is_executed_above():
    names = {path.stem for path in TUTORIALS}
    assert names == {"01-first-run", "02-sweep", "03-league", "04-sensitivity", "05-own-strategy"}


@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_tutorial_is_stored_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert outputs(notebook) == []
    assert all(cell.execution_count is None for cell in notebook.cells if cell.cell_type == "code")
    assert dict(notebook.metadata) == {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    assert all(not cell.metadata for cell in notebook.cells)


@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_tutorial_warns_of_its_size(path):
    texts = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    assert "to conclude" in texts[0].replace("\n", " ")
