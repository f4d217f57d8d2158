"""One finished run as one piece of bytes: all its tables, so that a run is kept whole or not at all."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa

OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)  # zstd took as long as all else that storing a run costs


def pack(tables: dict[str, pd.DataFrame]) -> bytes:
    """Tables by name as Arrow streams, one after the other, in their order."""
    buffer = io.BytesIO()
    for name, table in tables.items():
        arrow = pa.Table.from_pandas(table, preserve_index=False)
        arrow = arrow.replace_schema_metadata({**(arrow.schema.metadata or {}), "table": name})
        with pa.ipc.new_stream(buffer, arrow.schema, options=OPTIONS) as writer:
            writer.write_table(arrow)
    return buffer.getvalue()


def unpack(content: bytes, only: str | None = None) -> dict[str, pa.Table]:
    """The tables of a finished run; with `only`, the first of that name and nothing behind it."""
    found, buffer = {}, pa.BufferReader(content)
    while buffer.tell() < len(content):
        table = pa.ipc.open_stream(buffer).read_all()
        metadata = dict(table.schema.metadata)
        name = metadata.pop(b"table").decode()
        if only is None or name == only:
            found[name] = table.replace_schema_metadata(metadata or None)
        if name == only:
            break
    return found
