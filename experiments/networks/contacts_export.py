"""A contacts export of a professional platform: names and the day each contact was made, around one person."""

from collections import Counter

import numpy as np
import pandas as pd

from sim.contacts import ContactRule, ties_from_dates

from ..errors import UserError
from .dates import seconds_of
from .lists import check_span
from .summary import Reading, counted
from .table import SEPARATORS, Table, cells, head_of, not_a, read_table, whole

ME = "me"
ROLES = {
    "first": {"first name", "given name", "vorname"},
    "last": {"last name", "surname", "family name", "nachname", "familienname"},
    "name": {"name", "full name", "vollständiger name"},
    "made": {
        "connected on", "date connected", "connection date", "connected", "verbunden am", "verbunden seit",
        "vernetzt am", "vernetzt seit", "verknüpft am", "in kontakt seit", "kontakt seit", "datum der vernetzung",
    },
}  # fmt: skip


def find_header(text: str) -> tuple[int, str, dict[str, int], int] | None:
    """Where the header stands: lines before it, separator, columns by role, width; None if there is no such header."""
    for skip, line in enumerate(head_of(text)):
        for separator in SEPARATORS:
            names = [name.lower() for name in cells(line, separator)]
            roles = {role: names.index(name) for role, known in ROLES.items() for name in names if name in known}
            if "made" in roles and len(roles) > 1:
                return skip, separator, roles, len(names)
    return None


def read_contacts(text: str, rule: ContactRule) -> Reading:
    """The ego network of a contacts export: person 0 is its owner. Raises UserError."""
    header = find_header(text)
    if header is None:
        raise UserError("has no header with a name and the day of the contact (such as First Name, Last Name, Connected On)")
    skip, separator, roles, width = header
    table = read_table(text, skip + 1, separator, width)
    rows = len(table.frame)
    named = (names_of(table, roles) != "").to_numpy()
    if not named.any():
        raise UserError("holds no contact with a name")
    table = table.only(named)
    cell = table.frame[roles["made"]]
    made, notation = seconds_of(cell)
    good, dropped = whole(table, [(np.isnan(made), not_a(cell, "day", "not a date"))])
    repeated = table.frame.duplicated().to_numpy()
    kept = good & ~repeated
    check_span(made[kept], table.lines[kept])
    for rows_out, noun in ((~named, "nameless row"), (repeated, "repeated row")):
        if rows_out.any():
            dropped.append(counted(int(rows_out.sum()), noun))
    return Reading(
        "contacts",
        ties_from_dates(made[kept], rule),
        [ME, *told_apart(names_of(table, roles)[kept])],
        rows,
        f"{counted(int(kept.sum()), 'contact')} of one person, who is person 0",
        duplicates=int(repeated.sum()),
        broken_lines=int((~good).sum()),
        dropped=dropped,
        assumed=[f"columns are separated by {SEPARATORS[separator]}", f"days are {notation}", *contact_rule(rule)],
    )


def names_of(table: Table, roles: dict[str, int]) -> pd.Series:
    """Full names, empty where a row has none."""
    parts = [table.frame[roles[role]] for role in ("first", "last", "name") if role in roles]
    return parts[0].str.cat(parts[1:], sep=" ").str.strip()


def contact_rule(rule: ContactRule) -> list[str]:
    """What is assumed about contacts, in words."""
    fading = rule.forgetting
    return [
        "today is the day of the newest contact",
        f"an encounter stands behind each contact: on its day strength {rule.contact_strength:g} and energy "
        f"{rule.contact_energy:g}, and no exchange since, as an export shows none",
        f"strength halves in {fading.half_life_weeks:g} weeks, energy in {fading.energy_half_life_weeks:g}, so newer "
        "contacts are dormant ties and older ones mere contacts",
        "contacts list the owner, too, and see the tie as the owner does",
    ]


def told_apart(names: pd.Series) -> list[str]:
    """Names in their order; a second bearer of a name becomes 'name (2)'."""
    seen = Counter({ME: 1})
    labels = []
    for name in names:
        seen[name] += 1
        labels.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return labels
