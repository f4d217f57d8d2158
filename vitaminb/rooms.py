"""The rooms of the house are top-level packages: here it is seen that they are ours, and not a user's own of the same name."""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ROOMS = ("sim", "experiments", "classroom")
HOUSE = Path(__file__).resolve().parents[1]


def stranger(room: str) -> str:
    """Where a package lies that hides one of ours, empty if none does."""
    spec = sys.modules[room].__spec__ if room in sys.modules else find_spec(room)
    places = list(spec.submodule_search_locations or [spec.origin or ""]) if spec else []
    return "" if any(Path(place).resolve() == HOUSE / room for place in places) else ", ".join(places) or "nowhere"


@cache
def refuse_strangers() -> None:
    """Raise ImportError, one sentence, if something else of the same name would be imported in place of a room."""
    for room in ROOMS:
        if place := stranger(room):
            raise ImportError(f"'{room}' of Vitamin B is hidden by another '{room}' ({place}); rename that, or start Python elsewhere")
