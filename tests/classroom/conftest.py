"""The page as the command writes it, alone in a folder, and a headless Chromium to look at it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from room import Room, start_chromium

CONFIG = """
title: A small room
question: Which of four strategies closes most deals in half a year?
response: deals
seed: 3
weeks: 28
people: 120
contact_slots: 120
strategies:
  spam_requests: {sellers: 5}
  give_info_first: {sellers: 5}
  reactivate_weak_ties: {sellers: 5}
  call_first: {sellers: 5}
"""


@pytest.fixture(scope="session")
def chromium():
    """A browser that keeps a log of everything it asks for; the tests skip where there is none."""
    driver = start_chromium()
    yield driver
    driver.quit()


def written(folder: Path, config: str) -> Path:
    """The page that the command writes for a config, in a folder that holds nothing else."""
    file, out = folder / "room.yaml", folder / "alone" / "classroom.html"
    file.write_text(config, encoding="utf-8")
    command = [sys.executable, "-m", "experiments.cli", "classroom", file, "--no-open", "--out", out, "--years", "6", "--lever-years", "5",
               "--recordings", folder / "recordings", "--workers", "2"]  # fmt: skip
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def page(tmp_path_factory, chromium) -> Path:
    """The page of a small room."""
    return written(tmp_path_factory.mktemp("classroom"), CONFIG)


@pytest.fixture
def room(chromium, page, tmp_path) -> Room:
    """The page, freshly opened in English from an empty folder of its own, with nothing kept from before."""
    copy = Path(shutil.copy(page, tmp_path / "classroom.html"))
    room = Room(chromium, copy)
    room.open(fresh=True)
    return room
