"""Rhythm: two people come to know how often they are in touch.

The usual gap moves by a share towards each new gap between two-way exchanges: gap' = gap + learned x (newest - gap). The first
gap counts as usual. What people make of it is theirs.
"""

from ..compiling import rule
from ..parameters import Parameters, par


class Rhythm(Parameters):
    """How fast the usual gap follows the newest ones."""

    learned: float = par(0.25, 0, 1, "share", "of the way from the usual gap to the newest one; 0: nobody knows a rhythm")

    off = {"rhythm": {"learned": 0.0}}


@rule
def gap_after(gap, newest, p):
    """Usual gap (weeks, 0 unknown) after an exchange that came `newest` weeks (>= 1) after the one before."""
    if p.learned <= 0.0:
        return 0.0
    if gap <= 0.0:
        return newest
    return gap + p.learned * (newest - gap)
