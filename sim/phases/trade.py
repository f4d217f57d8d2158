"""Phase 4, one person: a buyer weighs push, pull and referral; what a deal does to either side."""

from ..compiling import real, rule, whole
from ..encounters import stranger, utility_of
from ..measures import DEALS_PUSH, VALUE
from ..randomness import ASK_AROUND, DEAL_VALUE, RECALL, uniform
from ..records import Bond
from ..rules.reinforcement import strength_after
from ..rules.trade import deal_value, p_comes_to_mind
from ..rules.trust import trust_after
from ..state import NONE, OFFER_KNOWN, add_tie, bond_at, put_bond, slot_of
from ..week import PULL, PUSH, REFERRAL
from .read import need_since


@rule
def keep_best(people, i, j, route, utility, best):
    """The better of the best supplier so far and another; returns the utility of the best."""
    if utility <= best:
        return best
    people.supplier[i] = j
    people.route[i] = route
    return utility


@rule
def thinks_of(i, j, strength, since, key, p):
    """Whether i thinks of supplier j in the need that arose in week `since`; the same answer in all its weeks."""
    return uniform(key.seed, RECALL, since & 65535, i, j) < p_comes_to_mind(strength, p.trade)


@rule
def ask_friend(i, friend, trust, strength_of_friend, best, people, ties, key, p):
    """Sellers whom a friend knows and would recommend: trust in the friend x the friend's trust in the seller."""
    since = need_since(people, i, key.week, p)
    for slot in range(whole(people.contacts[friend])):
        if not ties.marks[friend, slot] & OFFER_KNOWN:
            continue
        j = whole(ties.alter[friend, slot])
        if j == i or people.offer[j] != people.need[i]:
            continue
        if not thinks_of(friend, j, real(ties.strength[friend, slot]), since, key, p):
            continue
        trust_in_j = trust * real(ties.trust[friend, slot])
        strength = strength_of_friend * real(ties.strength[friend, slot])
        best = keep_best(people, i, j, REFERRAL, utility_of(i, j, trust_in_j, strength, since, key, p), best)
    return best


@rule
def choose_supplier(i, people, ties, key, p):
    """With a need: the best of all routes, if it beats the outside option."""
    people.supplier[i] = NONE
    if people.need[i] < 0:
        return
    best = p.trade.outside
    since = need_since(people, i, key.week, p)
    if people.pushed_by[i] != NONE:
        best = keep_best(people, i, people.pushed_by[i], PUSH, real(people.push_utility[i]), best)
    asks = uniform(key.seed, ASK_AROUND, key.week, i, 0) < p.trade.ask_around
    for slot in range(whole(people.contacts[i])):
        j = whole(ties.alter[i, slot])
        strength = real(ties.strength[i, slot])
        if ties.marks[i, slot] & OFFER_KNOWN and people.offer[j] == people.need[i]:
            if thinks_of(i, j, strength, since, key, p):
                utility = utility_of(i, j, real(ties.trust[i, slot]), strength, since, key, p)
                best = keep_best(people, i, j, PULL, utility, best)
        if asks and strength >= p.trade.referral_strength:
            best = ask_friend(i, j, real(ties.trust[i, slot]), strength, best, people, ties, key, p)


@rule
def bond_after_deal(people, ties, ego, alter, common, flag, key, p):
    """One side of a deal: strength and trust grow, a tie forms if there was none."""
    slot = slot_of(ties, ego, whole(people.contacts[ego]), alter)
    bond = bond_at(ties, ego, slot) if slot != NONE else stranger(p)
    strength = strength_after(bond.strength, bond.energy, p.reinforcement.deal, p.reinforcement)
    trust = trust_after(bond.trust, p.trade.experience, p.trust)
    bond = Bond(strength, trust, bond.knowledge, bond.energy, key.week, bond.flags | flag)
    if slot == NONE:
        add_tie(people, ties, ego, alter, bond, 0, common, 0.0)
    else:
        put_bond(ties, ego, slot, bond)


@rule
def settle_deal(d, i, people, ties, common, tally, deals, key, p):
    """Settle the deal of buyer i as row d of `deals`; common ground of buyer and seller 0..1.

    Columns of `deals`, float64[buyers, 7]: seller, route, buyer's strength and trust before the deal, value
    (EUR), seller's hours since its last deal, topic.
    """
    j = whole(people.supplier[i])
    slot = slot_of(ties, i, whole(people.contacts[i]), j)
    route = whole(people.route[i])
    value = deal_value(uniform(key.seed, DEAL_VALUE, key.week, i, j), p.trade)
    deals[d, 0] = j
    deals[d, 1] = route
    deals[d, 2] = real(ties.strength[i, slot]) if slot != NONE else 0.0
    deals[d, 3] = real(ties.trust[i, slot]) if slot != NONE else p.acceptance.trust_of_stranger
    deals[d, 4] = value
    deals[d, 5] = people.spent[j] - people.spent_at_deal[j]
    deals[d, 6] = people.need[i]
    bond_after_deal(people, ties, i, j, common, OFFER_KNOWN, key, p)
    bond_after_deal(people, ties, j, i, common, 0, key, p)
    people.need[i] = NONE
    people.need_weeks[i] = 0
    people.spent_at_deal[j] = people.spent[j]
    people.deals[j] += 1
    people.earned[j] += value
    if people.first_deal[j] == NONE:
        people.first_deal[j] = key.week
    group = people.group[j]
    tally[group, DEALS_PUSH + route] += 1
    tally[group, VALUE] += whole(value)
