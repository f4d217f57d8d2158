"""The user's own place in a network that was read: a seller of the first group."""

from __future__ import annotations

import numpy as np

from sim.contacts import StartingTies
from sim.population import seller_keys
from sim.scenario import Scenario


def first_seller(scenario: Scenario, seed: int) -> int:
    """The person who becomes the first seller of the first group in the run of this seed: the one with the lowest key."""
    keys = np.empty(scenario.people, np.int64)
    seller_keys(seed, keys)
    return int(keys.argmin())


def placed(ties: StartingTies, me: int, there: int, people: int) -> StartingTies:
    """The network spread evenly over so many people, with `me` at the place `there`; who would stand there stands in my place.

    Sorted by (ego, alter) again.
    """
    place = places(ties.people, me, there, people)
    ego, alter = place[ties.ego], place[ties.alter]
    order = np.lexsort((alter, ego))
    columns = (ego, alter, ties.strength, ties.energy, ties.last_exchange)
    owner = None if ties.owner is None else int(place[ties.owner])
    return StartingTies(people, *(column[order] for column in columns), owner)


def places(persons: int, me: int, there: int, people: int) -> np.ndarray:
    """Where each person of a network stands among `people`, int32[persons]: evenly spread, `me` at `there`."""
    place = (np.arange(persons) * people // persons).astype(np.int32)
    place[place == there], place[me] = place[me], there
    return place
