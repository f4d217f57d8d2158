"""Counter-based random numbers: a function of (seed, purpose, week, ego, alter), of nothing else.

Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3";
the generator of Random123 and JAX). One key names the run and the occasion, one counter the two people, so
a number never depends on how many were drawn before, on the driver, the thread or the processor.
"""

import numpy as np

from .compiling import overload, rule

MASK = 0xFFFFFFFF

# Purposes: what a number decides. Codes are part of the history of a seed: never reuse or renumber one.
(PLAN, PROSPECT_SOURCE, PROSPECT_PICK, READ_MAIL, ACCEPT_REQUEST, PICK_UP, SYMPATHY, RELEVANCE, TELL_NEED,
 MENTION_OFFER, TAKE_OFFENCE, EVENT_ORDER, NEED_ARISES, NEED_TOPIC, FIT, TASTE, TASTE_2, DEAL_VALUE, ASK_AROUND,
 READ_POST, OCCASION, PEOPLE, PEOPLE_2, PEOPLE_3, PEOPLE_4, COMMUNITY, ACQUAINTANCE, ACQUAINTANCE_2, TIE_START,
 TIE_START_2, SELLERS, ANSWER_MAIL, RECALL,
 READ_PROFILE, INTEREST, OPENS, PROCESS, DECIDES, DELIVERY, SEGMENT, FIT_SIGN, COMES_TO_MIND, EVERYDAY, EVERYDAY_ROUND,
 EVERYDAY_PAIR, PEOPLE_5, PEOPLE_6, POLITE) = range(1, 49)  # fmt: skip


def u32(x):
    """The low 32 bits of a whole number."""
    return int(x) & MASK


@overload(u32)
def _u32(x):
    return lambda x: np.uint32(x)


@rule
def rotate(x, bits):
    """Rotate a 32-bit word to the left."""
    return u32((x << bits) | (x >> (32 - bits)))


@rule
def four_rounds(x0, x1, r0, r1, r2, r3):
    """Four Threefry rounds: add, rotate, exclusive or."""
    x0 = u32(x0 + x1)
    x1 = rotate(x1, r0) ^ x0
    x0 = u32(x0 + x1)
    x1 = rotate(x1, r1) ^ x0
    x0 = u32(x0 + x1)
    x1 = rotate(x1, r2) ^ x0
    x0 = u32(x0 + x1)
    x1 = rotate(x1, r3) ^ x0
    return x0, x1


@rule
def threefry2x32(key0, key1, counter0, counter1):
    """Two 32-bit words from a 64-bit key and a 64-bit counter, each given as two 32-bit words."""
    k0, k1 = u32(key0), u32(key1)
    k2 = u32(k0 ^ k1 ^ 0x1BD11BDA)
    x0 = u32(u32(counter0) + k0)
    x1 = u32(u32(counter1) + k1)
    x0, x1 = four_rounds(x0, x1, 13, 15, 26, 6)
    x0, x1 = u32(x0 + k1), u32(x1 + k2 + 1)
    x0, x1 = four_rounds(x0, x1, 17, 29, 16, 24)
    x0, x1 = u32(x0 + k2), u32(x1 + k0 + 2)
    x0, x1 = four_rounds(x0, x1, 13, 15, 26, 6)
    x0, x1 = u32(x0 + k0), u32(x1 + k1 + 3)
    x0, x1 = four_rounds(x0, x1, 17, 29, 16, 24)
    x0, x1 = u32(x0 + k1), u32(x1 + k2 + 4)
    x0, x1 = four_rounds(x0, x1, 13, 15, 26, 6)
    return u32(x0 + k2), u32(x1 + k0 + 5)


@rule
def words(seed, purpose, week, ego, alter):
    """Two 32-bit words for one occasion; seed 0..2^32-1, week 0..2^20-1, ego and alter 0..2^32-1."""
    return threefry2x32(seed, (purpose << 20) | week, ego, alter)


@rule
def unit(word):
    """A 32-bit word as a number in the open interval 0..1, exact in float64."""
    return (word + 0.5) * 2.3283064365386963e-10


@rule
def uniforms(seed, purpose, week, ego, alter):
    """Two independent numbers in 0..1 for one occasion."""
    a, b = words(seed, purpose, week, ego, alter)
    return unit(a), unit(b)


@rule
def uniform(seed, purpose, week, ego, alter):
    """One number in 0..1 for one occasion."""
    return unit(words(seed, purpose, week, ego, alter)[0])


@rule
def of_pair(seed, purpose, week, one, other):
    """One number in 0..1 that two people share: the same in either order."""
    low = one if one < other else other
    high = other if one < other else one
    return uniform(seed, purpose, week, low, high)


@rule
def below(word, count):
    """A 32-bit word as an index 0..count-1 (multiply-shift; count < 2^31)."""
    return (np.int64(word) * np.int64(count)) >> 32


def run_seed(experiment_seed: int, replication: int) -> int:
    """The 32-bit seed of a replication: from content alone, distinct for all replications of an experiment."""
    root = threefry2x32(experiment_seed & MASK, (experiment_seed >> 32) & MASK, 0, 0)[0]
    return (int(root) + replication * 0x9E3779B9) & MASK
