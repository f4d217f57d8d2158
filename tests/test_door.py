"""`import vitaminb`: the public door, and what happens when a folder of the user's hides a room."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Python in a folder, from which the house can be imported."""
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, env=environment())


def environment() -> dict:
    import os

    return os.environ | {"PYTHONPATH": str(ROOT)}


def test_the_door_leads_to_the_rooms():
    import experiments.study
    import sim
    import vitaminb

    for name in set(vitaminb.__all__) - {"study"}:
        assert getattr(vitaminb, name) is getattr(sim, name)
    assert vitaminb.study is experiments.study.study
    assert vitaminb.__version__ == sim.__version__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        vitaminb.nothing  # noqa: B018


def test_importing_the_door_loads_no_room(tmp_path):
    done = python(tmp_path, "-c", "import sys, vitaminb; print(*sys.modules)")
    assert not set(done.stdout.split()) & {"sim", "experiments", "numpy", "typer"}


@pytest.mark.parametrize("arguments", [["-c", "from vitaminb import run"], ["-m", "vitaminb", "--version"]], ids=["import", "command"])
def test_a_folder_of_ones_own_that_hides_a_room_is_named(arguments, tmp_path):
    (tmp_path / "sim").mkdir()
    (tmp_path / "sim" / "__init__.py").write_text("mine = 1\n")
    done = python(tmp_path, *arguments)
    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode == 1
    assert f"'sim' of Vitamin B is hidden by another 'sim' ({tmp_path / 'sim'}); rename that" in last
    assert arguments[0] == "-c" or "Traceback" not in done.stderr


def test_a_data_folder_of_the_same_name_hides_nothing(tmp_path):
    (tmp_path / "sim").mkdir()
    assert python(tmp_path, "-m", "vitaminb", "--version").returncode == 0


def test_what_a_job_needs_beyond_the_main_one_is_asked_for_in_one_sentence():
    from experiments.errors import UserError
    from experiments.extras import extra

    assert extra("json.decoder", "nothing").__name__ == "json.decoder"
    with pytest.raises(UserError, match="^design: morris: needs nowhere, which is not installed; install it with: pip install nowhere$"):
        extra("nowhere.sample", "design: morris")
