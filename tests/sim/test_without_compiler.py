"""Both drivers run without the compiler, population included, so that every line can be stepped through; same numbers."""

import os
import subprocess
import sys

import pytest

HISTORY = """
import hashlib
from sim import Scenario, run
names = ("call_first", "event_networker", "portfolio")
scenario = Scenario(
    people=24, weeks=4, contact_slots=24, strategies={name: {"sellers": 2} for name in names},
    market={"contacts": 12, "close": 4, "near": 4},
)
done = run(scenario, 3, driver=DRIVER)
columns = [*done.weekly.values(), *done.sellers.values(), *done.state.people, *done.state.ties]
print(hashlib.sha256(b"".join(column.tobytes() for column in columns)).hexdigest(), int(done.weekly["messages_sent"].sum()))
"""


def history(driver: str, **environment) -> list[str]:
    """Hash of all numbers of a tiny run, and its messages, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", HISTORY.replace("DRIVER", repr(driver))], env=os.environ | environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture(scope="module")
def compiled() -> list[str]:
    """The same history, compiled."""
    return history("kernel")


@pytest.mark.parametrize("driver", ["mesa", "kernel"])
def test_both_drivers_run_without_the_compiler(driver, compiled):
    plain = history(driver, NUMBA_DISABLE_JIT="1")
    assert int(plain[1]) > 100
    assert plain == compiled
