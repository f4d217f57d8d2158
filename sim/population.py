"""People and the network they start with, generated.

People stand in a line of communities with topics of their own; within a community there are circles in which
most know each other. Ties are made layer by layer (circle, community, everybody) by round-robin rounds: in round
c of a block of size B, position x is paired with (c - x) mod B. Each pair arises in one round only, both
sides find it by themselves, and few rounds in a small block make dense, clustered circles. All draws are keyed by the
people, so nothing depends on the order of building. Where a network that was read holds one person's ties only, all others
know each other by the same draws.
"""

from functools import cache
from math import ceil

import numpy as np

from .address_book import relationships_first
from .blocks import OUTER_BLOCK, block_of, is_closer, partner_of
from .compiling import kernel, real, rule, whole
from .contacts import StartingTies
from .parameters import as_array
from .phases.age import go_through
from .randomness import (
    ACQUAINTANCE,
    ACQUAINTANCE_2,
    COMMUNITY,
    MASK,
    NEED_ARISES,
    NEED_TOPIC,
    PEOPLE,
    PEOPLE_2,
    PEOPLE_3,
    PEOPLE_4,
    PEOPLE_5,
    PEOPLE_6,
    SEGMENT,
    SELLERS,
    TIE_START,
    TIE_START_2,
    below,
    of_pair,
    uniform,
    uniforms,
    unit,
    words,
)
from .rules.arithmetic import common_ground, count_bits
from .rules.beginnings import (
    close_tie,
    dormant_tie,
    first_profile,
    knowledge_at_start,
    mere_tie,
    near_tie,
    sympathy_at_start,
    trust_at_start,
    trust_when_read,
)
from .rules.differences import mildly_unequal, readily, unequal
from .rules.kinds_of_ties import is_invested, is_related
from .rules.segments import p_segment
from .scenario import Scenario
from .state import LONG_AGO, NONE, OFFER_KNOWN, PARTS, SELLER, SPOKEN, People, State, empty_state
from .topics import topic_of

KEPT = 0.75  # mean share of the pairs of a round that know each other; sociable people more, others fewer
LAYERS = 3
MORE_ROUNDS = 7  # so many times more rounds of the widest layer at most
GRID = 64  # steps in which the factors of people are gone through


@rule
def around(mean, spread, u):
    """A number that differs from its mean by up to the share `spread`, u 0..1."""
    return mean * (1.0 + spread * (2.0 * u - 1.0))


@kernel
def fill_people(lo, hi, seed, people, market):
    """Everything about persons lo..hi-1 that is drawn from the market's parameters."""
    m = market[0]
    offers = whole(m.offers)
    for i in range(lo, hi):
        u_hours, u_capacity = uniforms(seed, PEOPLE, 0, i, 0)
        u_attention, u_sensitivity = uniforms(seed, PEOPLE_2, 0, i, 0)
        u_profile, u_shows = uniforms(seed, PEOPLE_3, 0, i, 0)
        u_active, u_known = uniforms(seed, PEOPLE_5, 0, i, 0)
        people.activity[i] = unequal(u_active, m.inequality)
        people.readiness[i] = readily(uniform(seed, PEOPLE_6, 0, i, 0), m.readiness_spread)
        people.hours[i] = around(m.hours, m.spread, u_hours) * unequal(u_active, m.inequality)
        people.capacity[i] = around(m.capacity, m.spread, u_capacity) * mildly_unequal(u_known, m.inequality)
        people.attention[i] = around(m.answers_per_week, m.spread, u_attention) * mildly_unequal(u_active, m.inequality)
        people.answer_share[i] = m.answer_share
        people.sensitivity[i] = min(1.0, around(m.sensitivity, 1.0, u_sensitivity))
        people.profile[i] = first_profile(u_profile, m.beginnings)
        people.shows_contacts[i] = 1 if u_shows < m.shows_contacts else 0
        topics = 0
        group = block_of(i, whole(m.community), 0, people.group.shape[0])[0]
        for t in range(32):
            about = uniform(seed, COMMUNITY, 0, group, t) * 32.0 < m.community_topics
            chance = m.p_community_topic if about else m.p_other_topic
            if uniform(seed, PEOPLE_4, 0, i, t) < chance:
                topics |= 1 << t
        people.topics[i] = topics
        segments = 0
        for t in range(offers):
            if uniform(seed, SEGMENT, 0, i, t) < p_segment((topics >> t) & 1 != 0, m.segments):
                segments |= 1 << t
        people.segments[i] = segments
        u_need, u_left = uniforms(seed, NEED_ARISES, 0, i, 1)
        if u_need < count_bits(segments) * m.needs_per_year * m.need_weeks / 52.0:
            people.need[i] = topic_of(np.int64(segments), words(seed, NEED_TOPIC, 0, i, 1)[0])
            people.need_week[i] = -whole(u_left * m.need_weeks)


