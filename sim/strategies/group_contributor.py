"""Posts, keeps the profile, and lets others come.

*Names*: contributor, content networker. *Source*: the advice under test: who is active in groups is held to be
trustworthy.
*Leads*: opportunities first, then talks, before all else.
*Expectation*: reputation and requests from others; depends on how much is read.
"""

from .base import *


class GroupContributor(StrategyParameters):
    """A regular in the groups."""

    effort_minutes: float = par(8.0, 1, 60, "minutes", "time put into one letter")
    prospects: int = par(4, 0, 200, "people/week", "people looked at in a week")
    groom_below: float = par(0.8, 0, 1, "profile 0..1", "the profile is groomed when it falls below this")
    rest_weeks: int = par(4, 1, 520, "weeks", "time between two letters to a contact")
    pitch_trust: float = par(0.4, 0, 1, "trust 0..1", "trust from which a known need is answered with an offer")


@rule
def choose(ego, tie, p, u):
    """Two or three posts a week, a kept profile, offers to known needs, letters to contacts in what time is left."""
    if tie.looked_at == GROUP:
        return POST, 1.5
    if tie.looked_at == PROFILE:
        if ego.profile < p.groom_below:
            return GROOM_PROFILE, 1.4
        return NOTHING, 0.0
    if tie.looked_at == OWN_TIE:
        if tie.need_known and tie.trust >= p.pitch_trust:
            return PITCH, 2.0
        if tie.silent_weeks >= p.rest_weeks:
            return SHARE_INFO, 0.2 + tie.strength + 0.3 * tie.common_ground
    return NOTHING, 0.0


@rule
def answer(ego, tie, request, p, u):
    """Welcome everybody who comes with common ground, others as most people do."""
    if tie.common_ground >= 0.1 or u < request.p_accept:
        return ACCEPT
    return DECLINE
