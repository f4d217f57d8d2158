"""Trust: slow to win, quicker to lose, forgotten towards a stranger's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.trust import Trust, faded_trust, trust_after

SHARE = some.floats(0, 1)
P = as_tuple(values(Trust(eta=0.1, asymmetry=3.0, half_life_weeks=156)))


@pytest.mark.parametrize(
    "trust, experience, after",
    [(0.5, 1, 0.55), (0.5, -1, 0.35), (0.5, 0, 0.5), (0, 1, 0.1), (1, 1, 1), (0, -1, 0), (0.2, 0.5, 0.24), (0.5, 0.002, 0.5001)],
)
def test_trust_worked_out_by_hand(trust, experience, after):
    """Gain 0.1 x experience x (1 - trust); loss 3 x 0.1 x experience x trust."""
    assert trust_after(trust, experience, P) == pytest.approx(after)


@settings(max_examples=50)
@given(SHARE, some.floats(-1, 1), some.floats(0, 0.25), some.floats(1, 4))
def test_trust_stays_in_bounds_for_all_allowed_parameters(trust, experience, eta, asymmetry):
    p = as_tuple(values(Trust(eta=eta, asymmetry=asymmetry)))
    assert 0 <= trust_after(trust, experience, p) <= 1


def test_in_the_middle_a_loss_weighs_asymmetry_times_a_gain():
    gain = trust_after(0.5, 0.7, P) - 0.5
    loss = 0.5 - trust_after(0.5, -0.7, P)
    assert loss / gain == pytest.approx(3.0)


def test_without_asymmetry_losses_weigh_as_much_as_gains():
    off = as_tuple(values(Trust(**Trust.off["trust_asymmetry"])))
    assert 0.5 - trust_after(0.5, -0.7, off) == pytest.approx(trust_after(0.5, 0.7, off) - 0.5)


@pytest.mark.parametrize("start, halfway", [(0.95, 0.55), (0.15, 0.15), (0.05, 0.10)])
def test_trust_falls_halfway_back_to_a_strangers_in_its_half_life(start, halfway):
    """Distance to 0.15 halves in 156 weeks, from above and from below, and never changes its side."""
    trust = start
    assert faded_trust(start, 0.15, P.kept) == pytest.approx(0.15 + (start - 0.15) * 2 ** (-1 / 156))
    for _ in range(156):
        trust = faded_trust(trust, 0.15, P.kept)
    assert trust == pytest.approx(halfway)
