"""Restriction: a platform that takes no requests for a while from those whose requests are mostly not accepted.

Off unless asked for, since no platform publishes from which share on it does so.
"""

from ..compiling import rule
from ..parameters import Parameters, par


class Restriction(Parameters):
    """When the platform looks at a sender's requests, what it demands, and for how long it takes no more."""

    accepted_needed: float = par(0.0, 0, 1, "share", "accepted share of the requests since the last look that the platform demands; 0: nothing",
                                 "whose invitations are mostly ignored is restricted, no figure published: LinkedIn help pages")  # fmt: skip
    look_after: int = par(50, 1, 10000, "requests", "requests after which the platform looks at a sender once more")
    weeks: int = par(1, 1, 520, "weeks", "how long no requests are taken", "most end within one week: LinkedIn help pages")


@rule
def is_due(asked, p):
    """Whether the platform looks at a sender after so many requests since the last look."""
    return asked >= p.look_after


@rule
def falls_short(asked, accepted, p):
    """Whether too few of a sender's requests were accepted: accepted < accepted_needed x asked."""
    return accepted < p.accepted_needed * asked
