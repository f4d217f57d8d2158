"""Wake dormant ties, then keep them warm; hardly any new contacts.

*Names*: reactivator, dormant ties. *Source*: the advice under test after Teten & Allen 2005; Levin, Walter &
Murnighan 2011 on the value of dormant ties.
*Leads*: opportunities first, then talks, before all else.
*Expectation*: cheap relationships as long as the stock of old ties lasts.
"""

from .base import *


class ReactivateWeakTies(StrategyParameters):
    """Old ties before new ones."""

    effort_minutes: float = par(8.0, 1, 60, "minutes", "time put into one message")
    list_looks: int = par(100, 0, 4096, "contacts/week", "contacts looked through on purpose, beyond those who come to mind")
    prospects: int = par(2, 0, 200, "people/week", "people looked at in a week")
    rest_weeks: int = par(4, 1, 520, "weeks", "time between two messages to a tie kept warm")
    p_try: float = par(0.15, 0, 1, "probability/week", "chance that a dormant tie has its turn this week")
    pitch_trust: float = par(0.4, 0, 1, "trust 0..1", "trust from which a known need is answered with an offer")


@rule
def choose(ego, tie, p, u):
    """Offer to a known need, wake dormant ties by their energy, keep weak ties warm, rarely ask friends of friends."""
    if tie.looked_at == OWN_TIE:
        if tie.need_known and tie.trust >= p.pitch_trust:
            return PITCH, 2.0
        if is_dormant(tie):
            if u < p.p_try:
                return RECONNECT, 0.6 + tie.energy
            return NOTHING, 0.0
        if is_related(tie) and tie.silent_weeks >= p.rest_weeks:
            if tie.spoken or tie.strength < 0.3:
                return SHARE_INFO, 0.4 + tie.strength
            return CALL, 0.4 + tie.strength
        return NOTHING, 0.0
    if tie.looked_at == PROSPECT and tie.mutual > 0 and tie.common_ground >= 0.2:
        return REQUEST | CONCRETE, 0.2
    return NOTHING, 0.0


answer = answer_as_most
