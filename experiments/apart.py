"""Calls in a process of their own, with a time limit: for code of users that may raise, hang, print or end its process.

The call and what it returns go through JSON; what it prints is thrown away.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

from .errors import UserError, reason_of

CHILD = "import sys; from experiments.apart import answer; answer(sys.argv[1], int(sys.argv[2]))"
PATIENCE = 5  # a busy machine takes so many times as long


class Failed(Exception):
    """A call apart did not come to its end; the message says why, as the end of a sentence: "raises ValueError: x (a.py, line 3)"."""


def apart(call: str, arguments: list, seconds: float):
    """What the function "package.module:name" returns for arguments that JSON knows, called in a process of its own.

    seconds: of work, or PATIENCE times as many by the clock, since the machine may be busy. Raises UserError if the
    function does, and Failed if it raises anything else, takes longer, or ends its process.
    """
    with tempfile.TemporaryDirectory() as folder:
        back = Path(folder) / "said.json"
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", CHILD, str(back), str(max(1, int(seconds)))], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )  # fmt: skip
        try:
            process.communicate(json.dumps([call, arguments]).encode(), timeout=PATIENCE * seconds)
        except subprocess.TimeoutExpired:
            raise Failed(f"does not come to an end within {seconds:.0f} seconds") from None
        finally:
            _end_all_of(process)
        said = json.loads(back.read_bytes()) if back.is_file() else {}
    if "user_error" in said:
        raise UserError(said["user_error"])
    if "raised" in said:
        raise Failed(f"raises {said['raised']}")
    if "returned" not in said:
        if process.returncode == -getattr(signal, "SIGXCPU", -1):  # unknown on some systems
            raise Failed(f"does not come to an end within {seconds:.0f} seconds")
        raise Failed(f"ends the whole process ({ending(process.returncode)})")
    return said["returned"]


def ending(code: int) -> str:
    """How a process ended, from its return code."""
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def _end_all_of(process: subprocess.Popen) -> None:
    """End a process and all that it started."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:  # Windows knows no groups of processes
            process.kill()
    process.wait()


def answer(back: str, seconds: int) -> None:
    """In the other process: do the call that stands on standard input, and write what it returns to a file."""
    _end_in_any_case(seconds)
    call, arguments = json.load(sys.stdin)
    module, _, name = call.partition(":")
    try:
        said = {"returned": getattr(importlib.import_module(module), name)(*arguments)}
    except UserError as error:
        said = {"user_error": str(error)}
    except BaseException as error:  # users' code may raise anything, SystemExit and KeyboardInterrupt included
        said = {"raised": reason_of(error) + raised_at(error)}
    Path(back).write_text(json.dumps(said))
    os._exit(0)


def _end_in_any_case(seconds: int) -> None:
    """Let this process end when its parent does, or after so many seconds at work even if no line of Python is reached any more."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def raised_at(error: BaseException) -> str:
    """' (mine.py, line 3)', where an error was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    return f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
