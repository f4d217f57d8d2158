"""Reputation and profile: fading, upkeep, annoyance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.standing import Standing, faded_reputation, profile_after, reputation_lost_by

P = as_tuple(values(Standing(reputation_half_life_weeks=26, profile_half_life_weeks=52, profile_kept_up=0.5)))


@pytest.mark.parametrize("reputation", [-0.8, 0.0, 0.8])
def test_reputation_halves_towards_nothing(reputation):
    after = reputation
    for _ in range(26):
        after = faded_reputation(after, P)
    assert after == pytest.approx(reputation / 2)


def test_a_neglected_profile_halves_in_its_half_life():
    profile = 0.8
    for _ in range(52):
        profile = profile_after(profile, 0, P)
    assert profile == pytest.approx(0.4)


def test_grooming_adds_half_of_what_is_missing():
    stale = 0.8 * 2 ** (-1 / 52)
    assert profile_after(0.8, 1, P) == pytest.approx(stale + (1 - stale) / 2)
    assert profile_after(0.0, 1, P) == 0.5


@pytest.mark.parametrize("reputation, loss, after", [(0, 0.1, -0.1), (1, 0.1, 0.8), (-1, 0.1, -1), (-0.5, 0.5, -0.75), (0.3, 0, 0.3)])
def test_annoyance_takes_a_share_of_the_way_to_the_worst(reputation, loss, after):
    assert reputation_lost_by(reputation, loss) == pytest.approx(after)


@settings(max_examples=50)
@given(some.floats(-1, 1), some.floats(0, 1), some.floats(0, 1))
def test_everything_stays_in_bounds(reputation, loss, profile):
    assert -1 <= reputation_lost_by(reputation, loss) <= reputation
    assert abs(faded_reputation(reputation, P)) <= abs(reputation)
    assert 0 <= profile_after(profile, 0, P) <= profile_after(profile, 1, P) <= 1
