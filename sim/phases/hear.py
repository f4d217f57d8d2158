"""Phase 3, one person: sender reads the answers to its own mail."""

from ..actions import ACCEPTED, ANNOYED, ANSWERED, BROKEN, CALL, CALL_HOURS, CALL_MISSED_HOURS, KIND, REQUEST, TALKED
from ..compiling import real, rule, whole
from ..encounters import accepted_bond, hear_back, liking_of, stranger
from ..measures import ANNOYANCE, HOURS, MESSAGES_ANSWERED, REQUESTS_ACCEPTED, SCALE
from ..measures import BROKEN as BROKEN_TIES
from ..state import NONE, PARTS, add_tie, bond_at, put_bond, remove_tie, slot_by_hint
from .read import promise_call, side_of


@rule
def call_missed(people, i, tally):
    """Most of the time set aside for a call that nobody took comes back next week."""
    back = CALL_HOURS - CALL_MISSED_HOURS
    people.debt[i] = real(people.debt[i]) - back
    people.spent[i] -= back
    tally[people.group[i], HOURS + CALL] -= whole(back * SCALE)


@rule
def count_reply(reply, group, is_request, tally):
    """Count what came of a message."""
    if reply & (ACCEPTED | ANSWERED | TALKED):
        tally[group, MESSAGES_ANSWERED] += 1
    if is_request and reply & ACCEPTED:
        tally[group, REQUESTS_ACCEPTED] += 1
    if reply & ANNOYED:
        tally[group, ANNOYANCE] += 1
    if reply & BROKEN:
        tally[group, BROKEN_TIES] += 1


@rule
def hear_one(i, j, hint, message, reply, people, ties, tally, key, p):
    """What one answer (or silence) does to the sender's side."""
    kind = message.action & KIND
    if kind == CALL and not reply & TALKED:
        call_missed(people, i, tally)
    if reply & ANNOYED:
        people.annoyed[i] += 1
    if kind == REQUEST:
        people.asked_lately[i] += 1
        people.accepted_lately[i] += 1 if reply & ACCEPTED else 0
    if reply == 0:
        return
    contacts = whole(people.contacts[i])
    slot = slot_by_hint(ties, i, contacts, j, hint)
    this, other = side_of(people, i), side_of(people, j)
    if kind == REQUEST:
        if not reply & ACCEPTED:
            return
        if reply & TALKED:
            promise_call(people, i, tally)
    if reply & BROKEN:
        if slot != NONE:
            remove_tie(people, ties, i, slot)
        return
    if slot != NONE:
        bond = bond_at(ties, i, slot)
    elif kind == REQUEST:
        bond = accepted_bond(this, other, message.mutual, key, p)
    elif reply & (ANSWERED | TALKED):
        bond = stranger(p)
    else:
        return
    bond = hear_back(bond, this, other, message, reply, key, p)
    liking = liking_of(i, j, message.common, key, p) if reply & TALKED else 0.0
    if slot == NONE:
        add_tie(people, ties, i, j, bond, message.mutual, message.common, liking)
        return
    put_bond(ties, i, slot, bond)
    if reply & TALKED:
        ties.liking[i, slot] = whole(liking * PARTS)
