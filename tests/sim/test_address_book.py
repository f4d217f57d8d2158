"""Whatever happens to an address book, every column of a tie stays with its alter, and a slot used again is clean."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.address_book import add_tie, relationships_first, remove_tie, slot_of, swap_ties
from sim.records import Bond, Now, Pair
from sim.rules.kinds_of_ties import is_dormant, is_mere, is_related, is_strong, is_weak
from sim.state import BY_GROUP, LONG_AGO, PEOPLE, REQUESTS, TIES, People, Ties, empty_state
from sim.world import World

SLOTS = 6
NOTHING = Bond(0.0, 0.0, 0.0, 0.0, 0, 0)
UNRELATED = Pair(0, 0.0, 0.0)


def empty_world(people: int = 20) -> World:
    state = empty_state(people, SLOTS)
    return World(state.people, state.ties, state.sales, None, None, Now(1, 1), None)


def mark_every_column(ties, slot: int, alter: int) -> dict:
    """Give a tie of person 0 a value of its own in every column; returns them."""
    for k, (name, (dtype, _, _)) in enumerate(TIES.items()):
        if name != "alter":
            value = (alter * 13 + k) % 100
            getattr(ties, name)[0, slot] = value / 100 if np.dtype(dtype).kind == "f" else value
    return {name: getattr(ties, name)[0, slot] for name in TIES}


STEPS = some.lists(some.tuples(some.sampled_from(["add", "remove", "swap", "sort"]), some.integers(0, 99), some.integers(0, 99)), max_size=30)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_every_column_moves_with_its_alter(steps):
    world, known, new = empty_world(50), {}, iter(range(1, 50))
    people, ties = world.people, world.ties
    for step, one, other in steps:
        contacts = int(people.contacts[0])
        if step == "add" and contacts < SLOTS:
            alter = next(new)
            known[alter] = mark_every_column(ties, add_tie(0, alter, NOTHING, UNRELATED, world), alter)
        elif contacts == 0:
            continue
        elif step == "remove":
            del known[int(ties.alter[0, one % contacts])]
            remove_tie(people, ties, 0, one % contacts)
        elif step == "swap":
            swap_ties(ties, 0, one % contacts, other % contacts)
        elif step == "sort":
            related = relationships_first(ties, 0, contacts)
            assert all(is_related(ties.strength[0, :related])) and not any(is_related(ties.strength[0, related : people.contacts[0]]))
        assert people.contacts[0] == len(known)
        for alter, columns in known.items():
            slot = slot_of(ties, 0, len(known), alter)
            assert {name: getattr(ties, name)[0, slot] for name in TIES} == columns


@pytest.mark.parametrize("full", [False, True], ids=["after a removal", "in place of the weakest"])
def test_a_slot_that_is_used_again_is_clean(full):
    world = empty_world()
    ties = world.ties
    for alter in range(1, SLOTS + 1 if full else 2):
        mark_every_column(ties, add_tie(0, alter, NOTHING, UNRELATED, world), alter)
    if not full:
        remove_tie(world.people, ties, 0, 0)
    slot = add_tie(0, 19, NOTHING, UNRELATED, world)
    clean = dict.fromkeys(TIES, 0) | {"alter": 19, "since": 1, "approached": LONG_AGO, "back": -1}
    assert {name: getattr(ties, name)[0, slot] for name in TIES} == clean
    assert world.people.contacts[0] == (SLOTS if full else 1)


def test_a_new_tie_keeps_what_it_is_given():
    world = empty_world()
    world.people.offer[5] = 2
    slot = add_tie(0, 5, Bond(0.5, 0.25, 0.125, 0.75, -3, 4), Pair(300, 1.0, 0.6), world)
    found = {name: getattr(world.ties, name)[0, slot].item() for name in TIES}
    expected = {"alter": 5, "strength": 0.5, "trust": 0.25, "knowledge": 0.125, "energy": 0.75, "last_exchange": -3}
    expected |= {"embedded": 255, "common": 255, "sympathy": 153, "marks": 4 | 8, "since": 1, "approached": LONG_AGO, "back": -1}
    assert found == dict.fromkeys(TIES, 0) | expected


def test_the_tables_are_the_classes():
    assert tuple(PEOPLE) == People._fields and (*TIES, *REQUESTS, *BY_GROUP) == Ties._fields
    assert all(len(column) == 3 and np.dtype(column[0]) for column in (PEOPLE | TIES | REQUESTS | BY_GROUP).values())


@pytest.mark.parametrize(
    ("strength", "energy", "kind"),
    [(0.5, 0.5, "strong"), (0.49, 0.9, "weak"), (0.1, 0.1, "weak"), (0.09, 0.25, "dormant"), (0.09, 0.24, "mere"), (0, 0, "mere")],
)
def test_every_tie_is_of_one_kind(strength, energy, kind):
    kinds = {"strong": is_strong(strength), "weak": is_weak(strength)}
    kinds |= {"dormant": is_dormant(strength, energy, 0), "mere": is_mere(strength, energy, 0)}
    assert [name for name, holds in kinds.items() if holds] == [kind]
