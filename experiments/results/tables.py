"""Tables as Parquet files, with units in their schemas."""

from __future__ import annotations

import contextlib
import io
import json
import os
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ..responses.of_a_run import SCHEMA_VERSION, units

TABLES_AT_ONCE = 256  # small tables that wait before they are made one
ROWS_AT_ONCE = 200_000  # rows per row group of a joined table
FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for one


def points_csv(points: list[dict]) -> str:
    """The points of a design as a table: a column per key; empty where a point keeps the config's own value."""
    keys = list(dict.fromkeys(key for point in points for key in point))
    rows = [{"point": n} | {key: json.dumps(point[key]) if isinstance(point[key], list | dict) else point[key] for key in point}
            for n, point in enumerate(points)]  # fmt: skip
    return csv_of(pd.DataFrame(rows, columns=["point", *keys])).decode()


def csv_of(table: pd.DataFrame) -> bytes:
    """A table as CSV in which no text is taken for a formula: spreadsheets run what begins with =, +, - or @."""
    texts = {name: column.map(harmless) for name, column in table.items() if not pd.api.types.is_numeric_dtype(column)}
    return table.assign(**texts).rename(columns=harmless).to_csv(index=False).encode()


def harmless(cell):
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip().startswith(FORMULA) else cell


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


class Tables:
    """Parquet files that grow table by table and appear when they are whole."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.waiting: dict[str, list[pa.Table]] = {}
        self.writers: dict[str, pq.ParquetWriter] = {}

    def temporary(self, name: str) -> Path:
        """Where a table grows."""
        return self.folder / f".{name}.parquet.tmp"

    def add(self, name: str, table: pa.Table) -> None:
        """Add rows to a table."""
        waiting = self.waiting.setdefault(name, [])
        waiting.append(table)
        if len(waiting) >= TABLES_AT_ONCE:  # many small tables weigh far more than their rows
            waiting[:] = [pa.concat_tables([part.cast(waiting[0].schema) for part in waiting]).combine_chunks()]
        if sum(t.num_rows for t in waiting) >= ROWS_AT_ONCE:
            self._write(name)

    def _write(self, name: str) -> None:
        waiting = self.waiting.pop(name, [])
        if not waiting:
            return
        if name not in self.writers:
            schema = schema_with_units(waiting[0].schema)
            self.writers[name] = pq.ParquetWriter(self.temporary(name), schema, compression="zstd")
        writer = self.writers[name]
        writer.write_table(pa.concat_tables([table.cast(writer.schema) for table in waiting]))

    def close(self) -> None:
        """Write what waits, and close all tables: from here on they need no more room."""
        for name in list(self.waiting):
            self._write(name)
        for name, writer in self.writers.items():
            writer.close()
            with open(self.temporary(name), "rb") as file:
                os.fsync(file.fileno())

    def put_in_place(self, known: tuple[str, ...]) -> None:
        """Let the closed tables appear, and earlier ones of the known names that there are no more vanish."""
        for name in {*known} - self.writers.keys():
            (self.folder / f"{name}.parquet").unlink(missing_ok=True)
        for name in self.writers:
            os.replace(self.temporary(name), self.folder / f"{name}.parquet")

    def discard(self) -> None:
        """Remove what did not get finished; a full disk may keep a table from being closed."""
        for name, writer in self.writers.items():
            with contextlib.suppress(Exception):
                writer.close()
            writer.is_open = False  # else it would try again, and complain, when it is forgotten
            self.temporary(name).unlink(missing_ok=True)
