"""Contacts of one person: names and, if the file says so, the day each contact was made."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.contacts import ContactRule, ties_from_dates

from ..errors import UserError
from .columns import NEVER, content, role_of, words_of
from .options import Options
from .people import plain, told_apart
from .rows import ME, Account, Rows
from .summary import Reading, counted
from .table import SEPARATORS, Table, cells, check_broken, head_of, not_a, read_table
from .ties import at_possible_times, day
from .times import seconds_of

ROLES = {
    "first": {"first name", "given name", "vorname", "firstname"},
    "last": {"last name", "surname", "family name", "nachname", "familienname", "lastname"},
    "name": {"name", "full name", "vollständiger name", "display name", "anzeigename", "kontakt", "contact"},
    "made": {
        "connected on", "date connected", "connection date", "connected", "verbunden am", "verbunden seit",
        "vernetzt am", "vernetzt seit", "verknüpft am", "in kontakt seit", "kontakt seit", "datum der vernetzung",
    },
    "mail": {"e mail 1 value", "e mail address", "email address", "email", "e mail", "e mail adresse", "mail"},
    "url": {"url", "profile url"},
}  # fmt: skip
MADE = {"connected": 5, "verbunden": 5, "vernetzt": 5, "since": 4, "seit": 4, "created": 3, "create": 3, "erstellt": 3, "creation": 3,
        "added": 3, "hinzugefügt": 3, "angelegt": 3, "met": 3, "date": 1, "datum": 1, "when": 1, "on": 1}  # fmt: skip
NOT_MADE = NEVER | {"activity", "last", "letzte", "event", "ereignis", "anniversary", "jahrestag", "close", "update"}
CARD = {"company", "organization", "organisation", "firma", "unternehmen", "position", "phone", "telefon", "mobile", "job"}


class Header(NamedTuple):
    """Where the header stands: lines before it, separator, columns by role, names."""

    skip: int
    separator: str
    roles: dict[str, int]
    names: list[str]


def find_header(text: str) -> Header | None:
    """The header of a contacts file; None if there is none."""
    for skip, line in enumerate(head_of(text)):
        for separator in SEPARATORS:
            names = cells(line, separator)
            lower = [" ".join(words_of(name)) for name in names]
            roles = {role: lower.index(name) for role, known in ROLES.items() for name in lower if name in known}
            whole = {"first", "last"} <= roles.keys() or "name" in roles
            card = "made" in roles or "mail" in roles or CARD & {word for name in lower for word in name.split()}
            if {role_of(name) for name in names} >= {"sender", "receiver"}:
                continue
            if ("made" in roles and roles.keys() & {"first", "last", "name"}) or (whole and (card or "first" in roles)):
                return Header(skip, separator, roles, names)
    return None


def read_contacts(text: str, options: Options = Options()) -> Rows:
    """Rows of a contacts file; `seconds` is None if the file does not say since when. Raises UserError."""
    header = find_header(text)
    if header is None:
        raise UserError("has no header with a name and the day of the contact (such as First Name, Last Name, Connected On)")
    table = read_table(text, header.skip + 1, header.separator, len(header.names))
    made = header.roles.get("made", made_column(header, table.frame))
    names = names_of(table, header.roles)
    if not (names != "").any():
        raise UserError("holds no contact with a name")
    account, repeated, too_long = Account(table.lines), table.frame.duplicated().to_numpy(), table.frame.iloc[:, -1].to_numpy() != ""
    account.leave_out((names == "").to_numpy(), "nameless row")
    faults, seconds, notation = [(too_long, lambda row: "has too many columns")], None, ""
    if made is not None:
        cell = table.frame[made]
        seconds, notation = seconds_of(cell, options.unit, options.dates, made=True)
        faults.append((np.isnan(seconds) & (cell != "").to_numpy(), not_a(cell, "day", "not a date")))
    broken = np.logical_or.reduce([mask for mask, _ in faults])
    check_broken(broken & account.kept, faults, table.lines)
    out = account.leave_out(broken, "broken line", named=True)
    if made is not None:
        account.leave_out((cell == "").to_numpy(), "row without a day", named=True)
        if not account.kept.any():
            raise UserError(f"line {table.lines[0]} has no day; no row has one")
    account.leave_out(repeated, "repeated row")
    rows = Rows("contacts", "contacts", len(table.frame), pd.Series([ME] * len(names), dtype=object), names, table.lines, seconds,
                notation=notation, left_out=account.left_out, broken=out, owner=ME)  # fmt: skip
    rows.parts = parts_of(header, made)
    rows.assumed = [f"columns are separated by {SEPARATORS[header.separator]}"]
    if "url" in header.roles:
        rows.keys = table.frame[header.roles["url"]]
    return rows.only(account.kept)


def made_column(header: Header, frame: pd.DataFrame) -> int | None:
    """The column that says when a contact was made, by a word of its name and its content; None if there is none."""
    found = []
    for place, name in enumerate(header.names):
        words = set(words_of(name))
        worth = max((MADE[word] for word in words if word in MADE), default=0)
        if worth and not words & NOT_MADE and content(frame[place]) in ("date", "stamp", "number"):
            found.append((worth, -place))
    return -max(found)[1] if found else None


def names_of(table: Table, roles: dict[str, int]) -> pd.Series:
    """Full names, else addresses, empty where a row has neither."""
    order = ("first", "last") if {"first", "last"} & roles.keys() else ("name",)
    parts = [table.frame[roles[role]] for role in order if role in roles]
    names = parts[0].str.cat(parts[1:], sep=" ").str.strip()
    for role in ("name", "mail"):
        if role in roles:
            names = names.where(names != "", table.frame[roles[role]])
    return names


def parts_of(header: Header, made: int | None) -> list[str]:
    """What each column is used for."""
    part = {header.roles[role]: "name" for role in ("first", "last", "name") if role in header.roles}
    if "mail" in header.roles:
        part[header.roles["mail"]] = "name where a row has none"
    if made is not None:
        part[made] = "day of the contact"
    return [f"'{name}': {part.get(place, 'plays no part')}" for place, name in enumerate(header.names) if name]


def contacts_reading(rows: Rows, rule: ContactRule) -> Reading:
    """The ego network of a contacts file: person 0 is its owner."""
    dated = rows.seconds is not None
    if dated:
        rows = at_possible_times(rows)
    seconds = rows.seconds if dated else np.zeros(len(rows.receiver))
    repeated = sum(n for n, text in rows.left_out if "repeated" in text)
    read = f"{counted(len(rows.receiver), 'contact')} of one person, who is person 0"
    if dated:
        read += f" ({day(seconds.min())} to {day(seconds.max())})"
    return Reading(
        "contacts", ties_from_dates(seconds, rule), [ME, *told_apart([plain(name) for name in rows.receiver], (ME,))], rows.total, read,
        0, repeated, rows.broken, [text for _, text in rows.left_out], [*rows.assumed, *contact_rule(rule, rows.notation)],
        parts=rows.parts, form=rows.form,
    )  # fmt: skip


def contact_rule(rule: ContactRule, notation: str) -> list[str]:
    """What is assumed about contacts, in words."""
    fading = rule.forgetting
    since = [f"days are {notation}", "today is the day of the newest contact"] if notation else [
        "the file does not say since when, so each contact counts as made today; a column Connected On would tell them apart"]  # fmt: skip
    return [
        *since,
        f"an encounter stands behind each contact: on its day strength {rule.contact_strength:g} and energy "
        f"{rule.contact_energy:g}, and no exchange since, as an export shows none",
        f"strength halves in {fading.half_life_weeks:g} weeks, energy in {fading.energy_half_life_weeks:g}, so newer "
        "contacts are dormant ties and older ones mere contacts",
        "contacts list the owner, too, and see the tie as the owner does",
    ]
