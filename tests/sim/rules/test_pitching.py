"""Pitches: offence below a level of trust, breaks by sensitivity and distrust."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.pitching import Pitching, is_intrusion, p_break_tie

SHARE = some.floats(0, 1)
P = as_tuple(values(Pitching(welcome_trust=0.6, p_break=0.2)))


@pytest.mark.parametrize("trust, offends", [(0, True), (0.599, True), (0.6, False), (1, False)])
def test_a_pitch_offends_below_the_welcome_level(trust, offends):
    assert bool(is_intrusion(trust, P)) is offends


@pytest.mark.parametrize("sensitivity, trust, chance", [(1, 0, 0.2), (0.5, 0, 0.1), (1, 0.5, 0.1), (0.5, 0.5, 0.05), (0, 0, 0), (1, 1, 0)])
def test_chances_of_a_break_worked_out_by_hand(sensitivity, trust, chance):
    assert p_break_tie(sensitivity, trust, P) == pytest.approx(chance)


@settings(max_examples=50)
@given(SHARE, SHARE, SHARE)
def test_trust_protects_a_tie(sensitivity, trust, more):
    assert 0 <= p_break_tie(sensitivity, min(1, trust + more), P) <= p_break_tie(sensitivity, trust, P) <= 0.2


def test_without_annoyance_nothing_breaks():
    off = Pitching(**Pitching.off["annoyance"])
    assert p_break_tie(1.0, 0.0, as_tuple(values(off))) == 0.0
    assert off.annoyance == off.reputation_lost == 0.0
