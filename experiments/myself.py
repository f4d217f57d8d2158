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


def exchanged(ties: StartingTies, one: int, other: int) -> StartingTies:
    """The same network with two people in each other's place, sorted by (ego, alter) again."""
    place = np.arange(ties.people, dtype=ties.ego.dtype)
    place[[one, other]] = other, one
    ego, alter = place[ties.ego], place[ties.alter]
    order = np.lexsort((alter, ego))
    return StartingTies(ties.people, ego[order], alter[order], ties.strength[order], ties.energy[order], ties.last_exchange[order])
