"""Bytes of a network file, and the text they stand for."""

import codecs
import re
from pathlib import Path

from ..errors import UserError
from ..files import content_of

PACKED = {b"PK": "a ZIP archive or an Excel workbook", b"\x1f\x8b": "a gzip archive"}
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def load(path: Path, max_megabytes: float) -> bytes:
    """All bytes of a file. Raises UserError if it is missing, no file, unreadable, empty or too big."""
    too_big = (f"has more than the limit of {max_megabytes:,g} MB; keep only the columns sender, receiver and time, or a shorter "
               "span of time")  # fmt: skip
    data = content_of(path, int(max_megabytes * 1e6), "there is no such file; in a config, paths are relative to it", too_big)
    if not data.strip():
        raise UserError("is empty; name a file with a message log, an edge list or contacts")
    return data


def decode(data: bytes) -> tuple[str, str]:
    """Text with plain line ends, and the encoding: UTF-8, UTF-16 with a byte order mark, else cp1252.

    Raises UserError if the bytes are no text.
    """
    for magic, name in PACKED.items():
        if data.startswith(magic):
            raise UserError(f"is {name}; unpack it or save the table as CSV, and name that file")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return plain(data, "utf-16"), "utf-16"
    if CONTROL.search(data[:65536]) or b"\0" in data:
        raise UserError("is binary, not text (or UTF-16 without a byte order mark); save it as CSV in UTF-8")
    try:
        return plain(data, "utf-8-sig"), "utf-8"
    except UserError:
        return plain(data, "cp1252"), "cp1252"


def plain(data: bytes, encoding: str) -> str:
    """Decoded text, every line ending in a line feed."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UserError(f"is not text in {encoding}; save it as CSV in UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
