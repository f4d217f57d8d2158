"""Message logs and edge lists: columns of two people and, perhaps, a time or a weight."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd

from sim.contacts import ContactRule, recorded_weeks, ties_from_edges, ties_from_messages

from ..errors import UserError
from .columns import Columns, columns_of, is_dated, numbers, third_is_time
from .dates import seconds_of
from .summary import Reading, counted
from .table import SEPARATORS, Table, cells, head_of, not_a, read_table, remarks_before, separator_of, whole

WEEK = 604800.0
LONGEST_YEARS = 100


def read_list(text: str, format: str, rule: ContactRule) -> Reading:
    """Read a message log or an edge list; `format` is auto, messages or edges. Raises UserError."""
    head = head_of(text)
    skip = remarks_before(head)
    rows = [line for line in head[skip:] if line.strip()]
    if not rows:
        raise UserError("holds no data")
    separator, width = separator_of(rows)
    first, second = cells(rows[0], separator), cells(rows[1], separator) if len(rows) > 1 else []
    columns = columns_of(first, second)
    table = read_table(text, skip + columns.headed, separator, max(width, len(first)))
    kind, value, notes = kind_of(columns, table, format)
    reading = read_messages(table, columns, value, rule) if kind == "messages" else read_edges(table, columns, value, rule)
    reading.assumed[:0] = [f"columns are separated by {SEPARATORS[separator]}", *columns.assumed, *notes]
    return reading


def kind_of(columns: Columns, table: Table, format: str) -> tuple[str, int | None, list[str]]:
    """Messages or edges; the column of times or weights, or None; and what was assumed."""
    role = columns.role
    if "third" in role:
        third = role["third"]
        timed, notes = third_is_time(table.frame[third])
        if format == "edges" and is_dated(table.frame[third]):
            return "edges", None, ["the dates play no part"]
        return ("messages" if timed else "edges", third, notes) if format == "auto" else (format, third, [])
    if format == "messages" and "time" not in role:
        raise UserError("names no column with the time of a message; add one called time, or say format: edges")
    if "time" in role and format != "edges":
        return "messages", role["time"], ["the weights play no part"] if "weight" in role else []
    return "edges", role.get("weight"), ["the times play no part"] if "time" in role else []


def people_of(table: Table, columns: Columns) -> tuple[pd.Series, pd.Series, list]:
    """The two columns of names, and the fault of lines where one is missing. Raises UserError at a torn name."""
    sender, receiver = (table.frame[columns.role[role]] for role in ("sender", "receiver"))
    for names in (sender, receiver):
        torn = names.str.contains("\n", regex=False).to_numpy(bool)
        if torn.any():
            raise UserError(f"line {table.lines[torn][0]} has a quotation mark that is closed on a later line; remove it")
    missing = ((sender == "") | (receiver == "")).to_numpy()
    return sender, receiver, [(missing, lambda row: "lacks one of the two people")]


def read_messages(table: Table, columns: Columns, time: int, rule: ContactRule) -> Reading:
    """A log: one message a row; times decide strength, energy and last exchange."""
    sender, receiver, faults = people_of(table, columns)
    cell = table.frame[time]
    seconds, notation = seconds_of(cell)
    faults.append((np.isnan(seconds), not_a(cell, "time", "neither unix seconds nor a date")))
    good, dropped = whole(table, faults)
    check_span(seconds[good], table.lines[good])
    one, other, labels, loops = connected(sender[good], receiver[good])
    seconds = seconds[good][~loops]
    repeated = int(pd.DataFrame({"one": one, "other": other, "seconds": seconds}).duplicated().sum())
    weeks = int((seconds.max() - seconds.min()) // WEEK) + 1
    read = f"{counted(len(one), 'message')} between {counted(len(labels), 'person')} within {counted(weeks, 'week')}"
    if notation.startswith("dates"):
        read += f" ({day(seconds.min())} to {day(seconds.max())})"
    assumed = [f"times are {notation}", *message_rule(rule)]
    gap = recorded_weeks(seconds, rule)[1]
    if gap:
        assumed.append(f"{counted(gap, 'week')} in which nobody wrote are a gap in the record, not silence, and left out")
    if repeated:
        assumed.append(f"{counted(repeated, 'line')} like an earlier one stayed: each is a message of its own")
    ties = ties_from_messages(one, other, seconds, len(labels), rule)
    return Reading(
        "messages", ties, labels, len(good), read, int(loops.sum()), repeated, int((~good).sum()),
        dropped + loop_note(loops, "message"), assumed,
    )  # fmt: skip


def read_edges(table: Table, columns: Columns, weight: int | None, rule: ContactRule) -> Reading:
    """An edge list: who knows whom, perhaps how well."""
    sender, receiver, faults = people_of(table, columns)
    weights = None
    if weight is not None:
        cell = table.frame[weight]
        weights = numbers(cell).to_numpy(np.float64)
        faults.append((~np.isfinite(weights), not_a(cell, "weight", "not a number")))
        check_weights(weights, table.lines)
    good, dropped = whole(table, faults)
    one, other, labels, loops = connected(sender[good], receiver[good])
    if weights is not None:
        weights = weights[good][~loops]
    repeated = int(pd.DataFrame({"one": one, "other": other}).duplicated().sum())
    ties = ties_from_edges(one, other, weights, len(labels), rule)
    assumed = edge_rule(weights is not None, rule)
    if repeated:
        dropped = [*dropped, f"{counted(repeated, 'repeated edge')}, merged with the first"]
    read = f"{counted(len(one), 'edge')} between {counted(len(labels), 'person')}"
    return Reading(
        "edges", ties, labels, len(good), read, int(loops.sum()), repeated, int((~good).sum()),
        dropped + loop_note(loops, "edge"), assumed,
    )  # fmt: skip


def message_rule(rule: ContactRule) -> list[str]:
    """What is assumed about messages, in words."""
    fading = rule.forgetting
    return [
        "the start is the time of the last message",
        f"a message wins its writer {100 * rule.gain:g} % and its reader {100 * rule.gain * rule.received:g} % of the "
        "strength still missing",
        f"strength halves in {fading.half_life_weeks:g} weeks, energy in {fading.energy_half_life_weeks:g}",
        "both people of a pair have a tie; the last exchange is the last answer, or else the first message",
    ]


def edge_rule(weighted: bool, rule: ContactRule) -> list[str]:
    """What is assumed about edges, in words."""
    strength = f"every tie has strength {rule.edge_strength:g}"
    if weighted:
        strength = f"the median weight stands for strength {rule.edge_strength:g}, repeated edges add their weights"
    return [
        strength,
        "an edge given in one direction counts for both",
        "all ties are warm: energy equals strength, the last exchange is this week",
    ]


def connected(sender: pd.Series, receiver: pd.Series) -> tuple[np.ndarray, np.ndarray, list[str], np.ndarray]:
    """Numbers of sender and receiver without self-loops, the names by number, and which rows were self-loops."""
    loops = (sender == receiver).to_numpy()
    if loops.all():
        raise UserError("holds no row that connects two different people")
    codes, names = pd.factorize(pd.concat([sender[~loops], receiver[~loops]], ignore_index=True))
    one, other = np.split(codes, 2)
    return one, other, names.tolist(), loops


def loop_note(loops: np.ndarray, noun: str) -> list[str]:
    """A sentence about self-loops, if there were any."""
    return [f"{counted(int(loops.sum()), noun)} of a person with themselves"] if loops.any() else []


def check_weights(weights: np.ndarray, lines: np.ndarray) -> None:
    """Raises UserError at the first negative weight."""
    if (weights < 0).any():
        first = int((weights < 0).argmax())
        raise UserError(f"line {lines[first]} has the weight {weights[first]:g}; weights must be 0 or more")


def check_span(seconds: np.ndarray, lines: np.ndarray) -> None:
    """Raises UserError if the times lie further apart than people live."""
    years = (seconds.max(initial=0.0) - seconds.min(initial=np.inf)) / WEEK / 52.18
    if years > LONGEST_YEARS:
        ends = sorted((lines[seconds.argmin()], lines[seconds.argmax()]))
        raise UserError(f"lines {ends[0]} and {ends[1]} lie {years:,.0f} years apart; check the times")


def day(seconds: float) -> str:
    """The calendar day of a unix time."""
    return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds):%Y-%m-%d}"
