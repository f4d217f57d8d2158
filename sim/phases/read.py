"""Phase 2, one person: reads its inbox as far as attention reaches, answers, meets people, notices posts."""

from ..actions import ANSWERED, BROKEN, CALL, KIND, PITCH, READ, RECONNECT, REQUEST, SHARE_INFO, SHUT_OUT, TAKEN_UP, TALKED, WORK
from ..address_book import add_tie, bond_at, bring_to_mind, put_bond, put_sympathy, remove_tie, slot_by_hint
from ..compiling import real, rule, whole
from ..encounters.bonds import stranger
from ..encounters.call import read_call
from ..encounters.information import read_information
from ..encounters.meeting import meet_person
from ..encounters.pitch import read_pitch
from ..encounters.post import notice_post
from ..encounters.reconnection import read_reconnection
from ..encounters.request import read_request
from ..encounters.talk import moment, sympathy_of
from ..encounters.work import read_work
from ..in_mind import STRETCHES, in_mind, stretch
from ..kept_requests import FOR_EVER, forget_attempts, keep_apart, keep_request, place_of_request
from ..randomness import READ_MAIL, uniform
from ..records import Encounter, Pair
from ..rules.attention import answer_share_after, load_of, p_read
from ..rules.patience import p_patient
from ..state import MOST, MUTED, NONE
from ..views import side_of


@rule
def open_inbox(i, messages, world):
    """Reading starts: nothing has happened yet that will be in mind next week, no offer was read. Returns the load."""
    people = world.people
    people.fresh[i] = 0
    load = load_of(real(messages), real(people.answer_share[i]), real(people.attention[i]))
    people.load[i] = load
    return load


@rule
def p_taken_up(i, j, slot, load, world):
    """Chance that i reads what j writes: as far as attention and patience reach, and nothing by those whom it shut out."""
    ties, p = world.ties, world.p
    if slot != NONE:
        if ties.marks[i, slot] & MUTED:
            return 0.0
        return p_read(load, real(ties.strength[i, slot])) * p_patient(real(ties.unanswered[i, slot]), p.patience)
    place = place_of_request(i, j, world)
    if place == NONE:
        return p_read(load, 0.0)
    if ties.asked[i, place] == FOR_EVER:
        return 0.0
    return p_read(load, 0.0) * p_patient(real(ties.times[i, place]), p.patience)


@rule
def is_read(i, j, slot, nth, load, world):
    """Whether i reads the nth message of this week by j; slot: of its tie to j, or -1."""
    chance = p_taken_up(i, j, slot, load, world)
    return chance >= 1.0 or uniform(world.now.seed, READ_MAIL, moment(world.now, nth), i, j) < chance


@rule
def read_letter(bond, met, world):
    """One piece of mail that is no request. Returns (the reader's bond, reply)."""
    kind = met.message.action & KIND
    if kind == SHARE_INFO:
        return read_information(bond, met, world)
    if kind == RECONNECT:
        return read_reconnection(bond, met, world)
    if kind == PITCH:
        return read_pitch(bond, met, world)
    if kind == CALL:
        return read_call(bond, met, world)
    return read_work(bond, met, world)


@rule
def keep_tie(slot, bond, reply, met, world):
    """The reader's tie after a letter or call: broken, kept, or formed anew by an answer."""
    i, j, ties, common = met.reader.index, met.writer.index, world.ties, met.message.common
    sympathy = sympathy_of(i, j, common, world) if reply & TALKED else 0.0
    if reply & BROKEN:
        if slot != NONE:
            remove_tie(world.people, ties, i, slot)
        keep_apart(i, j, world)
    elif slot != NONE:
        put_bond(i, slot, bond, world)
        if reply & TALKED:
            put_sympathy(ties, i, slot, sympathy)
    elif reply & (ANSWERED | TALKED):
        add_tie(i, j, bond, Pair(0, common, sympathy), world)


@rule
def note_approach(i, slot, world):
    """One more approach in i's address book: in vain as long as i does not answer, while i's own were not."""
    ties = world.ties
    ties.unanswered[i, slot] = min(whole(ties.unanswered[i, slot]) + 1, MOST)
    ties.pushes[i, slot] = 0


@rule
def note_answer(i, j, slot, asks, reply, world):
    """What i and its platform keep of an approach by j and the reply to it; slot: of the tie before it, or -1."""
    people = world.people
    answered = reply & TAKEN_UP != 0
    if reply & READ:
        people.answer_share[i] = answer_share_after(real(people.answer_share[i]), 1.0 if answered else 0.0, world.p.attention)
    if slot != NONE:
        if answered:
            world.ties.unanswered[i, slot] = 0
    elif reply & SHUT_OUT:
        keep_request(i, j, FOR_EVER, world)
    elif asks:
        if answered:
            forget_attempts(i, j, world)
        else:
            keep_request(i, j, world.now.week, world)


@rule
def read_message(answer, i, j, message, load, world):
    """One piece of mail by j: read or not, and what comes of it. Returns the reply.

    answer(i, ego, tie, request, u, world): how the reader's strategy answers a request.
    """
    ties = world.ties
    slot = slot_by_hint(ties, i, whole(world.people.contacts[i]), j, message.back)
    bond = bond_at(ties, i, slot) if slot != NONE else stranger(world.p)
    if slot != NONE:
        ties.back[i, slot] = message.slot
    asks = message.action & KIND == REQUEST
    reads = is_read(i, j, slot, message.nth, load, world)
    if slot != NONE:
        note_approach(i, slot, world)
    reply = 0
    if reads or message.action & KIND == WORK:
        met = Encounter(side_of(i, world), side_of(j, world), message)
        if asks:
            reply = read_request(answer, slot, met, load, world)
        else:
            bond, reply = read_letter(bond, met, world)
            keep_tie(slot, bond, reply, met, world)
    note_answer(i, j, slot, asks, reply, world)
    if reads and slot != NONE and not reply & BROKEN:
        bring_to_mind(world.people, ties, i, slot)
    return reply


@rule
def go_to_event(i, guests, world):
    """i talks to the next few on either side of its ring."""
    topic = whole(world.people.event[i])
    first, end = guests.start[topic], guests.start[topic + 1]
    size = end - first
    place = guests.place[i] - first
    for d in range(1, whole(world.p.meeting.people_met) // 2 + 1):
        if 2 * d <= size and size > 1:
            meet_person(i, whole(guests.ring[first + (place + d) % size]), world)
        if 2 * d < size:
            meet_person(i, whole(guests.ring[first + (place - d) % size]), world)


@rule
def notice_posts(i, load, all_posts, world):
    """i notices posts of those in mind; all_posts: everybody's of this week."""
    mind = in_mind(i, 0, world)
    for which in range(STRETCHES):
        lo, hi = stretch(mind, which)
        for slot in range(lo, hi):
            posts = whole(all_posts[world.ties.alter[i, slot]])
            if posts > 0:
                notice_post(i, slot, posts, load, world)
