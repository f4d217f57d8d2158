"""Phase 1, one person: whom the platform shows, what the week's hours are, and what is done at once."""

import numpy as np

from ..actions import ATTEND_EVENT, DROP, GROOM_PROFILE, POST, REQUEST, WORK
from ..address_book import front_of
from ..compiling import real, rule, whole
from ..measures import HOURS, HOURS_LIST, SCALE
from ..randomness import FIT_SIGN, OCCASION, below, rotate, uniform, unit, words
from ..records import Dice
from ..rules.mind import hours_to_look, looked_through
from ..rules.segments import known_by_looking, sign_of_fit
from ..state import DROPPED, NONE
from ..topics import topic_of

PLACES = 8192  # more than anybody can look at in a week


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
def dice_of(source, pick):
    """The dice for one prospect from two random words; the third is mixed of them, its upper half of the lower half of the first.

    `source` decides by its upper half only, so all three are as good as independent.
    """
    return Dice(source, pick, rotate(source, 16) ^ pick)


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
def deliver_work(i, hours, world):
    """Work owed to those who bought takes part of the week's hours; returns what is left of them."""
    people = world.people
    owed = real(people.delivery[i])
    if owed <= 0.0:
        return hours
    done = min(owed, hours * world.p.selling.delivery_share)
    people.delivery[i] = owed - done
    count_hours(i, WORK, done, world)
    return hours - done


@rule
def count_hours(i, kind, hours, world):
    """So many hours were spent on something."""
    world.people.spent[i] += hours
    world.tally[world.people.group[i], HOURS + kind] += whole(hours * SCALE)


@rule
def look_closely(i, looks, minutes, hours, world):
    """Looking closely at prospects takes so many minutes each. Returns (at how many there is time to look, hours left)."""
    if minutes <= 0.0 or looks == 0:
        return looks, hours
    looks = min(looks, whole(hours * 60.0 / minutes))
    taken = looks * minutes / 60.0
    count_hours(i, REQUEST, taken, world)
    return looks, hours - taken


@rule
def fit_of(i, j, knowledge, world):
    """The sign of fit that j shows to seller i, who knows j so well (0..1): 1.0 or 0.0; the luck belongs to the pair."""
    people = world.people
    fits = (np.int64(people.segments[j]) >> whole(people.offer[i])) & 1 != 0
    return sign_of_fit(fits, knowledge, uniform(world.now.seed, FIT_SIGN, 0, i, j), world.p.segments)


@rule
def fit_of_prospect(i, j, minutes, world):
    """The sign of fit of somebody the platform shows, after looking for so many minutes; 0.0 for those who sell nothing."""
    if world.people.offer[i] < 0:
        return 0.0
    return fit_of(i, j, known_by_looking(minutes, world.p.segments), world)


@rule
def begin_week(i, world):
    """Nothing is posted, groomed or visited yet this week. Returns the hours that are left for it."""
    people = world.people
    people.posts[i] = 0
    people.groomed[i] = 0
    people.event[i] = NONE
    return deliver_work(i, hours_left(i, people), world)


@rule
def look_through(i, hours, wanted, world):
    """How many more contacts i looks through on purpose this week, of those wanted; the minutes are counted."""
    people, p = world.people, world.p.mind
    looks = looked_through(wanted, whole(people.contacts[i]) - front_of(people, i), hours, p)
    if looks > 0:
        people.spent[i] += hours_to_look(looks, p)
        world.tally[people.group[i], HOURS_LIST] += whole(hours_to_look(looks, p) * SCALE)
    return looks


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
        people.given_up[i] += 1
    elif kind == POST:
        people.posts[i] += 1
    elif kind == ATTEND_EVENT:
        people.event[i] = event
    elif kind == GROOM_PROFILE:
        people.groomed[i] = 1
