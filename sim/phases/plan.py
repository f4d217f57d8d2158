"""Phase 1, one person: whom the platform shows, what the week's hours are, and what is done at once."""

import numpy as np

from ..actions import ATTEND_EVENT, DROP, GROOM_PROFILE, POST
from ..compiling import real, rule, whole
from ..randomness import OCCASION, below, unit, words
from ..rules.arithmetic import count_bits
from ..state import DROPPED, NONE

PLACES = 8192  # more than anybody can look at in a week


@rule
def topic_of(topics, word):
    """One of the topics in a bit set, by a 32-bit word; -1 if there is none."""
    found = count_bits(topics)
    if found == 0:
        return NONE
    left = topics
    for _ in range(below(word, found)):
        left = left & (left - 1)
    return count_bits((left & -left) - 1)


@rule
def show_anybody(dice, world):
    """Anybody at all."""
    return whole(below(dice.pick, world.people.group.shape[0]))


@rule
def show_by_topic(i, dice, town, world):
    """Somebody with an interest that i has, or -1."""
    topic = topic_of(np.int64(world.people.topics[i]), dice.pick)
    if topic < 0:
        return NONE
    first, end = town.topic_start[topic], town.topic_start[topic + 1]
    return whole(town.members[first + below(dice.other, end - first)])


@rule
def show_by_contact(i, dice, world):
    """Somebody from the open list of one of i's contacts, or -1."""
    people, ties = world.people, world.ties
    if people.contacts[i] == 0:
        return NONE
    friend = whole(ties.alter[i, below(dice.pick, people.contacts[i])])
    if not people.shows_contacts[friend] or people.contacts[friend] == 0:
        return NONE
    return whole(ties.alter[friend, below(dice.other, people.contacts[friend])])


@rule
def show_poster(i, dice, town, world):
    """Somebody who posted last week and shares an interest with i, or -1."""
    if town.posters.shape[0] == 0:
        return NONE
    poster = whole(town.posters[below(dice.pick, town.posters.shape[0])])
    if np.int64(world.people.topics[poster]) & np.int64(world.people.topics[i]) == 0:
        return NONE
    return poster


@rule
def prospect_of(i, dice, town, world):
    """Whom the platform shows to i: (person or -1, 1 if seen in a contact's list)."""
    p = world.p.planning
    share = unit(dice.source) * (p.show_random + p.show_by_topic + p.show_by_contacts + p.show_posters)
    if share < p.show_random:
        return show_anybody(dice, world), 0
    share -= p.show_random
    if share < p.show_by_topic:
        return show_by_topic(i, dice, town, world), 0
    share -= p.show_by_topic
    if share < p.show_by_contacts:
        j = show_by_contact(i, dice, world)
        return j, 0 if j == NONE else 1
    return show_poster(i, dice, town, world), 0


@rule
def rank_of(priority, place):
    """One whole number by which options are ordered: the priority to 2**-40, then who was looked at earlier.

    Priorities beyond plus or minus 500 count as that much; place 0..8191.
    """
    limited = max(-500.0, min(500.0, priority))
    return whole(limited * 1099511627776.0) * PLACES + (PLACES - 1 - place)


@rule
def place_of(rank):
    """The place that a rank was made of."""
    return PLACES - 1 - (rank & (PLACES - 1))


@rule
def hours_left(i, people):
    """Hours for this week after promised calls (at most twice the usual); the promise is settled."""
    usual = real(people.hours[i])
    hours = usual - real(people.debt[i])
    people.debt[i] = -hours if hours < 0.0 else 0.0
    return max(0.0, min(hours, 2.0 * usual))


@rule
def begin_week(i, world):
    """Nothing is posted, groomed or visited yet this week. Returns the hours that are left for it."""
    people = world.people
    people.posts[i] = 0
    people.groomed[i] = 0
    people.event[i] = NONE
    return hours_left(i, people)


@rule
def event_for(i, due, world):
    """Topic of an event this week that interests i, or -1; due: bit set of topics that have one."""
    now = world.now
    return topic_of(np.int64(world.people.topics[i]) & due, words(now.seed, OCCASION, now.week, i, 0)[0])


@rule
def do_at_once(kind, i, slot, event, world):
    """What needs no mail: posts, events and the profile are shown this week, contacts are dropped at its end."""
    people = world.people
    if kind == DROP:
        world.ties.marks[i, slot] |= DROPPED
    elif kind == POST:
        people.posts[i] += 1
    elif kind == ATTEND_EVENT:
        people.event[i] = event
    elif kind == GROOM_PROFILE:
        people.groomed[i] = 1
