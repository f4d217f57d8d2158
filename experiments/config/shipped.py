"""Configs that come with the package, found by their names: four_strategies, studies/what_matters, C06."""

from __future__ import annotations

import difflib
from pathlib import Path

from ..errors import UserError

PACKAGE = Path(__file__).resolve().parents[1]


def folder() -> Path:
    """Where they lie: in the package if it is installed, beside it in a checkout."""
    inside = PACKAGE / "configs"
    return inside if inside.is_dir() else PACKAGE.parent / "configs"


def shipped() -> dict[str, Path]:
    """Every config by its name; those of studies and claims also by the last part of it."""
    found = {path.relative_to(folder()).with_suffix("").as_posix(): path for path in sorted(folder().rglob("*.yaml"))}
    return {path.stem: path for path in found.values()} | found


def find(given: Path) -> Path:
    """The file that is meant: that of a user, else one that comes with the package; raises UserError if there is none."""
    try:
        if given.is_file() or not given.name:
            return given
    except (OSError, ValueError):
        return given  # whoever reads it says what is wrong with it
    if not given.suffix and given.with_suffix(".yaml").is_file():
        return given.with_suffix(".yaml")
    name, known = given.with_suffix("").as_posix().removeprefix("configs/"), shipped()
    if name in known and not given.is_absolute():
        return known[name]
    if given.suffix or given.exists() or len(given.parts) > 1:
        return given
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else "`vitaminb init` writes one to start from"
    raise UserError(f"{given}: there is no such file, and no config of this name comes with Vitamin B; {hint}")
