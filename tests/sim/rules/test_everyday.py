"""Everyday life: how often people meet outside the platform."""

import numpy as np
import pytest

from sim.parameters import as_tuple, values
from sim.rules.everyday import Everyday, meetings_per_year, p_meet, phase_of_life

P = as_tuple(values(Everyday(circle_per_year=26, community_per_year=10, anybody_per_year=4)))


def test_each_layer_has_its_own_number_of_meetings():
    assert [meetings_per_year(layer, P) for layer in range(3)] == [26, 10, 4]


@pytest.mark.parametrize("per_year", [0.0, 4.0, 17.0])
def test_pairs_meet_as_often_on_average_as_the_year_says(per_year):
    closeness = (np.arange(1000) + 0.5) / 1000
    chances = np.array([p_meet(per_year, u) for u in closeness])
    assert 52 * chances.mean() == pytest.approx(per_year, rel=1e-5)
    assert np.all(np.diff(chances) >= 0)


def test_phases_of_life_last_as_long_as_named_and_pairs_change_them_in_different_weeks():
    p = as_tuple(values(Everyday(close_for_weeks=50)))
    phases = np.array([[phase_of_life(week, 3, other, p) for week in range(300)] for other in range(20)])
    steps = np.diff(phases, axis=1)
    assert set(steps.ravel().tolist()) == {0, 1} and np.all(steps.sum(axis=1) >= 5)
    assert all(set(np.diff(np.flatnonzero(row)).tolist()) == {50} for row in steps)
    assert len({int(np.flatnonzero(row)[0]) for row in steps}) > 15
    for_ever = as_tuple(values(Everyday(close_for_weeks=0)))
    assert phase_of_life(4000, 3, 4, for_ever) == phase_of_life(0, 3, 4, for_ever) == 0
