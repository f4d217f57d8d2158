"""From rows of any format to starting ties: people told apart, rows set aside, times checked."""

import difflib
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd

from sim.contacts import ContactRule, recorded_weeks, ties_from_edges, ties_from_messages

from ..errors import UserError
from .people import People, each_receiver, key_of, plain
from .rows import Rows, line_list
from .summary import Reading, counted
from .times import now

WEEK = 604800.0
YEAR = 52.18 * WEEK
LONGEST_YEARS = 100
OWN_SHARE = 0.9
NOUN = {"messages": "message", "edges": "edge"}
DATED_FROM = -10 * YEAR  # 1960: calendar dates, not seconds since some start


def reading_of(rows: Rows, rule: ContactRule, me: str = "", own: bool | None = None) -> Reading:
    """Ties of messages or edges, with an account of all rows.

    me: the user; own: whether rows without the user are left out, None: where nearly all rows have the user at an end.
    Raises UserError.
    """
    if rows.seconds is not None:
        rows = at_possible_times(rows)
    at, receiver, several = each_receiver(rows.receiver, rows.sender, rows.commas)
    sender = rows.sender.iloc[at].reset_index(drop=True) if several else rows.sender
    people = People(pd.concat([sender, receiver, pd.Series(rows.alone, dtype=object)], ignore_index=True), rows.labels)
    one, other = people.codes[: len(sender)], people.codes[len(sender) : 2 * len(sender)]
    loops = one == other
    if loops.all():
        raise UserError("holds no row that connects two different people")
    mine = person_called(me, people) if me else None
    keep, notes = own_rows(one, other, loops, mine, own)
    others = rows_in(at, ~loops)
    lonely, outside = int((rows_in(at, loops) & ~others).sum()), int((others & ~rows_in(at, keep)).sum())
    loops = ~keep
    build = messages if rows.kind == "messages" else edges
    reading = build(rows, at[~loops], one[~loops], other[~loops], people, rule, several)
    reading.self_loops, reading.mine = lonely, mine
    reading.assumed += notes
    if outside:
        reading.dropped.append(f"{counted(outside, NOUN[rows.kind])} between two others, as nearly all are yours "
                               "(network.own: false keeps them)")  # fmt: skip
    if lonely:
        reading.dropped.append(f"{counted(lonely, NOUN[rows.kind])} of a person with themselves")
    return reading


class NobodyCalled(UserError):
    """The user's name is not in the file; the hint holds a name that is, which must not be shown where names are hidden."""

    def __init__(self, said: str, hint: str):
        super().__init__(said + hint)
        self.without_names = said + "write it as it stands in the file"


