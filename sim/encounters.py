"""What one encounter does to one end of a tie: rules put together, the same in both drivers.

Each function sees a bond, the two sides and the occasion, draws what chance decides by purpose and people, and
returns the bond afterwards. Nobody's strategy is visible here.
"""

from .actions import (
    ANNOYED,
    ANSWERED,
    BROKEN,
    CALL,
    CONCRETE,
    KIND,
    NEED_TOLD,
    OFFER_CALL,
    OFFER_HEARD,
    PITCH,
    PITCH_NOTE,
    READ,
    RECONNECT,
    SHARE_INFO,
    TALKED,
)
from .compiling import rule
from .randomness import (
    ANSWER_MAIL,
    FIT,
    MENTION_OFFER,
    PICK_UP,
    READ_PROFILE,
    RELEVANCE,
    SYMPATHY,
    TAKE_OFFENCE,
    TASTE,
    TASTE_2,
    TELL_NEED,
    of_pair,
    uniform,
    uniforms,
)
from .records import Bond, Message
from .rules.acceptance import first_trust, p_accept
from .rules.awareness import p_tell_need
from .rules.calling import call_experience, p_pick_up, sympathy
from .rules.information import p_relevant, p_thank
from .rules.pitching import is_intrusion, p_break_tie
from .rules.reconnecting import p_answer_reconnect
from .rules.reinforcement import knowledge_after, strength_after
from .rules.trade import normal_of, utility
from .rules.trust import trust_after
from .state import NEED_KNOWN, OFFER_KNOWN, SPOKEN

LONG_AGO = -32768
FACE_TO_FACE = 15  # ordinal of a meeting, beyond those of mail
NTH = 16  # bit from which the ordinal of a message stands in the week of a random number


@rule
def occasion(key, nth):
    """The week of a random number for the nth message to the same person in this week (nth 0..7)."""
    return key.week | (nth << NTH)


@rule
def stranger(p):
    """The bond to somebody one has no tie to."""
    return Bond(0.0, p.acceptance.trust_of_stranger, 0.0, 0.0, LONG_AGO, 0)


@rule
def liking_of(one, other, common, key, p):
    """Sympathy of two people (indices), 0..1, the same for both and for ever; common ground 0..1."""
    return sympathy(of_pair(key.seed, SYMPATHY, 0, one, other), common, p.calling)


@rule
def need_fits(buyer, seller):
    """Whether the seller offers what the buyer currently needs."""
    return buyer.need >= 0 and buyer.need == seller.offer


@rule
def meets_need(reader, writer, message):
    """Whether a request comes with a pitch that its reader needs."""
    return message.action & PITCH_NOTE != 0 and need_fits(reader, writer)


@rule
def intrudes(reader, writer, message):
    """Whether a request comes with a pitch for which its reader has no need."""
    return message.action & PITCH_NOTE != 0 and not need_fits(reader, writer)


@rule
def reason_for(reader, writer, message):
    """How good a reason a request gives its reader, 0..1: an offer it needs 1, a concrete note its quality, else 0."""
    if meets_need(reader, writer, message):
        return 1.0
    return message.quality if message.action & CONCRETE else 0.0


@rule
def chance_of_acceptance(reader, writer, message, load, p):
    """Chance that an ordinary reader accepts this request once it is read."""
    concrete = reason_for(reader, writer, message)
    money = reader.sensitivity if intrudes(reader, writer, message) else 0.0
    return p_accept(
        message.common,
        1.0 if message.mutual > 0 else 0.0,
        writer.profile,
        writer.reputation,
        concrete,
        1.0 if message.action & OFFER_CALL else 0.0,
        money,
        load,
        p.acceptance,
    )


@rule
def new_bond(self, other, message, key, p):
    """Bond of an accepted request on the receiver's side (`self`): a mere contact with first-impression trust."""
    concrete = reason_for(self, other, message)
    money = self.sensitivity if intrudes(self, other, message) else 0.0
    trust = first_trust(1.0 if message.mutual > 0 else 0.0, other.profile, other.reputation, concrete, money, p.acceptance)
    flags = OFFER_KNOWN if message.action & PITCH_NOTE else 0
    if uniform(key.seed, READ_PROFILE, key.week, self.index, other.index) < p.awareness.p_offer_in_profile * other.profile:
        flags = flags | OFFER_KNOWN
    start = p.acceptance.strength_at_start
    return Bond(start, trust, 0.0, start, key.week, flags)


@rule
def accepted_bond(self, other, mutual, key, p):
    """Bond of an accepted request on the sender's side, with so many mutual contacts: no letter has been read, only a profile."""
    nothing_said = Message(0, 0.0, 0.0, 0.0, mutual, 0)
    return new_bond(self, other, nothing_said, key, p)


