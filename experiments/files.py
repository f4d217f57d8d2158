"""Files that users name: where they lie, and their content if they are ordinary files of bearable size."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from .errors import UserError, one_line

MOST_BYTES = 1_000_000  # of a config, a table of points, a strategy


def whole_path(folder: Path | str, name: str) -> str:
    """A path from the root, `~` being the user's own folder; nothing is asked of the disk."""
    return os.path.abspath(os.path.join(folder, os.path.expanduser(name)))


def read_file(path: Path | str, most: int = MOST_BYTES, missing: str = "there is no such file") -> bytes:
    """The content of an ordinary file. Raises UserError if it is none, cannot be read, or has more than `most` bytes.

    missing: what is said if there is no such file.
    """
    place = one_line(str(path), 200)
    try:
        return _read(path, most)
    except UserError as error:
        raise UserError(f"{place}: {error}") from None
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(f"{place}: {missing}") from None
    except PermissionError:
        raise UserError(f"{place}: may not be read; change its permissions") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{place}: cannot be read ({trouble(error)}); name another file") from None


def _read(path: Path | str, most: int) -> bytes:
    state = os.stat(path)
    if stat.S_ISDIR(state.st_mode):
        raise UserError("is a folder; name the file in it")
    if not stat.S_ISREG(state.st_mode):
        raise UserError("is no ordinary file; name a file on the disk")
    too_big = UserError(f"has more than {most / 1e6:g} MB, so it is surely something else; name another file")
    if state.st_size > most:
        raise too_big
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb", buffering=0) as file:
        content = b""
        while piece := file.read(most + 1 - len(content)):
            content += piece
            if len(content) > most:  # some files of the system say that they are empty
                raise too_big
    return content


def trouble(error: Exception) -> str:
    """What the system says about a path."""
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else one_line(str(error), 100)
