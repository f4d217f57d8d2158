"""Results on disk: one file for each finished run, written at once or not at all; tables when all are done.

results/<experiment>/<run id>/
    config.yaml        the full config as run
    provenance.json    what made it: seed, versions, commit, machine, command
    points.csv         the points of the design, if there is one
    parts/             one file per finished run, while the experiment is under way
    status.json        planned, ok, failed, pending; written last, so that nothing unfinished looks finished
    weekly, runs, sellers, deals, networks, messages, failures .parquet
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import io
import json
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from .. import config as configs
from ..errors import UserError
from .disk import unwritable, write_atomically, write_json
from .parts import unpack
from .provenance import provenance
from .tables import Tables, to_parquet

Job = tuple[int, int]  # point of the design, replication

TABLES = ("runs", "weekly", "sellers", "deals", "networks", "messages")
FAILURES = ("point", "replication", "seed", "reason", "command")


def points_csv(points: list[dict]) -> str:
    """The points of a design as a table: a column per key; empty where a point keeps the config's own value."""
    keys = list(dict.fromkeys(key for point in points for key in point))
    rows = [{"point": n} | {key: json.dumps(point[key]) if isinstance(point[key], list | dict) else point[key] for key in point}
            for n, point in enumerate(points)]  # fmt: skip
    return pd.DataFrame(rows, columns=["point", *keys]).to_csv(index=False)


