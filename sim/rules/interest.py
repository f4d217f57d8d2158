"""Interest: whether a buyer considers a seller whose offer meets a need. Trust works here, before the choice."""

from ..compiling import rule
from ..parameters import Parameters, par
from .arithmetic import clip01


class Interest(Parameters):
    """Chance that an offer that was read and meets a need is considered."""

    at_no_trust: float = par(0.25, 0, 1, "probability", "an offer by somebody without any trust is considered",
                             "0.02 to 0.3: positive replies to cold offers, vendor data")  # fmt: skip
    at_full_trust: float = par(0.8, 0, 1, "probability", "an offer by somebody fully trusted is considered",
                               "0.5 to 0.9; up to 90 % choose from those known before: survey in HBR")  # fmt: skip
    curvature: float = par(0.5, 0, 1, "share", "0: interest rises straight with trust, 1: with its square")
    p_reply: float = par(0.25, 0, 1, "probability", "somebody who can buy in the segment answers an offer without being interested",
                         "replies to picked lists 0.05 to 0.10 of sent: Reachium, vendor")  # fmt: skip
    p_reply_other: float = par(0.02, 0, 1, "probability", "somebody who cannot buy there answers an offer",
                               "replies by anybody 0.01 to 0.03 of sent, vendor data")  # fmt: skip
    standing: float = par(0.1, 0, 1, "trust 0..1", "what full reputation adds to trust in somebody hardly known")

    off = {"interest": {"at_no_trust": 1.0, "at_full_trust": 1.0}, "polite_replies": {"p_reply": 0.0, "p_reply_other": 0.0},
           "standing_in_interest": {"standing": 0.0}}


@rule
def trust_with_standing(trust, knowledge, reputation, p):
    """Trust 0..1 as it counts before a choice: own trust, and the seller's reputation (-1..1) as far as one does not know it."""
    return clip01(trust + p.standing * (1.0 - knowledge) * reputation)


@rule
def p_polite_reply(can_buy, p):
    """Chance that an offer is answered by somebody who is not interested; can_buy: in the segment of what is offered."""
    return p.p_reply if can_buy else p.p_reply_other


@rule
def p_interest(trust, p):
    """Chance to be considered: from at_no_trust to at_full_trust by (1 - curvature) trust + curvature trust^2.

    trust 0..1. Source of the form: trust raises consideration, hardly the current choice (Doney & Cannon 1997).
    """
    shape = (1.0 - p.curvature) * trust + p.curvature * trust * trust
    return p.at_no_trust + (p.at_full_trust - p.at_no_trust) * shape
