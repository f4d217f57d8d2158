"""Shapes that rules share, against their definitions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.rules.arithmetic import clip01, common_ground, count_bits, half_power, quality_of, sigmoid

WORD = some.integers(0, 2**32 - 1)


@pytest.mark.parametrize("x, inside", [(-0.1, 0), (0, 0), (0.001, 0.001), (0.3, 0.3), (1, 1), (1.01, 1), (7, 1)])
def test_clip(x, inside):
    assert clip01(x) == inside


@pytest.mark.parametrize("x, y", [(0, 0.5), (1, 0.75), (-1, 0.25), (3, 0.875), (-3, 0.125), (999, 0.9995)])
def test_sigmoid_worked_out_by_hand(x, y):
    assert sigmoid(x) == pytest.approx(y)


@settings(max_examples=50)
@given(some.floats(-1e6, 1e6), some.floats(0.001, 1e3))
def test_sigmoid_rises_and_is_symmetric(x, step):
    assert 0 < sigmoid(x) < sigmoid(x + step) < 1
    assert sigmoid(x) + sigmoid(-x) == pytest.approx(1)


@settings(max_examples=50)
@given(some.floats(0, 1e3), some.integers(0, 8))
def test_half_power_is_a_power(x, halves):
    assert half_power(x, float(halves)) == pytest.approx(x ** (halves / 2), rel=1e-12)


@pytest.mark.parametrize("minutes, quality", [(2, 2 / 7), (5, 0.5), (15, 0.75), (45, 0.9)])
def test_quality_of_minutes(minutes, quality):
    assert quality_of(minutes) == pytest.approx(quality)


@settings(max_examples=50)
@given(WORD)
def test_bits_are_counted(word):
    assert count_bits(word) == bin(word).count("1")


@settings(max_examples=50)
@given(some.sets(some.integers(0, 31)), some.sets(some.integers(0, 31)))
def test_common_ground_is_the_shared_share(mine, yours):
    words = [sum(1 << topic for topic in topics) for topics in (mine, yours)]
    either = mine | yours
    assert common_ground(*words) == (len(mine & yours) / len(either) if either else 0.0)
    assert common_ground(*words) == common_ground(*reversed(words))
