"""Phase 2, one person: reads its inbox as far as attention reaches, answers, meets people, notices posts."""

from ..actions import ACCEPTED, ANSWERED, BROKEN, CALL, KIND, PITCH, RECONNECT, REQUEST, SHARE_INFO, TALKED
from ..address_book import add_tie, bond_at, put_bond, put_sympathy, remove_tie, slot_of
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
from ..kept_requests import keep_request
from ..randomness import READ_MAIL, uniform
from ..records import Encounter, Pair
from ..rules.attention import load_of, p_read
from ..state import NONE
from ..views import side_of


@rule
def open_inbox(i, messages, world):
    """Reading starts: no offer has been read yet this week. Returns the load."""
    people = world.people
    load = load_of(real(messages), real(people.attention[i]))
    people.load[i] = load
    people.pushed_by[i] = NONE
    return load


@rule
def is_read(i, j, strength, nth, load, world):
    """Whether i reads the nth message of this week by j, to whom its tie has this strength."""
    chance = p_read(load, strength)
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
    return bond, 0


@rule
def keep_tie(slot, bond, reply, met, world):
    """The reader's tie after a letter or call: broken, kept, or formed anew by an answer."""
    i, j, ties, common = met.reader.index, met.writer.index, world.ties, met.message.common
    sympathy = sympathy_of(i, j, common, world) if reply & TALKED else 0.0
    if reply & BROKEN:
        if slot != NONE:
            remove_tie(world.people, ties, i, slot)
    elif slot != NONE:
        put_bond(ties, i, slot, bond)
        if reply & TALKED:
            put_sympathy(ties, i, slot, sympathy)
    elif reply & (ANSWERED | TALKED):
        add_tie(i, j, bond, Pair(0, common, sympathy), world)


@rule
def read_message(answer, i, j, message, load, world):
    """One piece of mail by j: read or not, and what comes of it. Returns the reply.

    answer(i, ego, tie, request, u, world): how the reader's strategy answers a request.
    """
    ties = world.ties
    slot = slot_of(ties, i, whole(world.people.contacts[i]), j)
    bond = bond_at(ties, i, slot) if slot != NONE else stranger(world.p)
    asks = message.action & KIND == REQUEST
    reply = 0
    if is_read(i, j, bond.strength, message.nth, load, world):
        met = Encounter(side_of(i, world), side_of(j, world), message)
        if asks:
            reply = read_request(answer, slot, met, load, world)
        else:
            bond, reply = read_letter(bond, met, world)
            keep_tie(slot, bond, reply, met, world)
    if asks and reply & ACCEPTED == 0:
        keep_request(i, j, world)
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
    """i notices posts of its contacts; all_posts: everybody's of this week."""
    for slot in range(whole(world.people.contacts[i])):
        posts = whole(all_posts[world.ties.alter[i, slot]])
        if posts > 0:
            notice_post(i, slot, posts, load, world)
