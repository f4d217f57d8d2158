"""The folder of finished runs: a file for each, with a digest, so that what is damaged or foreign is noticed.

A file begins with a line that names the digest (SHA-256) of what follows, of the experiment and of the run. So a file
that was cut, emptied, changed, or that comes from another run or another experiment does not count: it is set aside,
and its run is done again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from pathlib import Path

from ..errors import reason_of
from .disk import write_atomically

Job = tuple[int, int]  # point of the design, replication
NAME = re.compile(r"(0|[1-9]\d*)-(0|[1-9]\d*)\.(arrow|failure\.json)")
MARK = b"vitaminb run "
HEAD = len(MARK) + 65  # bytes of the first line
FAILED = ("point", "replication", "seed", "reason", "command")


class DamagedRun(Exception):
    """A file of a finished run is not what was written."""


class Kept:
    """Finished runs in a folder, each kept whole or not at all.

    experiment: what tells this experiment from others, for example the digest of its config; aside: where damaged files go.
    """

    def __init__(self, folder: Path, aside: Path, experiment: str):
        self.folder, self.aside, self.experiment = folder, aside, experiment

    def run(self, job: Job) -> Path:
        """Where a run that succeeded is kept."""
        return self.folder / f"{job[0]}-{job[1]}.arrow"

    def failure(self, job: Job) -> Path:
        """Where is kept why a run failed."""
        return self.folder / f"{job[0]}-{job[1]}.failure.json"

    def _digest(self, path: Path, content: bytes) -> bytes:
        return hashlib.sha256(f"{self.experiment}\n{path.name}\n".encode() + content).hexdigest().encode()

    def _keep(self, path: Path, content: bytes) -> None:
        write_atomically(path, MARK + self._digest(path, content) + b"\n" + content)

    def _read(self, path: Path) -> bytes:
        if not path.is_file():
            raise DamagedRun("is no file")
        try:
            whole = path.read_bytes()
        except OSError as error:
            raise DamagedRun(reason_of(error)) from None
        if not whole.startswith(MARK):
            raise DamagedRun("has no digest" if whole else "is empty")
        content = whole[HEAD:]
        if whole[len(MARK) : HEAD] != self._digest(path, content) + b"\n":
            raise DamagedRun("is damaged, or of another run")
        return content

    def keep(self, job: Job, content: bytes) -> None:
        """Store a run; it counts as finished when this returns. An earlier failure of it is forgotten."""
        self._keep(self.run(job), content)
        self.failure(job).unlink(missing_ok=True)

    def keep_failure(self, job: Job, row: dict) -> None:
        """Store why a run failed."""
        self._keep(self.failure(job), json.dumps(row, ensure_ascii=False).encode())

    def read(self, job: Job) -> bytes:
        """The content of a run. Raises DamagedRun if it is not what was written."""
        return self._read(self.run(job))

    def read_failure(self, job: Job) -> dict:
        """Why a run failed: the columns `FAILED`. Raises DamagedRun if it is not what was written."""
        return json.loads(self._read(self.failure(job)))

    def finished(self) -> dict[Job, str]:
        """Runs that are done, told by the names of files: (point, replication) -> 'ok' or 'failed'."""
        done: dict[Job, str] = {}
        with contextlib.suppress(FileNotFoundError), os.scandir(self.folder) as entries:
            for entry in entries:
                if found := NAME.fullmatch(entry.name):
                    job = int(found[1]), int(found[2])
                    done[job] = "ok" if found[3] == "arrow" else done.get(job, "failed")
        return done

    def sound(self) -> dict[Job, str]:
        """Runs that are done and undamaged, their content read: (point, replication) -> 'ok' or 'failed'."""
        return {job: outcome for job, outcome in self.finished().items() if not self.fault(job, outcome)}

    def fault(self, job: Job, outcome: str) -> str:
        """What is wrong with a finished run's file; empty if nothing is."""
        try:
            self._read(self.run(job) if outcome == "ok" else self.failure(job))
        except DamagedRun as error:
            return str(error)
        return ""

    def set_bad_aside(self, is_planned) -> dict[str, str]:
        """Move what is no undamaged run of this experiment out of the way. Returns what was wrong, by name of the file.

        is_planned: whether a run (point, replication) belongs to the experiment.
        """
        self.folder.mkdir(exist_ok=True)
        for path in self.folder.glob(".*.tmp"):
            path.unlink(missing_ok=True)
        bad = {path: fault for path in sorted(self.folder.iterdir()) if (fault := self._fault_of(path, is_planned))}
        for path in bad:
            self.aside.mkdir(exist_ok=True)
            path.replace(free_name(self.aside / path.name))
        return {path.name: fault for path, fault in bad.items()}

    def _fault_of(self, path: Path, is_planned) -> str:
        found = NAME.fullmatch(path.name)
        if not found:
            return "is no run of this experiment" if path.name.endswith((".arrow", ".failure.json")) else ""
        job = int(found[1]), int(found[2])
        if not is_planned(job):
            return "is no run of this experiment"
        if found[3] != "arrow" and self.run(job).exists() and not self.fault(job, "ok"):
            return "stands beside numbers of the same run"
        return self.fault(job, "ok" if found[3] == "arrow" else "failed")

    def clear(self) -> None:
        """Remove the finished runs."""
        for path in [*self.folder.glob("*.arrow"), *self.folder.glob(".*.tmp")]:
            path.unlink(missing_ok=True)


def free_name(path: Path) -> Path:
    """The path, or if it is taken, one with a number."""
    names = (path.with_name(f"{path.name}.{n}" if n else path.name) for n in range(10_000))
    return next(name for name in names if not name.exists())
