"""What there is to look at, as a strategy values it and as ego's blurred view ranks it: options for the week."""

from typing import NamedTuple

import numpy as np

from ..actions import DROP, EVENT, GROUP, KIND, NOTHING, OWN_TIE, PROFILE, PROSPECT, WORK, fits, hours_of
from ..address_book import place_among, slot_of
from ..compiling import natural, prefetch, real, rule, whole
from ..encounters.talk import NTH
from ..encounters.work import forget_leads
from ..in_mind import STRETCHES, InMind, stretch
from ..kept_requests import weeks_since_request
from ..phases.leads import lead_at
from ..phases.plan import dice_of, do_at_once, fit_of, fit_of_prospect, prospect_of
from ..randomness import OCCASION, PLAN, PROSPECT_SOURCE, uniform, unit, words
from ..records import Ego
from ..rules.arithmetic import common_ground
from ..rules.perception import perceived
from ..rules.planning import may_ask_again
from ..state import NONE
from ..views import occasion_tie, tie_to_prospect
from .ahead import fetch_for_mail, fetch_prospect
from .options import add_option


class Looker(NamedTuple):
    """Somebody who plans, and by what."""

    i: int  # person
    ego: Ego
    mind: InMind
    event: int  # topic of an event that interests this person, or -1
    follows: int  # group whose strategy is followed
    code: int  # place of the strategy on the shelf
    row: np.ndarray  # float64, parameters of the strategy in the order of its record
    looks: int  # prospects there is time to look at this week


@rule
def draw_luck(luck, blur, alters, lo, hi, i, now):
    """Two random words for each alter in places lo..hi-1, in a loop of its own that compilers turn into vector instructions."""
    for place in range(natural(lo), natural(hi)):
        luck[place], blur[place] = words(now.seed, PLAN, now.week, i, alters[place])


@rule
def draw_prospects(looker, town, options, world):
    """Let the platform show as many people as the strategy looks at, the same ones twice perhaps; returns how many."""
    i, now, looks = looker.i, world.now, looker.looks
    for k in range(looks):
        options.luck[k], options.blur[k] = words(now.seed, PROSPECT_SOURCE, now.week, i, k)
    for k in range(looks):
        options.shown[k], options.via[k] = prospect_of(i, dice_of(options.luck[k], options.blur[k]), town, world)
        fetch_prospect(max(0, options.shown[k]), world.people)
    return looks


@rule
def may_ask(j, looker, asked, options, world):
    """Whether ego may ask j: does not ask it already this week (one of the first `asked` shown), does not know it, need not wait.

    Looked up only for those whom the strategy wants: most are not.
    """
    if place_among(options.shown, asked, j) != NONE or slot_of(world.ties, looker.i, looker.ego.contacts, j) != NONE:
        return False
    return may_ask_again(weeks_since_request(j, looker.i, world), world.p.planning)


@rule
def see_fit(lo, hi, looker, options, world):
    """The sign of fit of the own ties in slots lo..hi-1 of somebody who sells, 0.0 for others."""
    i, ties = looker.i, world.ties
    for slot in range(natural(lo), natural(hi)):
        options.fit[slot] = 0.0
    if looker.ego.sells:
        for slot in range(lo, hi):
            options.fit[slot] = fit_of(i, whole(ties.alter[i, slot]), real(ties.knowledge[i, slot]), world)


@rule
def hours_for_action(action, looker, world):
    """Hours that an action costs ego."""
    groups = world.groups
    return hours_of(action, groups.effort[looker.follows], groups.pitch[looker.follows])


