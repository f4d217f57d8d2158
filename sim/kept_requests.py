"""Requests that were not accepted: the platform keeps a reader's last ones, and asking again has to wait."""

from .address_book import place_among
from .compiling import rule, whole
from .state import NONE, REQUESTS_KEPT

LONG_SINCE = 32767  # weeks


@rule
def place_of_request(people, ties, reader, asker):
    """Where the reader keeps a request of `asker` that it did not accept, or -1."""
    return place_among(ties.asker[reader], min(whole(people.refused[reader]), REQUESTS_KEPT), asker)


@rule
def keep_request(reader, asker, world):
    """A request was not accepted: the platform keeps it, in place of the oldest if there is no room."""
    people, ties = world.people, world.ties
    place = place_of_request(people, ties, reader, asker)
    if place == NONE:
        place = whole(people.refused[reader]) % REQUESTS_KEPT
        people.refused[reader] += 1
    ties.asker[reader, place] = asker
    ties.asked[reader, place] = world.now.week


@rule
def weeks_since_request(reader, asker, world):
    """Weeks since the reader did not accept a request of `asker`; very many if none is kept."""
    place = place_of_request(world.people, world.ties, reader, asker)
    return LONG_SINCE if place == NONE else whole(world.now.week - world.ties.asked[reader, place])
