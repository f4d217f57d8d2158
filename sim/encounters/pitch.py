"""A pitch: welcome if it meets a need, tolerated where trust is high, else an intrusion."""

from ..actions import ANNOYED, ANSWERED, BROKEN, INTERESTED, OFFER_HEARD, PICKED, READ, SHUT_OUT
from ..address_book import slot_of
from ..compiling import rule, whole
from ..randomness import TAKE_OFFENCE, uniform
from ..rules.pitching import is_intrusion, p_reaction
from ..rules.trust import trust_after
from ..state import MUTED, NEED_KNOWN, OFFER_KNOWN
from .bonds import after_exchange, with_mark, with_trust, without_mark
from .lead import hear_offer, knew_before, offer_by, since_of
from .talk import count_unwanted, hear_need_told, moment, need_fits, replies_politely


@rule
def read_pitch(bond, met, world):
    """Reading an offer. Returns (bond, reply)."""
    reader, writer = met.reader, met.writer
    if need_fits(reader, writer):
        i = reader.index
        slot = slot_of(world.ties, i, whole(world.people.contacts[i]), writer.index)
        known, picked = knew_before(i, slot, bond.marks, world), met.message.action & PICKED != 0
        offer = offer_by(met, bond, known, since_of(i, slot, world), picked)
        bond = with_mark(bond, OFFER_KNOWN)
        if hear_offer(offer, 1, world):
            return after_exchange(bond, world), READ | OFFER_HEARD | ANSWERED | INTERESTED
        return answered_politely(bond, READ | OFFER_HEARD, met, world)
    bond = with_mark(bond, OFFER_KNOWN)
    count_unwanted(reader.index, world)
    if not is_intrusion(bond.trust, world.p.pitching):
        return answered_politely(bond, READ, met, world)
    bond, reply = take_offence(bond, met, world)
    if reply & (BROKEN | SHUT_OUT):
        return bond, reply
    return answered_politely(bond, reply, met, world)


@rule
def answered_politely(bond, reply, met, world):
    """The reader's bond and reply, with an answer though it is not interested, if it gives one."""
    if replies_politely(met.reader, met.writer, met.message.nth, world):
        return after_exchange(bond, world), reply | ANSWERED
    return bond, reply


@rule
def take_offence(bond, met, world):
    """An unwanted pitch costs trust, perhaps the tie, or all attention from now on. Returns (bond, reply)."""
    p, now, reader = world.p, world.now, met.reader
    trust = trust_after(bond.trust, -p.pitching.annoyance * reader.sensitivity, p.trust)
    reply = READ | ANNOYED
    u = uniform(now.seed, TAKE_OFFENCE, moment(now, met.message.nth), reader.index, met.writer.index)
    chance = p_reaction(reader.sensitivity, trust, p.pitching)
    if u < chance * p.pitching.mute_share:
        bond = with_mark(bond, MUTED)
        reply = reply | SHUT_OUT
    elif u < chance:
        reply = reply | BROKEN
    return with_trust(bond, trust), reply


@rule
def hear_pitch(bond, reply, met, world):
    """The seller's bond after a pitch: a need that was told is spoken to, so it is no longer news."""
    if reply & ANSWERED:
        bond = after_exchange(bond, world)
    return hear_need_told(without_mark(bond, NEED_KNOWN), reply)
