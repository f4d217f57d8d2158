"""Phase 4, one person: a buyer looks for sellers, gives up those who leave it alone, and decides; then everything is settled.

Each buyer changes its own row only. What concerns sellers (inquiries, the end of leads, deals) is settled afterwards, buyer
by buyer.
"""

import numpy as np

from ..address_book import add_tie, slot_of
from ..compiling import real, rule, whole
from ..encounters.bonds import just_met, with_mark
from ..encounters.deal import after_deal
from ..encounters.lead import (
    LOST,
    NEGLECTED,
    NO_DECISION,
    OPPORTUNITY,
    PULL,
    REFERRAL,
    WON,
    candidate_of,
    consider,
    is_open,
    knew_before,
    need_since,
    room_for_candidate,
    since_of,
)  # fmt: skip
from ..encounters.talk import utility_of
from ..encounters.work import keep_lead
from ..measures import DEALS_PUSH, LEADS, VALUE
from ..randomness import ASK_AROUND, DEAL_VALUE, DECIDES, DELIVERY, RECALL, uniform
from ..records import Offer, Pair
from ..rules.arithmetic import common_ground
from ..rules.selling import between, has_waited_too_long, is_left_alone
from ..rules.trade import deal_value, p_comes_to_mind, trust_lent
from ..state import MOST_CANDIDATES, NONE, OFFER_KNOWN


@rule
def thinks_of(i, j, strength, since, world):
    """Whether i thinks of supplier j in the need that arose in week `since`; the same answer in all its weeks."""
    return uniform(world.now.seed, RECALL, since, i, j) < p_comes_to_mind(strength, world.p.trade)


@rule
def best_recommended(i, slot_of_friend, best, world):
    """The best seller whom a friend knows and would recommend: (utility, seller, trust lent), or `best` if none is better.

    Trust is lent by the friend, see `trust_lent`.
    """
    people, ties, since = world.people, world.ties, need_since(i, world)
    friend = whole(ties.alter[i, slot_of_friend])
    trust, strength = real(ties.trust[i, slot_of_friend]), real(ties.strength[i, slot_of_friend])
    found, utility, lent = NONE, best, 0.0
    for slot in range(whole(people.contacts[friend])):
        if not ties.marks[friend, slot] & OFFER_KNOWN:
            continue
        j = whole(ties.alter[friend, slot])
        if j == i or people.offer[j] != people.need[i] or candidate_of(i, j, world) != NONE:
            continue
        friends_strength = real(ties.strength[friend, slot])
        if not thinks_of(friend, j, friends_strength, since, world):
            continue
        trust_in_j = trust_lent(trust, real(ties.trust[friend, slot]), world.p.acceptance.trust_of_stranger)
        worth = utility_of(i, j, trust_in_j, strength * friends_strength, world)
        if worth > utility:
            found, utility, lent = j, worth, trust_in_j
    return utility, found, lent


@rule
def inquire(i, world):
    """The best seller who comes to mind or is recommended, and was not considered yet, becomes a candidate by inquiry."""
    people, ties, p = world.people, world.ties, world.p
    since, best = need_since(i, world), -1000.0
    seller, route, trust, knowledge, known = NONE, PULL, 0.0, 0.0, False
    asks = uniform(world.now.seed, ASK_AROUND, world.now.week, i, 0) < p.trade.ask_around
    for slot in range(whole(people.contacts[i])):
        j = whole(ties.alter[i, slot])
        strength = real(ties.strength[i, slot])
        if ties.marks[i, slot] & OFFER_KNOWN and people.offer[j] == people.need[i] and candidate_of(i, j, world) == NONE:
            if thinks_of(i, j, strength, since, world):
                utility = utility_of(i, j, real(ties.trust[i, slot]), strength, world)
                if utility > best:
                    best, seller, route = utility, j, PULL
                    trust, knowledge = real(ties.trust[i, slot]), real(ties.knowledge[i, slot])
                    known = knew_before(i, slot, whole(ties.marks[i, slot]), world)
        if asks and strength >= p.trade.referral_strength:
            utility, found, lent = best_recommended(i, slot, best, world)
            if found != NONE:
                best, seller, route, trust, knowledge, known = utility, found, REFERRAL, lent, 0.0, False
    if seller != NONE:
        slot = slot_of(ties, i, whole(people.contacts[i]), seller)
        if route == REFERRAL and slot != NONE:
            known = knew_before(i, slot, whole(ties.marks[i, slot]), world)
        consider(Offer(i, seller, trust, knowledge, known, since_of(i, slot, world), False), route, 0, world)


