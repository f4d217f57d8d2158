"""Trade: utility, the contested effect of tie strength, and the value of a deal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.trade import Trade, deal_value, link, normal_of, p_comes_to_mind, utility

SHARE = some.floats(0, 1)


def numbers(**changes):
    given = dict(trust=0.5, strength=0.4, fit=0.3, taste=0.2, moderate_ties=0.0, moderate_peak=0.25, median_value=1000) | changes
    return as_tuple(values(Trade(**given)))


def test_utility_worked_out_by_hand():
    """0.5 x 0.6 + 0.4 x 0.5 + 0.3 x 1 + 0.2 x (-1)."""
    assert utility(0.6, 0.5, 1.0, -1.0, numbers()) == pytest.approx(0.6)


@pytest.mark.parametrize(
    "strength, value", [(0, 0), (0.125, 0.75), (0.25, 1), (0.5, 8 / 9), (0.625, 0.75), (1, 0)]
)
def test_the_inverted_u_peaks_at_moderate_ties(strength, value):
    """Below the peak x(2 - x) with x = s / 0.25; above it 1 - y^2 with y = (s - 0.25) / 0.75."""
    assert link(strength, numbers(moderate_ties=1.0)) == pytest.approx(value)


@settings(max_examples=50)
@given(SHARE, SHARE, some.floats(0.05, 0.95))
def test_the_inverted_u_rises_to_its_peak_and_falls_after_it(one, other, peak):
    p = numbers(moderate_ties=1.0, moderate_peak=peak)
    low, high = sorted((one, other))
    assert link(peak * low, p) <= link(peak * high, p) + 1e-12 <= 1 + 1e-11
    assert link(peak + (1 - peak) * low, p) >= link(peak + (1 - peak) * high, p) - 1e-12 >= -1e-11


@settings(max_examples=50)
@given(SHARE, SHARE)
def test_by_default_strong_ties_help_most_and_a_mixture_lies_between(strength, share):
    monotone, inverted = link(strength, numbers()), link(strength, numbers(moderate_ties=1.0))
    assert monotone == strength
    assert link(strength, numbers(moderate_ties=share)) == pytest.approx((1 - share) * monotone + share * inverted)


@settings(max_examples=50)
@given(SHARE, SHARE, SHARE, some.floats(-3, 3), SHARE)
def test_trust_strength_fit_and_taste_never_hurt(trust, strength, fit, taste, more):
    p = numbers()
    base = utility(trust, strength, fit, taste, p)
    assert min(utility(trust + more, strength, fit, taste, p), utility(trust, strength, fit + more, taste, p),
               utility(trust, min(1, strength + more), fit, taste, p), utility(trust, strength, fit, taste + more, p)) >= base  # fmt: skip


@pytest.mark.parametrize("mechanism, inputs", [("trust_in_trade", (1, 0, 0, 0)), ("tie_strength_in_trade", (0, 1, 0, 0))])
def test_a_mechanism_that_is_off_has_no_effect(mechanism, inputs):
    off = numbers(**Trade.off[mechanism])
    assert utility(*inputs, off) == 0.0 < utility(*inputs, numbers())


@pytest.mark.parametrize("recall, strength, chance", [(0.2, 0, 0.2), (0.2, 0.5, 0.6), (0.2, 1, 1), (0, 0.3, 0.3), (1, 0, 1)])
def test_suppliers_come_to_mind_by_strength(recall, strength, chance):
    assert p_comes_to_mind(strength, numbers(recall=recall)) == pytest.approx(chance)


def test_normal_of_four_uniforms():
    """Variance of the sum of four uniforms is 1/3, so it is scaled by the square root of 3."""
    assert normal_of(0.5, 0.5, 0.5, 0.5) == 0.0
    assert normal_of(1, 1, 1, 1) == pytest.approx(2 * 3**0.5)
    assert normal_of(0, 0, 0, 0) == pytest.approx(-2 * 3**0.5)
    grid = [(k + 0.5) / 12 for k in range(12)]
    squares = [normal_of(a, b, c, d) ** 2 for a in grid for b in grid for c in grid for d in grid]
    assert sum(squares) / len(squares) == pytest.approx(1 - 1 / 144)  # the variance of 12 even steps is (1 - 1/144)/12


@pytest.mark.parametrize("u, value", [(0.5, 1000), (0.8, 2000), (0.2, 500), (0.9, 3000), (0.1, 1000 / 3)])
def test_quantiles_of_a_deals_value(u, value):
    """Log-logistic with shape 2: the u-quantile is median x sqrt(u / (1 - u))."""
    assert deal_value(u, numbers()) == pytest.approx(value)
