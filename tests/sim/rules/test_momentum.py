"""Momentum: answers come easier right after an exchange."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.momentum import Momentum, with_momentum

P = as_tuple(values(Momentum(answers=0.4)))


@pytest.mark.parametrize("chance, silence, after", [(0.5, 0, 0.7), (0.5, 1, 0.6), (0.5, 3, 0.55), (0, 0, 0.4), (1, 0, 1), (0.2, 32767, 0.2)])
def test_chances_worked_out_by_hand(chance, silence, after):
    assert with_momentum(chance, silence, P) == pytest.approx(after, abs=2e-5)


@settings(max_examples=50)
@given(some.floats(0, 1), some.integers(0, 500), some.floats(0, 1))
def test_it_helps_less_with_silence_and_never_beyond_certainty(chance, silence, answers):
    p = as_tuple(values(Momentum(answers=answers)))
    later, now = with_momentum(chance, silence + 1, p), with_momentum(chance, silence, p)
    assert chance - 1e-12 <= later <= now + 1e-12 and now <= 1 + 1e-12


def test_without_the_mechanism_a_chance_stays_bit_by_bit():
    off = as_tuple(values(Momentum(**Momentum.off["momentum"])))
    assert with_momentum(0.1234567, 0, off) == 0.1234567
