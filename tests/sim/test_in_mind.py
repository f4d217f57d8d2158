"""Who comes to mind: the front of an address book and a stretch of the rest; the order of slots, whatever happens to ties."""

from itertools import chain
from random import Random

import numpy as np
import pytest

from sim import Scenario
from sim.address_book import bring_to_mind, front_of, relationships_first, remove_tie
from sim.in_mind import STRETCHES, how_many, in_mind, stretch
from sim.records import Now
from sim.state import empty_state
from sim.week import prepare
from sim.world import World

SLOTS, CONTACTS = 40, 30


def world_of(**mind) -> World:
    """One person with 30 contacts, each with a strength of its own, the first three of them relationships."""
    prepared, state = prepare(Scenario(rules={"mind": mind})), empty_state(100, SLOTS)
    people, ties = state.people, state.ties
    people.contacts[0], people.relationships[0] = CONTACTS, 3
    ties.alter[0, :CONTACTS] = np.arange(1, CONTACTS + 1)
    ties.strength[0, :CONTACTS] = [0.5, 0.4, 0.3, *np.linspace(0.0, 0.09, CONTACTS - 3)]
    return World(people, ties, state.sales, None, np.zeros((1, 1)), Now(7, 0), prepared.rules)


def slots_in_mind(world: World, looks: int = 0) -> list[int]:
    mind = in_mind(0, looks, world)
    slots = list(chain.from_iterable(range(*stretch(mind, which)) for which in range(STRETCHES)))
    assert len(slots) == len(set(slots)) == how_many(mind)
    return slots


def test_without_a_bound_the_whole_list_comes_to_mind_in_its_order():
    world = world_of(others=0)
    world.people.fresh[0] = 4
    assert slots_in_mind(world) == list(range(CONTACTS))


@pytest.mark.parametrize("others, looks, expected", [(5, 0, 12), (5, 6, 18), (26, 0, 30), (23, 0, 30), (22, 0, 29)])
def test_relationships_those_of_lately_and_some_others_are_in_mind(others, looks, expected):
    world = world_of(others=others)
    world.people.fresh[0] = 4
    slots = slots_in_mind(world, looks)
    assert slots[:7] == list(range(7)) and len(slots) == expected


def test_everybody_else_is_equally_likely_to_come_to_mind():
    weeks, others, rest = 4000, 6, CONTACTS - 3
    world, times = world_of(others=others), np.zeros(CONTACTS)
    for week in range(weeks):
        times[slots_in_mind(world._replace(now=Now(7, week)))] += 1
    assert np.all(times[:3] == weeks)
    share = others / rest
    assert np.abs(times[3:] / weeks - share).max() < 4.5 * np.sqrt(share * (1 - share) / weeks)


def test_a_tie_with_which_something_happens_moves_to_the_front_once():
    world = world_of()
    people, ties = world.people, world.ties
    alter = ties.alter[0, 20]
    slot = bring_to_mind(people, ties, 0, 20)
    assert slot == 3 and ties.alter[0, 3] == alter and people.fresh[0] == 1 and people.relationships[0] == 3
    assert bring_to_mind(people, ties, 0, slot) == slot and bring_to_mind(people, ties, 0, 0) == 0 and people.fresh[0] == 1


@pytest.mark.parametrize("seed", range(30))
def test_whatever_happens_nobody_is_lost_and_relationships_stand_first(seed):
    luck, world = Random(seed), world_of()
    people, ties = world.people, world.ties
    known = dict(zip(ties.alter[0, :CONTACTS].tolist(), ties.strength[0, :CONTACTS].tolist(), strict=True))
    fresh = set()
    for _ in range(25):
        slot = luck.randrange(people.contacts[0])
        alter = ties.alter[0, slot].item()
        if luck.random() < 0.4:
            remove_tie(people, ties, 0, slot)
            del known[alter]
            fresh.discard(alter)
        else:
            bring_to_mind(people, ties, 0, slot)
            fresh |= {alter} if known[alter] < 0.1 else set()
    count = people.contacts[0].item()
    assert dict(zip(ties.alter[0, :count].tolist(), ties.strength[0, :count].tolist(), strict=True)) == known
    related, front = people.relationships[0].item(), front_of(people, 0)
    assert related == sum(strength >= 0.1 for strength in known.values()) and np.all(ties.strength[0, :related] >= 0.1)
    assert set(ties.alter[0, related:front].tolist()) == fresh


@pytest.mark.parametrize("count", [0, 1, 7, CONTACTS])
def test_relationships_are_moved_within_the_slots_that_are_named(count):
    world = world_of()
    world.ties.strength[0, :CONTACTS] = np.where(np.arange(CONTACTS) % 3 == 0, 0.3, 0.01)
    after = world.ties.alter[0, count:CONTACTS].tolist()
    related = relationships_first(world.ties, 0, count)
    assert related == (count + 2) // 3
    assert np.all(world.ties.strength[0, :related] > 0.1) and np.all(world.ties.strength[0, related:count] < 0.1)
    assert world.ties.alter[0, count:CONTACTS].tolist() == after
