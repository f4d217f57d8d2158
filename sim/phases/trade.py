"""Phase 4, one person: a buyer weighs push, pull and referral; what a deal does to either side."""

import numpy as np

from ..address_book import slot_of
from ..compiling import real, rule, whole
from ..encounters.deal import after_deal
from ..encounters.talk import need_since, utility_of
from ..measures import DEALS_PUSH, VALUE
from ..randomness import ASK_AROUND, DEAL_VALUE, RECALL, uniform
from ..rules.arithmetic import common_ground
from ..rules.trade import deal_value, p_comes_to_mind
from ..state import NONE, OFFER_KNOWN
from ..week import PULL, PUSH, REFERRAL


@rule
def keep_best(i, j, route, utility, best, world):
    """The better of the best supplier so far and another; returns the utility of the best."""
    if utility <= best:
        return best
    world.people.supplier[i] = j
    world.people.route[i] = route
    return utility


@rule
def thinks_of(i, j, strength, since, world):
    """Whether i thinks of supplier j in the need that arose in week `since`; the same answer in all its weeks."""
    return uniform(world.now.seed, RECALL, since & 65535, i, j) < p_comes_to_mind(strength, world.p.trade)


@rule
def ask_friend(i, slot_of_friend, best, world):
    """Sellers whom a friend knows and would recommend: trust in the friend x the friend's trust in the seller."""
    people, ties, since = world.people, world.ties, need_since(i, world)
    friend = whole(ties.alter[i, slot_of_friend])
    trust, strength = real(ties.trust[i, slot_of_friend]), real(ties.strength[i, slot_of_friend])
    for slot in range(whole(people.contacts[friend])):
        if not ties.marks[friend, slot] & OFFER_KNOWN:
            continue
        j = whole(ties.alter[friend, slot])
        if j == i or people.offer[j] != people.need[i]:
            continue
        friends_strength = real(ties.strength[friend, slot])
        if not thinks_of(friend, j, friends_strength, since, world):
            continue
        utility = utility_of(i, j, trust * real(ties.trust[friend, slot]), strength * friends_strength, world)
        best = keep_best(i, j, REFERRAL, utility, best, world)
    return best


@rule
def choose_supplier(i, world):
    """With a need: the best of all routes, if it beats the outside option."""
    people, ties, p = world.people, world.ties, world.p
    people.supplier[i] = NONE
    if people.need[i] < 0:
        return
    best = p.trade.outside
    since = need_since(i, world)
    if people.pushed_by[i] != NONE:
        best = keep_best(i, people.pushed_by[i], PUSH, real(people.push_utility[i]), best, world)
    asks = uniform(world.now.seed, ASK_AROUND, world.now.week, i, 0) < p.trade.ask_around
    for slot in range(whole(people.contacts[i])):
        j = whole(ties.alter[i, slot])
        strength = real(ties.strength[i, slot])
        if ties.marks[i, slot] & OFFER_KNOWN and people.offer[j] == people.need[i]:
            if thinks_of(i, j, strength, since, world):
                utility = utility_of(i, j, real(ties.trust[i, slot]), strength, world)
                best = keep_best(i, j, PULL, utility, best, world)
        if asks and strength >= p.trade.referral_strength:
            best = ask_friend(i, slot, best, world)


@rule
def note_deal(d, i, deals, world):
    """Write down deal d, by buyer i, as both stand before it; returns its value (EUR). deals: one row each, see `DEALS`."""
    people, ties, now = world.people, world.ties, world.now
    j = whole(people.supplier[i])
    slot = slot_of(ties, i, whole(people.contacts[i]), j)
    value = deal_value(uniform(now.seed, DEAL_VALUE, now.week, i, j), world.p.trade)
    deals.buyer[d] = i
    deals.seller[d] = j
    deals.route[d] = people.route[i]
    deals.topic[d] = people.need[i]
    deals.strength[d] = real(ties.strength[i, slot]) if slot != NONE else 0.0
    deals.trust[d] = real(ties.trust[i, slot]) if slot != NONE else world.p.acceptance.trust_of_stranger
    deals.value[d] = value
    deals.hours[d] = people.spent[j] - people.spent_at_deal[j]
    return value


@rule
def close_deal(i, j, value, world):
    """The need of i is met by j, who earned so much."""
    people = world.people
    people.need[i] = NONE
    people.need_weeks[i] = 0
    people.spent_at_deal[j] = people.spent[j]
    people.deals[j] += 1
    people.earned[j] += value
    if people.first_deal[j] == NONE:
        people.first_deal[j] = world.now.week
    group = people.group[j]
    world.tally[group, DEALS_PUSH + whole(people.route[i])] += 1
    world.tally[group, VALUE] += whole(value)


@rule
def settle_deal(d, i, deals, world):
    """Settle the deal of buyer i as row d of `deals`."""
    j = whole(world.people.supplier[i])
    common = common_ground(np.int64(world.people.topics[i]), np.int64(world.people.topics[j]))
    value = note_deal(d, i, deals, world)
    after_deal(i, j, common, OFFER_KNOWN, world)
    after_deal(j, i, common, 0, world)
    close_deal(i, j, value, world)
