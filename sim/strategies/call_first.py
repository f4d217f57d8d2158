"""A call at the start: every request is answered with one, every own request offers one; keeps what fits.

*Names*: caller, "first step: arrange a phone call". *Source*: the first ground rule of the advice under test.
*Leads*: opportunities first, then talks, before all else.
*Expectation*: few contacts, sorted early; the hours go into talks.
"""

from .base import *


class CallFirst(StrategyParameters):
    """Talks before letters."""

    effort_minutes: float = par(8.0, 1, 60, "minutes", "time put into one letter or request")
    prospects: int = par(10, 0, 200, "people/week", "people looked at in a week")
    common_ground_needed: float = par(0.1, 0, 1, "share", "common ground from which a request is worth while")
    keep_sympathy: float = par(0.35, 0, 1, "sympathy 0..1", "contacts below this are dropped after the first talk")
    call_every_weeks: int = par(6, 1, 520, "weeks", "silence after which a contact is called again")
    pitch_trust: float = par(0.4, 0, 1, "trust 0..1", "trust from which a known need is answered with an offer")


@rule
def choose(ego, tie, p, u):
    """Offer to a known need, first talks, drop what does not fit, call the rest in turn, few requests with a call."""
    if tie.looked_at == OWN_TIE:
        if tie.need_known and tie.trust >= p.pitch_trust:
            return PITCH, 2.0
        if tie.spoken and tie.sympathy < p.keep_sympathy and not is_related(tie):
            return DROP, 3.0
        if not tie.spoken and tie.silent_weeks <= 2:
            return CALL, 1.0
        if tie.silent_weeks >= p.call_every_weeks and (tie.strength >= 0.05 or is_invested(tie.energy)):
            return CALL, 0.3 + tie.strength + 0.3 * tie.trust
        return NOTHING, 0.0
    if tie.looked_at == PROSPECT and tie.common_ground >= p.common_ground_needed:
        return REQUEST | CONCRETE | OFFER_CALL, 0.5 + 0.3 * tie.common_ground
    return NOTHING, 0.0


@rule
def answer(ego, tie, request, p, u):
    """Take every request as the occasion for a call, as long as there is time for one."""
    if ego.hours >= CALL_HOURS:
        return ACCEPT_AND_CALL
    return ACCEPT
