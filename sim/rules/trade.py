"""Trade: a buyer with a need weighs every route and takes the best if it beats the outside option."""

from math import sqrt

from ..compiling import rule
from ..parameters import Parameters, par


class Trade(Parameters):
    """Needs, utility of a supplier, and value of a deal."""

    needs_per_year: float = par(0.33, 0, 52, "needs/year", "rate at which a person comes to need something, in each of its segments",
                                "bought every 3 to 5 years, by hand")  # fmt: skip
    need_weeks: int = par(9, 1, 52, "weeks", "how long a buyer looks for sellers",
                          "4 to 6 % of a segment in the market at a time: Dawes, Ehrenberg-Bass Institute, illustrative")  # fmt: skip
    trust: float = par(0.5, 0, 10, "utility", "weight of the buyer's trust in the seller, in the choice",
                       "weak, 0 to 1; none once experience is controlled: Doney & Cannon 1997")  # fmt: skip
    strength: float = par(0.4, 0, 10, "utility", "weight of the function of tie strength")
    moderate_ties: float = par(0.0, 0, 1, "share", "0: strong ties help most, 1: moderately weak ties (inverted U)",
                               "inverted U for jobs: Rajkumar et al. 2022; monotone: the advice")  # fmt: skip
    moderate_peak: float = par(0.3, 0.05, 0.95, "strength 0..1", "where the inverted U peaks")
    fit: float = par(0.8, 0, 10, "utility", "weight of how well offer and need fit (0..1, by chance)")
    taste: float = par(1.0, 0, 10, "utility", "standard deviation of what nobody can foresee")
    outside: float = par(0.8, -10, 20, "utility", "utility of buying elsewhere or not at all",
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
def trust_lent(in_friend, of_friend, of_stranger):
    """Trust in somebody whom a friend recommends: of what is missing beyond a stranger's trust, the friend lends
    trust in the friend x the friend's trust in the recommended (all 0..1)."""
    return of_stranger + (1.0 - of_stranger) * in_friend * of_friend


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