@rule
def stride_of(size):
    """A step near the golden section of a block's size that shares no divisor with it."""
    stride = max(1, size * 618 // 1000)
    while True:
        a, b = size, stride
        while b:
            a, b = b, a % b
        if a == 1:
            return stride
        stride -= 1


@kernel
def fill_ties(lo, hi, seed, people, ties, rounds, starts, lengths, market, owner):
    """Address books of persons lo..hi-1: layer by layer, round by round, until the slots are full.

    A pair that belongs to the same closer block is left to the closer layer. Ties from and to the owner, if there is one
    (else `NONE`), stay as they are.
    """
    m = market[0]
    slots = ties.alter.shape[1]
    n = people.group.shape[0]
    for i in range(lo, hi):
        if i == owner:
            continue
        count = whole(people.contacts[i])
        starts[1], lengths[1] = block_of(i, whole(m.community), 0, n)
        starts[0], lengths[0] = block_of(i, whole(m.circle), starts[1], lengths[1])
        starts[2], lengths[2] = block_of(i, OUTER_BLOCK, 0, n)
        for layer in range(LAYERS):
            start, size = starts[layer], lengths[layer]
            stride = stride_of(size)
            offset = np.int64(words(seed, ACQUAINTANCE, layer, start, 0)[0]) % size
            for _ in range(min(rounds[layer], size)):
                if count >= slots:
                    break
                j = partner_of(i, start, size, offset)
                offset = (offset + stride) % size
                if j == i or j == owner:
                    continue
                if layer > 0 and is_closer(j, starts[layer - 1], lengths[layer - 1]):
                    continue
                if not acquainted(seed, layer, i, j, m):
                    continue
                start_tie(seed, layer, i, j, count, people, ties, m)
                count += 1
        people.contacts[i] = count


@rule
def acquainted(seed, layer, i, j, m):
    """Whether two people paired in a round know each other: the more sociable both are, the likelier."""
    return of_pair(seed, ACQUAINTANCE_2, layer, i, j) < p_acquainted(seed, layer, i, j, m)


@rule
def p_acquainted(seed, layer, i, j, m):
    """Chance of that, by layer; where people are unequal, a few know very many outside their community (more than 1 counts as 1)."""
    if layer == LAYERS - 1 and m.inequality > 0.0:
        return m.p_known * well_known(seed, i, m) * well_known(seed, j, m)
    social = uniform(seed, ACQUAINTANCE_2, 8, i, i) + uniform(seed, ACQUAINTANCE_2, 8, j, j)
    return KEPT + 0.25 * (social - 1.0)


@rule
def well_known(seed, i, m):
    """How many more people i knows outside its community than others do; 1 on average."""
    return mildly_unequal(uniforms(seed, PEOPLE_5, 0, i, 0)[1], m.inequality)


@rule
def tie_of_layer(layer, u, v, m):
    """One tie at the start, by layer: (strength, energy, week of the last exchange, mutual contacts); u, v 0..1.

    The widest layer holds a stock of dormant ties from earlier life.
    """
    if layer == 0:
        return close_tie(u, v, m.beginnings)
    if layer == 1:
        return near_tie(u, v, m.beginnings)
    if u < m.dormant:
        return dormant_tie(u, v, m.dormant, m.beginnings)
    return mere_tie(v, m.beginnings)


@rule
def start_tie(seed, layer, i, j, slot, people, ties, m):
    """One tie at the start, by layer: close, near, or wide with a stock of dormant ties from earlier life."""
    u0, u1 = uniforms(seed, TIE_START, 0, min(i, j), max(i, j))
    v0, v1 = uniforms(seed, TIE_START_2, 0, i, j)
    strength, energy, last, mutual = tie_of_layer(layer, u0, u1, m)
    marks = 0
    if is_related(strength) or is_invested(energy):
        marks = SPOKEN
    if people.offer[j] >= 0:
        marks |= SELLER
        if v0 < energy:
            marks |= OFFER_KNOWN
    common = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
    p = m.beginnings
    ties.alter[i, slot] = j
    ties.strength[i, slot] = strength
    ties.energy[i, slot] = max(energy, strength)
    ties.trust[i, slot] = trust_at_start(strength, energy, v1, m.trust_of_stranger, p)
    ties.knowledge[i, slot] = knowledge_at_start(energy, p)
    ties.last_exchange[i, slot] = whole(last)
    ties.since[i, slot] = LONG_AGO
    ties.approached[i, slot] = LONG_AGO
    ties.embedded[i, slot] = whole(mutual)
    ties.common[i, slot] = whole(common * PARTS)
    ties.sympathy[i, slot] = whole(sympathy_at_start(u1, p) * PARTS) if marks & SPOKEN else 0
    ties.marks[i, slot] = marks


@kernel
def seller_keys(seed, keys):
    """A keyed 64-bit sorting key per person, into `keys`: the lowest keys are the sellers."""
    for i in range(keys.shape[0]):
        keys[i] = np.int64(words(seed, SELLERS, 0, i, 0)[0]) << 31 | i


@kernel
def starting_ties(people, ties, ego, alter, strength, energy, last_exchange, market):
    """Address books from a network that was read: ties sorted by ego, at most as many as there are slots."""
    m = market[0]
    for t in range(ego.shape[0]):
        i, j = ego[t], alter[t]
        slot = people.contacts[i]
        people.contacts[i] = slot + 1
        common = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
        ties.alter[i, slot] = j
        ties.strength[i, slot] = strength[t]
        ties.energy[i, slot] = max(energy[t], strength[t])
        ties.trust[i, slot] = trust_when_read(real(strength[t]), m.trust_of_stranger, m.beginnings)
        ties.knowledge[i, slot] = knowledge_at_start(real(energy[t]), m.beginnings)
        ties.last_exchange[i, slot] = last_exchange[t]
        ties.since[i, slot] = LONG_AGO
        ties.approached[i, slot] = LONG_AGO
        ties.common[i, slot] = whole(common * PARTS)
        ties.marks[i, slot] = SELLER if people.offer[j] >= 0 else 0
        ties.back[i, slot] = NONE


@kernel
def arrange(people, ties, of_stranger):
    """Let everybody's relationships stand first, and count the others; of_stranger: trust in a stranger."""
    for i in range(people.shape[0]):
        people.relationships[i] = relationships_first(ties, i, whole(people.contacts[i]))
        go_through(i, people, ties, of_stranger)


def appoint_sellers(scenario: Scenario, seed: int, state: State) -> None:
    """Make the people with the lowest keys sellers, group by group in the scenario's order."""
    people = state.people
    keys = np.empty(scenario.people, np.int64)
    seller_keys(seed, keys)
    order = np.argsort(keys, kind="stable")
    first = 0
    for index, label in enumerate(scenario.labels[1:], start=1):
        group = scenario.strategies[label]
        chosen = order[first : first + group.sellers]
        first += group.sellers
        people.group[chosen] = index
        people.strategy[chosen] = index
        people.hours[chosen] = group.hours
        people.need[chosen] = NONE
        for i in chosen:
            people.offer[i] = below(words(seed, SELLERS, 1, int(i), 0)[0], scenario.market.offers)
            people.topics[i] |= np.uint32(1 << int(people.offer[i]))
        open_lists(people, chosen, scenario.parameters_of(label).shows_contacts, seed)


def open_lists(people: People, who: np.ndarray, share: float, seed: int) -> None:
    """Let the given share of these people show their contacts; who shows at one share does so at any higher one."""
    for i in who:
        people.shows_contacts[i] = 1 if unit(int(words(seed, SELLERS, 1, int(i), 0)[1])) < share else 0


def market_array(scenario: Scenario) -> np.ndarray:
    """What population building needs of market and rules, as one structured element."""
    from .parameters import values

    rules = scenario.effective_rules()
    extra = {
        "answers_per_week": rules.attention.answers_per_week,
        "answer_share": rules.attention.answer_share,
        "needs_per_year": rules.trade.needs_per_year,
        "need_weeks": float(rules.trade.need_weeks),
        "trust_of_stranger": rules.acceptance.trust_of_stranger,
        "beginnings": values(rules.beginnings),
        "segments": values(rules.segments),
        "p_known": p_known(scenario),
    }
    return as_array([values(scenario.market) | extra])


def wide_rounds(scenario: Scenario) -> int:
    """Rounds of the widest layer: more where people are unequal, so that a few can know very many."""
    m = scenario.market
    rounds = ceil((m.contacts - m.close - m.near) / KEPT)
    if m.inequality == 0.0:
        return rounds
    return max(rounds, min(ceil(rounds * (1.0 + MORE_ROUNDS * m.inequality)), block_of(0, OUTER_BLOCK, 0, scenario.people)[1]))


@cache
def chance_for(mean: float, inequality: float) -> float:
    """The chance c at which min(1, c s t), s and t the factors of two people, has a mean 0..1; in steps that are the same everywhere."""
    factors = [mildly_unequal((k + 0.5) / GRID, inequality) for k in range(GRID)]
    low, high = 0.0, 1.0 / (factors[0] * factors[0] + 1e-9)
    for _ in range(40):
        middle = (low + high) / 2.0
        found = sum(min(1.0, middle * s * t) for s in factors for t in factors) / (GRID * GRID)
        low, high = (middle, high) if found < mean else (low, middle)
    return low


def p_known(scenario: Scenario) -> float:
    """Chance that two average people paired in a round of the widest layer know each other, where people are unequal."""
    m = scenario.market
    rounds = wide_rounds(scenario)
    if m.inequality == 0.0 or rounds == 0:
        return KEPT
    return chance_for((m.contacts - m.close - m.near) / rounds, m.inequality)


def rounds_of(scenario: Scenario) -> np.ndarray:
    """Rounds of each layer that give the mean number of close, near and other contacts."""
    m = scenario.market
    return np.array([*(ceil(k / KEPT) for k in (m.close, m.near)), wide_rounds(scenario)], dtype=np.int64)


def check_room(network: StartingTies, slots: int) -> None:
    """Refuse a network in which somebody has more ties than an address book has places."""
    most = int(np.bincount(network.ego).max()) if len(network.ego) else 0
    if most > slots:
        raise ValueError(f"network: somebody has {most} ties, contact_slots is {slots}; set contact_slots to at least {most}")


def populate(scenario: Scenario, seed: int, network: StartingTies | None = None, threads: int = 1) -> State:
    """People and ties at the start of a run, generated or with a network that was read as the ties.

    Args: scenario; seed 0..2^32-1; network: ties of exactly `scenario.people` persons; threads >= 1. If the network has an
    owner, the ties among all others are generated.
    Raises ValueError if the network's people differ from the scenario's, or somebody has more ties than an address book has places.
    """
    from .threads import over_people

    if not 0 <= seed <= MASK:
        raise ValueError(f"seed: {seed} is outside 0..{MASK}")
    if network is not None and network.people != scenario.people:
        raise ValueError(f"network: has {network.people} people, the scenario {scenario.people}; set people to match")
    if network is not None:
        check_room(network, scenario.contact_slots)
    state = empty_state(scenario.people, scenario.contact_slots, len(scenario.labels))
    market = market_array(scenario)
    over_people(threads, scenario.people, lambda lo, hi: fill_people(lo, hi, seed, state.people_rows, market))
    appoint_sellers(scenario, seed, state)
    if network is not None:
        starting_ties(
            state.people_rows, state.ties, network.ego, network.alter, network.strength, network.energy,
            network.last_exchange, market,
        )  # fmt: skip
    if network is None or network.owner is not None:
        rounds, owner = rounds_of(scenario), NONE if network is None else network.owner
        over_people(
            threads,
            scenario.people,
            lambda lo, hi: fill_ties(
                lo, hi, seed, state.people_rows, state.ties, rounds, np.empty(LAYERS, np.int64),
                np.empty(LAYERS, np.int64), market, owner,
            ),  # fmt: skip
        )
    arrange(state.people_rows, state.ties, scenario.effective_rules().acceptance.trust_of_stranger)
    return state

