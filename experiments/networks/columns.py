"""Which column of a list means what: by the header's names, else by order and content."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import UserError
from .dates import seconds_of

ROLES = {
    "sender": "sender from source ego von absender src sender_id from_id source_id user_from",
    "receiver": "receiver recipient to target alter an empfänger empfaenger dst receiver_id recipient_id to_id target_id",
    "time": "time timestamp date datetime sent sent_at unix unixtime unixts ts zeit datum zeitpunkt zeitstempel gesendet gesendet_am",
    "weight": "weight count messages value gewicht anzahl",
}
ROLE_OF = {name: role for role, names in ROLES.items() for name in names.split()}
WEEK = 604800.0
WANTED = "name the columns in a first line: sender, receiver and time (or weight)"


class Columns(NamedTuple):
    """Positions of the columns; whether the first line is a header; what was assumed."""

    role: dict[str, int]  # of sender, receiver and perhaps third, time or weight
    headed: bool
    assumed: list[str]


def role_of(name: str) -> str | None:
    """The role that a column's name stands for, if any."""
    return ROLE_OF.get("_".join(name.lower().replace("_", " ").replace("-", " ").split()))


def columns_of(first: list[str], second: list[str]) -> Columns:
    """Columns of a list from its first two rows. Raises UserError if they cannot be told."""
    known = {}
    for place, name in enumerate(first):
        if role_of(name):
            known.setdefault(role_of(name), place)
    if {"sender", "receiver"} <= known.keys():
        return Columns(known, True, [])
    if len(known) > 1:
        missing = "receiver" if "sender" in known else "sender"
        raise UserError(f"the header names no {missing} (found: {', '.join(first)}); {WANTED}")
    pair = {"sender": 0, "receiver": 1}
    if len(first) == 2:
        return Columns(pair, False, ["there is no header, so the first line counts as data"])
    if len(first) > 3 and (is_number(first[2]) or not is_time(first[2])):
        raise UserError(f"has {len(first)} columns and no header that says what they are; {WANTED}")
    columns = pair | {"third": 2}
    if is_time(first[2]):
        return Columns(columns, False, [])
    if len(second) > 2 and is_time(second[2]):
        return Columns(columns, True, ["the header's names are unknown, so the order of the columns tells"])
    raise UserError(f"the third column ('{first[2]}' in its first line) is neither a time nor a weight; {WANTED}")


def third_is_time(column: pd.Series) -> tuple[bool, list[str]]:
    """Whether a third column without a known name holds times: dates, or whole numbers that reach a week of seconds."""
    if is_dated(column):
        return True, []
    number = numbers(column).to_numpy(np.float64)
    number = number[np.isfinite(number)]
    if np.all(number == np.floor(number)) and number.max(initial=0.0) >= WEEK:
        return True, ["the third column is a time in seconds (format: edges would take it for a weight)"]
    return False, ["the third column is a weight (format: messages would take it for a time)"]


def is_dated(column: pd.Series) -> bool:
    """Whether most cells of a column are no numbers."""
    return bool(numbers(column.iloc[:1000]).isna().mean() > 0.5)


def numbers(column: pd.Series) -> pd.Series:
    """A column as numbers, NaN where a cell is none; a decimal comma counts as a point."""
    return pd.to_numeric(column.str.replace(",", ".", regex=False), errors="coerce")


def is_number(cell: str) -> bool:
    return bool(numbers(pd.Series([cell])).notna().all())


def is_time(cell: str) -> bool:
    return is_number(cell) or bool(np.isfinite(seconds_of(pd.Series([cell]))[0]).all())
