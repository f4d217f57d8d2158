"""Where compiled code is kept: a private folder of the user, named after a hash of all sources of `sim/`.

The folder belongs to the sources and not to a checkout: a second clone, a moved folder and an installed wheel of the
same sources find the same compiled code. Compiled code runs when it is read, so a folder that others could write to is
not used.
"""

import functools
import hashlib
import os
import shutil
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).parent
KEPT = 8  # folders of other sources that stay, the last used ones


def hash_of(folder: Path) -> str:
    """Hash of every source file below a folder and of the versions that shape the compiled code."""
    import importlib.metadata as metadata

    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update(f"{sys.version} {metadata.version('numba')} {metadata.version('numpy')}".encode())
    return digest.hexdigest()[:16]


@functools.cache
def sources_hash() -> str:
    """Hash of the sources of `sim/`, as they were loaded."""
    return hash_of(HERE)


def stamp_of(path: str) -> str:
    """What tells whether code compiled from a function in this file still holds: the sources of `sim/`, or the file's own text."""
    file = Path(path).resolve()
    if HERE.resolve() in file.parents:
        return sources_hash()
    return sources_hash() + hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def cache_folder() -> Path:
    """Folder of the compiled kernels: $VITAMINB_CACHE, or the user's cache folder."""
    root = os.environ.get("VITAMINB_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "vitaminb" / sources_hash()


def is_private(folder: Path) -> bool:
    """Whether a folder belongs to this user, and nobody else may write to it (where the system knows users)."""
    if not hasattr(os, "getuid"):
        return True
    state = folder.stat()
    return state.st_uid == os.getuid() and not state.st_mode & 0o022


def open_cache(folder: Path) -> bool:
    """Make the folder, note that it is used today and clear old ones away; whether compiled code may be kept there."""
    try:
        new = not folder.exists()
        folder.parent.parent.mkdir(parents=True, exist_ok=True)
        folder.parent.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        os.utime(folder)
        safe = is_private(folder.parent) and is_private(folder)
    except OSError as error:
        warnings.warn(f"{folder}: cannot keep compiled code ({error.strerror}); every start compiles anew", stacklevel=2)
        return False
    if not safe:
        warnings.warn(
            f"{folder}: others may write to it, so compiled code is neither kept nor read; "
            "let VITAMINB_CACHE name a folder of your own",
            stacklevel=2,
        )
    elif new:
        clear_old(folder.parent, folder)
    return safe


def clear_old(root: Path, current: Path) -> None:
    """Remove compiled code of other sources, but for the last used ones."""
    others = [path for path in root.iterdir() if path.is_dir() and path != current and is_hash(path.name)]
    for path in sorted(others, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)


def is_hash(name: str) -> bool:
    """Whether a name is one that `hash_of` gives."""
    return len(name) == 16 and set(name) <= set("0123456789abcdef")