class Store:
    """One results folder."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.parts = self.folder / "parts"

    @classmethod
    def create(cls, out: Path, experiment: configs.Experiment, name: str, command: str, folder: Path | None = None) -> Store:
        """A new results folder with config and provenance; raises UserError if it cannot be written.

        folder: where exactly; by default a folder of its own under out/name, named by time and content.
        """
        text, digest = full_config(experiment)
        store = cls(folder or new_folder(Path(out) / name, digest))
        try:
            store.parts.mkdir(parents=True, exist_ok=folder is not None)
        except OSError as error:
            raise unwritable(Path(out), error) from None
        try:
            store._describe(experiment, text, provenance(experiment, name, command, digest))
        except UserError as error:
            shutil.rmtree(store.folder, ignore_errors=True)
            raise UserError(str(error).replace("go on with `vitaminb resume`", "run it again")) from None
        return store

    def _describe(self, experiment: configs.Experiment, text: str, made: dict) -> None:
        """Write the config and what made the results."""
        write_atomically(self.folder / "config.yaml", text.encode())
        if experiment.design:
            write_atomically(self.folder / "points.csv", points_csv(experiment.points).encode())
            made["points_sha256"] = self.points_hash()
        if experiment.network:
            from ..config.network import network_file

            made["network"] = str(network_file(experiment).summary)
        write_json(self.folder / "provenance.json", made)

    @classmethod
    def unfinished(cls, out: Path, experiment: configs.Experiment, name: str) -> Store | None:
        """The newest results folder under out/name of exactly this experiment that was begun and not finished, if there is one."""
        _, digest = full_config(experiment)
        for path in sorted((Path(out) / name).glob(f"*-{digest[:6]}*/provenance.json"), reverse=True):
            store = cls(path.parent)
            if store.status() is None and store.provenance().get("config_sha256") == digest:
                return store
        return None

    @classmethod
    def open(cls, folder: Path) -> Store:
        """An existing results folder; raises UserError if it is none."""
        store = cls(folder)
        if not (store.folder / "config.yaml").is_file() or not (store.folder / "provenance.json").is_file():
            raise UserError(f"{folder}: is no results folder; name one that holds config.yaml and provenance.json")
        return store

    def experiment(self) -> configs.Experiment:
        """The experiment as it was run."""
        return configs.load(self.folder / "config.yaml")

    def points_hash(self) -> str:
        """SHA-256 of the points that the config's design gives now."""
        return hashlib.sha256(points_csv(self.experiment().points).encode()).hexdigest()

    def provenance(self) -> dict:
        """What made the results."""
        return json.loads((self.folder / "provenance.json").read_text())

    def status(self) -> dict | None:
        """planned, ok, failed, pending of a finished experiment; None while it is under way."""
        path = self.folder / "status.json"
        return json.loads(path.read_text()) if path.is_file() else None

    @contextlib.contextmanager
    def lock(self):
        """Keep other processes off this folder; raises UserError if one is at work in it."""
        with open(self.folder / ".lock", "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise UserError(f"{self.folder}: another process is at work here; wait for it or end it") from None
            yield

    def finished(self) -> dict[Job, str]:
        """Runs that are done: (point, replication) -> 'ok' or 'failed'."""
        done = {}
        for entry in os.scandir(self.parts):
            run, _, kind = entry.name.partition(".")
            if kind in ("arrow", "failure.json"):
                point, replication = run.split("-")
                done[int(point), int(replication)] = "ok" if kind == "arrow" else "failed"
        return done

    def part(self, job: Job) -> Path:
        """Where a finished run is kept."""
        return self.parts / f"{job[0]}-{job[1]}.arrow"

    def keep_run(self, job: Job, content: bytes) -> None:
        """Store a run; it counts as finished when this returns."""
        write_atomically(self.part(job), content)

    def keep_failure(self, job: Job, seed: int, reason: str, command: str) -> None:
        """Store that a run failed: no numbers, only why and how to repeat it."""
        row = dict(zip(FAILURES, (*job, seed, reason, command), strict=True))
        write_json(self.parts / f"{job[0]}-{job[1]}.failure.json", row)

    def forget_failures(self) -> None:
        """Let failed runs be tried again."""
        for path in self.parts.glob("*.failure.json"):
            path.unlink()
        (self.folder / "status.json").unlink(missing_ok=True)

    def values(self, response: str, jobs: list[Job]) -> dict[Job, dict[str, float]]:
        """A response of finished runs by strategy, read from their parts; failed runs are left out."""
        found = {}
        for job in jobs:
            if self.part(job).is_file():
                table = unpack(self.part(job).read_bytes(), only="runs")["runs"]
                found[job] = dict(zip(table["strategy"].to_pylist(), table[response].to_pylist(), strict=True))
        return found

    def finish(self, jobs: list[Job], seconds: float, notes: dict | None = None) -> dict:
        """Join the parts to tables in the order of point and replication, and declare the experiment finished.

        jobs: all that were planned; notes: what else the status says, for example why it stopped.
        """
        status = self.join(jobs, self.folder, notes)
        provenance = self.provenance()
        provenance["seconds"] = round(provenance.get("seconds", 0.0) + seconds, 1)
        provenance["tables_sha256"] = self.hashes()
        write_json(self.folder / "provenance.json", provenance)
        write_json(self.folder / "status.json", status)
        for path in self.parts.glob("*.arrow"):
            path.unlink()
        return status

    def join(self, jobs: list[Job], target: Path, notes: dict | None = None) -> dict:
        """Tables of all finished runs, written to a folder. Returns planned, ok, failed, pending."""
        planned, done = set(jobs), self.finished()
        ok = sorted(job for job, outcome in done.items() if outcome == "ok" and job in planned)
        failed = sorted(job for job, outcome in done.items() if outcome == "failed" and job in planned)
        self._join_runs(ok, target)
        failures = [json.loads((self.parts / f"{p}-{r}.failure.json").read_text()) for p, r in failed]
        write_atomically(target / "failures.parquet", to_parquet(pd.DataFrame(failures, columns=list(FAILURES))))
        counts = {"planned": len(planned), "ok": len(ok), "failed": len(failed)}
        return counts | {"pending": counts["planned"] - len(ok) - len(failed)} | (notes or {})

    def _join_runs(self, jobs: list[Job], target: Path) -> None:
        """All tables from the parts of these runs, a few parts in memory at a time."""
        writers = Tables(target)
        try:
            for job in jobs:
                for name, table in unpack(self.part(job).read_bytes()).items():
                    writers.add(name, table)
            writers.finish()
        except OSError as error:
            raise unwritable(target, error) from None
        finally:
            writers.discard()

    def hashes(self) -> dict[str, str]:
        """SHA-256 of every table: the same runs give the same hashes, whatever the order and workers."""
        paths = sorted(self.folder.glob("*.parquet"))
        return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.stem != "failures"}

    def partial(self, jobs: list[Job]) -> Store:
        """A snapshot of an unfinished experiment, in its own folder, so that it is not taken for finished."""
        snapshot = Store(self.folder / "partial")
        snapshot.folder.mkdir(exist_ok=True)
        for name in ("config.yaml", "provenance.json", "points.csv"):
            if (self.folder / name).is_file():
                shutil.copy(self.folder / name, snapshot.folder / name)
        write_json(snapshot.folder / "status.json", self.join(jobs, snapshot.folder))
        return snapshot

    def table(self, name: str) -> pd.DataFrame | None:
        """A finished table, or None if it was not kept."""
        path = self.folder / f"{name}.parquet"
        return pd.read_parquet(path) if path.is_file() else None


def full_config(experiment: configs.Experiment) -> tuple[str, str]:
    """The full config as text, and its SHA-256."""
    text = io.StringIO()
    configs.write_yaml(configs.to_tree(experiment), text)
    return text.getvalue(), hashlib.sha256(text.getvalue().encode()).hexdigest()


def new_folder(parent: Path, digest: str) -> Path:
    """A folder that does not exist yet, named by time and content."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    names = (f"{stamp}-{digest[:6]}{suffix}" for suffix in ("", *(f"-{n}" for n in range(2, 10_000))))
    return next(parent / name for name in names if not (parent / name).exists())


def command_line() -> str:
    """The command as it was typed, without the path of the program."""
    import shlex

    return shlex.join(["vitaminb", *sys.argv[1:]])
