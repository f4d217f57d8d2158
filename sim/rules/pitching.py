"""A pitch without a need is an intrusion, unless trust is high; who is annoyed may act on it."""

from ..compiling import rule
from ..parameters import Parameters, par

REMOVED = "muted, blocked or left / unwanted message 0.002 to 0.03 is plausible; no figure is published: assumption"


class Pitching(Parameters):
    """What an unwanted pitch does to trust, reputation and the tie."""

    welcome_trust: float = par(0.6, 0, 1, "trust 0..1", "from this trust on a pitch gives no offence")
    annoyance: float = par(1.0, 0, 1, "experience 0..1", "trust experience of an unwanted pitch at full sensitivity")
    reputation_lost: float = par(0.0005, 0, 1, "share", "part of the way to the worst reputation lost by one annoyed receiver")
    p_react: float = par(0.05, 0, 1, "probability", "an annoyed receiver breaks the tie or mutes the sender, at full sensitivity and no trust",
                         REMOVED)  # fmt: skip
    mute_share: float = par(0.7, 0, 1, "share", "of those who react so, how many mute the sender instead of breaking the tie")
    p_block: float = par(0.03, 0, 1, "probability", "a stranger who pitches in a request is blocked for good, at full sensitivity and no trust",
                         REMOVED)  # fmt: skip
    keeps_apart: int = par(1, 0, 1, "0/1", "1: neither side of a broken tie may ask the other again before `planning.ask_again_weeks`",
                           "assumption: as with requests that were not accepted")  # fmt: skip
    listeners: int = par(0, 0, 10, "people", "how many an annoyed receiver tells; reputation is lost with each as with the receiver",
                         "the annoyed talk more, by how much is exaggerated: East et al. 2008; Anderson 1998")  # fmt: skip

    off = {
        "annoyance": {"annoyance": 0.0, "reputation_lost": 0.0, "p_react": 0.0, "welcome_trust": 0.0},
        "blocking": {"mute_share": 0.0, "p_block": 0.0, "keeps_apart": 0},
    }


@rule
def is_intrusion(trust, p):
    """Whether a pitch without a need offends: trust (0..1) below the welcome level."""
    return trust < p.welcome_trust


@rule
def p_reaction(sensitivity, trust, p):
    """Chance that an offended receiver breaks the tie or mutes the sender: p_react x sensitivity x (1 - trust)."""
    return p.p_react * sensitivity * (1.0 - trust)


@rule
def p_blocks(sensitivity, trust, p):
    """Chance that a stranger who pitches in a request is blocked: p_block x sensitivity x (1 - trust)."""
    return p.p_block * sensitivity * (1.0 - trust)


@rule
def times_told(annoyed, p):
    """How often reputation is lost in a week with so many annoyed receivers: by each, and by all whom each tells."""
    return annoyed * (1.0 + p.listeners)
