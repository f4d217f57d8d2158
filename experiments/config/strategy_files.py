"""Users' own strategies: one Python file each, tried out apart before anything runs, and run as it was read."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from types import ModuleType

from sim.strategies import SHELF, Strategy, from_module

from ..apart import Failed, apart
from ..errors import UserError
from ..files import read_file

SECONDS = 60.0  # for trying out a strategy
MISSING = "does not exist; paths are relative to the config"


def load_strategies(files: list[Path]) -> dict[str, Strategy]:
    """The strategies of these files by name (the file's base name), each tried out. Raises UserError in one sentence."""
    strategies: dict[str, Strategy] = {}
    for file in files:
        if file.stem in strategies:
            raise UserError(f"strategy_files: two files are called {file.stem}; rename one, since the name tells strategies apart")
        strategies[file.stem] = load_strategy(file)
    return strategies


def load_strategy(file: Path) -> Strategy:
    """Try one file out in a process of its own, then execute it here; raises UserError in one sentence."""
    if file.suffix != ".py":
        raise UserError(f"strategy_files: {file}: must be a Python file; let its name end in .py")
    if file.stem in SHELF:
        raise UserError(f"strategy_files: {file.name}: the name '{file.stem}' is on the shelf already; rename the file")
    source = read_file(file, missing=MISSING)
    verdict_on(file, source)
    return executed(source, file)


def version_of(name: str, source: bytes) -> str:
    """What a strategy's compiled code is known by: its name and a hash of its text."""
    return f"{name}:{hashlib.sha256(source).hexdigest()[:16]}"


def executed(source: bytes, file: Path) -> Strategy:
    """The strategy that a text makes: exactly the bytes that are hashed, never what Python compiled earlier from a file of that name."""
    module = ModuleType(f"own_strategy_{file.stem}")
    module.__file__ = str(file)
    sys.modules[module.__name__] = module  # compiled code that is found on disk asks for its module by name
    try:
        exec(compile(source, str(file), "exec", dont_inherit=True), module.__dict__)
    except SyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise UserError(f"{file}{line}: not valid Python: {error.msg}") from None
    if not callable(getattr(module, "choose", None)):
        raise UserError(f"{file}: has no function choose(ego, tie, p, u); see docs/how-to/add-a-strategy.md")
    return from_module(module, file.stem, version_of(file.stem, source))


VERDICTS: dict[str, bool] = {}  # by version: whether it can be compiled


def verdict_on(file: Path, source: bytes) -> bool:
    """Whether a strategy can be compiled, once it was tried out; what was found is kept with the compiled code. Raises UserError."""
    version = version_of(file.stem, source)
    if version not in VERDICTS:
        mark = mark_of(version)
        if mark is not None and mark.is_file():
            VERDICTS[version] = mark.read_bytes() == b"compiled"
        else:
            VERDICTS[version] = _tried(file)
            _note(mark, VERDICTS[version])
    return VERDICTS[version]


def _tried(file: Path) -> bool:
    try:
        return apart("experiments.config.trying_out:tried_out", [str(file)], SECONDS)
    except Failed as error:
        raise UserError(f"{file}: {error} while it is tried out; mend it (an endless loop, an exit, or much too slow?)") from None


def _note(mark: Path | None, verdict: bool) -> None:
    if mark is not None:
        try:
            mark.write_bytes(b"compiled" if verdict else b"python")
        except OSError:
            pass  # it is tried out again next time


def mark_of(version: str) -> Path | None:
    """Where is noted that a strategy was tried out; None where nothing may be kept."""
    from sim.compiling import KEEPS, cache_folder

    from . import trying_out

    content = version.encode() + Path(trying_out.__file__).read_bytes()
    return cache_folder() / f"tried-{hashlib.sha256(content).hexdigest()[:16]}" if KEEPS else None


def compiles(strategy: Strategy) -> bool:
    """Whether the compiled driver can run a strategy of the user's own; if not, the slow one does."""
    if strategy.version not in VERDICTS:
        from .trying_out import compiles as ask

        VERDICTS[strategy.version] = ask(strategy)
    return VERDICTS[strategy.version]
