"""Fading of ties: half-lives, overload, common contacts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.forgetting import Forgetting, faded_energy, faded_strength, hold, overload

SHARE = some.floats(0, 1)
P = as_tuple(
    values(Forgetting(half_life_weeks=20, energy_half_life_weeks=260, overload_halves=4, embedding=1.5, embedding_half=3.0))
)


def test_strength_halves_in_its_half_life():
    strength = 0.8
    for _ in range(20):
        strength = faded_strength(strength, 1.0, 1.0, P)
    assert strength == pytest.approx(0.4)


def test_energy_halves_in_its_own_half_life():
    energy = 0.8
    for _ in range(260):
        energy = faded_energy(energy, 0.0, P.energy_kept)
    assert energy == pytest.approx(0.4)


def test_energy_never_falls_below_present_strength():
    assert faded_energy(0.5, 0.5, P.energy_kept) == 0.5
    assert faded_energy(0.5, 0.1, P.energy_kept) == pytest.approx(0.5 * 2 ** (-1 / 260))


@pytest.mark.parametrize("relationships, factor", [(0, 1), (149, 1), (150, 1), (300, 4), (450, 9)])
def test_overload_grows_as_the_square_above_capacity(relationships, factor):
    assert overload(relationships, 150.0, P) == pytest.approx(factor)


@pytest.mark.parametrize("halves, factor", [(0, 1), (1, 2**0.5), (2, 2), (3, 2**1.5), (8, 16)])
def test_overload_takes_any_number_of_half_powers(halves, factor):
    p = as_tuple(values(Forgetting(overload_halves=halves)))
    assert overload(300.0, 150.0, p) == pytest.approx(factor)


@pytest.mark.parametrize("embedded, left", [(0, 1), (3, 1 / 1.75), (6, 0.5), (27, 1 / 2.35)])
def test_common_contacts_hold_a_tie(embedded, left):
    """1 / (1 + 1.5 n / (n + 3)): 3 contacts give half of the effect of very many."""
    assert hold(embedded, P) == pytest.approx(left)


@settings(max_examples=50)
@given(SHARE, some.floats(1, 1e4), SHARE)
def test_fading_stays_in_bounds_and_is_faster_under_load(strength, overloaded, held):
    after = faded_strength(strength, overloaded, held, P)
    assert 0 <= after <= strength
    assert faded_strength(strength, overloaded * 2, held, P) <= after
    assert faded_strength(strength, overloaded, held / 2, P) >= after


def test_an_overload_that_would_take_more_than_all_leaves_nothing():
    all_and_a_bit = 1.01 / (1 - 2 ** (-1 / 20))
    assert faded_strength(0.9, all_and_a_bit, 1.0, P) == faded_strength(0.9, 1e4, 1.0, P) == 0.0


def test_mechanisms_that_are_off_have_no_effect():
    assert overload(1e4, 1.0, as_tuple(values(Forgetting(**Forgetting.off["overload"])))) == 1.0
    assert hold(255.0, as_tuple(values(Forgetting(**Forgetting.off["embedding"])))) == 1.0