@rule
def give_up_neglected(i, world):
    """Give up leads that had no talk in time and opportunities that were left alone; returns whether there are any."""
    sales, week, given_up = world.sales, world.now.week, False
    for k in range(MOST_CANDIDATES):
        if is_open(i, k, world):
            weeks = week - sales.worked[i, k]
            if sales.stage[i, k] == OPPORTUNITY:
                neglected = is_left_alone(weeks, world.p.selling)
            else:
                neglected = has_waited_too_long(weeks, world.p.selling)
            if neglected:
                sales.stage[i, k] = NEGLECTED
                given_up = True
    return given_up


@rule
def trust_at(i, j, world):
    """(trust, strength) of i towards j, a stranger's without a tie."""
    slot = slot_of(world.ties, i, whole(world.people.contacts[i]), j)
    if slot == NONE:
        return world.p.acceptance.trust_of_stranger, 0.0
    return real(world.ties.trust[i, slot]), real(world.ties.strength[i, slot])


@rule
def choose_candidate(i, world):
    """Place of the opportunity that buyer i takes, or -1 if it buys elsewhere."""
    best, chosen = world.p.trade.outside, NONE
    for k in range(MOST_CANDIDATES):
        if is_open(i, k, world) and world.sales.stage[i, k] == OPPORTUNITY:
            j = whole(world.sales.seller[i, k])
            trust, strength = trust_at(i, j, world)
            utility = utility_of(i, j, trust, strength, world)
            if utility > best:
                best, chosen = utility, k
    return chosen


@rule
def close_need(i, chosen, others, world):
    """The need of i is over: place `chosen` (or -1) has won, open opportunities end as `others`, leads without a talk as neglected."""
    people, sales = world.people, world.sales
    for k in range(MOST_CANDIDATES):
        if k == chosen:
            sales.stage[i, k] = WON
        elif is_open(i, k, world):
            sales.stage[i, k] = others if sales.stage[i, k] == OPPORTUNITY else NEGLECTED
    people.need[i] = NONE
    people.decides[i] = NONE


@rule
def decide(i, world):
    """At the end a buyer does not decide at all, or takes the best opportunity if it beats buying elsewhere."""
    u = uniform(world.now.seed, DECIDES, need_since(i, world), i, 0)
    if u < world.p.selling.p_no_decision:
        close_need(i, NONE, NO_DECISION, world)
    else:
        close_need(i, choose_candidate(i, world), LOST, world)


@rule
def has_candidates(i, world):
    """Whether buyer i still considers anybody."""
    for k in range(MOST_CANDIDATES):
        if is_open(i, k, world):
            return True
    return False


@rule
def buy(i, world):
    """A week of a buyer with a need; returns whether there is something to settle.

    For so many weeks it looks for sellers; the need stays open as long as it considers one.
    """
    people = world.people
    if people.need[i] < 0:
        return False
    to_settle, week = give_up_neglected(i, world), world.now.week
    if people.decides[i] != NONE:
        if week >= people.decides[i]:
            decide(i, world)
    elif week - people.need_week[i] < world.p.trade.need_weeks:
        if room_for_candidate(i, world) != NONE:
            inquire(i, world)
    elif not has_candidates(i, world):
        close_need(i, NONE, LOST, world)
    if people.need[i] < 0:
        return True
    for k in range(MOST_CANDIDATES):
        if world.sales.seller[i, k] != NONE and not (world.sales.told[i, k] and is_open(i, k, world)):
            to_settle = to_settle or not world.sales.noted[i, k]
    return to_settle


