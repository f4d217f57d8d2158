"""A lead: a buyer who considers a seller. Made by an offer that was heard, or by the buyer's own inquiry.

The buyer keeps its candidates in its own row of `Sales`. A seller who does not know yet is told when the week is settled.
"""

from ..compiling import real, rule, whole
from ..randomness import INTEREST, uniform
from ..records import Offer
from ..rules.interest import p_interest, trust_with_standing
from ..state import LONG_AGO, MOST_CANDIDATES, NONE, OFFER_KNOWN

PUSH, PULL, REFERRAL = 0, 1, 2  # how a buyer found a seller
LEAD_OPEN = 0  # interested, no talk yet
OPPORTUNITY = 1  # talked, and the buyer will decide
WON = 2
LOST = 3  # the buyer chose another, or bought elsewhere
NO_DECISION = 4
NEGLECTED = 5  # nobody worked on it in time, or the buyer decided before
DECLINED = 6  # no opportunity after the talk


@rule
def need_since(i, world):
    """Week of the random numbers that belong to the present need of i: the week in which it arose, in 16 bits."""
    return whole(world.people.need_week[i]) & 65535


@rule
def candidate_of(i, j, world):
    """Place of seller j among those whom buyer i considers or has considered for its present need, or -1."""
    for k in range(MOST_CANDIDATES):
        if world.sales.seller[i, k] == j:
            return k
    return NONE


@rule
def is_open(i, k, world):
    """Whether the buyer still considers the candidate in place k."""
    return world.sales.seller[i, k] != NONE and world.sales.stage[i, k] <= OPPORTUNITY


@rule
def room_for_candidate(i, world):
    """A place for one more candidate of buyer i: a free one, or that of a candidate given up; -1 if there is none."""
    for k in range(MOST_CANDIDATES):
        if world.sales.seller[i, k] == NONE:
            return k
    for k in range(MOST_CANDIDATES):
        if world.sales.stage[i, k] > OPPORTUNITY and world.sales.noted[i, k]:
            return k
    return NONE


@rule
def consider(offer, route, told, world):
    """Buyer considers a seller from now on, if there is room; told: whether the seller knows. Returns whether it does."""
    i, sales, week = offer.buyer, world.sales, world.now.week
    k = room_for_candidate(i, world)
    if k == NONE:
        return False
    sales.seller[i, k] = offer.seller
    sales.route[i, k] = route
    sales.stage[i, k] = LEAD_OPEN
    sales.told[i, k] = told
    sales.noted[i, k] = 0
    sales.known[i, k] = 1 if offer.known else 0
    sales.picked[i, k] = 1 if offer.picked else 0
    sales.first[i, k] = offer.since if offer.since >= 0 else NONE
    sales.week[i, k] = week
    sales.opened[i, k] = NONE
    sales.worked[i, k] = week
    sales.hours[i, k] = 0.0
    sales.due[i, k] = 0.0
    sales.trust[i, k] = offer.trust
    return True


@rule
def is_interested(offer, world):
    """Whether the buyer considers the seller: by trust and standing; the luck belongs to the need and the pair."""
    p, i, j = world.p.interest, offer.buyer, offer.seller
    trust = trust_with_standing(offer.trust, offer.knowledge, real(world.people.reputation[j]), p)
    return uniform(world.now.seed, INTEREST, need_since(i, world), i, j) < p_interest(trust, p)


@rule
def hear_offer(offer, told, world):
    """An offer that meets a need: a lead if the buyer is interested, has room, and has not considered the seller before.

    told: 1 if the seller learns of it from the reply, 0 if not yet. Returns whether this makes a lead.
    """
    if candidate_of(offer.buyer, offer.seller, world) != NONE or not is_interested(offer, world):
        return False
    return consider(offer, PUSH, told, world)


@rule
def offer_by(met, bond, known, since, picked):
    """An offer in a message, as its reader sees it; known: the offer was known before this message."""
    return Offer(met.reader.index, met.writer.index, bond.trust, bond.knowledge, known, since, picked)


@rule
def knew_before(i, slot, marks, world):
    """Whether i knew what the alter in this slot sells when its need arose, as far as its tie tells; marks: before the message."""
    return slot != NONE and marks & OFFER_KNOWN != 0 and world.ties.since[i, slot] < world.people.need_week[i]


@rule
def since_of(i, slot, world):
    """Week in which the tie in this slot formed; LONG_AGO without one or before the start."""
    return whole(world.ties.since[i, slot]) if slot != NONE else LONG_AGO