def make_weigh(value_ties, decide, work):
    """One compiled function for a shelf of strategies: weigh(looker, town, options, world) says how many options there are.

    value_ties(code, row, i, lo, hi, ego, week, ties, options) values all own ties in a loop of its own for each strategy;
    decide(code, row, ego, tie, u) -> (action, priority) looks at one thing; work(code, row, ego, lead, u) -> priority at
    a lead. See `sim.kernel.shelf`.
    """

    @rule
    def weigh_leads(looker, options, world):
        """The leads that a seller keeps in view, as the strategy values work on them; returns the number of options."""
        i, now, n = looker.i, world.now, 0
        forget_leads(i, world)
        for place in range(whole(world.people.leads[i])):
            lead, buyer, slot = lead_at(i, place, world)
            u = uniform(now.seed, OCCASION, now.week | (WORK << NTH), i, buyer)
            urgency = work(looker.code, looker.row, looker.ego, lead, u)
            if urgency > 0.0:
                n = add_option(options, n, WORK, urgency, lead.hours_due, slot, buyer)
        return n

    @rule
    def weigh_stretch(n, lo, hi, looker, options, world):
        """The own ties in slots lo..hi-1; returns the number of options, -1 for an impossible action."""
        i, ego, ties = looker.i, looker.ego, world.ties
        draw_luck(options.luck, options.blur, ties.alter[i], lo, hi, i, world.now)
        see_fit(lo, hi, looker, options, world)
        value_ties(looker.code, looker.row, i, lo, hi, ego, world.now.week, ties, options)
        for slot in range(lo, hi):
            action = options.wish[slot]
            if action != NOTHING:
                if not fits(action, OWN_TIE):
                    return NONE
                if action & KIND == DROP:  # costs no time, so it need not wait for its turn
                    do_at_once(DROP, i, slot, NONE, world)
                    continue
                blur = unit(options.blur[slot])
                priority = perceived(options.worth[slot], ego.contacts, ego.capacity, blur, world.p.perception)
                cost = hours_for_action(action, looker, world)
                n = add_option(options, n, action, priority, cost, slot, ties.alter[i, slot])
                fetch_for_mail(i, slot, ties)
        return n

    @rule
    def weigh_ties(n, looker, options, world):
        """Every tie in mind, as the strategy values it and ego's blurred view ranks it; -1 for an impossible action."""
        for which in range(STRETCHES):
            lo, hi = stretch(looker.mind, which)
            if lo < hi and n >= 0:
                n = weigh_stretch(n, lo, hi, looker, options, world)
        return n

    @rule
    def weigh_prospects(n, looker, town, options, world):
        """The people whom the platform shows and whom ego does not know yet; returns the number of options, or -1."""
        i, ego, people, p = looker.i, looker.ego, world.people, world.p
        looks, asked = draw_prospects(looker, town, options, world), 0
        draw_luck(options.luck, options.blur, options.shown, 0, looks, i, world.now)
        trust = p.acceptance.trust_of_stranger
        for k in range(looks):
            j = whole(options.shown[k])
            if j < 0 or j == i:
                continue
            common = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
            fit = fit_of_prospect(i, j, world.groups.research[looker.follows], world)
            tie = tie_to_prospect(common, options.via[k], trust, real(people.profile[j]), real(people.reputation[j]), fit)
            action, priority = decide(looker.code, looker.row, ego, tie, unit(options.luck[k]))
            if action != NOTHING:
                if not fits(action, PROSPECT):
                    return NONE
                if not may_ask(j, looker, asked, options, world):
                    continue
                options.shown[asked] = j
                asked += 1
                priority = perceived(priority, ego.contacts, ego.capacity, unit(options.blur[k]), p.perception)
                n = add_option(options, n, action, priority, hours_for_action(action, looker, world), NONE, j)
                prefetch(world.ties.alter, j)
        return n

    @rule
    def weigh_occasions(n, looker, options, world):
        """Groups, an event if there is one, and the own profile; returns the number of options, or -1."""
        now = world.now
        for looked_at in range(GROUP, PROFILE + 1):
            if looked_at == EVENT and looker.event < 0:
                continue
            u = uniform(now.seed, OCCASION, now.week, looker.i, looked_at)
            action, priority = decide(looker.code, looker.row, looker.ego, occasion_tie(looked_at), u)
            if action != NOTHING:
                if not fits(action, looked_at):
                    return NONE
                n = add_option(options, n, action, priority, hours_for_action(action, looker, world), NONE, NONE)
        return n

    @rule
    def weigh(looker, town, options, world):
        """Everything there is to look at; returns the number of options, -1 for an impossible action."""
        n = weigh_ties(weigh_leads(looker, options, world), looker, options, world)
        if n >= 0 and looker.looks > 0:
            n = weigh_prospects(n, looker, town, options, world)
        if n >= 0:
            n = weigh_occasions(n, looker, options, world)
        return n

    return weigh
