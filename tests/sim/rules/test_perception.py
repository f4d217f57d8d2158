"""Blur: an error of known size, in proportion to contacts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.perception import Perception, perceived

P = as_tuple(values(Perception(blur=0.2)))


@pytest.mark.parametrize(
    "contacts, u, seen", [(150, 1, 1.2), (150, 0, 0.8), (150, 0.5, 1.0), (75, 1, 1.1), (300, 1, 1.4), (0, 1, 1.0), (150, 0.75, 1.1)]
)
def test_values_as_seen_worked_out_by_hand(contacts, u, seen):
    assert perceived(1.0, contacts, 150.0, u, P) == pytest.approx(seen)


@settings(max_examples=50)
@given(some.floats(0, 5), some.integers(0, 2000), some.floats(1, 1000), some.floats(0, 1))
def test_the_error_is_bounded_and_fair(value, contacts, capacity, u):
    most = 0.2 * contacts / capacity
    above, below = (perceived(value, contacts, capacity, x, P) - value for x in (u, 1 - u))
    assert abs(above) <= most + 1e-9
    assert above == pytest.approx(-below, abs=1e-9)


def test_without_the_mechanism_the_view_is_clear():
    off = as_tuple(values(Perception(**Perception.off["blur"])))
    assert perceived(0.7, 5000, 1.0, 0.9, off) == 0.7
