"""A pitch without a need is an intrusion, unless trust is high."""

from ..compiling import rule
from ..parameters import Parameters, par


class Pitching(Parameters):
    """What an unwanted pitch does to trust, reputation and the tie."""

    welcome_trust: float = par(0.6, 0, 1, "trust 0..1", "from this trust on a pitch gives no offence")
    annoyance: float = par(1.0, 0, 1, "experience 0..1", "trust experience of an unwanted pitch at full sensitivity")
    reputation_lost: float = par(0.0005, 0, 1, "share", "part of the way to the worst reputation lost by one annoyed receiver")
    p_break: float = par(0.10, 0, 1, "probability", "an annoyed receiver breaks the tie, at full sensitivity and no trust")

    off = {"annoyance": {"annoyance": 0.0, "reputation_lost": 0.0, "p_break": 0.0, "welcome_trust": 0.0}}


@rule
def is_intrusion(trust, p):
    """Whether a pitch without a need offends: trust (0..1) below the welcome level."""
    return trust < p.welcome_trust


@rule
def p_break_tie(sensitivity, trust, p):
    """Chance that an offended receiver breaks the tie: p_break x sensitivity x (1 - trust)."""
    return p.p_break * sensitivity * (1.0 - trust)
