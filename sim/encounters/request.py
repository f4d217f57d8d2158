"""A contact request: who accepts it, whom a pitch in its note offends, and when it leads to a call at once."""

from ..actions import (
    ACCEPT_AND_CALL,
    ACCEPTED,
    ANNOYED,
    CONCRETE,
    DECLINE,
    INTERESTED,
    KIND,
    OFFER_CALL,
    PICKED,
    PITCH_NOTE,
    READ,
    SHUT_OUT,
    TALKED,
)  # fmt: skip
from ..address_book import add_tie, bond_at
from ..compiling import real, rule, whole
from ..measures import REQUESTS_RECEIVED
from ..randomness import ACCEPT_REQUEST, READ_PROFILE, TAKE_OFFENCE, uniform
from ..records import Bond, Message, Pair, Request
from ..rules.acceptance import first_trust, p_accept
from ..rules.differences import taken_readily
from ..rules.pitching import p_blocks
from ..state import NONE, OFFER_KNOWN
from ..views import ego_at, tie_to_prospect
from .call import has_time, hear_talk, picks_up, promise_call, take_call
from .lead import hear_offer, offer_by
from .talk import count_unwanted, need_fits, sympathy_of


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
def chance_of_acceptance(met, load, p):
    """Chance that an ordinary reader accepts this request once it is read."""
    reader, writer, message = met.reader, met.writer, met.message
    concrete = reason_for(reader, writer, message)
    money = reader.sensitivity if intrudes(reader, writer, message) else 0.0
    chance = p_accept(
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
    return taken_readily(chance, reader.readiness)


@rule
def new_bond(one, other, message, world):
    """Bond of `one` to `other` after an accepted request: a mere contact with first-impression trust."""
    p, now = world.p, world.now
    concrete = reason_for(one, other, message)
    money = one.sensitivity if intrudes(one, other, message) else 0.0
    has_mutual = 1.0 if message.mutual > 0 else 0.0
    trust = first_trust(has_mutual, other.profile, other.reputation, concrete, money, p.acceptance)
    marks = OFFER_KNOWN if message.action & PITCH_NOTE else 0
    u = uniform(now.seed, READ_PROFILE, now.week, one.index, other.index)
    if u < p.awareness.p_offer_in_profile * other.profile:
        marks = marks | OFFER_KNOWN
    start = p.acceptance.strength_at_start
    return Bond(start, trust, 0.0, start, now.week, marks)


@rule
def writers_bond(met, world):
    """Bond of an accepted request on its writer's side: no letter has been read, only a profile."""
    nothing_said = Message(0, 0.0, 0.0, 0.0, 0.0, met.message.mutual, 0, NONE, NONE)
    return new_bond(met.writer, met.reader, nothing_said, world)


@rule
def note_offends(met, world):
    """Whether a pitch without a need, in the note of a request, offends: as often as the reader is sensitive."""
    u = uniform(world.now.seed, TAKE_OFFENCE, world.now.week, met.reader.index, met.writer.index)
    return u < met.reader.sensitivity


@rule
def blocks(met, world):
    """Whether a reader who knows nothing of the writer blocks it for such a note; only those whom it offends do."""
    p = world.p
    u = uniform(world.now.seed, TAKE_OFFENCE, world.now.week, met.reader.index, met.writer.index)
    return u < p_blocks(met.reader.sensitivity, p.acceptance.trust_of_stranger, p.pitching)


@rule
def consider_note(slot, met, world):
    """The offer in the note of a contact's request, if there is one that meets a need. Returns bits of the reply."""
    if not meets_need(met.reader, met.writer, met.message):
        return 0
    i, picked = met.reader.index, met.message.action & PICKED != 0
    offer = offer_by(met, bond_at(world.ties, i, slot), False, whole(world.ties.since[i, slot]), picked)
    return INTERESTED if hear_offer(offer, 1, world) else 0


@rule
def call_takes_place(wants_call, bond, met, world):
    """Whether an accepted request leads to a call at once, given time: nobody wants one, no; both do, yes; else one asks.

    If only the reader wants it, the writer has to pick up; if only the writer offered it, the reader has to.
    """
    offered = met.message.action & OFFER_CALL != 0
    if not (wants_call or offered) or not has_time(met.reader.index, world):
        return False
    if wants_call and offered:
        return True
    if wants_call:
        return picks_up(bond, met.writer, met.reader, 0, world)
    return picks_up(bond, met.reader, met.writer, 0, world)


@rule
def accept_request(wants_call, met, world):
    """A request is accepted: a mere contact, and perhaps a call at once. Returns the reply."""
    i, j, message = met.reader.index, met.writer.index, met.message
    bond = new_bond(met.reader, met.writer, message, world)
    reply, sympathy = READ | ACCEPTED, 0.0
    if call_takes_place(wants_call, bond, met, world):
        bond, talked = take_call(bond, met, world)
        reply = reply | talked
        sympathy = sympathy_of(i, j, message.common, world)
    slot = add_tie(i, j, bond, Pair(message.mutual, message.common, sympathy), world)
    return reply | consider_note(slot, met, world)


@rule
def decision_on(answer, met, load, world):
    """What the reader's strategy answers."""
    i, message, p = met.reader.index, met.message, world.p
    request = Request(message.action & ~KIND, message.quality, chance_of_acceptance(met, load, p), load)
    hours = real(world.people.hours[i]) - real(world.people.debt[i])
    ego = ego_at(i, hours if hours > 0.0 else 0.0, world.people.contacts[i], world)
    tie = tie_to_prospect(
        message.common, message.mutual, p.acceptance.trust_of_stranger, met.writer.profile, met.writer.reputation, 0.0
    )
    u = uniform(world.now.seed, ACCEPT_REQUEST, 0, i, met.writer.index)
    return answer(i, ego, tie, request, u, world)


@rule
def read_request(answer, slot, met, load, world):
    """A request that was read; answer(i, ego, tie, request, u, world) decides. slot: of a tie to the writer, or -1.

    Returns the reply.
    """
    i = met.reader.index
    world.tally[world.people.group[i], REQUESTS_RECEIVED] += 1
    reply = READ
    if intrudes(met.reader, met.writer, met.message):
        count_unwanted(i, world)
        if note_offends(met, world):
            reply = reply | ANNOYED
    if slot != NONE:
        return reply | ACCEPTED | consider_note(slot, met, world)
    decision = decision_on(answer, met, load, world)
    if decision == DECLINE:
        return reply | SHUT_OUT if intrudes(met.reader, met.writer, met.message) and blocks(met, world) else reply
    return reply | accept_request(decision == ACCEPT_AND_CALL, met, world)


@rule
def note_request(i, reply, world):
    """What the platform and the calendar note of an own request: so many asked, so many accepted, a call promised."""
    people = world.people
    people.asked_lately[i] += 1
    if reply & ACCEPTED:
        people.accepted_lately[i] += 1
        if reply & TALKED:
            promise_call(i, world)


@rule
def hear_request(bond, reply, met, world):
    """The writer's bond after an accepted request."""
    return hear_talk(bond, reply, met, world)
