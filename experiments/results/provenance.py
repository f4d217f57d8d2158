"""What made results: seed, versions, commit, machine, command."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from .. import config as configs
from ..responses.of_a_run import SCHEMA_VERSION

PACKAGES = ("mesa", "numba", "numpy", "pandas", "pyarrow", "pydantic", "scipy", "seaborn")


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
        "strategies": {name: strategy.version for name, strategy in experiment.scenario.own_strategies.items()},
        "files": {path: digest_of(path) for path in input_files(experiment)},
        "vitaminb": VERSION,
        "commit": commit(),
        "python": platform.python_version(),
        "packages": {package: metadata.version(package) for package in PACKAGES},
        "machine": {"system": platform.platform(), "processor": platform.machine(), "cores": os.cpu_count()},
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "schema_version": SCHEMA_VERSION,
    }


def input_files(experiment: configs.Experiment) -> list[str]:
    """Files beside the config whose content decides what comes out: networks, those of points included, and points."""
    networks = {point["network.file"] for point in experiment.points if "network.file" in point}
    networks |= {experiment.network.file} if experiment.network else set()
    points = {experiment.design.file} if experiment.design and experiment.design.file else set()
    return sorted(map(str, networks | points))


def digest_of(path: str | Path) -> str:
    """SHA-256 of a file; empty if it is gone."""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


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
