"""A letter to whoever has a birthday this week, and an offer where a need is known.

*Names*: birthday letters. *Source*: a habit of many salespeople; an example of a strategy of one's own.
*Expectation*: everybody hears from you once a year, which is too rare for a relationship.
"""

from sim.strategies.base import *


class BirthdayLetters(StrategyParameters):
    """What can be set in a config under `parameters`."""

    effort_minutes: float = par(6.0, 1, 60, "minutes", "time put into one letter")
    pitch_trust: float = par(0.4, 0, 1, "trust 0..1", "trust from which a known need is answered with an offer")


@rule
def choose(ego, tie, p, u):
    """Return an action and how much it is worth; the best are done as long as the hours last."""
    if tie.looked_at == OWN_TIE:
        if tie.need_known and tie.trust >= p.pitch_trust:
            return PITCH, 2.0
        if u < 1.0 / 52.0:
            return SHARE_INFO, 0.5 + tie.strength
    if tie.looked_at == PROSPECT and tie.mutual > 0:
        return REQUEST | CONCRETE, 0.3
    return NOTHING, 0.0
