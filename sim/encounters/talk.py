"""What people tell each other: a need, an offer, whether they like each other."""

import numpy as np

from ..actions import ANSWERED, NEED_TOLD
from ..compiling import rule
from ..measures import UNWANTED
from ..randomness import FIT, MENTION_OFFER, POLITE, SYMPATHY, TASTE, TASTE_2, TELL_NEED, of_pair, uniform, uniforms
from ..rules.awareness import p_tell_need
from ..rules.calling import sympathy
from ..rules.interest import p_polite_reply
from ..rules.trade import normal_of, utility
from ..state import NEED_KNOWN, OFFER_KNOWN
from .bonds import after_letter, with_mark
from .lead import need_since

WRITERS_NTH = 8  # ordinal under which the writer's side of a letter draws, beyond those of mail
FACE_TO_FACE = 15  # ordinal of a meeting, beyond those of mail
NTH = 16  # bit from which the ordinal of a message stands in the week of a random number


@rule
def moment(now, nth):
    """The week of a random number for the nth message to the same person in this week (nth 0..15)."""
    return now.week | (nth << NTH)


@rule
def sympathy_of(one, other, common, world):
    """Sympathy of two people (indices), 0..1, the same for both and for ever; common ground 0..1."""
    return sympathy(of_pair(world.now.seed, SYMPATHY, 0, one, other), common, world.p.calling)


@rule
def need_fits(buyer, seller):
    """Whether the seller offers what the buyer currently needs."""
    return buyer.need >= 0 and buyer.need == seller.offer


@rule
def tells_need(one, other, trust, nth, world):
    """Whether `one` tells `other` of a need that the other's offer fits, trusting it 0..1."""
    if not need_fits(one, other):
        return False
    u = uniform(world.now.seed, TELL_NEED, moment(world.now, nth), one.index, other.index)
    return u < p_tell_need(trust, world.p.awareness)


@rule
def told_back(bond, met, world):
    """What a reader who answers says beside: its need, perhaps. Bits of the reply."""
    return NEED_TOLD if tells_need(met.reader, met.writer, bond.trust, met.message.nth, world) else 0


@rule
def hear_need(bond, met, world):
    """The reader's bond, with the writer's need known if the writer tells it."""
    if tells_need(met.writer, met.reader, met.message.trust, WRITERS_NTH + met.message.nth, world):
        return with_mark(bond, NEED_KNOWN)
    return bond


@rule
def mentions_offer(one, other, chance, nth, world):
    """Whether the offer of `one` comes up before `other`, with the given chance."""
    if one.offer < 0:
        return False
    return uniform(world.now.seed, MENTION_OFFER, moment(world.now, nth), other.index, one.index) < chance


@rule
def learn_offer(bond, one, other, chance, nth, world):
    """The bond of `one`, with the other's offer known if it comes up, which it does with the given chance."""
    if mentions_offer(other, one, chance, nth, world):
        return with_mark(bond, OFFER_KNOWN)
    return bond


@rule
def hear_answer(bond, reply, met, world):
    """The writer's bond after an answer to a letter, the reader's need known if the answer tells it."""
    p = world.p
    if reply & ANSWERED:
        gain = p.reinforcement.letter * met.message.quality
        bond = after_letter(bond, p.information.usefulness * met.message.quality, gain, True, world)
    return hear_need_told(bond, reply)


@rule
def hear_need_told(bond, reply):
    """The writer's bond, with the reader's need known if the reply tells it."""
    return with_mark(bond, NEED_KNOWN) if reply & NEED_TOLD else bond


@rule
def utility_of(buyer, seller, trust, strength, world):
    """Utility of a seller (index) to a buyer (index) for the buyer's present need; the same in all its weeks."""
    seed, when = world.now.seed, need_since(buyer, world)
    fit = uniform(seed, FIT, 0, buyer, seller)
    u0, u1 = uniforms(seed, TASTE, when, buyer, seller)
    u2, u3 = uniforms(seed, TASTE_2, when, buyer, seller)
    return utility(trust, strength, fit, normal_of(u0, u1, u2, u3), world.p.trade)


@rule
def count_unwanted(i, world):
    """One more unwanted pitch for i."""
    world.people.unwanted[i] += 1
    world.tally[world.people.group[i], UNWANTED] += 1


@rule
def replies_politely(reader, writer, nth, world):
    """Whether somebody who is not interested answers an offer, more often where it could buy such a thing."""
    can_buy = (np.int64(world.people.segments[reader.index]) >> writer.offer) & 1 != 0
    u = uniform(world.now.seed, POLITE, moment(world.now, nth), reader.index, writer.index)
    return u < p_polite_reply(can_buy, world.p.interest)
