"""One person's address book: finding, making, moving and forgetting ties, a slot at a time.

A new column of ties needs a line in `swap_ties` and in `clean_slot`; whatever an encounter changes goes through `Bond`.
"""

import numpy as np

from .compiling import overload, real, rule, whole
from .records import Bond
from .rules.kinds_of_ties import is_dormant, is_related
from .rules.rhythm import gap_after
from .state import GAP_PARTS, LONG_AGO, MOST, NONE, PARTS, SELLER, WOKEN


def place_among(numbers, count, wanted):
    """Place of a number among the first `count` of a row in which each stands once, or -1."""
    for place in range(count):
        if numbers[place] == wanted:
            return place
    return NONE


@overload(place_among)
def _place_among(numbers, count, wanted):
    """The same without leaving early, all in 32 bits: compilers turn that into vector instructions."""

    def search(numbers, count, wanted):
        target = np.int32(wanted)
        found = np.int32(0)
        for place in range(np.int32(count)):
            found = np.int32(found | (np.int32(place + 1) if numbers[place] == target else np.int32(0)))
        return np.int64(found) - 1

    return search


@rule
def slot_of(ties, ego, contacts, alter):
    """Slot of alter in ego's address book, or -1."""
    return place_among(ties.alter[ego], contacts, alter)


@rule
def slot_by_hint(ties, ego, contacts, alter, hint):
    """Slot of alter in ego's address book, or -1: where it was a while ago (or -1), else where it is now."""
    if hint >= 0 and hint < contacts and ties.alter[ego, hint] == alter:
        return whole(hint)
    return slot_of(ties, ego, contacts, alter)


@rule
def bond_at(ties, ego, slot):
    """The part of a tie that an encounter changes, as plain numbers."""
    return Bond(
        real(ties.strength[ego, slot]),
        real(ties.trust[ego, slot]),
        real(ties.knowledge[ego, slot]),
        real(ties.energy[ego, slot]),
        whole(ties.last_exchange[ego, slot]),
        whole(ties.marks[ego, slot]),
    )


@rule
def write_bond(ties, ego, slot, bond):
    """Write a bond into a slot."""
    ties.strength[ego, slot] = bond.strength
    ties.trust[ego, slot] = bond.trust
    ties.knowledge[ego, slot] = bond.knowledge
    ties.energy[ego, slot] = bond.energy if bond.energy > bond.strength else bond.strength
    ties.last_exchange[ego, slot] = bond.last_exchange
    ties.marks[ego, slot] = bond.marks


@rule
def note_exchange(ego, slot, silence, world):
    """Both were in touch after so many weeks (>= 1): a new gap, nothing in vain any more, a dormant tie awake. Returns marks."""
    ties, p = world.ties, world.p
    gap = gap_after(real(ties.gap[ego, slot]) / GAP_PARTS, real(silence), p.rhythm)
    ties.gap[ego, slot] = min(whole(gap * GAP_PARTS + 0.5), MOST)
    ties.unanswered[ego, slot] = 0
    ties.pushes[ego, slot] = 0
    dormant = is_dormant(ties.strength[ego, slot], ties.energy[ego, slot], ties.marks[ego, slot] & WOKEN != 0)
    return WOKEN if dormant and p.reconnecting.wakes_once > 0.0 else 0


@rule
def put_bond(ego, slot, bond, world):
    """Write a bond back into its slot, and note that both were in touch, if they were."""
    ties, marks = world.ties, 0
    silence = bond.last_exchange - whole(ties.last_exchange[ego, slot])
    if silence > 0:
        marks = note_exchange(ego, slot, silence, world)
    write_bond(ties, ego, slot, bond)
    if marks:
        ties.marks[ego, slot] = bond.marks | marks


@rule
def swap(column, ego, one, other):
    """Swap two places of a row."""
    column[ego, one], column[ego, other] = column[ego, other], column[ego, one]


@rule
def swap_ties(ties, ego, one, other):
    """Let two ties of ego change their slots: every column moves with its alter."""
    swap(ties.alter, ego, one, other)
    swap(ties.strength, ego, one, other)
    swap(ties.trust, ego, one, other)
    swap(ties.knowledge, ego, one, other)
    swap(ties.energy, ego, one, other)
    swap(ties.last_exchange, ego, one, other)
    swap(ties.embedded, ego, one, other)
    swap(ties.common, ego, one, other)
    swap(ties.sympathy, ego, one, other)
    swap(ties.since, ego, one, other)
    swap(ties.approached, ego, one, other)
    swap(ties.marks, ego, one, other)
    swap(ties.unanswered, ego, one, other)
    swap(ties.pushes, ego, one, other)
    swap(ties.gap, ego, one, other)
    swap(ties.back, ego, one, other)


