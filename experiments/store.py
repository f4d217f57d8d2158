"""Results on disk: one file for each finished run, written at once or not at all; tables when all are done.

results/<experiment>/<run id>/
    config.yaml        the full config as run
    provenance.json    what made it: seed, versions, commit, machine, command
    parts/             one Parquet file per table and finished run, while the experiment is under way
    status.json        planned, ok, failed, pending; written last, so that nothing unfinished looks finished
    weekly, runs, sellers, deals, networks, messages, failures .parquet
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import io
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from . import config as configs
from .errors import UserError
from .outcomes import SCHEMA_VERSION, units

PACKAGES = ("mesa", "numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy", "seaborn", "statsmodels")
TABLES = ("weekly", "runs", "sellers", "deals", "networks", "messages")


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, even if the power fails."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise unwritable(path.parent, error) from None


def unwritable(folder: Path, error: OSError) -> UserError:
    """One sentence about a folder that cannot be written to."""
    if error.errno == errno.ENOSPC:
        return UserError(f"{folder}: the disk is full; make room, then go on with `vitaminb resume`")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError(f"{folder}: may not be written to; choose another folder with --out")
    return UserError(f"{folder}: cannot be written to ({error.strerror}); choose another folder with --out")


def write_json(path: Path, data: dict) -> None:
    """A JSON file, atomically."""
    write_atomically(path, (json.dumps(data, indent=2, ensure_ascii=False, default=str) + "\n").encode())


def schema_with_units(schema: pa.Schema) -> pa.Schema:
    """The same schema with unit and description of every column, and the version of our tables."""
    known = units()
    fields = []
    for field in schema:
        unit, meaning = known.get(field.name, ("", ""))
        fields.append(field.with_metadata({"unit": unit, "description": meaning}))
    return pa.schema(fields, metadata={**(schema.metadata or {}), "vitaminb_schema_version": str(SCHEMA_VERSION)})


def to_parquet(table: pd.DataFrame) -> bytes:
    """A table as Parquet with units in its schema."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    buffer = io.BytesIO()
    pq.write_table(arrow.cast(schema_with_units(arrow.schema)), buffer, compression="zstd")
    return buffer.getvalue()


