"""Phase 2, one person: reads its inbox as far as attention reaches, answers, meets people, notices posts."""

import numpy as np

from ..actions import (
    ACCEPT_AND_CALL,
    ACCEPTED,
    ANNOYED,
    BROKEN,
    CALL,
    CALL_HOURS,
    DECLINE,
    KIND,
    OFFER_CALL,
    PITCH,
    READ,
    REQUEST,
    TALKED,
)
from ..compiling import real, rule, whole
from ..encounters import (
    chance_of_acceptance,
    intrudes,
    liking_of,
    meet,
    meets_need,
    mentions_offer,
    need_fits,
    new_bond,
    note_offends,
    occasion,
    picks_up,
    read_letter,
    stranger,
    take_call,
    tells_need,
    utility_of,
    with_flag,
)
from ..measures import HOURS, REQUESTS_RECEIVED, SCALE
from ..measures import UNWANTED as UNWANTED_PITCHES
from ..randomness import ACCEPT_REQUEST, READ_MAIL, READ_POST, uniform
from ..records import Request, Side
from ..rules.arithmetic import common_ground
from ..rules.attention import load_of, p_read
from ..rules.posting import p_notice_posts
from ..rules.reinforcement import knowledge_after, strength_after
from ..state import (
    NEED_KNOWN,
    NONE,
    OFFER_KNOWN,
    PARTS,
    add_tie,
    bond_at,
    keep_request,
    put_bond,
    remove_tie,
    slot_of,
)
from .plan import ego_at, tie_to_prospect

LETTER_NTH = 8  # ordinal under which the writer's side of a letter draws, beyond those of mail


@rule
def side_of(people, i):
    """A person as the encounters see it."""
    return Side(
        whole(i),
        whole(people.offer[i]),
        whole(people.need[i]),
        real(people.sensitivity[i]),
        real(people.profile[i]),
        real(people.reputation[i]),
    )


@rule
def open_inbox(i, messages, people):
    """Reading starts: no offer has been read yet this week. Returns the load."""
    load = load_of(real(messages), real(people.attention[i]))
    people.load[i] = load
    people.pushed_by[i] = NONE
    return load


@rule
def promise_call(people, i, tally):
    """Half an hour of somebody's coming time for a call that takes place now."""
    people.debt[i] = real(people.debt[i]) + CALL_HOURS
    people.spent[i] += CALL_HOURS
    tally[people.group[i], HOURS + CALL] += whole(CALL_HOURS * SCALE)


@rule
def has_time(people, i):
    """Whether somebody can take a call: less than a week's hours are promised already."""
    return real(people.debt[i]) < real(people.hours[i])


@rule
def need_since(people, i, week, p):
    """Week in which the present need arose (negative before the start)."""
    return whole(week - (p.trade.need_weeks - people.need_weeks[i]))


@rule
def consider_offer(people, i, j, trust, strength, key, p):
    """A pitched offer that meets a need: kept for the trade phase if it is the best of the week."""
    utility = utility_of(i, j, trust, strength, need_since(people, i, key.week, p), key, p)
    if people.pushed_by[i] == NONE or utility > people.push_utility[i]:
        people.pushed_by[i] = j
        people.push_utility[i] = utility
        people.push_trust[i] = trust
        people.push_strength[i] = strength


@rule
def count_unwanted(people, i, tally):
    """One more unwanted pitch for i."""
    people.unwanted[i] += 1
    tally[people.group[i], UNWANTED_PITCHES] += 1


@rule
def weigh_note(people, ties, i, slot, reader, writer, message, key, p):
    """The offer in the note of a contact's request, if there is one that meets a need."""
    if meets_need(reader, writer, message):
        trust, strength = real(ties.trust[i, slot]), real(ties.strength[i, slot])
        consider_offer(people, i, writer.index, trust, strength, key, p)


@rule
def accept_request(i, reader, writer, message, wants_call, trust_shown, people, ties, tally, key, p):
    """A request is accepted: a mere contact, and a call if one side wants it and the other takes it. Returns the reply."""
    bond = new_bond(reader, writer, message, key, p)
    reply = READ | ACCEPTED
    liking = 0.0
    offered = message.action & OFFER_CALL != 0
    if (wants_call or offered) and has_time(people, i):
        agreed = picks_up(bond, writer, reader, 0, key, p) if wants_call else picks_up(bond, reader, writer, 0, key, p)
        if agreed or (wants_call and offered):
            bond, talked = take_call(bond, reader, writer, message, key, p)
            reply = reply | talked
            liking = liking_of(reader.index, writer.index, message.common, key, p)
            promise_call(people, i, tally)
            if tells_need(writer, reader, trust_shown, LETTER_NTH, key, p):
                bond = with_flag(bond, NEED_KNOWN)
    slot = add_tie(people, ties, i, writer.index, bond, message.mutual, message.common, liking)
    weigh_note(people, ties, i, slot, reader, writer, message, key, p)
    return reply


