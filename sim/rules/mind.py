"""Coming to mind: in a week one thinks of one's relationships, of those with whom something happened, and of a handful of others.

A long address book is gone through only on purpose, and that takes time.
"""

from ..compiling import rule, whole
from ..parameters import Parameters, par


class Mind(Parameters):
    """How many of the other contacts come to mind, and what it takes to look them through."""

    others: int = par(40, 0, 4096, "ties/week", "contacts beyond relationships and those of last week who come to mind; 0: all of them",
                      "assumption: a few dozen; some 150 are contacted in a year: Hill & Dunbar 2003")  # fmt: skip
    list_minutes: float = par(0.1, 0.01, 10, "minutes", "looking at one more contact of the list on purpose")

    off = {"coming_to_mind": {"others": 0}}


@rule
def looked_through(wanted, rest, hours, p):
    """How many more contacts are looked through on purpose: those wanted, as far as list (rest >= 0) and hours (>= 0) reach."""
    if p.others < 1.0:
        return 0
    left = max(0, rest - whole(p.others))
    affordable = whole(hours * 60.0 / p.list_minutes)
    return min(wanted, min(left, affordable))


@rule
def hours_to_look(looks, p):
    """Hours that it takes to look through so many contacts."""
    return looks * p.list_minutes / 60.0


@rule
def width_of_mind(looks, rest, p):
    """How many of the rest (>= 0) of the list are in mind: a handful and those looked through, or all of them."""
    if p.others < 1.0:
        return rest
    return min(rest, whole(p.others) + looks)
