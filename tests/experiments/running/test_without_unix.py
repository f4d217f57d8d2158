"""Nothing needs what only Unix has: a whole run in a Python from which that is taken away, as on Windows."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WITHOUT = """
import multiprocessing, os, signal, sys
sys.modules.update(dict.fromkeys(("fcntl", "resource", "grp", "pwd", "termios")))
for place, names in ((signal, ("SIGHUP", "SIGALRM", "setitimer")), (os, ("killpg", "getuid", "O_NONBLOCK"))):
    for name in names:
        delattr(place, name)
multiprocessing.get_all_start_methods = lambda: ["spawn"]
sys.argv[0] = "vitaminb"
from vitaminb.__main__ import main
main()
"""
CONFIG = """
question: Does it run?
replications: 2
weeks: 3
people: 60
strategies: {call_first: {sellers: 3}}
"""


def vitaminb(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-W", "ignore", "-c", WITHOUT, *arguments]
    return subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True)


def environment() -> dict:
    import os

    return os.environ | {"PYTHONPATH": str(ROOT)}


@pytest.mark.slow
def test_a_run_and_its_report(tmp_path):
    (tmp_path / "c.yaml").write_text(CONFIG)
    done = vitaminb(tmp_path, "run", "c.yaml", "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert "2 planned, 2 ok, 0 failed" in done.stderr and "Report: " in done.stdout
    assert vitaminb(tmp_path, "list").stdout.count("finished") == 1


def test_a_strategy_of_ones_own_is_tried_out(tmp_path):
    (tmp_path / "mine.py").write_text("def choose(ego, tie, p, u):\n    return 0, 0.0\n")
    (tmp_path / "c.yaml").write_text("question: Which?\nstrategy_files: [mine.py]\nstrategies: {mine: {sellers: 3}}\n")
    done = vitaminb(tmp_path, "run", "c.yaml", "--dry-run")
    assert done.returncode == 0 and "Sellers: 3 mine" in done.stdout, done.stderr
