"""Weights for all actions: what a search for the best use of hours tunes.

*Names*: portfolio, mixture. *Source*: none; a neutral space that contains the other ideas roughly.
*Leads*: opportunities first, then talks, before all else.
*Expectation*: none; it is there to be tuned.
"""

from .base import *


class Portfolio(StrategyParameters):
    """One weight an action (0: never), and where it applies."""

    prospects: int = par(12, 0, 200, "people/week", "people looked at in a week")
    request: float = par(0.4, 0, 2, "weight", "contact requests")
    note: int = par(1, 0, 2, "kind", "note of a request: 0 blank, 1 concrete, 2 pitch")
    offer_call: float = par(0.0, 0, 1, "share", "requests that offer a call")
    share_info: float = par(0.5, 0, 2, "weight", "useful information")
    call: float = par(0.3, 0, 2, "weight", "calls")
    reconnect: float = par(0.4, 0, 2, "weight", "messages to dormant ties")
    pitch: float = par(0.0, 0, 2, "weight", "offers without a known need")
    post: float = par(0.1, 0, 2, "weight", "posts")
    event: float = par(0.1, 0, 2, "weight", "events")
    groom: float = par(0.2, 0, 2, "weight", "keeping the profile, more so the staler it is")
    closeness: float = par(0.5, -1, 2, "weight", "preference for strong ties over mere contacts in upkeep")
    common_ground: float = par(0.3, 0, 2, "weight", "preference for common ground")
    rest_weeks: int = par(4, 1, 520, "weeks", "time between two contacts with the same person")
    pitch_trust: float = par(0.4, 0, 1, "trust 0..1", "trust from which a known need is answered with an offer")


@rule
def upkeep(tie, p, u):
    """The best of information, a call and a pitch for a tie that had its rest: action and weight before preference."""
    action, weight = SHARE_INFO, p.share_info * (0.5 + u)
    other = p.call * (1.5 - u)
    if other > weight:
        action, weight = CALL, other
    if p.pitch > weight:
        action, weight = PITCH, p.pitch
    return action, weight


@rule
def choose(ego, tie, p, u):
    """The action with the greatest weight for what is looked at; weight 0 means never."""
    action, priority = NOTHING, 0.0
    preference = p.common_ground * tie.common_ground + p.closeness * tie.strength
    if tie.looked_at == OWN_TIE:
        if tie.need_known and tie.trust >= p.pitch_trust:
            return PITCH, 2.0
        if is_dormant(tie):
            if u < 0.15:
                action, priority = RECONNECT, p.reconnect
        elif tie.silent_weeks >= p.rest_weeks:
            action, priority = upkeep(tie, p, u)
    elif tie.looked_at == PROSPECT:
        action, priority = REQUEST, p.request
        if p.note == 1:
            action = REQUEST | CONCRETE
        elif p.note == 2:
            action = REQUEST | PITCH_NOTE
        if u < p.offer_call:
            action = action | OFFER_CALL
    elif tie.looked_at == GROUP:
        action, priority, preference = POST, p.post, 0.0
    elif tie.looked_at == EVENT:
        action, priority, preference = ATTEND_EVENT, p.event, 0.0
    else:
        action, priority, preference = GROOM_PROFILE, p.groom * 2.0 * (1.0 - ego.profile), 0.0
    if priority <= 0.0:
        return NOTHING, 0.0
    return action, priority + preference


answer = answer_as_most
