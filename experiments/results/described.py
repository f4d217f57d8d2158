"""Reading what results say of themselves: provenance.json and status.json, which may be damaged or of another version."""

from __future__ import annotations

import json
from pathlib import Path

from ..errors import UserError
from ..files import read_file
from ..responses.of_a_run import SCHEMA_VERSION

NEEDED = {"experiment": str, "config_sha256": str, "code": str, "packages": dict}
COUNTS = ("planned", "ok", "failed", "pending")
LARGEST = 50_000_000  # bytes; a status says why each of many points stopped


def read_json(path: Path) -> dict:
    """A JSON file that holds names and values. Raises UserError."""
    content = read_file(path, LARGEST)
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise UserError(f"{path}: is damaged; put a copy back, or make the results again with: vitaminb run {path.parent / 'config.yaml'}")
    return found


def read_provenance(path: Path) -> dict:
    """What made results. Raises UserError if something is missing in it, or a newer version wrote it."""
    found = read_json(path)
    check_version(path, found.get("schema_version", SCHEMA_VERSION))
    missing = [key for key, kind in NEEDED.items() if not isinstance(found.get(key), kind)]
    if missing:
        raise UserError(f"{path}: says nothing of '{missing[0]}', so it is damaged; put a copy back, or make the results "
                        f"again with: vitaminb run {path.parent / 'config.yaml'}")  # fmt: skip
    commit = found.get("commit")
    unknown = {"commit": commit if isinstance(commit, dict) else {}, "vitaminb": "?", "python": "?", "machine": {}, "command": "?"}
    return unknown | found | {"commit": {"sha": None, "clean": None} | unknown["commit"]}


def check_version(path: Path, version) -> None:
    """Results of this version and those before it can be read."""
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UserError(f"{path}: its schema_version is {version!r}, so it is damaged; versions are 1..{SCHEMA_VERSION}")
    if version > SCHEMA_VERSION:
        raise UserError(f"{path}: a newer Vitamin B wrote this (schema {version}; this one reads up to {SCHEMA_VERSION}); "
                        "update it with: pip install -U vitaminb")  # fmt: skip


def read_status(path: Path) -> dict | None:
    """planned, ok, failed, pending of finished results; None if there are none yet. Raises UserError."""
    if not path.exists():
        return None
    found = read_json(path)
    counts = [found.get(key) for key in COUNTS]
    if not all(isinstance(count, int) and not isinstance(count, bool) and count >= 0 for count in counts) or \
            counts[0] != sum(counts[1:]):  # fmt: skip
        raise UserError(f"{path}: is damaged (it must count {', '.join(COUNTS)}); remove it, then `vitaminb resume {path.parent}`")
    return found
