"""Useful, filtered information first; an offer only where trust is high and a need is known.

*Names*: giver, "information as currency". *Source*: the advice under test ("Wer schreibt, bleibt"); gifts
before the ask: Falk 2007; Grant 2013 on givers.
*Leads*: opportunities first, then talks, before all else.
*Expectation*: slow; trust and pull deals grow over years, if it is worth the hours.
"""

from .base import *


class GiveInfoFirst(StrategyParameters):
    """Care before quantity."""

    effort_minutes: float = par(10.0, 1, 60, "minutes", "time put into one piece of information or request")
    prospects: int = par(12, 0, 200, "people/week", "people looked at in a week")
    common_ground_needed: float = par(0.15, 0, 1, "share", "common ground from which a request is worth while")
    share_every_weeks: int = par(3, 1, 520, "weeks", "silence after which a contact gets information again")
    pitch_trust: float = par(0.4, 0, 1, "trust 0..1", "trust from which a known need is answered with an offer")
    new_contact: float = par(0.6, 0, 5, "priority", "weight of a fitting new contact against upkeep")


@rule
def choose(ego, tie, p, u):
    """Offer to a known need, information to contacts by common ground and closeness, few requests with a reason."""
    if tie.looked_at == OWN_TIE:
        if tie.need_known and tie.trust >= p.pitch_trust:
            return PITCH, 2.0
        if tie.silent_weeks < p.share_every_weeks:
            return NOTHING, 0.0
        return SHARE_INFO, 0.2 + 0.5 * tie.common_ground + 0.5 * tie.strength + 0.2 * tie.knowledge
    if tie.looked_at == PROSPECT:
        if tie.common_ground < p.common_ground_needed:
            return NOTHING, 0.0
        return REQUEST | CONCRETE, p.new_contact + 0.3 * tie.common_ground
    return NOTHING, 0.0


answer = answer_as_most
