"""Message logs and edge lists: columns of two people and, perhaps, a time or a weight."""

from dataclasses import replace

import numpy as np
import pandas as pd

from ..errors import UserError
from .columns import columns_by_content, columns_by_header, headed, third_is_time, unit_of
from .figures import numbers
from .options import Options, places
from .plain_graphs import named_matrix
from .rows import Account, Rows
from .summary import counted
from .table import (
    SEPARATORS,
    Table,
    cells,
    check_broken,
    head_of,
    not_a,
    read_table,
    remarks_before,
    separator_of,
    without_remarks,
)  # fmt: skip
from .times import seconds_of

PART_WORDS = {"sender": "sender", "receiver": "receiver", "time": "time", "weight": "weight", "type": "direction of an edge"}


def read_list(text: str, options: Options) -> Rows:
    """Rows of a message log or an edge list. Raises UserError."""
    table, names, separator, remarks = table_of(text)
    if len(names) > 2 and names[0] == "" and names[1:] == table.frame[0].tolist():
        return named_matrix(table, names)
    width = table.frame.shape[1] - 1
    given = places(options.columns, names, width)
    columns = columns_by_header(names, table.frame, given) if names else columns_by_content(table.frame, width, given)
    role = {part: place for part, place in (columns.role | given).items() if place is not None}
    third = "third" in role
    role, notes = part_of_third(role, table.frame, options)
    if role.pop("seconds", None) is not None and not options.unit:
        options = replace(options, unit="seconds")
    timed = timed_by(role, options)
    used = {part: place for part, place in role.items() if part in ("sender", "receiver", "type", "time" if timed else "weight")}
    named = unit_of(names[used["time"]]) if names and "time" in used and not options.unit else ""
    rows = rows_of(table, used, separator, replace(options, unit=named) if named else options)
    rows.parts = parts_of(names, used, role, width, third and not names)
    headless = [] if names else ["there is no header, so the first line counts as data"]
    rows.assumed[:0] = [f"columns are separated by {SEPARATORS[separator]}", *headless, *columns.assumed, *notes]
    if remarks:
        rows.assumed.append(f"{counted(remarks, 'line')} of remarks (# or %) passed over")
    return rows


def table_of(text: str) -> tuple[Table, list[str], str, int]:
    """The table below a header, the header's names (none without one), the separator, and remarks passed over."""
    head = head_of(text)
    skip = remarks_before(head)
    lines = [line for line in head[skip:] if line.strip() and line[0] not in "#%"]
    if not lines:
        raise UserError("holds no data")
    separator, width = separator_of(lines)
    first = cells(lines[0], separator)
    width = max(width, len(first))
    if len(lines) == 1 and not text.split("\n", skip + 1)[-1].strip():
        peek = pd.DataFrame(columns=range(width), dtype=str)
    else:
        peek = pd.DataFrame([(cells(line, separator) + [""] * width)[:width] for line in lines[1:]], columns=range(width), dtype=str)
    named = headed(first, peek)
    table, remarks = without_remarks(read_table(text, skip + named, separator, width), text)
    if not len(table.frame):
        raise UserError("holds no data below its header")
    if text.lstrip()[:1] == "%" and not named and is_size(table.frame):
        table, remarks = table.only(np.arange(len(table.frame)) > 0), remarks + 1
        if not (table.frame[2] != "").any() and table.frame.shape[1] == 4:
            table = Table(table.frame[[0, 1, 3]].set_axis([0, 1, 2], axis=1), table.lines)
    return table, first + [""] * (width - len(first)) if named else [], separator, remarks


def is_size(frame: pd.DataFrame) -> bool:
    """Whether the first row holds the size of a matrix: rows, columns, and how many rows follow."""
    first = frame.iloc[0, :3].tolist()
    return len(first) == 3 and first[0] == first[1] and first[2] == str(len(frame) - 1)


def part_of_third(role: dict, frame: pd.DataFrame, options: Options) -> tuple[dict, list[str]]:
    """The roles with 'third' replaced by what it is, and what was assumed."""
    if "third" not in role:
        return role, []
    role = dict(role)
    third = role.pop("third")
    if options.format in ("messages", "edges"):
        return role | {"time" if options.format == "messages" else "weight": third}, []
    timed, notes = (True, []) if options.unit or options.dates else third_is_time(frame[third])
    return role | {"time" if timed else "weight": third}, notes


