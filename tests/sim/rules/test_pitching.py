"""Pitches: offence below a level of trust, reactions by sensitivity and distrust."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.pitching import Pitching, is_intrusion, p_blocks, p_reaction, times_told

SHARE = some.floats(0, 1)
P = as_tuple(values(Pitching(welcome_trust=0.6, p_react=0.2, p_block=0.05, listeners=3)))


@pytest.mark.parametrize("trust, offends", [(0, True), (0.599, True), (0.6, False), (1, False)])
def test_a_pitch_offends_below_the_welcome_level(trust, offends):
    assert bool(is_intrusion(trust, P)) is offends


@pytest.mark.parametrize("sensitivity, trust, chance", [(1, 0, 0.2), (0.5, 0, 0.1), (1, 0.5, 0.1), (0.5, 0.5, 0.05), (0, 0, 0), (1, 1, 0)])
def test_chances_of_a_reaction_worked_out_by_hand(sensitivity, trust, chance):
    assert p_reaction(sensitivity, trust, P) == pytest.approx(chance)


@settings(max_examples=50)
@given(SHARE, SHARE, SHARE)
def test_trust_protects_a_tie(sensitivity, trust, more):
    assert 0 <= p_reaction(sensitivity, min(1, trust + more), P) <= p_reaction(sensitivity, trust, P) <= 0.2


def test_without_annoyance_nothing_breaks():
    off = Pitching(**Pitching.off["annoyance"])
    assert p_reaction(1.0, 0.0, as_tuple(values(off))) == 0.0
    assert off.annoyance == off.reputation_lost == 0.0


@pytest.mark.parametrize("sensitivity, trust, chance", [(1, 0, 0.05), (0.5, 0.2, 0.02), (0, 0, 0), (1, 1, 0)])
def test_chances_of_a_block_worked_out_by_hand(sensitivity, trust, chance):
    assert p_blocks(sensitivity, trust, P) == pytest.approx(chance)


def test_reputation_is_lost_with_the_annoyed_and_with_all_whom_they_tell():
    assert times_told(5, P) == 20
    assert times_told(5, as_tuple(values(Pitching()))) == 5


def test_without_blocking_nobody_is_muted_or_blocked():
    off = Pitching(**Pitching.off["blocking"])
    assert p_blocks(1.0, 0.0, as_tuple(values(off))) == off.mute_share == off.keeps_apart == 0
