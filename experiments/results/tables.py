"""Tables as Parquet files, with units in their schemas."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ..responses.of_a_run import SCHEMA_VERSION, units

ROWS_AT_ONCE = 200_000  # rows per row group of a joined table


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

    def finish(self) -> None:
        """Close all tables and put them in place."""
        for name in list(self.waiting):
            self._write(name)
        for name, writer in self.writers.items():
            writer.close()
            os.replace(self.temporary(name), self.folder / f"{name}.parquet")

    def discard(self) -> None:
        """Remove what did not get finished."""
        for name, writer in self.writers.items():
            writer.close()
            self.temporary(name).unlink(missing_ok=True)
