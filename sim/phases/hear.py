"""Phase 3, one person: sender reads the answers to its own mail."""

from ..actions import (
    ACCEPTED,
    ANNOYED,
    ANSWERED,
    BROKEN,
    CALL,
    INTERESTED,
    KIND,
    PITCH,
    RECONNECT,
    REQUEST,
    SHARE_INFO,
    SHUT_OUT,
    TAKEN_UP,
    TALKED,
    WORK,
)  # fmt: skip
from ..address_book import add_tie, bond_at, bring_to_mind, put_bond, put_sympathy, remove_tie, slot_by_hint
from ..compiling import rule, whole
from ..encounters.bonds import stranger
from ..encounters.call import call_missed, hear_call
from ..encounters.information import hear_information
from ..encounters.lead import PUSH
from ..encounters.pitch import hear_pitch
from ..encounters.reconnection import hear_reconnection
from ..encounters.request import hear_request, note_request, writers_bond
from ..encounters.talk import sympathy_of
from ..encounters.work import hear_work, keep_lead, note_work
from ..kept_requests import keep_apart
from ..measures import ANNOYANCE, LEADS, MESSAGES_ANSWERED, REQUESTS_ACCEPTED
from ..measures import BROKEN as BROKEN_TIES
from ..measures import SHUT_OUT as TIMES_SHUT_OUT
from ..records import Encounter, Pair
from ..state import MOST, NONE
from ..views import side_of


@rule
def count_reply(i, kind, reply, world):
    """Count what came of a message."""
    tally, group = world.tally, world.people.group[i]
    if reply & TAKEN_UP:
        tally[group, MESSAGES_ANSWERED] += 1
    if kind == REQUEST and reply & ACCEPTED:
        tally[group, REQUESTS_ACCEPTED] += 1
    if reply & ANNOYED:
        tally[group, ANNOYANCE] += 1
        world.people.annoyed[i] += 1
    if reply & BROKEN:
        tally[group, BROKEN_TIES] += 1
    if reply & SHUT_OUT:
        tally[group, TIMES_SHUT_OUT] += 1


@rule
def note_interest(i, j, reply, world):
    """Who is interested in an offer is a lead of its sender from now on."""
    if reply & INTERESTED:
        keep_lead(i, j, world)
        world.tally[world.people.group[i], LEADS + PUSH] += 1


@rule
def note_reply(i, kind, reply, world):
    """What a reply, or silence, means for hours and for the platform, whatever becomes of the tie."""
    if kind == CALL and not reply & TALKED:
        call_missed(i, world)
    if kind == REQUEST:
        note_request(i, reply, world)
    if kind == WORK:
        note_work(i, reply, world)


@rule
def hear_reply(bond, reply, met, world):
    """The writer's bond after a reply, by kind of mail."""
    kind = met.message.action & KIND
    if kind == SHARE_INFO:
        return hear_information(bond, reply, met, world)
    if kind == RECONNECT:
        return hear_reconnection(bond, reply, met, world)
    if kind == PITCH:
        return hear_pitch(bond, reply, met, world)
    if kind == CALL:
        return hear_call(bond, reply, met, world)
    if kind == WORK:
        return hear_work(bond, reply, met, world)
    return hear_request(bond, reply, met, world)


@rule
def keep_heard(slot, bond, reply, met, world):
    """The writer's tie after a reply: kept, or formed anew."""
    i, j, ties, message = met.writer.index, met.reader.index, world.ties, met.message
    sympathy = sympathy_of(i, j, message.common, world) if reply & TALKED else 0.0
    if slot == NONE:
        add_tie(i, j, bond, Pair(message.mutual, message.common, sympathy), world)
    else:
        put_bond(i, slot, bond, world)
        if reply & TALKED:
            put_sympathy(ties, i, slot, sympathy)
        bring_to_mind(world.people, ties, i, slot)


@rule
def note_push(i, slot, reply, world):
    """The writer's own approach: in vain unless it was answered; what alter sent before it is answered by it."""
    ties = world.ties
    ties.unanswered[i, slot] = 0
    ties.pushes[i, slot] = 0 if reply & TAKEN_UP else min(whole(ties.pushes[i, slot]) + 1, MOST)


@rule
def hear_one(i, j, message, reply, world):
    """What one answer (or silence) of j does to the sender's side."""
    people, ties, kind = world.people, world.ties, message.action & KIND
    count_reply(i, kind, reply, world)
    note_reply(i, kind, reply, world)
    note_interest(i, j, reply, world)
    if kind == REQUEST and not reply & ACCEPTED:
        return
    slot = slot_by_hint(ties, i, whole(people.contacts[i]), j, message.slot)
    if slot != NONE:
        note_push(i, slot, reply, world)
    if reply == 0:
        return
    met = Encounter(side_of(j, world), side_of(i, world), message)
    if reply & BROKEN:
        if slot != NONE:
            remove_tie(people, ties, i, slot)
        keep_apart(i, j, world)
        return
    if slot != NONE:
        bond = bond_at(ties, i, slot)
    elif kind == REQUEST:
        bond = writers_bond(met, world)
    elif reply & (ANSWERED | TALKED):
        bond = stranger(world.p)
    else:
        return
    keep_heard(slot, hear_reply(bond, reply, met, world), reply, met, world)
