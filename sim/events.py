"""Events: which topics have one, who goes, and who sits beside whom."""

from typing import NamedTuple

import numpy as np

from .compiling import kernel, whole
from .randomness import EVENT_ORDER, words
from .scenario import Scenario

TOPICS = 32


def events_of(scenario: Scenario) -> tuple[int, ...]:
    """Bit sets of the topics that have an event, for every week until they come round again."""
    meeting = scenario.effective_rules().meeting
    if meeting.people_met == 0:
        return (0,)
    every = meeting.every_weeks
    return tuple(sum(1 << topic for topic in range(TOPICS) if topic % every == week) for week in range(every))


class Guests(NamedTuple):
    """This week's events: guests in rings, one ring a topic, everybody talks to the next on either side."""

    ring: np.ndarray  # int32[people], guests by topic in keyed order; behind them nothing
    place: np.ndarray  # int32[people], position of a guest in `ring`; nothing for those who stayed at home
    start: np.ndarray  # int64[33], first place of each topic


def room_for_guests(people: int) -> Guests:
    """Room for everybody, used anew every week."""
    return Guests(np.zeros(people, np.int32), np.zeros(people, np.int32), np.zeros(TOPICS + 1, np.int64))


@kernel
def list_guests(people, seed, week, who, keys):
    """Write down who goes to an event and, sorting by which they sit, topic and a keyed number; returns how many they are."""
    count = 0
    for i in range(people.shape[0]):
        topic = whole(people.event[i])
        if topic >= 0:
            who[count] = i
            keys[count] = (topic << 32) | np.int64(words(seed, EVENT_ORDER, week, i, 0)[0])
            count += 1
    return count


@kernel
def take_seats(people, who, order, guests):
    """Fill the rings with these guests in this order, which is by topic."""
    guests.start[:] = 0
    for k in range(order.shape[0]):
        i = who[order[k]]
        guests.ring[k] = i
        guests.place[i] = k
        guests.start[people.event[i] + 1] += 1
    for topic in range(TOPICS):
        guests.start[topic + 1] += guests.start[topic]


def seat_guests(people: np.ndarray, seed: int, week: int, guests: Guests) -> Guests:
    """Seat those who go to an event this week; people: structured rows. Returns `guests`, filled."""
    who, keys = np.empty(people.shape[0], np.int32), np.empty(people.shape[0], np.int64)
    count = list_guests(people, seed, week, who, keys)
    take_seats(people, who, np.argsort(keys[:count], kind="stable"), guests)
    return guests
