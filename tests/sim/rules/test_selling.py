"""Selling: chances, weeks and hours on the way from interest to a contract."""

import numpy as np
import pytest

from sim.parameters import as_tuple, values
from sim.rules.selling import Selling, between, has_waited_too_long, hours_a_week, is_left_alone, p_opens, weeks_to_decide


def parameters(**given):
    return as_tuple(values(Selling(**given)))


@pytest.mark.parametrize("trust, chance", [(0, 0.2), (0.5, 0.5), (1, 0.8)])
def test_trust_opens_opportunities(trust, chance):
    assert p_opens(trust, parameters(p_opportunity=0.2, p_opportunity_trusted=0.8)) == pytest.approx(chance)


def test_every_number_of_weeks_is_as_likely():
    p = parameters(weeks_least=4, weeks_most=12)
    weeks = [weeks_to_decide((k + 0.5) / 9000, p) for k in range(9000)]
    counts = np.bincount(weeks)
    assert counts[:4].tolist() == [0] * 4 and counts.size == 13
    assert np.all(np.abs(counts[4:] - 1000) < 5)


@pytest.mark.parametrize("least, most, u, number", [(2, 8, 0.5, 5), (4, 4, 0.9, 4), (5, 3, 0.5, 5), (0, 10, 0.0, 0)])
def test_a_number_between_two(least, most, u, number):
    assert between(least, most, u) == number


@pytest.mark.parametrize("hours, weeks, each", [(6, 3, 2), (6, 1, 6), (6, 0, 6), (0, 5, 0)])
def test_work_is_spread_over_the_weeks(hours, weeks, each):
    assert hours_a_week(hours, weeks) == each


def test_what_is_left_alone_too_long_is_lost():
    p = parameters(patience_weeks=2, lead_weeks=4)
    assert [is_left_alone(weeks, p) for weeks in (0, 2, 3)] == [False, False, True]
    assert [has_waited_too_long(weeks, p) for weeks in (0, 4, 5)] == [False, False, True]


def test_switched_off_a_lead_costs_nothing_and_is_decided_at_once():
    off = parameters(**{key: value for change in Selling.off.values() for key, value in change.items()})
    assert p_opens(0.0, off) == 1.0 and off.talk_hours == off.hours_most == off.delivery_most == 0.0
    assert weeks_to_decide(0.99, off) == 0 and off.p_no_decision == 0.0
