"""What a user says about a file, where the reader's own findings are to be overruled."""

from dataclasses import dataclass, field

from ..errors import UserError

PARTS = ("sender", "receiver", "time", "weight")


@dataclass(frozen=True)
class Options:
    """format: auto, messages, edges, ...; columns: part -> name or place from 1; unit and dates: see `times`; own: see `read`."""

    format: str = "auto"
    columns: dict = field(default_factory=dict)
    unit: str = ""
    dates: str = ""
    own: bool | None = None


def places(columns: dict, names: list[str], width: int) -> dict[str, int | None]:
    """Positions of the columns that the user named; None for a part that is to be left out. Raises UserError."""
    found = {}
    lower = [name.lower() for name in names]
    for part, where in columns.items():
        if part not in PARTS:
            raise UserError(f"columns knows no '{part}'; known are {', '.join(PARTS)} (network.columns)")
        text = str(where).strip()
        if where is None or text.lower() in ("none", ""):
            found[part] = None
        elif text.lower() in lower:
            found[part] = lower.index(text.lower())
        elif text.isdigit() and 1 <= int(text) <= width:
            found[part] = int(text) - 1
        else:
            raise UserError(f"has no column '{text}' (network.columns); found: {', '.join(names) or f'1 to {width}'}")
    return found
