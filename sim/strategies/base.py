"""What every strategy file builds on: its words, and how most people answer a request."""

from ..actions import (
    ACCEPT,
    ACCEPT_AND_CALL,
    ATTEND_EVENT,
    CALL,
    CALL_HOURS,
    CONCRETE,
    DECLINE,
    DROP,
    EVENT,
    GROOM_PROFILE,
    GROUP,
    NOTHING,
    OFFER_CALL,
    OWN_TIE,
    PICKED,
    PITCH,
    PITCH_NOTE,
    POST,
    PROFILE,
    PROSPECT,
    RECONNECT,
    REQUEST,
    SHARE_INFO,
)
from ..compiling import rule
from ..parameters import Parameters, par
from ..rules.kinds_of_ties import is_dormant as sleeps
from ..rules.kinds_of_ties import is_invested
from ..rules.kinds_of_ties import is_related as strong_enough


class StrategyParameters(Parameters):
    """What every strategy decides once: effort, how many people to look at, who may see the contacts."""

    effort_minutes: float = par(5.0, 1, 60, "minutes", "time put into one letter; quality = minutes / (minutes + 5)")
    pitch_minutes: float = par(15.0, 1, 120, "minutes", "time put into one offer to a contact",
                               "a template takes 1 to 3, an offer of one's own 10 to 20, by hand")  # fmt: skip
    research_minutes: float = par(0.0, 0, 30, "minutes", "time spent looking closely at each prospect, for a better sign of fit")
    prospects: int = par(6, 0, 200, "people/week", "people the platform shows that one looks at in a week")
    list_looks: int = par(0, 0, 4096, "contacts/week", "contacts looked through on purpose, beyond those who come to mind")
    shows_contacts: float = par(1.0, 0, 1, "share", "share of these people whose contact list is open to others")


@rule
def is_related(tie):
    """Whether an own tie is a relationship, weak or strong."""
    return strong_enough(tie.strength)


@rule
def is_dormant(tie):
    """Whether an own tie was once a relationship and sleeps, and was not woken before."""
    return sleeps(tie.strength, tie.energy, tie.woken)


@rule
def work_as_most(ego, lead, p, u):
    """How urgent work on a lead is, 0: leave it. Opportunities first, then leads, both before all else."""
    return 4.0 if lead.stage == 1 else 3.0


@rule
def answer_as_most(ego, tie, request, p, u):
    """Accept with the chance an ordinary person has, otherwise decline."""
    if u < request.p_accept:
        return ACCEPT
    return DECLINE


__all__ = [
    "ACCEPT",
    "ACCEPT_AND_CALL",
    "ATTEND_EVENT",
    "CALL",
    "CALL_HOURS",
    "CONCRETE",
    "DECLINE",
    "DROP",
    "EVENT",
    "GROOM_PROFILE",
    "GROUP",
    "NOTHING",
    "OFFER_CALL",
    "OWN_TIE",
    "PICKED",
    "PITCH",
    "PITCH_NOTE",
    "POST",
    "PROFILE",
    "PROSPECT",
    "RECONNECT",
    "REQUEST",
    "SHARE_INFO",
    "StrategyParameters",
    "answer_as_most",
    "is_dormant",
    "is_invested",
    "is_related",
    "par",
    "rule",
    "work_as_most",
]