def timed_by(role: dict, options: Options) -> bool:
    """Whether the rows are messages."""
    if options.format == "messages" and "time" not in role:
        raise UserError("names no column with the time of a message; add one called time, or say format: edges")
    return "time" in role and options.format != "edges"


def parts_of(names: list[str], used: dict, role: dict, width: int, third: bool) -> list[str]:
    """A sentence a column: what it is used for, 'plays no part' included."""
    part = {place: PART_WORDS[name] for name, place in used.items()}
    idle = {place: f"plays no part ({PART_WORDS[name]})" for name, place in role.items() if name not in used}
    title = [f"'{names[k]}'" if names and names[k] else f"column {k + 1}" for k in range(width)]
    return [f"{title[k]}: {part.get(k) or idle.get(k, 'plays no part')}" for k in range(width) if part.get(k) or idle.get(k) or title[k]]


def rows_of(table: Table, used: dict, separator: str, options: Options) -> Rows:
    """Whole rows of the table; others are left out, each for one reason. Raises UserError if too many are broken."""
    frame, account = table.frame, Account(table.lines)
    sender, receiver = frame[used["sender"]], frame[used["receiver"]]
    check_torn(table, (sender, receiver))
    too_long = frame.iloc[:, -1].to_numpy() != ""
    nobody = ((sender == "") | (receiver == "")).to_numpy()
    faults = [(too_long, lambda row: "has too many columns")]
    empty = [(nobody, "row without sender or receiver", lambda row: "lacks one of the two people")]
    seconds = weight = None
    notation, assumed = "", []
    if "time" in used:
        cell = frame[used["time"]]
        seconds, notation = seconds_of(cell, options.unit, options.dates)
        none = (cell == "").to_numpy()
        faults.append((np.isnan(seconds) & ~none, not_a(cell, "time", "neither unix seconds nor a date")))
        empty.append((none, "row without a time", lambda row: "has no time"))
    elif "weight" in used:
        weight, assumed = weights_of(frame[used["weight"]], table.lines, separator, faults)
    check_empty(empty, table.lines)
    broken = np.logical_or.reduce([mask for mask, _ in faults])
    check_broken(broken & ~nobody, faults, table.lines)
    out = account.leave_out(broken & ~nobody, "broken line", named=True)
    for mask, noun, _ in empty:
        account.leave_out(mask, noun, named=True)
    both = (frame[used["type"]].str.lower() == "undirected").to_numpy() if "type" in used else np.zeros(len(frame), bool)
    rows = Rows("messages" if seconds is not None else "edges", "a list", len(frame), sender, receiver, table.lines, seconds, weight,
                notation, both, account.left_out, out, assumed=assumed)  # fmt: skip
    return rows.only(account.kept)


def weights_of(cell: pd.Series, lines: np.ndarray, separator: str, faults: list) -> tuple[np.ndarray, list[str]]:
    """Weights float64[rows], 1 where the cell is empty; and what was assumed. Raises UserError at a negative one."""
    weight, remark = numbers(cell, separator)
    empty = (cell == "").to_numpy()
    faults.append((~np.isfinite(weight) & ~empty, not_a(cell, "weight", "not a number")))
    check_weights(weight, lines)
    assumed = [remark] if remark else []
    if empty.any():
        assumed.append(f"{counted(int(empty.sum()), 'edge')} without a weight count 1")
    return np.where(empty, 1.0, weight), assumed


def check_weights(weights: np.ndarray, lines: np.ndarray) -> None:
    """Raises UserError at the first negative weight."""
    if (weights < 0).any():
        first = int((weights < 0).argmax())
        raise UserError(f"line {lines[first]} has the weight {weights[first]:g}; weights must be 0 or more")


def check_empty(empty: list, lines: np.ndarray) -> None:
    """Raises UserError if half of the rows or more lack something."""
    for mask, _, words in empty:
        if 2 * mask.sum() > len(mask) or mask.all():
            row = int(mask.argmax())
            raise UserError(f"line {lines[row]} {words(row)}; so do {int(mask.sum()):,} of {len(mask):,} lines")


def check_torn(table: Table, columns: tuple) -> None:
    """Raises UserError at a name that a stray quotation mark has torn over lines."""
    for names in columns:
        torn = (names.str.contains("\n", regex=False) & ~names.str.contains("@", regex=False)).to_numpy(bool)
        if torn.any():
            raise UserError(f"line {table.lines[torn][0]} has a quotation mark that is closed on a later line; remove it")