@rule
def tell_seller(i, k, world):
    """A seller gets an inquiry: it keeps the buyer in view, and both have a tie from now on.

    A buyer trusts a recommended seller at least as far as the friend lends trust.
    """
    people, sales, ties = world.people, world.sales, world.ties
    j = whole(sales.seller[i, k])
    pair = Pair(0, common_ground(np.int64(people.topics[i]), np.int64(people.topics[j])), 0.0)
    slot = slot_of(ties, i, whole(people.contacts[i]), j)
    if slot == NONE:
        slot = add_tie(i, j, with_mark(just_met(world), OFFER_KNOWN), pair, world)
    if sales.route[i, k] == REFERRAL and sales.trust[i, k] > ties.trust[i, slot]:
        ties.trust[i, slot] = sales.trust[i, k]
    if slot_of(ties, j, whole(people.contacts[j]), i) == NONE:
        add_tie(j, i, just_met(world), pair, world)
    keep_lead(j, i, world)
    sales.told[i, k] = 1
    world.tally[people.group[j], LEADS + whole(sales.route[i, k])] += 1


@rule
def note_lead(row, i, k, leads, world):
    """Write down the lead in place k of buyer i, as it stands, in this row of `leads`; see `LEADS_KEPT`."""
    sales, j = world.sales, whole(world.sales.seller[i, k])
    leads.buyer[row] = i
    leads.seller[row] = j
    leads.route[row] = sales.route[i, k]
    leads.stage[row] = sales.stage[i, k]
    leads.known[row] = sales.known[i, k]
    leads.picked[row] = sales.picked[i, k]
    leads.first_message[row] = sales.first[i, k]
    leads.week[row] = sales.week[i, k]
    leads.week_opportunity[row] = sales.opened[i, k]
    leads.week_end[row] = world.now.week if sales.stage[i, k] > OPPORTUNITY else NONE
    leads.hours[row] = sales.hours[i, k]
    leads.trust[row] = sales.trust[i, k]


@rule
def note_deal(d, i, k, deals, world):
    """Write down deal d, by buyer i with its candidate in place k, as both stand before it; returns its value (EUR)."""
    people, now = world.people, world.now
    j = whole(world.sales.seller[i, k])
    trust, strength = trust_at(i, j, world)
    value = deal_value(uniform(now.seed, DEAL_VALUE, now.week, i, j), world.p.trade)
    deals.buyer[d] = i
    deals.seller[d] = j
    deals.route[d] = world.sales.route[i, k]
    deals.topic[d] = people.offer[j]
    deals.strength[d] = strength
    deals.trust[d] = trust
    deals.value[d] = value
    deals.hours[d] = people.spent[j] - people.spent_at_deal[j]
    return value


@rule
def close_deal(i, j, route, value, world):
    """Seller j has earned so much and owes buyer i its work."""
    people, p = world.people, world.p.selling
    u = uniform(world.now.seed, DELIVERY, world.now.week, i, j)
    people.delivery[j] = real(people.delivery[j]) + between(p.delivery_least, p.delivery_most, u)
    people.spent_at_deal[j] = people.spent[j]
    people.deals[j] += 1
    people.earned[j] += value
    if people.first_deal[j] == NONE:
        people.first_deal[j] = world.now.week
    group = people.group[j]
    world.tally[group, DEALS_PUSH + route] += 1
    world.tally[group, VALUE] += whole(value)


@rule
def settle_deal(d, i, k, deals, world):
    """Settle the deal of buyer i with its candidate in place k as row d of `deals`."""
    j, route = whole(world.sales.seller[i, k]), whole(world.sales.route[i, k])
    common = common_ground(np.int64(world.people.topics[i]), np.int64(world.people.topics[j]))
    value = note_deal(d, i, k, deals, world)
    after_deal(i, j, common, OFFER_KNOWN, world)
    after_deal(j, i, common, 0, world)
    close_deal(i, j, route, value, world)


@rule
def settle_buyer(i, done, deals, leads, world):
    """Tell sellers of inquiries, write down leads that are over, settle a deal. With the need over, nobody is considered any more.

    done: int64[2], rows of `deals` and of `leads` that are written; goes on counting.
    """
    sales = world.sales
    for k in range(MOST_CANDIDATES):
        if sales.seller[i, k] == NONE or sales.noted[i, k]:
            continue
        if not sales.told[i, k]:
            tell_seller(i, k, world)
        if not is_open(i, k, world):
            note_lead(whole(done[1]), i, k, leads, world)
            sales.noted[i, k] = 1
            done[1] += 1
            if sales.stage[i, k] == WON:
                settle_deal(whole(done[0]), i, k, deals, world)
                done[0] += 1
    if world.people.need[i] < 0:
        for k in range(MOST_CANDIDATES):
            sales.seller[i, k] = NONE
