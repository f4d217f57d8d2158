"""Requests that were not accepted: the platform keeps a reader's last ones, and asking again has to wait."""

from .address_book import place_among
from .compiling import rule, whole
from .state import MOST, NONE, REQUESTS_KEPT

LONG_SINCE = 32767  # weeks
FOR_EVER = 32767  # week of the request of somebody who is blocked


@rule
def place_of_request(reader, asker, world):
    """Where the reader keeps a request of `asker` that it did not accept, or -1."""
    return place_among(world.ties.asker[reader], min(whole(world.people.refused[reader]), REQUESTS_KEPT), asker)


@rule
def make_room(reader, world):
    """A place for one more request: the next free one, or that of the oldest; who is blocked gives way last."""
    kept, asked, oldest = whole(world.people.refused[reader]), world.ties.asked, 0
    world.people.refused[reader] = kept + 1
    if kept < REQUESTS_KEPT:
        return kept
    for place in range(1, REQUESTS_KEPT):
        if asked[reader, place] < asked[reader, oldest]:
            oldest = place
    return oldest


@rule
def hold_back(reader, asker, week, world):
    """The platform lets `asker` wait as if the reader had not accepted its request in this week. Returns the place."""
    ties, place = world.ties, place_of_request(reader, asker, world)
    if place == NONE:
        place = make_room(reader, world)
        ties.asker[reader, place] = asker
        ties.asked[reader, place] = week
        ties.times[reader, place] = 0
    elif ties.asked[reader, place] < week:
        ties.asked[reader, place] = week
    return place


@rule
def keep_request(reader, asker, week, world):
    """A request was not accepted: kept as of this week (or `FOR_EVER`), in place of the oldest if there is no room."""
    place, ties = hold_back(reader, asker, week, world), world.ties
    ties.times[reader, place] = min(whole(ties.times[reader, place]) + 1, MOST)


@rule
def forget_attempts(reader, asker, world):
    """A request was accepted: the asker's earlier ones were not in vain."""
    place = place_of_request(reader, asker, world)
    if place != NONE:
        world.ties.times[reader, place] = 0


@rule
def weeks_since_request(reader, asker, world):
    """Weeks since the reader did not accept a request of `asker`; very many if none is kept, below 0 if it is blocked."""
    place = place_of_request(reader, asker, world)
    return LONG_SINCE if place == NONE else whole(world.now.week - world.ties.asked[reader, place])


@rule
def keep_apart(ego, alter, world):
    """Their tie is broken: the platform lets alter wait before it may ask ego again, if it keeps them apart."""
    if world.p.pitching.keeps_apart > 0.0:
        hold_back(ego, alter, world.now.week, world)
