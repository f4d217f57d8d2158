"""Few requests to people who look as if they could buy, one offer after acceptance, a few follow-ups, then stop.

*Names*: targeted outreach, list building, account-based prospecting. *Source*: what vendors of outreach tools measure and
advise: pick by fit, ask without a pitch, offer once, follow up twice (Expandi, Reachium, Belkins; vendors).
*Leads*: opportunities first, then talks.
*Expectation*: many more deals a request than mass requests; minutes of looking and follow-ups are its price.
"""

from .base import *


class PickedOutreach(StrategyParameters):
    """Who is asked, and how often an offer is repeated."""

    effort_minutes: float = par(5.0, 1, 60, "minutes", "time put into one request")
    pitch_minutes: float = par(8.0, 1, 120, "minutes", "time put into one offer")
    research_minutes: float = par(3.0, 0, 30, "minutes", "time spent looking closely at each prospect")
    list_looks: int = par(60, 0, 4096, "contacts/week", "contacts looked through on purpose, beyond those who come to mind")
    prospects: int = par(40, 0, 200, "people/week", "people looked at in a week")
    follow_ups: int = par(2, 0, 20, "offers", "times an offer without an answer is repeated")
    follow_up_weeks: int = par(2, 1, 52, "weeks", "time between two offers to the same person")


@rule
def choose(ego, tie, p, u):
    """A request to those who seem to fit; an offer to those who accepted and fit, repeated a few times; to known needs at once."""
    if tie.looked_at == OWN_TIE:
        if tie.need_known:
            return PITCH | PICKED, 2.0
        if tie.fit > 0.5 and tie.pushes <= p.follow_ups and tie.approached_weeks >= p.follow_up_weeks:
            return PITCH | PICKED, 1.0
        return NOTHING, 0.0
    if tie.looked_at == PROSPECT and tie.fit > 0.5:
        return REQUEST | CONCRETE | PICKED, 0.5 + 0.3 * tie.common_ground
    return NOTHING, 0.0


answer = answer_as_most
