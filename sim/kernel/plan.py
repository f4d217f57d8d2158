"""Phase 1 over columns: each person values ties, prospects and occasions, and spends its hours on the best."""

import numpy as np

from ..actions import ATTEND_EVENT, CALL_HOURS, KIND, PITCH, REQUEST, can_repeat, hours_of, is_mail
from ..address_book import slot_of
from ..compiling import real, rule, whole
from ..in_mind import how_many, in_mind
from ..measures import HOURS, MESSAGES_SENT, REQUESTS_SENT, SCALE
from ..phases.plan import begin_week, do_at_once, event_for, look_closely, look_through, place_of, rank_of
from ..rules.arithmetic import common_ground, quality_of
from ..rules.mind import hours_to_look
from ..rules.planning import MOST_REPEATS, may_request, priority_again
from ..state import NONE, PARTS
from ..views import ego_at
from .ahead import fetch_mind
from .options import DONE, LOW_BITS, close_ranks, first_rank, rerank
from .weighing import Looker


@rule
def mark_related(mark, i, related, world):
    """Mark those to whom ego is related, by the low bits of their number."""
    for slot in range(whole(world.people.relationships[i])):
        related[world.ties.alter[i, slot] & LOW_BITS] = mark


@rule
def mutual_contacts(i, j, related, world):
    """People with whom both j and the marked ego i have a relationship."""
    people, ties = world.people, world.ties
    shared, own = 0, whole(people.relationships[i])
    for slot in range(whole(people.relationships[j])):
        other = ties.alter[j, slot]
        if related[other & LOW_BITS] and slot_of(ties, i, own, other) != NONE:
            shared += 1
    return shared


@rule
def write_mail(m, i, c, options, mail, world):
    """Write message m, option c of i: everything the reader needs to know of the sender's side."""
    people, ties = world.people, world.ties
    j, slot = options.alter[c], options.target[c]
    mail.sender[m] = i
    mail.receiver[m] = j
    mail.action[m] = options.action[c]
    mail.nth[m] = options.times[c]
    mail.reply[m] = 0
    mail.slot[m] = slot
    mail.quality[m] = quality_of(world.groups.effort[people.strategy[i]])
    if slot == NONE:
        mail.back[m] = NONE
        mail.mutual[m] = min(mutual_contacts(i, j, options.related, world), 255)
        mail.common[m] = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
        mail.knowledge[m] = 0.0
        mail.trust[m] = 0.0
    else:
        mail.back[m] = ties.back[i, slot]
        ties.approached[i, slot] = world.now.week
        mail.mutual[m] = 0
        mail.common[m] = real(ties.common[i, slot]) / PARTS
        mail.knowledge[m] = ties.knowledge[i, slot]
        mail.trust[m] = ties.trust[i, slot]


@rule
def do_again(c, options, p):
    """An option was done: it is worth less the next time, if it can be repeated at all. Returns its rank from now on."""
    options.times[c] += 1
    if can_repeat(options.action[c]) and options.times[c] < MOST_REPEATS and options.priority[c] > 0.0:
        options.priority[c] = priority_again(options.priority[c], p.planning)
        return rank_of(options.priority[c], c)
    return DONE


@rule
def least_hours(looker, options, world):
    """The least that anything can cost: a letter, an offer, or work on one of the leads, which are the first options."""
    effort, pitch = world.groups.effort[looker.follows], world.groups.pitch[looker.follows]
    least = min(hours_of(REQUEST, effort, pitch), hours_of(PITCH, effort, pitch))
    for c in range(whole(world.people.leads[looker.i])):
        least = min(least, options.hours[c])
    return least


@rule
def hours_for(kind, cost, i, hours, people):
    """The hours that can be spent on something: an event may take those of coming weeks, if there is time for a call."""
    if kind == ATTEND_EVENT and hours >= CALL_HOURS and cost > hours:
        people.debt[i] = real(people.debt[i]) + (cost - hours)
        return cost
    return hours


@rule
def spend_hours(looker, n, cursor, options, mail, world):
    """Do the best, then the next best, as long as the hours last; returns the next free place for mail.

    What does not fit into the hours left is passed over, until nothing can fit.
    """
    i, people, p = looker.i, world.people, world.p
    group, hours = whole(people.group[i]), looker.ego.hours
    least = least_hours(looker, options, world)
    first, requests, spent = cursor, 0, 0.0
    blocks = close_ranks(options, n)
    while hours >= least:
        rank = first_rank(options, blocks)
        if rank == DONE:
            break
        c = place_of(rank)
        action = options.action[c]
        kind = action & KIND
        cost = options.hours[c]
        hours = hours_for(kind, cost, i, hours, people)
        rank = DONE
        if cost <= hours and (kind != REQUEST or may_request(requests, people.restricted[i], p.planning)):
            hours -= cost
            spent += cost
            world.tally[group, HOURS + kind] += whole(cost * SCALE)
            if is_mail(action):
                if kind == REQUEST and requests == 0:
                    mark_related(True, i, options.related, world)
                write_mail(cursor, i, c, options, mail, world)
                cursor += 1
                requests += 1 if kind == REQUEST else 0
            else:
                do_at_once(kind, i, options.target[c], looker.event, world)
            rank = do_again(c, options, p)
        rerank(options, c, rank)
    if requests > 0:
        mark_related(False, i, options.related, world)
    people.spent[i] += spent
    world.tally[group, MESSAGES_SENT] += cursor - first
    world.tally[group, REQUESTS_SENT] += requests
    return cursor


def make_plan(weigh):
    """The planning loop, to be compiled, for a shelf of strategies; weigh(looker, town, options, world), see `make_weigh`."""

    def plan(lo, hi, due, town, options, post, world):
        """Persons lo..hi-1 plan; returns -1, or the group whose strategy chose an impossible action."""
        people, groups = world.people, world.groups
        cursor = post.room[lo]
        for i in range(lo, hi):
            fetch_mind(i + 1, hi, world)
            post.out_start[i] = cursor
            group, hours = whole(people.strategy[i]), begin_week(i, world)
            looks, hours = look_closely(i, groups.looks[group], groups.research[group], hours, world)
            more = look_through(i, hours, groups.list_looks[group], world)
            mind = in_mind(i, more, world)
            ego = ego_at(i, hours - hours_to_look(more, world.p.mind), how_many(mind), world)
            looker = Looker(i, ego, mind, event_for(i, due, world), group, groups.codes[group], groups.params[group], looks)
            n = weigh(looker, town, options, world)
            if n < 0:
                return group
            cursor = spend_hours(looker, n, cursor, options, post.mail, world)
            post.out_count[i] = cursor - post.out_start[i]
        return NONE

    return plan
