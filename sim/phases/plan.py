"""Phase 1, one person: what there is to look at, as the strategy sees it."""


import numpy as np

from ..actions import (
    ATTEND_EVENT,
    DROP,
    GROOM_PROFILE,
    OWN_TIE,
    POST,
    PROSPECT,
)
from ..compiling import real, rule, whole
from ..randomness import OCCASION, below, unit, words
from ..records import Ego, Tie
from ..rules.arithmetic import count_bits
from ..state import DROPPED, NEED_KNOWN, NONE, OFFER_KNOWN, PARTS, SPOKEN

PLACES = 8192  # more than anybody can look at in a week


@rule
def ego_at(people, i, week, hours):
    """Oneself as a record."""
    return Ego(
        whole(week),
        real(hours),
        real(people.capacity[i]),
        whole(people.contacts[i]),
        whole(people.relationships[i]),
        people.offer[i] >= 0,
        real(people.profile[i]),
        real(people.reputation[i]),
        real(people.load[i]),
    )


@rule
def tie_at(ties, i, slot, week):
    """An own tie as the strategy sees it."""
    flags = whole(ties.marks[i, slot])
    spoken = flags & SPOKEN != 0
    return Tie(
        OWN_TIE,
        real(ties.strength[i, slot]),
        real(ties.trust[i, slot]),
        real(ties.knowledge[i, slot]),
        real(ties.energy[i, slot]),
        whole(week - ties.last_exchange[i, slot]),
        real(ties.common[i, slot]) / PARTS,
        whole(ties.embedded[i, slot]),
        flags & NEED_KNOWN != 0,
        flags & OFFER_KNOWN != 0,
        spoken,
        real(ties.liking[i, slot]) / PARTS if spoken else -1.0,
        0.0,
        0.0,
    )


@rule
def tie_to_prospect(common, mutual, trust, profile, reputation):
    """A person the platform shows, as the strategy sees it."""
    return Tie(PROSPECT, 0.0, trust, 0.0, 0.0, 32767, common, mutual, False, False, False, -1.0, profile, reputation)


@rule
def occasion_tie(looked_at):
    """A group, an event or the own profile, as the strategy sees it."""
    return Tie(looked_at, 0.0, 0.0, 0.0, 0.0, 0, 1.0, 0, False, False, False, -1.0, 0.0, 0.0)


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
def prospect_of(i, source, pick, other, people, ties, town, p):
    """Whom the platform shows to i, by three 32-bit words: (person or -1, 1 if seen in a contact's list)."""
    share = unit(source) * (p.show_random + p.show_by_topic + p.show_by_contacts + p.show_posters)
    if share < p.show_random:
        return whole(below(pick, people.group.shape[0])), 0
    share -= p.show_random
    if share < p.show_by_topic:
        topic = topic_of(np.int64(people.topics[i]), pick)
        if topic < 0:
            return NONE, 0
        first, end = town.topic_start[topic], town.topic_start[topic + 1]
        return whole(town.members[first + below(other, end - first)]), 0
    share -= p.show_by_topic
    if share < p.show_by_contacts:
        if people.contacts[i] == 0:
            return NONE, 0
        friend = whole(ties.alter[i, below(pick, people.contacts[i])])
        if not people.shows_contacts[friend] or people.contacts[friend] == 0:
            return NONE, 0
        return whole(ties.alter[friend, below(other, people.contacts[friend])]), 1
    if town.posters.shape[0] == 0:
        return NONE, 0
    poster = whole(town.posters[below(pick, town.posters.shape[0])])
    if np.int64(people.topics[poster]) & np.int64(people.topics[i]) == 0:
        return NONE, 0
    return poster, 0


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
def hours_left(people, i):
    """Hours for this week after promised calls (at most twice the usual); the promise is settled."""
    usual = real(people.hours[i])
    hours = usual - real(people.debt[i])
    people.debt[i] = -hours if hours < 0.0 else 0.0
    return max(0.0, min(hours, 2.0 * usual))


@rule
def event_for(people, i, seed, week, due):
    """Topic of an event this week that interests i, or -1; due: bit set of topics that have one."""
    return topic_of(np.int64(people.topics[i]) & due, words(seed, OCCASION, week, i, 0)[0])


@rule
def do_at_once(kind, i, slot, event, people, ties):
    """What needs no mail: posts, events and the profile are shown this week, contacts are dropped at its end."""
    if kind == DROP:
        ties.marks[i, slot] |= DROPPED
    elif kind == POST:
        people.posts[i] += 1
    elif kind == ATTEND_EVENT:
        people.event[i] = event
    elif kind == GROOM_PROFILE:
        people.groomed[i] = 1
