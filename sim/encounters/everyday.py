"""Everyday life: people of a circle, a community or the market at large run into each other, and those who do know each other."""

import numpy as np

from ..address_book import add_tie, bond_at, bring_to_mind, put_bond, put_sympathy, slot_of
from ..blocks import OUTER_BLOCK, block_of, is_closer, partner_of
from ..compiling import rule, whole
from ..randomness import EVERYDAY, EVERYDAY_PAIR, EVERYDAY_ROUND, below, of_pair, words
from ..records import Pair
from ..rules.arithmetic import common_ground
from ..rules.everyday import meetings_per_year, p_meet, p_meet_at_most, phase_of_life
from ..state import NONE
from ..views import side_of
from .bonds import after_talk
from .meeting import introduced
from .talk import sympathy_of

LAYERS = 3


@rule
def partner_this_week(i, layer, start, size, world):
    """With whom i may meet this week in a block of a layer: another pairing of the block every week."""
    now = world.now
    c = below(words(now.seed, EVERYDAY_ROUND, now.week, layer, start)[0], size)
    return whole(partner_of(i, start, size, c))


@rule
def run_into(i, j, layer, world):
    """Whether i and j, who may meet this week, do: rarely asked about the pair, since most do not meet in any case."""
    now, per_year = world.now, meetings_per_year(layer, world.p.everyday)
    u = of_pair(now.seed, EVERYDAY, now.week, i, j)
    if u >= p_meet_at_most(per_year):
        return False
    phase = phase_of_life(now.week, i, j, world.p.everyday)
    return u < p_meet(per_year, of_pair(now.seed, EVERYDAY_PAIR, layer + LAYERS * phase, i, j))


@rule
def spend_time(i, j, world):
    """i and j spend time with each other: seen from i, who knows j from then on."""
    people, ties, p = world.people, world.ties, world.p
    slot = slot_of(ties, i, whole(people.contacts[i]), j)
    common = common_ground(np.int64(people.topics[i]), np.int64(people.topics[j]))
    sympathy = sympathy_of(i, j, common, world)
    bond = bond_at(ties, i, slot) if slot != NONE else introduced(side_of(j, world), world)
    bond = after_talk(bond, sympathy, p.everyday.gain, world)
    if slot == NONE:
        add_tie(i, j, bond, Pair(0, common, sympathy), world)
    else:
        put_bond(i, slot, bond, world)
        put_sympathy(ties, i, slot, sympathy)
        bring_to_mind(people, ties, i, slot)


@rule
def meet_in_layer(i, layer, start, size, closer, closer_size, world):
    """i may meet somebody of the block from `start` on who does not belong to the closer block."""
    if meetings_per_year(layer, world.p.everyday) <= 0.0:
        return
    j = partner_this_week(i, layer, start, size, world)
    if j != i and not is_closer(j, closer, closer_size) and run_into(i, j, layer, world):
        spend_time(i, j, world)


@rule
def live_a_week(i, world):
    """i meets whom it meets this week, outside the platform."""
    blocks, people = world.p.blocks, world.people.group.shape[0]
    town, townspeople = block_of(i, OUTER_BLOCK, 0, people)
    community, members = block_of(i, whole(blocks.community), 0, people)
    circle, friends = block_of(i, whole(blocks.circle), community, members)
    meet_in_layer(i, 0, circle, friends, i, 1, world)
    meet_in_layer(i, 1, community, members, circle, friends, world)
    meet_in_layer(i, 2, town, townspeople, community, members, world)
