"""The wheel holds the whole house, and runs where there is no checkout."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("vitaminb", "sim", "experiments", "classroom")
OURS = {name.lower() for name in sys.stdlib_module_names} | set(ROOMS)


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The wheel, built from the files that git knows or would know, and unpacked in a folder of its own."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    known = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in known.stdout.splitlines():
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    script = "import setuptools.build_meta as b, sys; print(b.build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", script, str(folder)], cwd=source, capture_output=True, check=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def test_every_file_of_every_room_is_in_the_wheel(installed):
    for room in ROOMS:
        assert files_below(ROOT / room) - files_below(installed / room) == set()
    assert files_below(ROOT / "configs") == files_below(installed / "experiments" / "configs")


def test_what_else_the_wheel_says(installed):
    (said,) = installed.glob("*.dist-info/METADATA")
    text = said.read_text(encoding="utf-8")
    for line in ("Author: Vitamin B contributors", "Classifier: Typing :: Typed", "Provides-Extra: search"):
        assert line in text
    assert not list(installed.glob("tests*")) and not list(installed.glob("benchmarks*"))


def vitaminb(installed: Path, desk: Path, *arguments: str) -> subprocess.CompletedProcess:
    """The command of the unpacked wheel, in a folder without a checkout."""
    command = [sys.executable, "-m", "vitaminb", *arguments]
    return subprocess.run(command, cwd=desk, env=environment(installed), capture_output=True, text=True)


def environment(installed: Path) -> dict:
    import os

    return os.environ | {"PYTHONPATH": str(installed)}


@pytest.mark.slow
def test_shipped_configs_run_by_name_outside_the_checkout(installed, tmp_path):
    little = ["--replications", "2", "--set", "weeks=4", "people=130", "market.contacts=40", "market.close=6", "market.near=10"]
    for name in ("four_strategies", "own_strategy", "C06"):
        done = vitaminb(installed, tmp_path, "run", name, "--dry-run", *little[:2])
        assert done.returncode == 0 and "Question:" in done.stdout, done.stderr
    done = vitaminb(installed, tmp_path, "run", "four_strategies", *little, "--workers", "1")
    assert done.returncode == 0 and (tmp_path / "results" / "four_strategies").is_dir(), done.stderr


def test_main_lock_is_part_of_the_tests_lock_and_names_no_registry():
    main, tests = (pins(ROOT / name) for name in ("requirements.lock", "requirements-test.lock"))
    assert main <= tests and len(main) > 20
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text and "--index" not in text and text.count("--hash=sha256:") > 300


def pins(lock: Path) -> set[str]:
    """name==version of every package of a lock file."""
    return {line.split()[0] for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line and line[0].isalnum()}


def test_the_main_job_asks_for_no_library_of_other_jobs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    main = {line.split(">")[0].lower() for line in project["dependencies"]}
    assert not main & {"optuna", "salib", "distributed", "dask-jobqueue", "statsmodels", "ipykernel", "pytest"}


def test_every_library_that_is_imported_is_asked_for_by_the_main_job_or_an_extra():
    """Imports at the top of a file must be dependencies of the main job; late ones may belong to an extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    main = named(project["dependencies"])
    extras = named(line for lines in project["optional-dependencies"].values() for line in lines)
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        anywhere, top = imported(ast.walk(tree)), imported(tree.body)
        assert top <= main, f"{path}: {top - main}"
        assert anywhere <= main | extras | {"llvmlite"}, f"{path}: {anywhere - main - extras}"


def named(requirements) -> set[str]:
    """Names of modules of requirements."""
    return {re.split(r"[\[<>=]", line)[0].lower().replace("-", "_").partition(".")[0] for line in requirements}


def imported(nodes) -> set[str]:
    """Libraries from outside that statements import."""
    nodes = list(nodes)
    found = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    found |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.partition(".")[0].lower() for name in found} - OURS
