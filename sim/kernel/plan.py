"""Phase 1 over columns: each person values ties, prospects and occasions, and spends its hours on the best."""

from typing import NamedTuple

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
    PROFILE,
    PROSPECT,
    REQUEST,
    can_repeat,
    fits,
    hours_of,
    is_mail,
)
from ..compiling import real, rule, whole
from ..measures import HOURS, MESSAGES_SENT, REQUESTS_SENT, SCALE
from ..phases.plan import do_at_once, ego_at, event_for, hours_left, occasion_tie, prospect_of, tie_at, tie_to_prospect
from ..randomness import OCCASION, PLAN, uniform, uniforms, unit, words
from ..rules.arithmetic import common_ground, quality_of
from ..rules.perception import perceived
from ..rules.planning import MOST_REPEATS, priority_again
from ..state import NONE, PARTS, RELATIONSHIP
from ..week import MOST_PROSPECTS

CONTACT, RELATED, SHOWN = 1, 2, 3  # marks in the table of all people


@rule
def mark_contacts(ties, i, contacts, table):
    """Mark ego's contacts in the table of all people, relationships apart."""
    for slot in range(contacts):
        table[ties.alter[i, slot]] = RELATED if ties.rows.strength[i, slot] >= RELATIONSHIP else CONTACT


@rule
def unmark_contacts(ties, i, contacts, table):
    """Take the marks of ego's contacts away."""
    for slot in range(contacts):
        table[ties.alter[i, slot]] = 0


@rule
def mutual_contacts(ties, j, contacts_of_j, table):
    """People with whom both j and the marked ego have a relationship."""
    shared = 0
    for slot in range(contacts_of_j):
        if table[ties.alter[j, slot]] == RELATED:
            shared += 1 if ties.rows.strength[j, slot] >= RELATIONSHIP else 0
    return shared


class Options(NamedTuple):
    """What a person could do this week, in the order it was looked at; room for all, anew for everybody."""

    priority: np.ndarray  # float64
    action: np.ndarray  # int64
    target: np.ndarray  # int64, slot of a tie, else -1
    alter: np.ndarray  # int64, person, else -1
    times: np.ndarray  # int64, how often it was done this week
    heap: np.ndarray  # int64, options in heap order
    shown: np.ndarray  # int64, people the platform has shown
    table: np.ndarray  # uint8[people], marks ego's contacts and the people shown to it; all zero between people
    luck: np.ndarray  # uint32[slots], first random word of each own tie
    blur: np.ndarray  # uint32[slots], second random word of each own tie


def room_for_options(slots: int, people: int) -> Options:
    """Room for the options of one person at a time, one for each thread."""
    most = slots + MOST_PROSPECTS + 3
    whole_numbers = (np.empty(most, np.int64) for _ in range(5))
    return Options(
        np.empty(most),
        *whole_numbers,
        np.empty(MOST_PROSPECTS, np.int64),
        np.zeros(people, np.uint8),
        np.empty(slots, np.uint32),
        np.empty(slots, np.uint32),
    )


@rule
def add_option(options, n, action, priority, target, alter):
    """Note one option; returns the number of options."""
    options.priority[n] = priority
    options.action[n] = action
    options.target[n] = target
    options.alter[n] = alter
    options.times[n] = 0
    return n + 1


@rule
def goes_before(options, a, b):
    """Whether option a is done before b: higher priority, or looked at earlier among equals."""
    if options.priority[a] != options.priority[b]:
        return options.priority[a] > options.priority[b]
    return a < b


@rule
def sift_down(options, place, left):
    """Let the option at a place of the heap sink to where it belongs."""
    heap = options.heap
    while True:
        child = 2 * place + 1
        if child >= left:
            return
        if child + 1 < left and goes_before(options, heap[child + 1], heap[child]):
            child += 1
        if not goes_before(options, heap[child], heap[place]):
            return
        heap[place], heap[child] = heap[child], heap[place]
        place = child


