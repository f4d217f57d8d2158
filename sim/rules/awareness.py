"""How people come to know what somebody sells, and what somebody needs."""

from ..compiling import rule
from ..parameters import Parameters, par


class Awareness(Parameters):
    """Chance that the offer comes up, by occasion. A pitch always makes it known if it is read."""

    p_offer_in_call: float = par(0.2, 0, 1, "probability", "the offer comes up in a call", "set by members with revenue: XING 2007")
    p_offer_in_letter: float = par(0.01, 0, 1, "probability", "the offer is noticed behind useful information",
                                   "set by members with revenue: XING 2007")  # fmt: skip
    p_offer_in_profile: float = par(0.15, 0, 1, "probability", "the offer is read in a fully kept profile on first contact")
    p_offer_in_post: float = par(0.02, 0, 1, "probability", "the offer is noticed behind a post")
    p_need_told: float = par(1.0, 0, 1, "probability", "a need is told in a good exchange, at full trust")

    off = {"needs_told": {"p_need_told": 0.0}, "profile_shows_offer": {"p_offer_in_profile": 0.0}}


@rule
def p_tell_need(trust, p):
    """Chance that a need is told to somebody whose offer fits: p_need_told x trust."""
    return p.p_need_told * trust
