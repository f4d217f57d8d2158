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

SEPARATORS = {"\t": "tab", ";": "semicolon", ",": "comma", " ": "space"}
REMARK = re.compile(r"\s*$|[#%]|sep=", re.IGNORECASE)
SAMPLE_LINES = 60
LONGEST_CELL = 10_000
MAX_BROKEN = 0.01  # share of lines
FEW = 5  # broken lines that a short file may have


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


def without_remarks(table: Table, text: str) -> tuple[Table, int]:
    """The table without lines that are remarks (# or %), and how many these were.

    A remark below the first data is one with a blank after the mark, another number of cells, or a mark that the file's
    first line has, too.
    """
    first = table.frame[0]
    mark = first.str.match(r"[#%]").to_numpy(bool)
    if not mark.any():
        return table, 0
    top = text.lstrip()[:1]
    filled = (table.frame.iloc[:, :-1] != "").sum(axis=1).to_numpy()
    usual = np.median(filled[~mark]) if (~mark).any() else 0
    remark = mark & ((first.str[:1] == top) & (top in "#%") | first.str.fullmatch(r"[#%]+|[#%]+\s.*") | (filled != usual)).to_numpy(bool)
    return table.only(~remark), int(remark.sum())


def check_broken(broken: np.ndarray, faults: Iterable[tuple[np.ndarray, Callable[[int], str]]], lines: np.ndarray) -> None:
    """Raises UserError if more rows are broken than chance explains: more than 1 %, and more than 5 or a tenth."""
    found = int(broken.sum())
    if found <= MAX_BROKEN * len(broken) or found <= min(FEW, len(broken) / 10):
        return
    row = int(broken.argmax())
    reason = next(words(row) for mask, words in faults if mask[row])
    raise UserError(f"line {lines[row]} {reason}; {found:,} of {len(broken):,} lines are broken, at most 1 % may be")


def not_a(cell: pd.Series, noun: str, expected: str) -> Callable[[int], str]:
    """Words for a row whose cell of this kind cannot be read."""
    return lambda row: f"has the {noun} '{cell.iloc[row]}', which is {expected}" if cell.iloc[row] else f"has no {noun}"
