"""Everyday life: people meet outside the platform too, at work, next door, at the sports club, and know each other from there.

Each week everybody may meet one of its circle, one of its community and one of all others. How often a pair meets is its own, for ever
or for a phase of life: few see each other often, most hardly at all. Without that nobody's relationships could last for years, since
ties only fade; with phases, old ones become dormant and new ones come.
"""

from ..compiling import rule, whole
from ..parameters import Parameters, par


class Everyday(Parameters):
    """Meetings outside the platform, and what one does."""

    circle_per_year: float = par(40.0, 0, 52, "meetings/year", "of a person with somebody of its circle")
    community_per_year: float = par(45.0, 0, 52, "meetings/year", "of a person with somebody else of its community")
    anybody_per_year: float = par(10.0, 0, 52, "meetings/year", "of a person with anybody else")
    close_for_weeks: int = par(208, 0, 5200, "weeks", "before it is drawn anew how often two people meet (work, home, children); 0: never")
    gain: float = par(0.28, 0, 1, "strength 0..1", "gain of tie strength by one meeting of people who like each other")

    off = {"everyday_life": {"circle_per_year": 0.0, "community_per_year": 0.0, "anybody_per_year": 0.0}}


@rule
def meetings_per_year(layer, p):
    """Meetings a year of one person in a layer: 0 circle, 1 community, 2 everybody."""
    if layer == 0:
        return p.circle_per_year
    return p.community_per_year if layer == 1 else p.anybody_per_year


@rule
def p_meet(per_year, closeness):
    """Chance that two people who could meet this week do so: per_year / 52 on average over pairs, closeness 0..1 even.

    3 closeness^2 has mean 1: a third of the pairs meet more often than on average, up to three times as often.
    """
    return p_meet_at_most(per_year) * closeness * closeness


@rule
def p_meet_at_most(per_year):
    """The chance of the closest pairs; a number beyond 1 is as good as 1."""
    return per_year / 52.0 * 3.0


@rule
def phase_of_life(week, one, other, p):
    """Number of the phase in which two people are; pairs change theirs in different weeks. one, other: their numbers."""
    if p.close_for_weeks < 1.0:
        return 0
    weeks = whole(p.close_for_weeks)
    return (week + (one + other) * 37 % weeks) // weeks
