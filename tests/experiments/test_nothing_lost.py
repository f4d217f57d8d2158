"""Trouble in the middle: a full disk, a folder nobody may write to, a second process, a clock that jumps, a worker that is killed."""

import errno
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pandas as pd
import psutil
import pytest
from test_pipeline import TINY, assert_same_tables, vitaminb

from experiments import config
from experiments.errors import UserError
from experiments.results import disk, store
from experiments.results.store import Store
from experiments.running import runner

FEW = config.loads(TINY)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    return done(Store.create(tmp_path_factory.mktemp("whole"), FEW, "tiny", "vitaminb run tiny.yaml"))


def done(results: Store, experiment_workers: int = 1):
    status = runner.run_all(results, experiment_workers)
    assert (status["failed"], status["pending"]) == (0, 0)
    return results.folder


def test_a_disk_that_fills_up_keeps_what_is_done(undisturbed, tmp_path, monkeypatch):
    results, replace, written = Store.create(tmp_path, FEW, "tiny", "vitaminb run tiny.yaml"), disk.os.replace, []

    def fills_up(source, target):
        if str(target).endswith(".arrow"):
            if len(written) == 2:
                raise OSError(errno.ENOSPC, "No space left on device")
            written.append(target)
        replace(source, target)

    monkeypatch.setattr(disk.os, "replace", fills_up)
    with pytest.raises(UserError, match="the disk is full; make room, then go on with `vitaminb resume`"):
        runner.run_all(results, 1)
    assert len(results.finished()) == 2 and results.status() is None
    assert not list(results.folder.rglob("*.tmp"))
    monkeypatch.setattr(disk.os, "replace", replace)
    assert_same_tables(undisturbed, done(results))


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_written_to_is_one_sentence(code, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError(code, "no")

    monkeypatch.setattr(store.Path, "mkdir", refuse)
    with pytest.raises(UserError, match="may not be written to; choose another folder with --out"):
        Store.create(tmp_path / "closed", FEW, "tiny", "vitaminb run tiny.yaml")
    assert list(tmp_path.iterdir()) == []


def test_two_processes_do_not_work_in_one_folder(tmp_path):
    results = Store.create(tmp_path, FEW, "tiny", "vitaminb run tiny.yaml")
    with results.lock():
        second = vitaminb("resume", results.folder)
    assert second.returncode == 2 and "another process is at work here" in second.stderr and "Traceback" not in second.stderr
    assert results.finished() == {}


def test_a_clock_that_jumps_back_overwrites_nothing_and_changes_nothing(undisturbed, tmp_path, monkeypatch):
    class Clock(datetime):
        hours = 0

        @classmethod
        def now(cls, zone=None):
            cls.hours += 1
            return datetime(2030, 1, 1, tzinfo=UTC) - timedelta(hours=cls.hours // 4)

    monkeypatch.setattr(store, "datetime", Clock)
    folders = [done(Store.create(tmp_path, FEW, "tiny", "vitaminb run tiny.yaml")) for _ in range(3)]
    assert len(set(folders)) == 3
    for folder in folders:
        assert Store.open(folder).provenance()["seconds"] >= 0
        assert_same_tables(undisturbed, folder)


def kill_a_worker(results: Store, after: int, seen: list, others: set[int]) -> None:
    """Kill the busiest descendant of this process, but none of the `others`, once `after` runs are done."""
    while len(results.finished()) < after:
        threading.Event().wait(0.01)
    found = [p for p in psutil.Process().children(recursive=True) if p.pid not in others]
    workers = [p for p in found if not p.children() and "resource_tracker" not in " ".join(p.cmdline())]
    busiest = max(workers, key=lambda p: sum(p.cpu_times()[:2]))
    busiest.kill()
    seen.append(busiest.pid)


@pytest.mark.parametrize("deaths_allowed, failed", [(3, 0), (1, 1)])
def test_a_killed_worker_costs_one_more_try_and_at_last_a_row_of_its_own(deaths_allowed, failed, tmp_path, monkeypatch):
    monkeypatch.setattr(runner, "GIVE_UP_AFTER", deaths_allowed)
    experiment = FEW.model_copy(update={"replications": 6, "scenario": FEW.scenario.model_copy(update={"weeks": 1500})})
    results, killed = Store.create(tmp_path, experiment, "tiny", "vitaminb run tiny.yaml"), []
    others = {p.pid for p in psutil.Process().children(recursive=True)}
    killer = threading.Thread(target=kill_a_worker, args=(results, 1, killed, others))
    killer.start()
    status = runner.run_all(results, 1)
    killer.join()
    assert killed and status["pending"] == 0 and status["ok"] + status["failed"] == 6
    if not failed:
        assert status["failed"] == 0
    else:
        failures = results.table("failures")
        assert 1 <= len(failures) == status["failed"] <= 2  # what was under way in the worker, and what waited for it
        assert failures["reason"].str.contains("died").all() and failures["command"].str.contains("replay").all()
        assert not set(failures["replication"]) & set(results.table("runs")["replication"])
        assert isinstance(failures, pd.DataFrame) and failures["seed"].notna().all()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGUSR1, signal.SIGHUP], ids=lambda number: number.name)
def test_workers_end_with_the_main_process_however_it_ends(number, tmp_path):
    (tmp_path / "long.yaml").write_text(TINY.replace("replications: 4", "replications: 500").replace("weeks: 20", "weeks: 2000"))
    line = [sys.executable, "-m", "experiments.cli", "run", str(tmp_path / "long.yaml"), "--workers", "2", "--out", str(tmp_path / "out")]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while not list(tmp_path.glob("out/*/*/parts/*.arrow")) and time.monotonic() < deadline:
        time.sleep(0.05)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    process.communicate(timeout=20)  # whoever reads what it says is not kept waiting by workers
    assert len(children) >= 3 and psutil.wait_procs(children, timeout=20)[1] == []
