"""A call: taken by those who have time and trust the caller, and showing both whether they get on."""

from ..actions import CALL, CALL_HOURS, CALL_MISSED_HOURS, READ, TALKED
from ..compiling import real, rule, whole
from ..measures import HOURS, SCALE
from ..randomness import PICK_UP, uniform
from ..rules.calling import p_pick_up
from ..rules.differences import taken_readily
from .bonds import after_talk
from .talk import hear_need, hear_need_told, learn_offer, moment, sympathy_of, told_back


@rule
def has_time(i, world):
    """Whether somebody can take a call: less than a week's hours are promised already."""
    return real(world.people.debt[i]) < real(world.people.hours[i])


@rule
def picks_up(bond, called, caller, nth, world):
    """Whether a call is taken, by somebody with this bond to the other side."""
    u = uniform(world.now.seed, PICK_UP, moment(world.now, nth), called.index, caller.index)
    return u < taken_readily(p_pick_up(bond.trust, bond.energy, world.p.calling), called.readiness)


@rule
def promise_call(i, world):
    """Half an hour of somebody's coming time for a call that takes place now."""
    people = world.people
    people.debt[i] = real(people.debt[i]) + CALL_HOURS
    people.spent[i] += CALL_HOURS
    world.tally[people.group[i], HOURS + CALL] += whole(CALL_HOURS * SCALE)


@rule
def call_missed(i, world):
    """Most of the time set aside for a call that nobody took comes back next week."""
    people, back = world.people, CALL_HOURS - CALL_MISSED_HOURS
    people.debt[i] = real(people.debt[i]) - back
    people.spent[i] -= back
    world.tally[people.group[i], HOURS + CALL] -= whole(back * SCALE)


@rule
def talk_by_phone(bond, one, other, message, world):
    """The bond of `one` after a talk: both learn whether they get on, and the other's offer may come up."""
    p = world.p
    sympathy = sympathy_of(one.index, other.index, message.common, world)
    bond = after_talk(bond, sympathy, p.reinforcement.call, world)
    return learn_offer(bond, one, other, p.awareness.p_offer_in_call, message.nth, world)


@rule
def take_call(bond, met, world):
    """A call that takes place, seen from the reader's side. Returns (bond, reply)."""
    bond = talk_by_phone(bond, met.reader, met.writer, met.message, world)
    promise_call(met.reader.index, world)
    reply = READ | TALKED | told_back(bond, met, world)
    return hear_need(bond, met, world), reply


@rule
def read_call(bond, met, world):
    """Being called. Returns (bond, reply), the reply 0 if nobody picks up."""
    if has_time(met.reader.index, world) and picks_up(bond, met.reader, met.writer, met.message.nth, world):
        return take_call(bond, met, world)
    return bond, 0


@rule
def hear_talk(bond, reply, met, world):
    """The writer's bond after a talk, if there was one."""
    if reply & TALKED:
        bond = talk_by_phone(bond, met.writer, met.reader, met.message, world)
    return hear_need_told(bond, reply)


@rule
def hear_call(bond, reply, met, world):
    """The caller's bond after the call."""
    return hear_talk(bond, reply, met, world)
