"""Interest: trust works before the choice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.interest import Interest, p_interest, trust_with_standing

SHARE = some.floats(0, 1)


def parameters(**given):
    return as_tuple(values(Interest(**given)))


@pytest.mark.parametrize("curvature, trust, chance", [(0, 0, 0.1), (0, 0.5, 0.5), (1, 0.5, 0.3), (0.5, 0.5, 0.4), (1, 1, 0.9)])
def test_interest_worked_out_by_hand(curvature, trust, chance):
    p = parameters(at_no_trust=0.1, at_full_trust=0.9, curvature=curvature)
    assert p_interest(trust, p) == pytest.approx(chance)


@settings(max_examples=50)
@given(SHARE, SHARE, SHARE)
def test_more_trust_never_means_less_interest(curvature, trust, more):
    p = parameters(at_no_trust=0.05, at_full_trust=0.7, curvature=curvature)
    assert 0.05 - 1e-12 <= p_interest(trust, p) <= p_interest(min(1.0, trust + more), p) + 1e-12 <= 0.7 + 2e-12


@pytest.mark.parametrize(
    "trust, knowledge, reputation, counted", [(0.2, 0, 1, 0.3), (0.2, 1, 1, 0.2), (0.2, 0.5, -1, 0.15), (0.05, 0, -1, 0), (0.95, 0, 1, 1)]
)
def test_standing_counts_where_one_knows_little(trust, knowledge, reputation, counted):
    assert trust_with_standing(trust, knowledge, reputation, parameters(standing=0.1)) == pytest.approx(counted)


def test_switched_off_everybody_who_needs_it_is_interested():
    off = parameters(**Interest.off["interest"])
    assert p_interest(0.0, off) == p_interest(1.0, off) == 1.0
