"""Real-life events, followed up online.

*Names*: event networker. *Source*: the advice under test: at real events one's own work is talked of with ease.
*Leads*: opportunities first, then talks, before all else.
*Expectation*: few but warm contacts; expensive in hours.
"""

from .base import *


class EventNetworker(StrategyParameters):
    """Meet, then write."""

    effort_minutes: float = par(8.0, 1, 60, "minutes", "time put into one follow-up")
    prospects: int = par(0, 0, 200, "people/week", "people looked at in a week")
    p_attend: float = par(0.5, 0, 1, "probability/week", "going to an event when there is one on a topic of interest")
    rest_weeks: int = par(4, 1, 520, "weeks", "time between two letters to a contact")
    pitch_trust: float = par(0.4, 0, 1, "trust 0..1", "trust from which a known need is answered with an offer")


@rule
def choose(ego, tie, p, u):
    """Events when there are some, offers to known needs, follow-up letters to those met lately and to the close."""
    if tie.looked_at == EVENT:
        if u < p.p_attend:
            return ATTEND_EVENT, 1.5
        return NOTHING, 0.0
    if tie.looked_at == OWN_TIE:
        if tie.need_known and tie.trust >= p.pitch_trust:
            return PITCH, 2.0
        if tie.spoken and tie.silent_weeks <= 2 and not is_related(tie):
            return SHARE_INFO, 1.0
        if tie.silent_weeks >= p.rest_weeks:
            return SHARE_INFO, 0.2 + tie.strength
    return NOTHING, 0.0


answer = answer_as_most
