"""The advice as a whole: call, share, reactivate, post, keep the profile, few contacts, a hidden list.

*Names*: ground rules. *Source*: "Grundregeln des Online Social Networking" in the article under test.
*Leads*: opportunities first, then talks, before all else.
*Expectation*: the article says that all of it together is best; the model may disagree.
"""

from .base import *


class GroundRules(StrategyParameters):
    """Each rule has a weight: 0 leaves it out."""

    effort_minutes: float = par(10.0, 1, 60, "minutes", "time put into one letter or request")
    list_looks: int = par(60, 0, 4096, "contacts/week", "contacts looked through on purpose, beyond those who come to mind")
    prospects: int = par(8, 0, 200, "people/week", "people looked at in a week")
    shows_contacts: float = par(0.0, 0, 1, "share", "share of these people whose contact list is open to others")
    call: float = par(1.0, 0, 5, "weight", "a call with every new contact, and calls for upkeep")
    share: float = par(1.0, 0, 5, "weight", "useful information")
    reactivate: float = par(1.0, 0, 5, "weight", "waking dormant ties")
    post: float = par(1.0, 0, 5, "weight", "one post in some weeks")
    groom: float = par(1.0, 0, 5, "weight", "keeping the profile")
    common_ground_needed: float = par(0.2, 0, 1, "share", "common ground that a new contact must have")
    pitch_trust: float = par(0.4, 0, 1, "trust 0..1", "trust from which a known need is answered with an offer")


@rule
def choose(ego, tie, p, u):
    """Every rule of the advice in its place, by priority."""
    if tie.looked_at == GROUP:
        if u < 0.25:
            return POST, 0.9 * p.post
        return NOTHING, 0.0
    if tie.looked_at == PROFILE:
        if ego.profile < 0.7:
            return GROOM_PROFILE, 1.2 * p.groom
        return NOTHING, 0.0
    if tie.looked_at == OWN_TIE:
        if tie.need_known and tie.trust >= p.pitch_trust:
            return PITCH, 2.0
        if p.call > 0.0 and not tie.spoken and tie.silent_weeks <= 2:
            return CALL, p.call
        if is_dormant(tie) and p.reactivate > 0.0:
            if u < 0.15:
                return RECONNECT, p.reactivate * (0.4 + tie.energy)
            return NOTHING, 0.0
        if tie.silent_weeks >= 4 and tie.strength >= 0.05:
            if u < 0.25 and p.call > 0.0:
                return CALL, p.call * (0.3 + tie.strength)
            return SHARE_INFO, p.share * (0.3 + tie.strength + 0.3 * tie.common_ground)
        return NOTHING, 0.0
    if tie.looked_at == PROSPECT and tie.common_ground >= p.common_ground_needed:
        if p.call > 0.0:
            return REQUEST | CONCRETE | OFFER_CALL, 0.5 + 0.3 * tie.common_ground
        return REQUEST | CONCRETE, 0.5 + 0.3 * tie.common_ground
    return NOTHING, 0.0


@rule
def answer(ego, tie, request, p, u):
    """A request is answered with a call, if there is any common ground and time; else as most people do."""
    if p.call > 0.0 and tie.common_ground > 0.0 and ego.hours >= CALL_HOURS:
        return ACCEPT_AND_CALL
    return answer_as_most(ego, tie, request, p, u)
