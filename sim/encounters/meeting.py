"""Two people at an event: a tie forms if there is none, both talk, and offers may come up without offence."""

import numpy as np

from ..address_book import add_tie, bond_at, bring_to_mind, put_bond, put_sympathy, slot_of
from ..compiling import rule, whole
from ..records import Bond, Offer, Pair
from ..rules.acceptance import first_trust
from ..rules.arithmetic import common_ground
from ..state import NEED_KNOWN, NONE, OFFER_KNOWN
from ..views import side_of
from .bonds import after_talk, stranger, with_mark
from .lead import hear_offer, since_of
from .talk import FACE_TO_FACE, learn_offer, need_fits, sympathy_of, tells_need


@rule
def introduced(other, world):
    """The bond to somebody whom one is introduced to."""
    start = world.p.meeting.strength_at_start
    trust = first_trust(0.0, other.profile, other.reputation, 1.0, 0.0, world.p.acceptance)
    return Bond(start, trust, 0.0, start, world.now.week, 0)


@rule
def after_meeting(bond, one, other, sympathy, world):
    """The bond of `one` after a meeting. Face to face a need is told as often as two people like each other."""
    p = world.p
    bond = after_talk(bond, sympathy, p.reinforcement.meeting, world)
    bond = learn_offer(bond, one, other, p.meeting.p_talk_shop, FACE_TO_FACE, world)
    if tells_need(other, one, sympathy, FACE_TO_FACE, world):
        bond = with_mark(bond, NEED_KNOWN)
    return bond


@rule
def meet_person(i, j, world):
    """i talks to j at an event."""
    people, ties = world.people, world.ties
    slot = slot_of(ties, i, whole(people.contacts[i]), j)
    one, other = side_of(i, world), side_of(j, world)
    common = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
    bond = bond_at(ties, i, slot) if slot != NONE else stranger(world.p)
    heard_before = bond.marks & OFFER_KNOWN
    if slot == NONE:
        bond = introduced(other, world)
    sympathy = sympathy_of(i, j, common, world)
    bond = after_meeting(bond, one, other, sympathy, world)
    if need_fits(one, other) and bond.marks & OFFER_KNOWN and not heard_before:
        hear_offer(Offer(i, j, bond.trust, bond.knowledge, False, since_of(i, slot, world), False), 0, world)
    if slot == NONE:
        add_tie(i, j, bond, Pair(0, common, sympathy), world)
    else:
        put_bond(i, slot, bond, world)
        put_sympathy(ties, i, slot, sympathy)
        bring_to_mind(people, ties, i, slot)
