"""Phase 1 over columns: each person values ties, prospects and occasions, and spends its hours on the best."""

import numpy as np

from ..actions import ATTEND_EVENT, CALL_HOURS, KIND, PITCH_HOURS, REQUEST, can_repeat, hours_of, is_mail
from ..compiling import real, rule, whole
from ..measures import HOURS, MESSAGES_SENT, REQUESTS_SENT, SCALE
from ..phases.plan import do_at_once, ego_at, event_for, hours_left, place_of, rank_of
from ..rules.arithmetic import common_ground, quality_of
from ..rules.planning import MOST_REPEATS, may_request, priority_again
from ..state import NONE, PARTS, slot_of
from .ahead import fetch_ties
from .options import DONE, LOW_BITS, close_ranks, first_rank, rerank
from .weighing import Looker, draw_luck


@rule
def mark_related(mark, people, ties, i, related):
    """Mark those to whom ego is related, by the low bits of their number."""
    for slot in range(whole(people.relationships[i])):
        related[ties.alter[i, slot] & LOW_BITS] = mark


@rule
def mutual_contacts(people, ties, i, j, related):
    """People with whom both j and the marked ego i have a relationship."""
    shared, own = 0, whole(people.relationships[i])
    for slot in range(whole(people.relationships[j])):
        other = ties.alter[j, slot]
        if related[other & LOW_BITS] and slot_of(ties, i, own, other) != NONE:
            shared += 1
    return shared


@rule
def write_mail(m, i, options, c, quality, people, ties, mail):
    """Write message m: everything the reader needs to know of the sender's side."""
    j, slot = options.alter[c], options.target[c]
    mail.sender[m] = i
    mail.receiver[m] = j
    mail.action[m] = options.action[c]
    mail.nth[m] = options.times[c]
    mail.reply[m] = 0
    mail.slot[m] = slot
    mail.quality[m] = quality
    if slot == NONE:
        mail.mutual[m] = min(mutual_contacts(people, ties, i, j, options.related), 255)
        mail.common[m] = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
        mail.knowledge[m] = 0.0
        mail.trust[m] = 0.0
    else:
        mail.mutual[m] = 0
        mail.common[m] = real(ties.common[i, slot]) / PARTS
        mail.knowledge[m] = ties.knowledge[i, slot]
        mail.trust[m] = ties.trust[i, slot]


@rule
def spend_hours(i, cursor, options, n, hours, event, effort, people, ties, mail, tally, p):
    """Do the best, then the next best, as long as the hours last; returns the next free place for mail.

    What does not fit into the hours left is passed over, until nothing can fit. An event may take hours of coming weeks.
    """
    least = min(hours_of(REQUEST, effort), PITCH_HOURS)
    group = whole(people.group[i])
    quality = quality_of(effort)
    first, requests, spent = cursor, 0, 0.0
    blocks = close_ranks(options, n)
    while hours >= least:
        rank = first_rank(options, blocks)
        if rank == DONE:
            break
        c = place_of(rank)
        action = options.action[c]
        kind = action & KIND
        cost = hours_of(action, effort)
        if kind == ATTEND_EVENT and hours >= CALL_HOURS and cost > hours:
            people.debt[i] = real(people.debt[i]) + (cost - hours)
            hours = cost
        rank = DONE
        if cost <= hours and (kind != REQUEST or may_request(requests, people.restricted[i], p.planning)):
            hours -= cost
            spent += cost
            tally[group, HOURS + kind] += whole(cost * SCALE)
            if is_mail(action):
                if kind == REQUEST and requests == 0:
                    mark_related(True, people, ties, i, options.related)
                write_mail(cursor, i, options, c, quality, people, ties, mail)
                cursor += 1
                requests += 1 if kind == REQUEST else 0
            else:
                do_at_once(kind, i, options.target[c], event, people, ties)
            options.times[c] += 1
            if can_repeat(action) and options.times[c] < MOST_REPEATS and options.priority[c] > 0.0:
                options.priority[c] = priority_again(options.priority[c], p.planning)
                rank = rank_of(options.priority[c], c)
        rerank(options, c, rank)
    if requests > 0:
        mark_related(False, people, ties, i, options.related)
    people.spent[i] += spent
    tally[group, MESSAGES_SENT] += cursor - first
    tally[group, REQUESTS_SENT] += requests
    return cursor


def make_plan(weigh):
    """The planning loop, to be compiled, for a shelf of strategies; weigh(looker, ...) is made by `make_weigh`."""

    def plan(lo, hi, seed, week, due, people, ties, town, rules, codes, effort, looks, params, post, options, tally):
        """Persons lo..hi-1 plan; returns -1, or the group whose strategy chose an impossible action."""
        p = rules[0]
        cursor = post.room[lo]
        for i in range(lo, hi):
            fetch_ties(i + 1, hi, people, ties)
            post.out_start[i] = cursor
            people.posts[i] = 0
            people.groomed[i] = 0
            people.event[i] = NONE
            hours = hours_left(people, i)
            entry = whole(people.strategy[i])
            ego = ego_at(people, i, week, hours)
            event = event_for(people, i, seed, week, due)
            draw_luck(options.luck, options.blur, ties.alter[i], ego.contacts, seed, week, i)
            looker = Looker(i, codes[entry], params[entry], ego, event, looks[entry])
            n = weigh(looker, seed, week, people, ties, town, options, p)
            if n < 0:
                return entry
            cursor = spend_hours(
                i, cursor, options, n, hours, event, effort[entry], people, ties, post.mail, tally, p
            )
            post.out_count[i] = cursor - post.out_start[i]
        return NONE

    return plan
