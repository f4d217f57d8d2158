"""Calls: picked up by those who trust, and what a talk does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.calling import Calling, call_experience, p_pick_up, sympathy

SHARE = some.floats(0, 1)
P = as_tuple(
    values(Calling(p_pick_up_stranger=0.1, p_pick_up_friend=0.9, sympathy_common_ground=0.25, sympathy_needed=0.4))
)


@pytest.mark.parametrize("trust, energy, chance", [(0, 0, 0.1), (1, 1, 0.9), (1, 0, 0.5), (0, 1, 0.5), (0.5, 0.25, 0.4)])
def test_chances_of_picking_up_worked_out_by_hand(trust, energy, chance):
    assert p_pick_up(trust, energy, P) == pytest.approx(chance)


@settings(max_examples=50)
@given(SHARE, SHARE, SHARE)
def test_trust_and_history_both_help(trust, energy, more):
    chance = p_pick_up(trust, energy, P)
    assert 0.1 <= chance <= 0.9 + 1e-12
    assert p_pick_up(min(1, trust + more), energy, P) >= chance
    assert p_pick_up(trust, min(1, energy + more), P) >= chance


@pytest.mark.parametrize("chance, common, liking", [(0, 0, 0), (1, 0, 0.75), (0, 1, 0.25), (1, 1, 1), (0.4, 0.8, 0.5)])
def test_sympathy_is_part_chance_part_common_ground(chance, common, liking):
    assert sympathy(chance, common, P) == pytest.approx(liking)


@pytest.mark.parametrize("liking, experience", [(1, 1), (0.4, 0.4), (0.39, -0.01), (0.1, -0.3), (0, -0.4)])
def test_a_talk_pleases_those_who_get_on_and_disappoints_others_a_little(liking, experience):
    assert call_experience(liking, P) == pytest.approx(experience)


def test_without_sympathy_no_talk_disappoints():
    off = as_tuple(values(Calling(**Calling.off["sympathy"])))
    assert call_experience(0.0, off) == 0.0
    assert call_experience(0.1, off) == 0.1
