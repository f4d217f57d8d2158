"""Patience: one over one plus so much for every approach in vain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.patience import Patience, p_patient

KNOWN = [(0.4, 0, 1), (0.4, 1, 1 / 1.4), (0.4, 3, 1 / 2.2), (1, 1, 0.5), (0.5, 8, 0.2), (10, 255, 1 / 2551)]


@pytest.mark.parametrize("tiring, unanswered, chance", KNOWN)
def test_chances_worked_out_by_hand(tiring, unanswered, chance):
    assert p_patient(unanswered, as_tuple(values(Patience(tiring=tiring)))) == pytest.approx(chance)


@settings(max_examples=50)
@given(some.floats(0, 10), some.integers(0, 254))
def test_every_further_approach_is_heard_less_but_never_surely_not(tiring, unanswered):
    p = as_tuple(values(Patience(tiring=tiring)))
    assert 0 < p_patient(unanswered + 1, p) <= p_patient(unanswered, p) <= 1


def test_without_the_mechanism_nobody_tires():
    assert p_patient(255, as_tuple(values(Patience(**Patience.off["tiring"])))) == 1.0
