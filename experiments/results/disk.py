"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from pathlib import Path

from ..errors import UserError


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, even if the power fails."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise unwritable(path.parent, error) from None
    finally:
        with contextlib.suppress(OSError):  # it is there only if something went wrong, or an interruption came
            temporary.unlink()


def unwritable(folder: Path, error: OSError) -> UserError:
    """One sentence about a folder that cannot be written to."""
    if error.errno == errno.ENOSPC:
        return UserError(f"{folder}: the disk is full; make room, then go on with `vitaminb resume`")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError(f"{folder}: may not be written to; choose another folder with --out")
    return UserError(f"{folder}: cannot be written to ({error.strerror}); choose another folder with --out")


def write_json(path: Path, data: dict) -> None:
    """A JSON file, atomically."""
    write_atomically(path, (json.dumps(data, indent=2, ensure_ascii=False, default=str) + "\n").encode())
