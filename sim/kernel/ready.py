"""Compiling ahead of the first run: planning, which takes longest, in a second process beside everything else."""

import os
import subprocess
import sys
from pathlib import Path

from ..compiling import COMPILES, is_compiled
from ..population import populate
from ..scenario import Scenario
from ..state import empty_state
from ..week import prepare
from .driver import Kernel

TINY = Scenario(people=60, weeks=1, contact_slots=8)
PLANNING = "from sim.kernel.ready import compile_planning; compile_planning()"


def compile_planning() -> None:
    """Let people who know nobody plan a week."""
    Kernel(prepare(TINY), 1, empty_state(TINY.people, TINY.contact_slots)).plan()


def compile_rest() -> None:
    """Let a tiny market do all of a week but planning."""
    week = Kernel(prepare(TINY), 1, populate(TINY, 1))
    for phase in (week.deliver, week.read, week.hear, week.trade, week.age):
        phase()


def compile_side_by_side() -> None:
    """Compile the kernels with the strategies of the package, if nobody has yet and there are two processors for it."""
    if is_compiled() or not COMPILES or (os.cpu_count() or 1) < 2:
        return
    folder = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, (folder, os.environ.get("PYTHONPATH"))))
    with subprocess.Popen([sys.executable, "-c", PLANNING], env=os.environ | {"PYTHONPATH": paths}):
        compile_rest()
