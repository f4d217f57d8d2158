"""Text with separated columns as a table of text cells that remembers line numbers."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import UserError
from .summary import counted

SEPARATORS = {"\t": "tab", ";": "semicolon", ",": "comma", " ": "space"}
REMARK = re.compile(r"\s*$|[#%]|sep=", re.IGNORECASE)
SAMPLE_LINES = 60
LONGEST_CELL = 10_000
MAX_BROKEN = 0.01  # share of lines


class Table(NamedTuple):
    """Cells as text, without blank lines."""

    frame: pd.DataFrame  # str[rows, width + 1]; the last column holds what a line has too much
    lines: np.ndarray  # int64[rows], line in the file

    def only(self, rows: np.ndarray) -> "Table":
        """The rows for which bool[rows] holds."""
        return Table(self.frame[rows].reset_index(drop=True), self.lines[rows])


def head_of(text: str, most: int = SAMPLE_LINES) -> list[str]:
    """The first lines, each cut to a length that no cell should have."""
    return [line[:LONGEST_CELL] for line in text.split("\n", most)[:most]]


def remarks_before(lines: list[str]) -> int:
    """How many lines at the top are blank, comments (# or %) or Excel's note of the separator."""
    return next((i for i, line in enumerate(lines) if not REMARK.match(line)), len(lines))


def cells(line: str, separator: str) -> list[str]:
    """Cells of one line, without blanks around them."""
    row = next(csv.reader([line.strip(" ")], delimiter=separator, skipinitialspace=True), [])
    return [cell.strip() for cell in row]


def separator_of(lines: list[str]) -> tuple[str, int]:
    """The separator with which most lines have equally many columns, at least two; and how many."""
    best = ("", 0, 0)
    for separator in SEPARATORS:
        (width, hits), *_ = Counter(len(cells(line, separator)) for line in lines).most_common(1)
        if width > 1 and hits > best[2]:
            best = (separator, width, hits)
    if not best[0]:
        raise UserError("has no two columns; separate sender and receiver by comma, semicolon, tab or space")
    return best[0], best[1]


def read_table(text: str, skip: int, separator: str, width: int) -> Table:
    """All lines after the first `skip` ones. Raises UserError if there are none."""
    body = text.split("\n", skip)[-1] if text.count("\n") >= skip else ""
    if not body.strip():
        raise UserError("holds no data below its header")
    frame = parse(body, separator, width, skip)
    frame = frame.fillna("").apply(lambda column: column.str.strip())
    lines = np.arange(len(frame)) + skip + 1
    if body.rstrip("\n").count("\n") + 1 > len(frame):
        breaks = sum(column.str.count("\n") for _, column in frame.items()).to_numpy()
        lines += np.cumsum(breaks) - breaks
    return Table(frame, lines).only((frame != "").any(axis=1).to_numpy())


def parse(body: str, separator: str, width: int, skip: int) -> pd.DataFrame:
    """Cells of `width` columns and one more. A made-up first line with so many makes pandas accept any line."""
    columns = range(width + 1)
    made_up = separator.join(map(str, columns)) + "\n"
    try:
        frame = pd.read_csv(
            io.StringIO(made_up + body), sep=r"\s+" if separator == " " else separator, dtype=str, usecols=columns,
            index_col=False, keep_default_na=False, skip_blank_lines=False, skipinitialspace=True,
        )  # fmt: skip
    except pd.errors.ParserError as error:
        row = re.search(r"EOF inside string starting at row (\d+)", str(error))
        if row is None:
            raise UserError(f"cannot be read as a table ({error})") from None
        raise UserError(f"line {int(row[1]) + skip} opens a quotation mark that is never closed; remove it") from None
    return frame.set_axis(columns, axis=1)


def whole(table: Table, faults: Iterable[tuple[np.ndarray, Callable[[int], str]]]) -> tuple[np.ndarray, list[str]]:
    """Which rows have no fault, bool[rows], and a sentence about the others (none, if there are none).

    faults: pairs of a mask and of words for a row at fault. Raises UserError if more than 1 % of the rows are broken.
    """
    faults = [(table.frame.iloc[:, -1].to_numpy() != "", lambda row: "has too many columns"), *faults]
    broken = np.logical_or.reduce([mask for mask, _ in faults])
    found = table.lines[broken]
    if len(found) > MAX_BROKEN * len(broken):
        row = int(broken.argmax())
        reason = next(words(row) for mask, words in faults if mask[row])
        raise UserError(f"line {found[0]} {reason}; {len(found):,} of {len(broken):,} lines are broken, at most 1 % may be")
    if not len(found):
        return ~broken, []
    named = ("line " if len(found) == 1 else "lines ") + ", ".join(map(str, found[:10]))
    return ~broken, [f"{counted(len(found), 'broken line')} ({named}{', ...' if len(found) > 10 else ''})"]


def not_a(cell: pd.Series, noun: str, expected: str) -> Callable[[int], str]:
    """Words for a row whose cell of this kind cannot be read."""
    return lambda row: f"has the {noun} '{cell[row]}', which is {expected}" if cell[row] else f"has no {noun}"
