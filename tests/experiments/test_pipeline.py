"""From a config to stored results and a report, with tiny markets."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import psutil
import pyarrow.parquet as pq
import pytest

from experiments import config as configs
from experiments.report.page import kept_figure, number_tables
from experiments.report.style import setup
from experiments.responses.of_a_run import RESPONSES
from experiments.results.store import Store
from experiments.running.runner import run_all

TINY = """
title: Tiny
question: Does the pipeline work?
replications: 4
seed: 7
workers: 1
weeks: 20
people: 90
contact_slots: 40
market: {contacts: 30, close: 6, near: 10, community: 45, circle: 15}
rules: {trade: {needs_per_year: 12, outside: 1.5}}
strategies:
  call_first: {sellers: 8}
  spam_requests: {sellers: 8}
"""


def vitaminb(*arguments, cwd=None, timeout=280) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "experiments.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=timeout)


def report_in(said: str) -> Path:
    """The report that a command names on the last line of what it says."""
    return Path(said.strip().splitlines()[-1].removeprefix("Report: "))


def results_of(done: subprocess.CompletedProcess) -> Path:
    assert done.returncode == 0, done.stderr
    return report_in(done.stdout).parent


def run_without_report(path: Path, out: Path, sets: tuple = (), workers: int = 1, **changes) -> Path:
    """What `vitaminb run` does, in this process and without drawing a report."""
    store = Store.create(out, configs.load(path, sets, **changes), path.stem, "vitaminb run")
    run_all(store, workers)
    return store.folder


@pytest.fixture(scope="module")
def config(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("config") / "tiny.yaml"
    path.write_text(TINY)
    return path


@pytest.fixture(scope="module")
def finished(config) -> Path:
    return results_of(vitaminb("run", config, "--out", config.parent / "results"))


def tables(folder: Path) -> dict[str, pd.DataFrame]:
    return {path.stem: pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}


def assert_same_tables(one: Path, other: Path) -> None:
    first, second = tables(one), tables(other)
    assert first.keys() == second.keys()
    for name, table in first.items():
        if name != "failures":
            pd.testing.assert_frame_equal(table, second[name])


def test_results_are_complete(finished):
    assert json.loads((finished / "status.json").read_text()) == {"planned": 4, "ok": 4, "failed": 0, "pending": 0}
    found = tables(finished)
    assert len(found["weekly"]) == 4 * 20 * 3
    assert set(found["runs"]["strategy"]) == {"call_first", "spam_requests"}
    assert len(found["sellers"]) == 4 * 16
    assert found["weekly"]["deals"].sum() == len(found["deals"]) > 0
    assert (finished / "figures" / "league.svg").is_file()


def test_units_stand_in_the_schema(finished):
    schema = pq.read_schema(finished / "runs.parquet")
    assert schema.field("hours").metadata[b"unit"] == b"h"
    assert schema.metadata[b"vitaminb_schema_version"] == b"1"


def test_report_is_self_contained_and_answers_the_question(finished):
    page = (finished / "report.html").read_text()
    assert "Does the pipeline work?" in page
    assert "4 planned, 4 ok, 0 failed, 0 pending" in page
    assert "nothing can be said with confidence" in page or "no other strategy to compare it with" in page
    assert "<script" not in page and "http://" not in page and "https://" not in page


def test_workers_do_not_matter(config, finished):
    assert_same_tables(finished, run_without_report(config, config.parent / "two", workers=2))


def test_tables_of_numbers_have_a_row_for_each_strategy_and_few_columns():
    many = pd.DataFrame([{"strategy": f"s_{s}", **{name: s + r for name in RESPONSES}} for s in range(11) for r in range(3)])
    tables = number_tables(many)
    for table in tables:
        assert len(table["header"]) <= 6, "more than fit on a page beside names"
        assert [row["name"] for row in table["rows"]] == [f"s {s}" for s in range(11)]
        assert all(float(cell["mean"]) == s + 1 for s, row in enumerate(table["rows"]) for cell in row["cells"])
    said = [name for table in tables for name in table["header"]]
    assert len(said) == len(set(said)) > 10


def test_the_interval_of_a_share_stays_within_its_range():
    """The bootstrap interval of 1, 1, 1, 1, 0.8 is widened beyond 1; that of a number that is no share may be."""
    values = [1.0, 1.0, 1.0, 1.0, 0.8]
    runs = pd.DataFrame([{"strategy": "one", **dict.fromkeys(RESPONSES, value)} for value in values])
    said = {name: cell for table in number_tables(runs) for name, cell in zip(table["header"], table["rows"][0]["cells"])}
    assert said["sellers with a deal"]["range"].endswith(" to 1.00")
    assert float(said["strong ties per seller"]["range"].split(" to ")[1]) >= 1.0
    assert float(said["deals per 100 hours"]["range"].split(" to ")[1]) > 1.0


def test_the_note_of_a_picture_stands_below_its_legend(tmp_path):
    setup()
    figure, axis = plt.subplots()
    axis.plot([0, 1], label="a label")
    axis.set_xlabel("an axis")
    figure.legend(loc="outside lower center")
    kept_figure(tmp_path, "picture", figure, "", "", "a note")
    text = (tmp_path / "picture.svg").read_text()
    words = ("an axis", "a label", "a note")
    axis_at, label_at, note_at = (float(re.search(rf'<text [^>]*y="([\d.]+)"[^>]*>{word}</text>', text)[1]) for word in words)
    assert axis_at + 9 < label_at < note_at - 9  # points, from the top


def test_replay_gives_the_stored_numbers(finished):
    again = vitaminb("replay", finished, "--replication", 3)
    assert again.returncode == 0 and "The same numbers as stored." in again.stderr


def test_full_config_runs_again_to_the_same_tables(config, finished):
    assert_same_tables(finished, run_without_report(finished / "config.yaml", config.parent / "again"))


def test_killed_and_resumed_run_gives_the_same_tables(config, tmp_path):
    more = ("--replications", "30", "--set", "weeks=52")
    whole = run_without_report(config, tmp_path / "whole", ("weeks=52",), replications=30)
    command = [sys.executable, "-m", "experiments.cli", "run", str(config), *more, "--out", str(tmp_path / "killed")]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("killed/*/*/parts/*.arrow")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    (folder,) = tmp_path.glob("killed/tiny/*")
    assert 0 < len(list(folder.glob("parts/*.arrow"))) < 30
    assert not (folder / "status.json").exists() and not (folder / "report.html").exists()
    assert vitaminb("report", folder).returncode == 2
    resumed = vitaminb("run", config, *more, "--out", tmp_path / "killed")
    assert results_of(resumed) == folder and f"Going on with {folder}" in resumed.stderr
    assert_same_tables(whole, folder)


INTERRUPTIBLE = {
    "run": (["--replications", "2000", "--workers", "2", "--set", "weeks=200"], "*/*/parts/*.arrow",
            r"Interrupted: [1-9]\d* of 2000 runs are done and kept. Go on with: vitaminb resume "),
    "best": (["--hours", "2", "--hours", "5", "--weeks", "1000", "--trials", "500"], "*/*.journal",
             "Interrupted: what is done is kept. Go on with the same command."),
}  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize("command", INTERRUPTIBLE)
def test_interrupt_ends_the_workers_keeps_what_is_done_and_says_how_to_go_on(command, number, config, tmp_path):
    more, begun, said = INTERRUPTIBLE[command]
    line = [sys.executable, "-m", "experiments.cli", command, str(config), *more, "--out", str(tmp_path)]
    process = subprocess.Popen(line, start_new_session=True, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob(begun)) and time.monotonic() < deadline:
        time.sleep(0.02)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    errors = process.communicate(timeout=10)[1]
    assert process.returncode == 128 + number
    assert re.search(said, errors) and "Traceback" not in errors
    assert len(workers) >= 2 and psutil.wait_procs(workers, timeout=3)[1] == []


def test_resume_refuses_a_changed_config(finished, tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(finished, copy)
    (copy / "config.yaml").write_text((copy / "config.yaml").read_text().replace("weeks: 20", "weeks: 21"))
    refused = vitaminb("resume", copy)
    assert refused.returncode == 2 and "config.yaml was changed" in refused.stderr


def test_failed_runs_have_a_row_and_no_numbers(config, tmp_path):
    done = vitaminb("run", config, "--set", "minutes_per_run=0.01", "weeks=5200", "people=3000", "--replications", "2", "--out", tmp_path)
    assert done.returncode == 1
    (folder,) = tmp_path.glob("tiny/*")
    failures = pd.read_parquet(folder / "failures.parquet")
    assert list(failures["replication"]) == [0, 1]
    assert failures["reason"].str.contains("minutes_per_run").all()
    assert not (folder / "runs.parquet").exists()
    assert "No run succeeded" in (folder / "report.html").read_text()
