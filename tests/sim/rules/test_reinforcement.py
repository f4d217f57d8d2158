"""Growth of tie strength: diminishing returns, and old ties that come back faster."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.reinforcement import Reinforcement, knowledge_after, strength_after

SHARE = some.floats(0, 1)
P = as_tuple(values(Reinforcement(revival=2.0)))


@pytest.mark.parametrize(
    "strength, energy, gain, after",
    [
        (0, 0, 0.1, 0.1),
        (0.5, 0.5, 0.1, 0.55),
        (0.5, 0.2, 0.1, 0.55),  # energy below strength does not help
        (0, 0.5, 0.1, 0.2),  # dormant: 0.1 x (1 + 2 x 0.5)
        (0.2, 0.7, 0.1, 0.36),  # 0.2 + 0.1 x 0.8 x (1 + 2 x 0.5)
        (0.9, 1, 0.9, 1),  # 1.008, but never above 1
        (0.9, 1, 1, 1),
    ],
)
def test_strength_worked_out_by_hand(strength, energy, gain, after):
    assert strength_after(strength, energy, gain, P) == pytest.approx(after)


def test_exchanges_take_shares_of_what_is_missing():
    strength = 0.0
    for _ in range(10):
        strength = strength_after(strength, strength, 0.1, P)
    assert strength == pytest.approx(1 - 0.9**10)


@settings(max_examples=50)
@given(SHARE, SHARE, SHARE, SHARE)
def test_growth_stays_in_bounds_and_history_never_hurts(strength, energy, gain, more):
    after = strength_after(strength, energy, gain, P)
    assert strength <= after <= 1
    assert strength_after(strength, min(1, energy + more), gain, P) >= after
    assert strength_after(strength, energy, min(1, gain + more), P) >= after


def test_without_revival_an_old_tie_grows_like_a_new_one():
    off = as_tuple(values(Reinforcement(**Reinforcement.off["revival"])))
    assert strength_after(0.05, 0.9, 0.1, off) == strength_after(0.05, 0.05, 0.1, off)


@pytest.mark.parametrize("knowledge, share, after", [(0, 0.1, 0.1), (0.5, 0.1, 0.55), (1, 0.1, 1), (0.3, 0, 0.3), (0.3, 1, 1)])
def test_knowledge_learns_a_share_of_the_unknown(knowledge, share, after):
    assert knowledge_after(knowledge, share) == pytest.approx(after)