@rule
def build_heap(options, n):
    """A heap of all options, the first to be done on top."""
    for c in range(n):
        options.heap[c] = c
    for place in range(n // 2 - 1, -1, -1):
        sift_down(options, place, n)


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
        mutual = mutual_contacts(ties, j, whole(people.contacts[j]), options.table)
        mail.mutual[m] = mutual if mutual < 255 else 255
        mail.common[m] = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
        mail.knowledge[m] = 0.0
        mail.trust[m] = 0.0
    else:
        mail.mutual[m] = 0
        mail.common[m] = real(ties.rows.common[i, slot]) / PARTS
        mail.knowledge[m] = ties.rows.knowledge[i, slot]
        mail.trust[m] = ties.rows.trust[i, slot]


@rule
def spend_hours(i, cursor, options, n, hours, event, effort, people, ties, mail, tally, p):
    """Do the best, then the next best, as long as the hours last; returns the next free place for mail.

    What does not fit into the hours left is passed over. An event may take hours of coming weeks.
    """
    group = whole(people.group[i])
    left = n
    build_heap(options, n)
    while left > 0:
        c = options.heap[0]
        action = options.action[c]
        kind = action & KIND
        cost = hours_of(action, effort)
        if kind == ATTEND_EVENT and hours >= CALL_HOURS and cost > hours:
            people.debt[i] = real(people.debt[i]) + (cost - hours)
            hours = cost
        again = False
        if cost <= hours:
            hours -= cost
            people.spent[i] += cost
            if kind != DROP:
                tally[group, HOURS + kind] += whole(cost * SCALE)
            if is_mail(action):
                write_mail(cursor, i, options, c, quality_of(effort), people, ties, mail)
                cursor += 1
                tally[group, MESSAGES_SENT] += 1
                if kind == REQUEST:
                    tally[group, REQUESTS_SENT] += 1
            else:
                do_at_once(kind, i, options.target[c], event, people, ties)
            options.times[c] += 1
            again = can_repeat(action) and options.times[c] < MOST_REPEATS and options.priority[c] > 0.0
        if again:
            options.priority[c] = priority_again(options.priority[c], p.planning)
        else:
            left -= 1
            options.heap[0] = options.heap[left]
        sift_down(options, 0, left)
    return cursor


@rule
def draw_luck(luck, blur, alters, contacts, seed, week, i):
    """Two random words for each own tie, in a loop of its own that compilers turn into vector instructions."""
    for slot in range(contacts):
        luck[slot], blur[slot] = words(seed, PLAN, week, i, alters[slot])


def weigher_of(choose, named):
    """The loop over ego's own ties for one strategy, so that its decision is compiled into the loop."""

    @rule
    def weigh_ties(i, ego, row, week, ties, options, p):
        """Every own tie, as the strategy values it and ego's blurred view ranks it; -1 for an impossible action."""
        n = 0
        params = named(row)
        for slot in range(ego.contacts):
            action, priority = choose(ego, tie_at(ties, i, slot, week), params, unit(options.luck[slot]))
            if action != NOTHING:
                if not fits(action, OWN_TIE):
                    return NONE
                priority = perceived(priority, ego.contacts, ego.capacity, unit(options.blur[slot]), p.perception)
                n = add_option(options, n, action, priority, slot, ties.alter[i, slot])
        return n

    return weigh_ties


def make_plan(choose, weigh_ties):
    """The planning loop, to be compiled, for a shelf of strategies.

    choose(code, row of parameters, ego, tie, u) decides about one thing; weigh_ties(code, ...) about all own ties.
    """

    @rule
    def weigh_prospects(n, i, ego, code, row, looks, seed, week, people, ties, town, options, p):
        """The people whom the platform shows and whom ego does not know yet; -1 for an impossible action.

        Returns the number of options, and of people shown.
        """
        seen = 0
        for k in range(looks):
            j, via = prospect_of(i, k, seed, week, people, ties, town, p.planning)
            if j < 0 or j == i or options.table[j]:
                continue
            options.table[j] = SHOWN
            options.shown[seen] = j
            seen += 1
            common = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
            trust = p.acceptance.trust_of_stranger
            tie = tie_to_prospect(common, via, trust, real(people.profile[j]), real(people.reputation[j]))
            u, v = uniforms(seed, PLAN, week, i, j)
            action, priority = choose(code, row, ego, tie, u)
            if action != NOTHING:
                if not fits(action, PROSPECT):
                    return NONE, seen
                priority = perceived(priority, ego.contacts, ego.capacity, v, p.perception)
                n = add_option(options, n, action, priority, NONE, j)
        return n, seen

    @rule
    def weigh_occasions(n, i, ego, code, row, event, seed, week, options):
        """Groups, an event if there is one, and the own profile; -1 for an impossible action."""
        for looked_at in range(GROUP, PROFILE + 1):
            if looked_at == EVENT and event < 0:
                continue
            u = uniform(seed, OCCASION, week, i, looked_at)
            action, priority = choose(code, row, ego, occasion_tie(looked_at), u)
            if action != NOTHING:
                if not fits(action, looked_at):
                    return NONE
                n = add_option(options, n, action, priority, NONE, NONE)
        return n

    def plan(lo, hi, seed, week, due, people, ties, town, rules, codes, effort, looks, params, post, options, tally):
        """Persons lo..hi-1 plan; returns -1, or the group whose strategy chose an impossible action."""
        p = rules[0]
        cursor = post.room[lo]
        for i in range(lo, hi):
            post.out_start[i] = cursor
            people.posts[i] = 0
            people.groomed[i] = 0
            people.event[i] = NONE
            hours = hours_left(people, i)
            entry = whole(people.strategy[i])
            code = codes[entry]
            row = params[entry]
            ego = ego_at(people, i, week, hours)
            event = event_for(people, i, seed, week, due)
            draw_luck(options.luck, options.blur, ties.alter[i], ego.contacts, seed, week, i)
            n = weigh_ties(code, i, ego, row, week, ties, options, p)
            seen = 0
            if n >= 0 and looks[entry] > 0:
                mark_contacts(ties, i, ego.contacts, options.table)
                n, seen = weigh_prospects(
                    n, i, ego, code, row, looks[entry], seed, week, people, ties, town, options, p
                )
            if n >= 0:
                n = weigh_occasions(n, i, ego, code, row, event, seed, week, options)
            if n < 0:
                return entry
            cursor = spend_hours(
                i, cursor, options, n, hours, event, effort[entry], people, ties, post.mail, tally, p
            )
            post.out_count[i] = cursor - post.out_start[i]
            if looks[entry] > 0:
                unmark_contacts(ties, i, ego.contacts, options.table)
            for k in range(seen):
                options.table[options.shown[k]] = 0
        return NONE

    return plan
