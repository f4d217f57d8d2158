"""What every format is brought to: rows of two people, perhaps with a time or a weight, and an account of all rows."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from .summary import counted

ME = "me"
NAMED = 10


class Account:
    """Every row of a file is kept or left out for one reason, so the counts add up to the file."""

    def __init__(self, lines: np.ndarray):
        self.lines = lines
        self.kept = np.ones(len(lines), bool)
        self.left_out: list[tuple[int, str]] = []

    def leave_out(self, mask: np.ndarray, noun: str, named: bool = False) -> int:
        """Leave out the rows of a mask that are still kept; say so, with line numbers if `named`. Returns how many."""
        rows = mask & self.kept
        n = int(rows.sum())
        if n:
            self.kept &= ~rows
            self.left_out.append((n, counted(n, noun) + (f" ({line_list(self.lines[rows])})" if named else "")))
        return n


def line_list(lines: np.ndarray) -> str:
    """'line 3' or 'lines 3, 5, ...'."""
    shown = ", ".join(map(str, lines[:NAMED]))
    return f"{'line' if len(lines) == 1 else 'lines'} {shown}{', ...' if len(lines) > NAMED else ''}"


@dataclass
class Rows:
    """Rows of one file, broken ones left out, several receivers in a cell still together."""

    kind: str  # messages, edges or contacts (then `sender` is the owner)
    form: str  # what the file is, in words
    total: int  # rows in the file, remarks and blank lines not counted
    sender: pd.Series  # str[rows]
    receiver: pd.Series  # str[rows]
    line: np.ndarray  # int64[rows], where the row stands
    seconds: np.ndarray | None = None  # float64[rows], NaN: a contact of unknown age
    weight: np.ndarray | None = None  # float64[rows]
    notation: str = ""  # what the times were taken for
    both_ways: np.ndarray | bool = False  # bool[rows], an edge without direction
    left_out: list[tuple[int, str]] = field(default_factory=list)
    broken: int = 0
    parts: list[str] = field(default_factory=list)  # what each column is used for
    assumed: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)  # how people known by a key are called
    alone: list[str] = field(default_factory=list)  # people the file names, with ties or without, in its order
    owner: str = ""  # the person whose file it is, if it says so
    commas: bool = False  # a comma parts receivers
    noun: str = ""  # of a row, if neither message, edge nor contact
    keys: pd.Series | None = None  # str[rows], an address that tells contacts of one name apart

    def only(self, mask: np.ndarray, reason: str = "") -> "Rows":
        """The same rows without those outside the mask, which are left out for a reason."""
        out = int((~mask).sum())
        if not out:
            return self
        self.left_out = [*self.left_out, (out, reason)] if reason else self.left_out
        for name in ("sender", "receiver", "keys"):
            if getattr(self, name) is not None:
                setattr(self, name, getattr(self, name)[mask].reset_index(drop=True))
        for name in ("line", "seconds", "weight", "both_ways"):
            value = getattr(self, name)
            if isinstance(value, np.ndarray):
                setattr(self, name, value[mask])
        return self