@rule
def tells_need(self, other, trust, nth, key, p):
    """Whether `self` tells `other` of a need that the other's offer fits, trusting it 0..1."""
    if not need_fits(self, other):
        return False
    return uniform(key.seed, TELL_NEED, occasion(key, nth), self.index, other.index) < p_tell_need(trust, p.awareness)


@rule
def mentions_offer(self, other, chance, nth, key):
    """Whether the offer of `self` comes up before `other`, with the given chance."""
    return self.offer >= 0 and uniform(key.seed, MENTION_OFFER, occasion(key, nth), other.index, self.index) < chance


@rule
def bond_after_letter(bond, experience, gain, answered, key, p):
    """Bond after a useful letter (experience 0..1, gain of strength), answered or only read."""
    strength = strength_after(bond.strength, bond.energy, gain, p.reinforcement)
    trust = trust_after(bond.trust, experience, p.trust)
    knowledge = knowledge_after(bond.knowledge, p.reinforcement.knowledge_letter)
    last = key.week if answered else bond.last_exchange
    return Bond(strength, trust, knowledge, bond.energy, last, bond.flags)


@rule
def bond_after_talk(bond, liking, gain, key, p):
    """Bond after a talk between people of a sympathy 0..1: both learn it, and each other."""
    strength = bond.strength
    if liking >= p.calling.sympathy_needed:
        strength = strength_after(strength, bond.energy, gain * liking, p.reinforcement)
    trust = trust_after(bond.trust, call_experience(liking, p.calling), p.trust)
    knowledge = knowledge_after(bond.knowledge, p.reinforcement.knowledge)
    return Bond(strength, trust, knowledge, bond.energy, key.week, bond.flags | SPOKEN)


@rule
def with_flag(bond, flag):
    """The same bond with a flag set."""
    return Bond(bond.strength, bond.trust, bond.knowledge, bond.energy, bond.last_exchange, bond.flags | flag)


@rule
def without_flag(bond, flag):
    """The same bond with a flag cleared."""
    return Bond(bond.strength, bond.trust, bond.knowledge, bond.energy, bond.last_exchange, bond.flags & ~flag)


@rule
def read_information(bond, reader, writer, message, key, p):
    """Reading what somebody shares: of use or not, answered or not. Returns (bond, reply)."""
    u_relevant, u_answer = uniforms(key.seed, RELEVANCE, occasion(key, message.nth), reader.index, writer.index)
    if u_relevant >= p_relevant(message.common, message.knowledge, p.information):
        trust = trust_after(bond.trust, -p.information.nuisance, p.trust)
        strength = bond.strength * (1.0 - p.information.strength_lost)
        return Bond(strength, trust, bond.knowledge, bond.energy, bond.last_exchange, bond.flags), READ
    answered = u_answer < p_thank(bond.trust, p.information)
    gain = p.reinforcement.letter * message.quality
    if not answered:
        gain = gain * p.reinforcement.one_sided
    bond = bond_after_letter(bond, p.information.usefulness * message.quality, gain, answered, key, p)
    reply = READ
    if mentions_offer(writer, reader, p.awareness.p_offer_in_letter, message.nth, key):
        bond = with_flag(bond, OFFER_KNOWN)
    if answered:
        reply = reply | ANSWERED
        if tells_need(reader, writer, bond.trust, message.nth, key, p):
            reply = reply | NEED_TOLD
    return bond, reply


@rule
def read_reconnection(bond, reader, writer, message, key, p):
    """Reading a message after long silence: answered by energy, quality and silence. Returns (bond, reply)."""
    silence = key.week - bond.last_exchange
    chance = p_answer_reconnect(bond.energy, message.quality, silence, p.reconnecting)
    if uniform(key.seed, ANSWER_MAIL, occasion(key, message.nth), reader.index, writer.index) >= chance:
        return bond, READ
    gain = p.reinforcement.letter * message.quality
    bond = bond_after_letter(bond, p.information.usefulness * message.quality, gain, True, key, p)
    reply = READ | ANSWERED
    if tells_need(reader, writer, bond.trust, message.nth, key, p):
        reply = reply | NEED_TOLD
    return bond, reply


@rule
def talk(bond, self, other, liking, gain, p_offer, nth, key, p):
    """One side of a talk: the bond after it, with the other's offer known if it came up."""
    bond = bond_after_talk(bond, liking, gain, key, p)
    if mentions_offer(other, self, p_offer, nth, key):
        bond = with_flag(bond, OFFER_KNOWN)
    return bond


