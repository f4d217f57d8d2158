"""What there is to look at, as a strategy values it and as ego's blurred view ranks it: options for the week."""

from typing import NamedTuple

import numpy as np

from ..actions import DROP, EVENT, GROUP, KIND, NOTHING, OWN_TIE, PROFILE, PROSPECT, fits
from ..compiling import prefetch, real, rule, whole
from ..phases.plan import do_at_once, occasion_tie, prospect_of, tie_to_prospect
from ..randomness import OCCASION, PLAN, PROSPECT_PICK, PROSPECT_SOURCE, uniform, unit, words
from ..records import Ego
from ..rules.arithmetic import common_ground
from ..rules.perception import perceived
from ..rules.planning import may_ask_again
from ..state import NONE, place_among, slot_of, weeks_since_request
from .ahead import fetch_for_mail, fetch_prospect
from .options import add_option


class Looker(NamedTuple):
    """Somebody who plans, and by what."""

    i: int  # person
    code: int  # place of the strategy on the shelf
    row: np.ndarray  # float64, parameters of the strategy in the order of its record
    ego: Ego
    event: int  # topic of an event that interests this person, or -1
    looks: int  # prospects looked at


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


def make_weigh(value_ties, decide):
    """One compiled function for a shelf of strategies: weigh(looker, ...) fills the options and says how many there are.

    value_ties(code, row, i, ego, week, ties, options) values all own ties in a loop of its own for each strategy;
    decide(code, row, ego, tie, u) -> (action, priority) looks at one thing. See `sim.kernel.shelf`.
    """

    @rule
    def weigh_ties(looker, week, people, ties, options, p):
        """Every own tie, as the strategy values it and ego's blurred view ranks it; -1 for an impossible action."""
        i, ego = looker.i, looker.ego
        value_ties(looker.code, looker.row, i, ego, week, ties, options)
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
    def weigh_prospects(n, looker, seed, week, people, ties, town, options, p):
        """The people whom the platform shows and whom ego does not know yet; returns the number of options, or -1."""
        i, ego = looker.i, looker.ego
        seen = show_prospects(i, ego.contacts, looker.looks, seed, week, people, ties, town, options, p)
        draw_luck(options.luck, options.blur, options.shown, seen, seed, week, i)
        trust = p.acceptance.trust_of_stranger
        for k in range(seen):
            j = whole(options.shown[k])
            common = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
            tie = tie_to_prospect(common, options.via[k], trust, real(people.profile[j]), real(people.reputation[j]))
            action, priority = decide(looker.code, looker.row, ego, tie, unit(options.luck[k]))
            if action != NOTHING:
                if not fits(action, PROSPECT):
                    return NONE
                priority = perceived(priority, ego.contacts, ego.capacity, unit(options.blur[k]), p.perception)
                n = add_option(options, n, action, priority, NONE, j)
                prefetch(ties.alter, j)
        return n

    @rule
    def weigh_occasions(n, looker, seed, week, options):
        """Groups, an event if there is one, and the own profile; returns the number of options, or -1."""
        for looked_at in range(GROUP, PROFILE + 1):
            if looked_at == EVENT and looker.event < 0:
                continue
            u = uniform(seed, OCCASION, week, looker.i, looked_at)
            action, priority = decide(looker.code, looker.row, looker.ego, occasion_tie(looked_at), u)
            if action != NOTHING:
                if not fits(action, looked_at):
                    return NONE
                n = add_option(options, n, action, priority, NONE, NONE)
        return n

    @rule
    def weigh(looker, seed, week, people, ties, town, options, p):
        """Everything there is to look at; returns the number of options, -1 for an impossible action."""
        n = weigh_ties(looker, week, people, ties, options, p)
        if n >= 0 and looker.looks > 0:
            n = weigh_prospects(n, looker, seed, week, people, ties, town, options, p)
        if n >= 0:
            n = weigh_occasions(n, looker, seed, week, options)
        return n

    return weigh
