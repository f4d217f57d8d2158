"""Trade: a buyer with a need weighs every route and takes the best if it beats the outside option."""

from math import sqrt

from ..compiling import rule
from ..parameters import Parameters, par


class Trade(Parameters):
    """Needs, utility of a supplier, and value of a deal."""

    needs_per_year: float = par(1.1, 0, 52, "needs/year", "rate at which an ordinary person comes to need something",
                                "set by plausible leads: vendor data")  # fmt: skip
    need_weeks: int = par(8, 1, 52, "weeks", "how long a need lasts")
    trust: float = par(2.0, 0, 10, "utility", "weight of the buyer's trust in the seller",
                       "set by plausible leads; none once experience is controlled: Doney & Cannon 1997")  # fmt: skip
    strength: float = par(0.4, 0, 10, "utility", "weight of the function of tie strength")
    moderate_ties: float = par(0.0, 0, 1, "share", "0: strong ties help most, 1: moderately weak ties (inverted U)",
                               "inverted U for jobs: Rajkumar et al. 2022; monotone: the advice")  # fmt: skip
    moderate_peak: float = par(0.3, 0.05, 0.95, "strength 0..1", "where the inverted U peaks")
    fit: float = par(0.8, 0, 10, "utility", "weight of how well offer and need fit (0..1, by chance)")
    taste: float = par(1.0, 0, 10, "utility", "standard deviation of what nobody can foresee")
    outside: float = par(0.9, -10, 20, "utility", "utility of buying elsewhere or not at all",
                         "lead to deal 0.2-6 % by route, vendor data: plausibility, not proof")  # fmt: skip
    recall: float = par(0.005, 0, 1, "probability", "a supplier of no tie strength comes to mind when a need arises; at full strength all do",
                        "which known brands are considered depends on how easily they come to mind: Nedungadi 1990")  # fmt: skip
    ask_around: float = par(0.02, 0, 1, "probability", "a buyer asks stronger ties for a recommendation, per week")
    referral_strength: float = par(0.3, 0, 1, "strength 0..1", "ties from this strength on are asked")
    median_value: float = par(10000.0, 0, 1e9, "EUR", "median value of a deal")
    experience: float = par(0.8, -1, 1, "experience", "what a deal does to the buyer's trust")

    off = {"referrals": {"ask_around": 0.0}, "tie_strength_in_trade": {"strength": 0.0},
           "trust_in_trade": {"trust": 0.0}, "recall": {"recall": 1.0}}  # fmt: skip


@rule
def link(strength, p):
    """What tie strength does for a deal, 0..1: strength itself, an inverted U with its peak at 1, or a mixture."""
    peak = p.moderate_peak
    if strength <= peak:
        inverted = strength / peak * (2.0 - strength / peak)
    else:
        beyond = (strength - peak) / (1.0 - peak)
        inverted = 1.0 - beyond * beyond
    return (1.0 - p.moderate_ties) * strength + p.moderate_ties * inverted


@rule
def utility(trust, strength, fit, taste, p):
    """Utility of a supplier; trust, strength and fit 0..1, taste a standard normal deviate (nearly)."""
    return p.trust * trust + p.strength * link(strength, p) + p.fit * fit + p.taste * taste


@rule
def p_comes_to_mind(strength, p):
    """Chance that a known supplier (strength 0..1) is thought of in a need: from recall at 0 straight to 1."""
    return p.recall + (1.0 - p.recall) * strength


@rule
def normal_of(u0, u1, u2, u3):
    """Nearly standard normal: the scaled sum of four uniforms (Irwin-Hall), -3.46..3.46, variance 1."""
    return (u0 + u1 + u2 + u3 - 2.0) * 1.7320508075688772


@rule
def deal_value(u, p):
    """Value of a deal, log-logistic with shape 2: median x sqrt(u / (1 - u))."""
    return p.median_value * sqrt(u / (1.0 - u))