@rule
def take_call(bond, reader, writer, message, key, p):
    """A call that is picked up, seen from the person called. Returns (bond, reply)."""
    liking = liking_of(reader.index, writer.index, message.common, key, p)
    bond = talk(bond, reader, writer, liking, p.reinforcement.call, p.awareness.p_offer_in_call, message.nth, key, p)
    reply = READ | TALKED
    if tells_need(reader, writer, bond.trust, message.nth, key, p):
        reply = reply | NEED_TOLD
    return bond, reply


@rule
def picks_up(bond, reader, writer, nth, key, p):
    """Whether a call is taken."""
    u = uniform(key.seed, PICK_UP, occasion(key, nth), reader.index, writer.index)
    return u < p_pick_up(bond.trust, bond.energy, p.calling)


@rule
def read_pitch(bond, reader, writer, message, key, p):
    """Reading an offer: welcome if there is a need or trust is high, else an intrusion. Returns (bond, reply)."""
    bond = with_flag(bond, OFFER_KNOWN)
    if need_fits(reader, writer):
        return bond, READ | OFFER_HEARD
    if not is_intrusion(bond.trust, p.pitching):
        return bond, READ
    trust = trust_after(bond.trust, -p.pitching.annoyance * reader.sensitivity, p.trust)
    reply = READ | ANNOYED
    u = uniform(key.seed, TAKE_OFFENCE, occasion(key, message.nth), reader.index, writer.index)
    if u < p_break_tie(reader.sensitivity, trust, p.pitching):
        reply = reply | BROKEN
    return Bond(bond.strength, trust, bond.knowledge, bond.energy, bond.last_exchange, bond.flags), reply


@rule
def read_letter(bond, reader, writer, message, free, key, p):
    """Reading one piece of mail that is no request; `free`: has time for a call. Returns (bond, reply)."""
    kind = message.action & KIND
    if kind == SHARE_INFO:
        return read_information(bond, reader, writer, message, key, p)
    if kind == RECONNECT:
        return read_reconnection(bond, reader, writer, message, key, p)
    if kind == PITCH:
        return read_pitch(bond, reader, writer, message, key, p)
    if kind == CALL and free and picks_up(bond, reader, writer, message.nth, key, p):
        return take_call(bond, reader, writer, message, key, p)
    return bond, 0


@rule
def note_offends(reader, writer, key):
    """Whether a pitch without a need, in the note of a request, offends: as often as the reader is sensitive."""
    return uniform(key.seed, TAKE_OFFENCE, key.week, reader.index, writer.index) < reader.sensitivity


@rule
def meet(bond, known, self, other, common, key, p):
    """One side of a meeting at an event: a tie forms if there is none, both talk, the offer may come up without offence.

    Face to face a need is told as often as two people like each other. Returns (bond, sympathy 0..1).
    """
    if not known:
        start = p.meeting.strength_at_start
        trust = first_trust(0.0, other.profile, other.reputation, 1.0, 0.0, p.acceptance)
        bond = Bond(start, trust, 0.0, start, key.week, 0)
    liking = liking_of(self.index, other.index, common, key, p)
    bond = talk(bond, self, other, liking, p.reinforcement.meeting, p.meeting.p_talk_shop, FACE_TO_FACE, key, p)
    if tells_need(other, self, liking, FACE_TO_FACE, key, p):
        bond = with_flag(bond, NEED_KNOWN)
    return bond, liking


@rule
def hear_back(bond, self, other, message, reply, key, p):
    """What an answer does to the sender's side of the tie. Returns the bond."""
    if reply & TALKED:
        liking = liking_of(self.index, other.index, message.common, key, p)
        bond = talk(bond, self, other, liking, p.reinforcement.call, p.awareness.p_offer_in_call, message.nth, key, p)
    elif reply & ANSWERED:
        gain = p.reinforcement.letter * message.quality
        bond = bond_after_letter(bond, p.information.usefulness * message.quality, gain, True, key, p)
    if message.action & KIND == PITCH:
        bond = without_flag(bond, NEED_KNOWN)
    if reply & NEED_TOLD:
        bond = with_flag(bond, NEED_KNOWN)
    return bond


@rule
def utility_of(buyer, seller, trust, strength, need_since, key, p):
    """Utility of a seller (index) to a buyer (index) for the need that arose in week `need_since`."""
    when = need_since & 65535
    fit = uniform(key.seed, FIT, 0, buyer, seller)
    u0, u1 = uniforms(key.seed, TASTE, when, buyer, seller)
    u2, u3 = uniforms(key.seed, TASTE_2, when, buyer, seller)
    return utility(trust, strength, fit, normal_of(u0, u1, u2, u3), p.trade)


