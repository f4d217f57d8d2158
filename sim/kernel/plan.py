"""Phase 1 over columns: each person values ties, prospects and occasions, and spends its hours on the best."""

import numpy as np

from ..actions import (
    ATTEND_EVENT,
    CALL_HOURS,
    DROP,
    EVENT,
    GROUP,
    KIND,
    NOTHING,
    OWN_TIE,
    PITCH_HOURS,
    PROFILE,
    PROSPECT,
    REQUEST,
    can_repeat,
    fits,
    hours_of,
    is_mail,
)
from ..compiling import prefetch, real, rule, whole
from ..measures import HOURS, MESSAGES_SENT, REQUESTS_SENT, SCALE
from ..phases.plan import (
    do_at_once,
    ego_at,
    event_for,
    hours_left,
    occasion_tie,
    place_of,
    prospect_of,
    rank_of,
    tie_at,
    tie_to_prospect,
)
from ..randomness import OCCASION, PLAN, PROSPECT_PICK, PROSPECT_SOURCE, uniform, unit, words
from ..rules.arithmetic import common_ground, quality_of
from ..rules.perception import perceived
from ..rules.planning import MOST_REPEATS, may_ask_again, may_request, priority_again
from ..state import NONE, PARTS, place_among, slot_of, weeks_since_request
from .ahead import fetch_for_mail, fetch_prospect, fetch_ties
from .options import DONE, LOW_BITS, add_option, close_ranks, first_rank, rerank


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


@rule
def draw_luck(luck, blur, alters, contacts, seed, week, i):
    """Two random words for each alter, in a loop of its own that compilers turn into vector instructions."""
    for slot in range(contacts):
        luck[slot], blur[slot] = words(seed, PLAN, week, i, alters[slot])


@rule
def show_prospects(i, contacts, looks, seed, week, people, ties, town, options, p):
    """The people whom the platform shows to i, whom i does not know and may ask, each once; returns how many."""
    for k in range(looks):
        options.luck[k], options.blur[k] = words(seed, PROSPECT_SOURCE, week, i, k)
        options.other[k] = words(seed, PROSPECT_PICK, week, i, k)[0]
    for k in range(looks):
        options.shown[k], options.via[k] = prospect_of(
            i, options.luck[k], options.blur[k], options.other[k], people, ties, town, p.planning
        )
        fetch_prospect(max(0, options.shown[k]), people, ties)
    seen = 0
    for k in range(looks):
        j = options.shown[k]
        if j < 0 or j == i or place_among(options.shown, seen, j) != NONE or slot_of(ties, i, contacts, j) != NONE:
            continue
        if may_ask_again(weeks_since_request(people, ties, j, i, week), p.planning):
            options.shown[seen] = j
            options.via[seen] = options.via[k]
            seen += 1
    return seen


def weigher_of(choose, named):
    """What one strategy does with all there is to look at, so that its decision is compiled into the loops."""

    @rule
    def value_ties(i, ego, params, week, ties, options):
        """What the strategy would do with every own tie, and its priority, in a loop that does nothing else."""
        for slot in range(ego.contacts):
            action, priority = choose(ego, tie_at(ties, i, slot, week), params, unit(options.luck[slot]))
            options.wish[slot] = action
            options.worth[slot] = priority

    @rule
    def weigh_ties(i, ego, params, week, people, ties, options, p):
        """Every own tie, as the strategy values it and ego's blurred view ranks it; -1 for an impossible action."""
        value_ties(i, ego, params, week, ties, options)
        n = 0
        for slot in range(ego.contacts):
            action = options.wish[slot]
            if action != NOTHING:
                if not fits(action, OWN_TIE):
                    return NONE
                if action & KIND == DROP:  # costs no time, so it need not wait for its turn
                    do_at_once(DROP, i, slot, NONE, people, ties)
                    continue
                priority = perceived(options.worth[slot], ego.contacts, ego.capacity, unit(options.blur[slot]), p.perception)
                n = add_option(options, n, action, priority, slot, ties.alter[i, slot])
                fetch_for_mail(i, slot, ties)
        return n

    @rule
    def weigh_prospects(n, i, ego, params, looks, seed, week, people, ties, town, options, p):
        """The people whom the platform shows and whom ego does not know yet; returns the number of options, or -1."""
        seen = show_prospects(i, ego.contacts, looks, seed, week, people, ties, town, options, p)
        draw_luck(options.luck, options.blur, options.shown, seen, seed, week, i)
        trust = p.acceptance.trust_of_stranger
        for k in range(seen):
            j = whole(options.shown[k])
            common = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
            tie = tie_to_prospect(common, options.via[k], trust, real(people.profile[j]), real(people.reputation[j]))
            action, priority = choose(ego, tie, params, unit(options.luck[k]))
            if action != NOTHING:
                if not fits(action, PROSPECT):
                    return NONE
                priority = perceived(priority, ego.contacts, ego.capacity, unit(options.blur[k]), p.perception)
                n = add_option(options, n, action, priority, NONE, j)
                prefetch(ties.alter, j)
        return n

    @rule
    def weigh_occasions(n, i, ego, params, event, seed, week, options):
        """Groups, an event if there is one, and the own profile; returns the number of options, or -1."""
        for looked_at in range(GROUP, PROFILE + 1):
            if looked_at == EVENT and event < 0:
                continue
            u = uniform(seed, OCCASION, week, i, looked_at)
            action, priority = choose(ego, occasion_tie(looked_at), params, u)
            if action != NOTHING:
                if not fits(action, looked_at):
                    return NONE
                n = add_option(options, n, action, priority, NONE, NONE)
        return n

    @rule
    def weigh(i, ego, row, event, looks, seed, week, people, ties, town, options, p):
        """Everything there is to look at; returns the number of options, -1 for an impossible action."""
        params = named(row)
        n = weigh_ties(i, ego, params, week, people, ties, options, p)
        if n >= 0 and looks > 0:
            n = weigh_prospects(n, i, ego, params, looks, seed, week, people, ties, town, options, p)
        if n >= 0:
            n = weigh_occasions(n, i, ego, params, event, seed, week, options)
        return n

    return weigh


def make_plan(weigh):
    """The planning loop, to be compiled, for a shelf of strategies; weigh(code, ...) is what `weigher_of` makes of each."""

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
            n = weigh(
                codes[entry], i, ego, params[entry], event, looks[entry], seed, week, people, ties, town, options, p
            )
            if n < 0:
                return entry
            cursor = spend_hours(
                i, cursor, options, n, hours, event, effort[entry], people, ties, post.mail, tally, p
            )
            post.out_count[i] = cursor - post.out_start[i]
        return NONE

    return plan
