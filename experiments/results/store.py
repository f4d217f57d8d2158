"""Results on disk: one file for each finished run, written at once or not at all; tables when all are done.

results/<experiment>/<run id>/
    config.yaml        the full config as run
    provenance.json    what made it: seed, versions, commit, machine, command
    points.csv         the points of the design, if there is one
    worlds.csv         the worlds that the replications live in, if they live in several
    parts/             one file per finished run, with a digest (see `kept`), while the experiment is under way or runs failed
    set_aside/         what lay in parts/ and was no undamaged run of this experiment
    status.json        planned, ok, failed, pending; written last, so that nothing unfinished looks finished
    weekly, runs, sellers, deals, leads, networks, messages, failures .parquet
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
import sys
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from .. import config as configs
from ..errors import UserError, reason_of
from .described import read_provenance, read_status
from .disk import unwritable, write_atomically, write_json
from .kept import FAILED, DamagedRun, Job, Kept
from .parts import unpack
from .provenance import digest_of, provenance
from .tables import Tables, points_csv, to_parquet
from .tidy import tidy, worlds_table

TABLES = ("runs", "weekly", "sellers", "deals", "leads", "networks", "messages")


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
        if experiment.drawn:
            write_atomically(self.folder / "worlds.csv", worlds_table(experiment).to_csv(index=False).encode())
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
        """The experiment as it was run. Raises UserError if its config was changed since."""
        path = self.folder / "config.yaml"
        if (self.folder / "provenance.json").is_file() and digest_of(path) != self.provenance()["config_sha256"]:
            raise UserError(f"{self.folder}: config.yaml was changed, which makes it another experiment; undo that, or begin anew "
                            f"with: vitaminb run {path}")  # fmt: skip
        return configs.load(self.folder / "config.yaml")

    def note(self, key: str, more: list) -> None:
        """Add to a list in the provenance."""
        made = self.provenance()
        write_json(self.folder / "provenance.json", made | {key: [*made.get(key, []), *more]})

    def points_hash(self) -> str:
        """SHA-256 of the points that the config's design gives now."""
        return hashlib.sha256(points_csv(self.experiment().points).encode()).hexdigest()

    def provenance(self) -> dict:
        """What made the results. Raises UserError if that cannot be read, or was written by another version."""
        return read_provenance(self.folder / "provenance.json")

    def status(self) -> dict | None:
        """planned, ok, failed, pending of a finished experiment; None while it is under way."""
        return read_status(self.folder / "status.json")

    @contextlib.contextmanager
    def lock(self):
        """Keep other processes off this folder; raises UserError if one is at work in it."""
        held = FileLock(self.folder / ".lock", timeout=0)
        try:
            held.acquire()
        except (Timeout, OSError):
            raise UserError(f"{self.folder}: another process is at work here; wait for it or end it") from None
        try:
            yield
        finally:
            held.release()

    @cached_property
    def kept(self) -> Kept:
        """The finished runs."""
        config = self.folder / "config.yaml"
        mark = hashlib.sha256(config.read_bytes()).hexdigest() if config.is_file() else ""
        return Kept(self.parts, self.folder / "set_aside", mark)

    def finished(self) -> dict[Job, str]:
        """Runs that are done: (point, replication) -> 'ok' or 'failed'."""
        return self.kept.finished()

    def keep_run(self, job: Job, content: bytes) -> None:
        """Store a run; it counts as finished when this returns."""
        self.kept.keep(job, content)

    def keep_failure(self, job: Job, seed: int, reason: str, command: str) -> None:
        """Store that a run failed: no numbers, only why and how to repeat it."""
        self.kept.keep_failure(job, dict(zip(FAILED, (*job, seed, reason, command), strict=True)))

    def values(self, response: str, jobs: list[Job]) -> dict[Job, dict[str, float]]:
        """A response of finished runs by strategy, read from their parts; failed runs are left out."""
        found = {}
        for job in jobs:
            if self.kept.run(job).is_file():
                table = unpack(self.content(job), only="runs")["runs"]
                found[job] = dict(zip(table["strategy"].to_pylist(), table[response].to_pylist(), strict=True))
        return found

    def content(self, job: Job) -> bytes:
        """The content of a finished run. Raises UserError if it is not what was written."""
        try:
            return self.kept.read(job)
        except DamagedRun as error:
            raise UserError(f"{self.kept.run(job)}: {error}; `vitaminb resume {self.folder}` does this run again") from None

    def finish(self, jobs: list[Job], seconds: float, notes: dict | None = None) -> dict:
        """Join the parts to tables in the order of point and replication, and declare the experiment finished.

        jobs: all that were planned; notes: what else the status says, for example why it stopped. The parts stay if some
        run failed, so that only failed ones need be done again.
        """
        status = self.join(jobs, self.folder, notes)
        made = self.provenance()
        made["seconds"] = round(made.get("seconds", 0.0) + seconds, 1)
        made["tables_sha256"] = self.hashes()
        write_json(self.folder / "provenance.json", made)
        write_json(self.folder / "status.json", status)
        if not status["failed"]:
            self.kept.clear()
        return status

    def join(self, jobs: list[Job], target: Path, notes: dict | None = None) -> dict:
        """Tables of all finished runs, written to a folder. Returns planned, ok, failed, pending."""
        planned, done = set(jobs), self.kept.sound()
        ok = sorted(job for job, outcome in done.items() if outcome == "ok" and job in planned)
        failed = sorted(job for job, outcome in done.items() if outcome == "failed" and job in planned)
        failures = pd.DataFrame([self.kept.read_failure(job) for job in failed], columns=list(FAILED))
        self._join_runs(ok, target)
        write_atomically(target / "failures.parquet", to_parquet(failures))
        counts = {"planned": len(planned), "ok": len(ok), "failed": len(failed)}
        return counts | {"pending": counts["planned"] - len(ok) - len(failed)} | (notes or {})

    def _join_runs(self, jobs: list[Job], target: Path) -> None:
        """All tables from the parts of these runs, a few parts in memory at a time; from here on to the end nothing counts as finished."""
        writers = Tables(target)
        try:
            for job in jobs:
                for name, table in unpack(self.content(job)).items():
                    writers.add(name, table)
            writers.close()
            (target / "status.json").unlink(missing_ok=True)
            writers.put_in_place(TABLES)
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
        for name in ("config.yaml", "provenance.json", "points.csv", "worlds.csv"):
            if (self.folder / name).is_file():
                shutil.copy(self.folder / name, snapshot.folder / name)
        status = self.join(jobs, snapshot.folder)
        write_json(snapshot.folder / "provenance.json", self.provenance() | {"tables_sha256": snapshot.hashes()})
        write_json(snapshot.folder / "status.json", status)
        return snapshot

    def tidy(self, name: str = "runs") -> pd.DataFrame | None:
        """A finished table with columns for what the design varies, the world and its parameters; None if it was not kept."""
        found = self.table(name)
        return None if found is None else tidy(found, self.experiment())

    def table(self, name: str, where: list[tuple] | None = None) -> pd.DataFrame | None:
        """A finished table, or None if it was not kept. Raises UserError if it is not what was written.

        where: conditions that rows must meet, as Parquet filters: [("point", "==", 0)].
        """
        path = self.folder / f"{name}.parquet"
        written = self._written.get(name)
        if not path.is_file():
            if written:
                raise UserError(f"{path}: is gone; {self._again}")
            return None
        try:
            content = path.read_bytes()
            if written and hashlib.sha256(content).hexdigest() != written:
                raise UserError(f"{path}: was changed or damaged after it was written; {self._again}")
            return pd.read_parquet(io.BytesIO(content), filters=where)
        except UserError:
            raise
        except Exception as error:  # a damaged file may raise anything
            raise UserError(f"{path}: cannot be read ({reason_of(error)}); {self._again}") from None

    @property
    def _written(self) -> dict[str, str]:
        """Digests of the tables when they were written; none before they are."""
        return self.provenance().get("tables_sha256", {}) if (self.folder / "status.json").is_file() else {}

    @property
    def _again(self) -> str:
        return f"make the results again with: vitaminb run {self.folder / 'config.yaml'}"


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
