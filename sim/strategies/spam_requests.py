"""Mass requests to anyone with the offer in the note, and the offer again after acceptance.

*Names*: spammer, numbers game, "contact and pitch". *Source*: the practice that the advice under test argues
against; Grabner-Kräuter & Bitter 2013 describe it on business platforms.
*Leads*: opportunities first, then talks, before all else.
*Expectation*: many contacts, little trust; pays only where attention is plentiful and needs are frequent.
"""

from .base import *


class SpamRequests(StrategyParameters):
    """Quantity before quality."""

    effort_minutes: float = par(2.0, 1, 60, "minutes", "time put into one request")
    pitch_minutes: float = par(3.0, 1, 120, "minutes", "time put into one offer", "a template takes 1 to 3, by hand")
    picks: int = par(0, 0, 1, "0/1", "1: only people who look as if they could buy; 0: anybody")
    list_looks: int = par(100, 0, 4096, "contacts/week", "contacts looked through on purpose, beyond those who come to mind")
    prospects: int = par(150, 0, 200, "people/week", "people looked at in a week")
    pitch_every_weeks: int = par(8, 1, 520, "weeks", "time after which a contact is pitched again")
    p_pitch: float = par(0.25, 0, 1, "probability/week", "chance that such a contact has its turn this week")


@rule
def choose(ego, tie, p, u):
    """Request with a pitch to everybody shown; what time is left goes into pitches to new and silent contacts."""
    chosen = PICKED if p.picks == 1 else 0
    if tie.looked_at == OWN_TIE:
        if tie.need_known:
            return PITCH, 2.0
        if p.picks == 1 and tie.fit < 0.5:
            return NOTHING, 0.0
        if tie.pushes == 0 and tie.strength <= 0.05 and tie.silent_weeks <= 1:
            return PITCH | chosen, 0.4
        if tie.approached_weeks >= p.pitch_every_weeks and u < p.p_pitch:
            return PITCH | chosen, 0.2
        return NOTHING, 0.0
    if tie.looked_at == PROSPECT and (p.picks == 0 or tie.fit > 0.5):
        return REQUEST | PITCH_NOTE | chosen, 1.0
    return NOTHING, 0.0


@rule
def answer(ego, tie, request, p, u):
    """Accept everybody: each is a customer."""
    return ACCEPT
