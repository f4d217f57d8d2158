"""The headline: an experiment that is killed fifty times at random moments, and resumed, ends with the same tables."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from test_pipeline import TINY, results_of, vitaminb

KILLS = 50

pytestmark = pytest.mark.long


def test_fifty_kills_do_not_change_a_bit(tmp_path):
    config = tmp_path / "killed.yaml"
    config.write_text(TINY.replace("replications: 4", "replications: 400").replace("weeks: 20", "weeks: 400"))
    whole = results_of(vitaminb("run", config, "--out", tmp_path / "whole", timeout=3000))
    command = [sys.executable, "-m", "experiments.cli", "run", str(config), "--out", str(tmp_path / "killed")]
    luck, kills = random.Random(1), 0
    while kills < KILLS:
        process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(luck.uniform(1.0, 8.0))
        if process.poll() is not None and kills:
            break
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        kills += 1
        folders = list(tmp_path.glob("killed/killed/*"))
        if folders:
            command = [sys.executable, "-m", "experiments.cli", "resume", str(folders[0])]
            assert not (folders[0] / "status.json").exists() or process.returncode == 0
    resumed = results_of(vitaminb("resume", folders[0], timeout=3000))
    first, second = (json.loads((folder / "provenance.json").read_text())["tables_sha256"] for folder in (whole, resumed))
    print(f"{kills} kills")
    assert kills >= KILLS and first == second