@rule
def clean_slot(ties, ego, slot):
    """Leave nothing of an earlier tie in a slot."""
    ties.alter[ego, slot] = 0
    ties.strength[ego, slot] = 0.0
    ties.trust[ego, slot] = 0.0
    ties.knowledge[ego, slot] = 0.0
    ties.energy[ego, slot] = 0.0
    ties.last_exchange[ego, slot] = 0
    ties.embedded[ego, slot] = 0
    ties.common[ego, slot] = 0
    ties.sympathy[ego, slot] = 0
    ties.since[ego, slot] = 0
    ties.approached[ego, slot] = 0
    ties.marks[ego, slot] = 0
    ties.unanswered[ego, slot] = 0
    ties.pushes[ego, slot] = 0
    ties.gap[ego, slot] = 0
    ties.back[ego, slot] = NONE


@rule
def front_of(people, ego):
    """How many slots at the front of ego's address book hold relationships and those with whom something happened of late."""
    return whole(people.relationships[ego]) + whole(people.fresh[ego])


@rule
def bring_to_mind(people, ties, ego, slot):
    """Something happened with the tie in this slot, so it will be in mind next week; returns the slot where it is now."""
    front = front_of(people, ego)
    if slot < front:
        return slot
    people.fresh[ego] += 1
    if slot != front:
        swap_ties(ties, ego, slot, front)
    return front


@rule
def leave_front(people, ties, ego, slot):
    """Let a tie leave the front of the address book, if it is there; returns the slot where it is now."""
    place = slot
    if place < people.relationships[ego]:
        people.relationships[ego] -= 1
        last = whole(people.relationships[ego])
        swap_ties(ties, ego, place, last)
        people.fresh[ego] += 1
        place = last
    if place < front_of(people, ego):
        people.fresh[ego] -= 1
        last = front_of(people, ego)
        swap_ties(ties, ego, place, last)
        place = last
    return place


@rule
def remove_tie(people, ties, ego, slot):
    """Forget a tie: the last one of the address book takes its slot, those at the front stay there."""
    place = leave_front(people, ties, ego, slot)
    last = whole(people.contacts[ego]) - 1
    people.contacts[ego] = last
    if place != last:
        swap_ties(ties, ego, place, last)


@rule
def relationships_first(ties, ego, count):
    """Move relationships to the first of so many slots of ego's address book; returns how many there are."""
    first, last = 0, count - 1
    while True:
        while first <= last and is_related(ties.strength[ego, first]):
            first += 1
        while first < last and not is_related(ties.strength[ego, last]):
            last -= 1
        if first >= last:
            return first
        swap_ties(ties, ego, first, last)


@rule
def free_slot(people, ties, ego):
    """A slot for a new tie: the next free one, or that of the contact with the least strength and energy."""
    contacts = whole(people.contacts[ego])
    if contacts < ties.alter.shape[1]:
        people.contacts[ego] = contacts + 1
        return contacts
    weakest, least = 0, 3.0
    for slot in range(contacts):
        worth = real(ties.strength[ego, slot]) + real(ties.energy[ego, slot])
        if worth < least:
            weakest, least = slot, worth
    return weakest


@rule
def put_sympathy(ties, ego, slot, sympathy):
    """Note the sympathy (0..1) of two people who have talked."""
    ties.sympathy[ego, slot] = whole(sympathy * PARTS)


@rule
def add_tie(ego, alter, bond, pair, world):
    """A new tie of ego to alter (none may exist), with what stays as it is for the pair; it is in mind. Returns its slot."""
    people, ties = world.people, world.ties
    slot = free_slot(people, ties, ego)
    clean_slot(ties, ego, slot)
    ties.alter[ego, slot] = alter
    write_bond(ties, ego, slot, bond)
    ties.embedded[ego, slot] = pair.mutual if pair.mutual < 255 else 255
    ties.common[ego, slot] = whole(pair.common * PARTS)
    put_sympathy(ties, ego, slot, pair.sympathy)
    ties.since[ego, slot] = world.now.week
    ties.approached[ego, slot] = LONG_AGO
    if people.offer[alter] >= 0:
        ties.marks[ego, slot] = bond.marks | SELLER
    return bring_to_mind(people, ties, ego, slot)
