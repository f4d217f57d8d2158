"""Tables for other programs: CSV, Stata (which R reads, too), and an RO-Crate that describes the folder for archives."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd

from ..errors import UserError
from .disk import write_atomically
from .store import TABLES, Store
from .tables import csv_of

FORMATS = ("csv", "dta", "ro-crate")
LONGEST_NAME = 32  # characters of a column in Stata


def export(store: Store, formats: list[str], target: Path) -> list[Path]:
    """Write every kept table, with columns for what was varied and the world, in these formats. Returns the files.

    Raises UserError for an unknown format, or if the results are not finished.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise UserError(f"--format {unknown[0]}: is not known; choose {', '.join(FORMATS)}")
    if store.status() is None:
        raise UserError(f"{store.folder}: is not finished; go on with `vitaminb resume {store.folder}`")
    target.mkdir(parents=True, exist_ok=True)
    tables = {name: table for name in TABLES if (table := store.tidy(name)) is not None}
    found = []
    for kind in [name for name in ("csv", "dta") if name in formats or (name == "csv" and "ro-crate" in formats)]:
        for name, table in tables.items():
            path = target / f"{name}.{kind}"
            write_csv(table, path) if kind == "csv" else write_stata(table, path)
            found.append(path)
    if "ro-crate" in formats:
        found.append(write_crate(store, found, target))
    return found


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """A table as CSV."""
    write_atomically(path, csv_of(table))


def write_stata(table: pd.DataFrame, path: Path) -> None:
    """A table as a Stata file (version 118, text in UTF-8), with unit and meaning as labels; dots in names become underscores."""
    names = short_names(list(table))
    known = table.attrs.get("units", {})
    labels = {names[column]: f"{meaning} ({unit})"[:80] for column, (unit, meaning) in known.items() if column in names}
    plain = table.rename(columns=names)
    for column in plain:
        if plain[column].dtype == bool:
            plain[column] = plain[column].astype("int8")
        elif plain[column].dtype == object or str(plain[column].dtype) in ("category", "string"):
            plain[column] = plain[column].astype(str)
    plain.to_stata(path, write_index=False, version=118, variable_labels=labels)


def short_names(columns: list[str]) -> dict[str, str]:
    """Names that Stata takes: letters, digits and _, at most 32 characters (the telling end is kept), no two the same."""
    found: dict[str, str] = {}
    for column in columns:
        name = re.sub(r"\W", "_", column)[-LONGEST_NAME:].lstrip("_0123456789") or "column"
        same = sum(other == name for other in found.values())
        found[column] = f"{name[: LONGEST_NAME - 3]}_{same + 1}" if same else name
    return found


def write_crate(store: Store, files: list[Path], target: Path) -> Path:
    """ro-crate-metadata.json (RO-Crate 1.1): what the files are and what made them."""
    made, experiment = store.provenance(), store.experiment()
    whole = {"@id": "./", "@type": "Dataset", "name": experiment.title or made["experiment"], "description": experiment.question.strip(),
             "datePublished": str(made.get("started", ""))[:10],
             "hasPart": [{"@id": path.name} for path in files]}  # fmt: skip
    software = {"@id": "#vitaminb", "@type": "SoftwareApplication", "name": "Vitamin B", "version": str(made["vitaminb"])}
    run = {"@id": "#run", "@type": "CreateAction", "name": made["command"], "instrument": {"@id": "#vitaminb"}, "result": {"@id": "./"}}
    kinds = {".csv": "text/csv", ".dta": "application/x-stata-dta"}
    parts = [{"@id": path.name, "@type": "File", "name": path.stem, "encodingFormat": kinds[path.suffix]} for path in files]
    about = {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
             "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}}  # fmt: skip
    graph = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [about, whole, software, run, *parts]}
    path = target / "ro-crate-metadata.json"
    write_atomically(path, (json.dumps(graph, indent=2, ensure_ascii=False) + "\n").encode())
    return path