def rows_in(at: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Which rows of the file have one of the chosen pairs, bool[rows]; at: the row of each pair."""
    found = np.zeros(int(at.max(initial=-1)) + 1, bool)
    found[at[chosen]] = True
    return found


def person_called(me: str, people: People) -> int:
    """Which person the user is. Raises UserError for a name that is not in the file."""
    if me in people.labels:
        return people.labels.index(me)
    key = key_of(me)[0]
    keys = list(people.keys)
    if key in keys:
        return keys.index(key)
    folded = [label.casefold() for label in people.labels]
    if folded.count(plain(me).casefold()) == 1:
        return folded.index(plain(me).casefold())
    near = difflib.get_close_matches(me, people.labels, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"names look like '{people.labels[0]}'"
    raise NobodyCalled(f"holds nobody called '{me}' (network.me); ", hint)


def own_rows(one, other, loops, mine: int | None, own: bool | None) -> tuple[np.ndarray, list[str]]:
    """Which pairs stay, bool[pairs], and what is to be said: all, or the user's own if the file is one person's."""
    keep = ~loops
    if mine is None or own is False:
        return keep, []
    ends = ((one == mine) | (other == mine)) & keep
    share = ends.sum() / keep.sum()
    if ends.any() and (own or share >= OWN_SHARE):
        return ends, []
    return keep, [f"you are at an end of {100 * share:.0f} % of the rows, so the file counts as a network of many, not as your ties "
                  "only (network.own: true leaves the others' rows out)"]  # fmt: skip


def at_possible_times(rows: Rows) -> Rows:
    """The rows without the few whose time cannot be. Raises UserError if many are impossible or the span is."""
    if rows.seconds.min(initial=0.0) >= DATED_FROM and np.median(rows.seconds) > 1e8:
        future = rows.seconds > now() + 2 * 86400
        if future.mean() > 0.05 and future.sum() > 5 or future.all():
            raise UserError(f"{line_list(rows.line[future])}: the times lie after today; check them, or say what they are "
                            "(network.unit, network.dates)")  # fmt: skip
        rows = rows.only(~future, set_aside(rows, future, "after today"))
    late = far_behind(rows.seconds)
    rows = rows.only(~late, set_aside(rows, late, "further from all others than these lie apart"))
    years = (rows.seconds.max(initial=0.0) - rows.seconds.min(initial=np.inf)) / YEAR
    if years > LONGEST_YEARS:
        ends = sorted((rows.line[rows.seconds.argmin()], rows.line[rows.seconds.argmax()]))
        raise UserError(f"lines {ends[0]} and {ends[1]} lie {years:,.0f} years apart; check the times")
    return rows


def set_aside(rows: Rows, mask: np.ndarray, why: str) -> str:
    """A sentence about rows with impossible times."""
    if not mask.any():
        return ""
    return f"{counted(int(mask.sum()), 'row')} whose time lies {why} ({line_list(rows.line[mask])}: {day(rows.seconds[mask][0])})"


def far_behind(seconds: np.ndarray) -> np.ndarray:
    """The few last times that lie further behind the others than all of these span, and more than a year; bool[rows]."""
    few = max(1, len(seconds) // 1000)
    if len(seconds) < 20:
        return np.zeros(len(seconds), bool)
    last = np.sort(np.partition(seconds, len(seconds) - few - 1)[-few - 1 :])
    gaps = np.diff(last)
    k = int(gaps.argmax())
    wide = gaps[k] > max(YEAR, last[k] - seconds.min())
    return seconds > last[k] if wide else np.zeros(len(seconds), bool)


def messages(rows: Rows, at, one, other, people: People, rule: ContactRule, several: int) -> Reading:
    """A log: times decide strength, energy and last exchange."""
    seconds = rows.seconds[at]
    repeated = int(pd.DataFrame({"one": one, "other": other, "seconds": seconds}).duplicated().sum())
    weeks = int((seconds.max() - seconds.min()) // WEEK) + 1
    count, noun = int(rows_in(at, np.ones(len(at), bool)).sum()), rows.noun or "message"
    read = f"{counted(count, noun)} between {counted(len(people.labels), 'person')} within {counted(weeks, 'week')}"
    if seconds.min() > DATED_FROM and np.median(seconds) > 1e8:
        read += f" ({day(seconds.min())} to {day(seconds.max())})"
    assumed = [*rows.assumed, f"times are {rows.notation}", *several_note(several, len(one), "message"), *message_rule(rule)]
    gap = recorded_weeks(seconds, rule)[1]
    if gap:
        assumed.append(f"{counted(gap, 'week')} in which nobody wrote are a gap in the record, not silence, and left out")
    if repeated:
        assumed.append(f"{counted(repeated, 'line')} like an earlier one stayed: each is a message of its own")
    ties = ties_from_messages(one, other, seconds, len(people.labels), rule)
    log = pd.DataFrame({"sender": one, "receiver": other, "time": seconds})
    return taken(rows, ties, people, read, repeated, [], assumed, log)


def edges(rows: Rows, at, one, other, people: People, rule: ContactRule, several: int) -> Reading:
    """An edge list: who knows whom, perhaps how well."""
    both = rows.both_ways[at] if isinstance(rows.both_ways, np.ndarray) else np.full(len(at), rows.both_ways)
    one, other = np.where(both, np.minimum(one, other), one), np.where(both, np.maximum(one, other), other)
    weight = None if rows.weight is None else rows.weight[at]
    repeated = int(pd.DataFrame({"one": one, "other": other}).duplicated().sum())
    ties = ties_from_edges(one, other, weight, len(people.labels), rule)
    dropped = [f"{counted(repeated, 'repeated edge')}, merged with the first"] if repeated else []
    read = f"{counted(len(one), 'edge')} between {counted(len(people.labels), 'person')}"
    assumed = [*rows.assumed, *several_note(several, len(one), "edge"), *edge_rule(weight is not None, rule)]
    return taken(rows, ties, people, read, repeated, dropped, assumed, None)


def taken(rows: Rows, ties, people: People, read: str, repeated: int, dropped: list, assumed: list, log) -> Reading:
    """The reading, with what all formats say."""
    if people.alike:
        assumed = [*assumed, f"{counted(people.alike, 'name')} differ from another in capitals only and stay apart"]
    return Reading(
        rows.kind, ties, people.labels, rows.total, read, 0, repeated, rows.broken, [text for _, text in rows.left_out] + dropped,
        assumed, parts=rows.parts, merged=people.merged, keys=list(people.keys), log=log, form=rows.form,
    )  # fmt: skip


def several_note(several: int, made: int, noun: str) -> list[str]:
    """A sentence about cells with several receivers."""
    if not several:
        return []
    return [f"{counted(several, 'row')} went to several receivers, and each of them counts: {counted(made, noun)} from person to person"]


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


def day(seconds: float) -> str:
    """The calendar day of a unix time."""
    return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=float(seconds)):%Y-%m-%d}"
