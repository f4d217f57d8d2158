"""Files that users name: where they lie, and their content if they are ordinary files of bearable size."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from .errors import UserError, one_line

PIECE = 2**24  # bytes read at once
MOST_BYTES = 1_000_000  # of a config, a table of points, a strategy


def whole_path(folder: Path | str, name: str) -> str:
    """A path from the root, `~` being the user's own folder; nothing is asked of the disk."""
    return os.path.abspath(os.path.join(folder, os.path.expanduser(name)))


def read_file(path: Path | str, most: int = MOST_BYTES, missing: str = "there is no such file") -> bytes:
    """The content of an ordinary file. Raises UserError if it is none, cannot be read, or has more than `most` bytes.

    missing: what is said if there is no such file.
    """
    try:
        return content_of(path, most, missing)
    except UserError as error:
        raise UserError(f"{one_line(str(path), 200)}: {error}") from None


def content_of(path: Path | str, most: int, missing: str, too_big: str = "") -> bytes:
    """The same as `read_file`, but what UserError says does not name the file. too_big: what is said of a file beyond `most`."""
    try:
        return _read(path, most, too_big or f"has more than {most / 1e6:g} MB, so it is surely something else; name another file")
    except UserError:
        raise
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(missing) from None
    except PermissionError:
        raise UserError("may not be read; change its permissions") from None
    except (OSError, ValueError) as error:
        raise UserError(f"cannot be read ({trouble(error)}); name another file") from None


def _read(path: Path | str, most: int, too_big: str) -> bytes:
    state = os.stat(path)
    if stat.S_ISDIR(state.st_mode):
        raise UserError("is a folder; name the file in it")
    if not stat.S_ISREG(state.st_mode):
        raise UserError("is no ordinary file; name a file on the disk")
    if state.st_size > most:
        raise UserError(too_big)
    content = bytearray()
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb", buffering=0) as file:
        while piece := file.read(PIECE):
            content += piece
            if len(content) > most:  # some files of the system say that they are empty
                raise UserError(too_big)
    return bytes(content)


def trouble(error: Exception) -> str:
    """What the system says about a path."""
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else one_line(str(error), 100)
