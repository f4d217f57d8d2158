"""Who comes to mind in a week: the front of the address book, and a window somewhere in the rest of it.

The window is a stretch of slots that starts at a keyed place and goes on at the beginning of the rest where the list ends, so
that everybody is equally likely to be in it. A stretch, since neighbours in memory are looked at quickly.
"""

from typing import NamedTuple

from .address_book import front_of
from .compiling import rule, whole
from .randomness import COMES_TO_MIND, below, words
from .rules.mind import width_of_mind

STRETCHES = 3


class InMind(NamedTuple):
    """Slots of an address book in three stretches: 0..front-1, first..end-1 and front..again-1."""

    front: int
    first: int
    end: int
    again: int


@rule
def in_mind(i, looks, world):
    """Who is in i's mind this week; looks: contacts that i looks through on purpose."""
    people, now = world.people, world.now
    front, contacts = front_of(people, i), whole(people.contacts[i])
    rest = contacts - front
    width = whole(width_of_mind(looks, rest, world.p.mind))
    if width >= rest:
        return InMind(front, front, contacts, front)
    first = front + whole(below(words(now.seed, COMES_TO_MIND, now.week, i, 0)[0], rest))
    end = first + width
    if end <= contacts:
        return InMind(front, first, end, front)
    return InMind(front, first, contacts, front + end - contacts)


@rule
def stretch(mind, which):
    """First slot and end of a stretch (0, 1 or 2) of those in mind."""
    if which == 0:
        return 0, mind.front
    if which == 1:
        return mind.first, mind.end
    return mind.front, mind.again


@rule
def how_many(mind):
    """How many ties are in mind."""
    return mind.again + mind.end - mind.first