@rule
def after_letter(i, slot, bond, reader, writer, message, reply, trust_shown, people, ties, tally, key, p):
    """What follows from a letter or call that was read: the bond is kept, broken or formed anew. Returns the reply."""
    kind = message.action & KIND
    if kind == PITCH and reply != 0:
        if need_fits(reader, writer):
            consider_offer(people, i, writer.index, bond.trust, bond.strength, key, p)
        else:
            count_unwanted(people, i, tally)
    if reply & TALKED:
        promise_call(people, i, tally)
    if kind != PITCH and reply > READ and tells_need(writer, reader, trust_shown, LETTER_NTH + message.nth, key, p):
        bond = with_flag(bond, NEED_KNOWN)
    if reply & BROKEN:
        if slot != NONE:
            remove_tie(people, ties, i, slot)
    elif slot != NONE:
        put_bond(ties, i, slot, bond)
        if reply & TALKED:
            liking = liking_of(reader.index, writer.index, message.common, key, p)
            ties.liking[i, slot] = whole(liking * PARTS)
    elif reply > READ and kind != PITCH:
        liking = liking_of(reader.index, writer.index, message.common, key, p) if reply & TALKED else 0.0
        add_tie(people, ties, i, writer.index, bond, 0, message.common, liking)
    return reply


@rule
def meet_person(i, j, people, ties, key, p):
    """i talks to j at an event."""
    contacts = whole(people.contacts[i])
    slot = slot_of(ties, i, contacts, j)
    this, other = side_of(people, i), side_of(people, j)
    common = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
    bond = bond_at(ties, i, slot) if slot != NONE else stranger(p)
    heard_before = bond.flags & OFFER_KNOWN
    bond, liking = meet(bond, slot != NONE, this, other, common, key, p)
    if need_fits(this, other) and bond.flags & OFFER_KNOWN and not heard_before:
        consider_offer(people, i, j, bond.trust, bond.strength, key, p)
    if slot == NONE:
        add_tie(people, ties, i, j, bond, 0, common, liking)
    else:
        put_bond(ties, i, slot, bond)
        ties.liking[i, slot] = whole(liking * PARTS)


@rule
def go_to_event(i, people, ties, guests, key, p):
    """i talks to the next few on either side of its ring."""
    topic = whole(people.event[i])
    first, end = guests.start[topic], guests.start[topic + 1]
    size = end - first
    place = guests.place[i] - first
    for d in range(1, whole(p.meeting.people_met) // 2 + 1):
        if 2 * d <= size and size > 1:
            meet_person(i, whole(guests.ring[first + (place + d) % size]), people, ties, key, p)
        if 2 * d < size:
            meet_person(i, whole(guests.ring[first + (place - d) % size]), people, ties, key, p)


@rule
def notice_posts(i, load, all_posts, people, ties, key, p):
    """i notices posts of its contacts: a little strength and knowledge, perhaps the offer. all_posts: everybody's."""
    for slot in range(whole(people.contacts[i])):
        j = whole(ties.alter[i, slot])
        posts = whole(all_posts[j])
        if posts == 0:
            continue
        u = uniform(key.seed, READ_POST, key.week, i, j)
        if u < p_notice_posts(posts, load, p.posting):
            bond = bond_at(ties, i, slot)
            ties.strength[i, slot] = strength_after(bond.strength, bond.energy, p.reinforcement.post, p.reinforcement)
            ties.knowledge[i, slot] = knowledge_after(bond.knowledge, p.reinforcement.post)
            if mentions_offer(side_of(people, j), side_of(people, i), p.awareness.p_offer_in_post, LETTER_NTH, key):
                ties.marks[i, slot] |= OFFER_KNOWN


@rule
def read_request(answer, i, slot, code, row, reader, writer, message, load, trust_shown, people, ties, tally, key, p):
    """A contact request that was read: answer(code, row, ego, tie, request, u) decides. Returns the reply."""
    group = people.group[i]
    tally[group, REQUESTS_RECEIVED] += 1
    reply = READ
    if intrudes(reader, writer, message):
        count_unwanted(people, i, tally)
        if note_offends(reader, writer, key):
            reply = reply | ANNOYED
    if slot != NONE:
        weigh_note(people, ties, i, slot, reader, writer, message, key, p)
        return reply | ACCEPTED
    chance = chance_of_acceptance(reader, writer, message, load, p)
    request = Request(message.action & ~KIND, message.quality, chance, load)
    hours = real(people.hours[i]) - real(people.debt[i])
    ego = ego_at(people, i, key.week, hours if hours > 0.0 else 0.0)
    tie = tie_to_prospect(
        message.common, message.mutual, p.acceptance.trust_of_stranger, writer.profile, writer.reputation
    )
    u = uniform(key.seed, ACCEPT_REQUEST, 0, i, writer.index)
    decision = answer(code, row, ego, tie, request, u)
    if decision == DECLINE:
        return reply
    calls = decision == ACCEPT_AND_CALL
    return reply | accept_request(i, reader, writer, message, calls, trust_shown, people, ties, tally, key, p)


@rule
def read_message(answer, i, j, message, shown, code, row, load, people, ties, tally, key, p):
    """One piece of mail by j, who trusts i by `shown`: read or not, and what comes of it. Returns the reply."""
    slot = slot_of(ties, i, whole(people.contacts[i]), j)
    bond = bond_at(ties, i, slot) if slot != NONE else stranger(p)
    chance = p_read(load, bond.strength)
    asks = message.action & KIND == REQUEST
    if chance < 1.0 and uniform(key.seed, READ_MAIL, occasion(key, message.nth), i, j) >= chance:
        if asks:
            keep_request(people, ties, i, j, key.week)
        return 0
    reader, writer = side_of(people, i), side_of(people, j)
    if asks:
        reply = read_request(answer, i, slot, code, row, reader, writer, message, load, shown, people, ties, tally, key, p)
        if reply & ACCEPTED == 0:
            keep_request(people, ties, i, j, key.week)
        return reply
    bond, reply = read_letter(bond, reader, writer, message, has_time(people, i), key, p)
    return after_letter(i, slot, bond, reader, writer, message, reply, shown, people, ties, tally, key, p)
