"""A pitch: welcome if it meets a need, tolerated where trust is high, else an intrusion."""

from ..actions import ANNOYED, BROKEN, OFFER_HEARD, READ, SHUT_OUT
from ..compiling import rule
from ..randomness import TAKE_OFFENCE, uniform
from ..rules.pitching import is_intrusion, p_reaction
from ..rules.trust import trust_after
from ..state import MUTED, NEED_KNOWN, OFFER_KNOWN
from .bonds import with_mark, with_trust, without_mark
from .talk import consider_offer, count_unwanted, hear_need_told, moment, need_fits


@rule
def read_pitch(bond, met, world):
    """Reading an offer. Returns (bond, reply)."""
    reader, writer = met.reader, met.writer
    bond = with_mark(bond, OFFER_KNOWN)
    if need_fits(reader, writer):
        consider_offer(reader.index, writer.index, bond.trust, bond.strength, world)
        return bond, READ | OFFER_HEARD
    count_unwanted(reader.index, world)
    if not is_intrusion(bond.trust, world.p.pitching):
        return bond, READ
    return take_offence(bond, met, world)


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
    return hear_need_told(without_mark(bond, NEED_KNOWN), reply)
