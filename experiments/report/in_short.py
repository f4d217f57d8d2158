"""The answer in short, beside the page: text for a terminal, JSON for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from ..results.disk import write_atomically

FILE_OF_TEXT, FILE_OF_JSON = "answer.txt", "answer.json"
SHOWN = 5  # columns of the league in a terminal


def write_in_short(folder: Path, verdict: list[str], parts: list[dict], header: list[str], rows: list[list[str]],
                   league: pd.DataFrame | None) -> None:  # fmt: skip
    """answer.txt and answer.json in a results folder. parts: those of the first screen, without the verdict."""
    hinge = [f"{part['heading']}: {' '.join(part['sentences'])}" for part in parts if part["key"] in ("hinge", "horizon")]
    text = "\n".join([*verdict, *hinge, "", *columns([header, *rows])] if rows else [*verdict, *hinge])
    said = {"verdict": verdict} | {part["key"]: part["sentences"] for part in parts}
    said["league"] = [] if league is None else json.loads(league.to_json(orient="records"))
    write_atomically(folder / FILE_OF_TEXT, (text + "\n").encode())
    write_atomically(folder / FILE_OF_JSON, (json.dumps(said, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode())


def columns(rows: list[list[str]]) -> list[str]:
    """The first columns of a table, padded to their width."""
    rows = [row[:SHOWN] for row in rows]
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]


def answer_in_short(folder: Path) -> tuple[str, dict]:
    """What `write_in_short` wrote, as text and as plain values."""
    return (folder / FILE_OF_TEXT).read_text(encoding="utf-8"), json.loads((folder / FILE_OF_JSON).read_text(encoding="utf-8"))