class Store:
    """One results folder."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.parts = self.folder / "parts"

    @classmethod
    def create(cls, out: Path, experiment: configs.Experiment, name: str, command: str) -> Store:
        """A new results folder with config and provenance; raises UserError if it cannot be written."""
        tree = configs.to_tree(experiment)
        text = io.StringIO()
        configs.write_yaml(tree, text)
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        digest = hashlib.sha256(text.getvalue().encode()).hexdigest()
        store = cls(Path(out) / name / f"{stamp}-{digest[:6]}")
        try:
            suffix = 1
            while store.folder.exists():
                suffix += 1
                store = cls(Path(out) / name / f"{stamp}-{digest[:6]}-{suffix}")
            store.parts.mkdir(parents=True)
        except OSError as error:
            raise unwritable(Path(out), error) from None
        write_atomically(store.folder / "config.yaml", text.getvalue().encode())
        made = provenance(experiment, name, command, digest)
        if experiment.network:
            from .runner import network_file

            made["network"] = str(network_file(experiment).summary)
        write_json(store.folder / "provenance.json", made)
        return store

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

    def finished(self) -> dict[int, str]:
        """Replications that are done: replication -> 'ok' or 'failed'."""
        done = {}
        for path in self.parts.glob("*.done"):
            replication, outcome = path.stem.split("-")
            done[int(replication)] = outcome
        return done

    def keep_run(self, replication: int, tables: dict[str, pd.DataFrame]) -> None:
        """Store the tables of a run; the run counts as finished when its last file is in place."""
        for name, table in tables.items():
            write_atomically(self.parts / f"{replication}.{name}.parquet", to_parquet(table))
        write_atomically(self.parts / f"{replication}-ok.done", b"")

    def keep_failure(self, replication: int, seed: int, reason: str, command: str) -> None:
        """Store that a run failed: no numbers, only why and how to repeat it."""
        row = {"replication": replication, "seed": seed, "reason": reason, "command": command}
        write_json(self.parts / f"{replication}.failure.json", row)
        write_atomically(self.parts / f"{replication}-failed.done", b"")

    def forget_failures(self) -> None:
        """Let failed runs be tried again."""
        for path in [*self.parts.glob("*-failed.done"), *self.parts.glob("*.failure.json")]:
            path.unlink()

    def finish(self, planned: int, seconds: float) -> dict:
        """Join the parts to tables, run by run, and declare the experiment finished."""
        done = self.finished()
        ok = sorted(r for r, outcome in done.items() if outcome == "ok")
        failed = sorted(r for r, outcome in done.items() if outcome == "failed")
        for name in TABLES:
            self._join(name, [self.parts / f"{r}.{name}.parquet" for r in ok])
        failures = [json.loads((self.parts / f"{r}.failure.json").read_text()) for r in failed]
        columns = ["replication", "seed", "reason", "command"]
        write_atomically(self.folder / "failures.parquet", to_parquet(pd.DataFrame(failures, columns=columns)))
        provenance = self.provenance()
        provenance["seconds"] = round(provenance.get("seconds", 0.0) + seconds, 1)
        write_json(self.folder / "provenance.json", provenance)
        status = {"planned": planned, "ok": len(ok), "failed": len(failed), "pending": planned - len(ok) - len(failed)}
        write_json(self.folder / "status.json", status)
        for path in self.parts.glob("*.parquet"):
            path.unlink()
        return status

    def _join(self, name: str, parts: list[Path]) -> None:
        """One table from its parts, one part in memory at a time."""
        parts = [path for path in parts if path.is_file()]
        if not parts:
            return
        temporary = self.folder / f".{name}.tmp"
        try:
            schema = pq.read_schema(parts[0])
            with pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
                for path in parts:
                    writer.write_table(pq.read_table(path).cast(schema))
            os.replace(temporary, self.folder / f"{name}.parquet")
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise unwritable(self.folder, error) from None

    def table(self, name: str) -> pd.DataFrame | None:
        """A finished table, or None if it was not kept."""
        path = self.folder / f"{name}.parquet"
        return pd.read_parquet(path) if path.is_file() else None


def provenance(experiment: configs.Experiment, name: str, command: str, digest: str) -> dict:
    """Everything needed to run it again, and what it ran on."""
    import importlib.metadata as metadata

    from sim.compiling import sources_hash
    from sim.version import VERSION

    return {
        "experiment": name,
        "command": command,
        "seed": experiment.seed,
        "config_sha256": digest,
        "code": sources_hash(),
        "vitaminb": VERSION,
        "commit": commit(),
        "python": platform.python_version(),
        "packages": {package: metadata.version(package) for package in PACKAGES},
        "machine": {"system": platform.platform(), "processor": platform.machine(), "cores": os.cpu_count()},
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "schema_version": SCHEMA_VERSION,
    }


def commit() -> dict:
    """Commit of the sources and whether they were clean; unknown outside a checkout."""
    try:
        where = Path(__file__).resolve().parent
        ask = {"cwd": where, "capture_output": True, "text": True, "timeout": 10}
        sha = subprocess.run(["git", "rev-parse", "HEAD"], **ask)
        dirty = subprocess.run(["git", "status", "--porcelain", "--untracked-files=no"], **ask)
    except (OSError, subprocess.TimeoutExpired):
        return {"sha": None, "clean": None}
    if sha.returncode:
        return {"sha": None, "clean": None}
    return {"sha": sha.stdout.strip(), "clean": not dirty.stdout.strip()}


def command_line() -> str:
    """The command as it was typed, without the path of the program."""
    import shlex

    return shlex.join(["vitaminb", *sys.argv[1:]])
