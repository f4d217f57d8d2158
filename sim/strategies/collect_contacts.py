"""Accept all, ask all, and do nothing afterwards: what most people do.

*Names*: collector, contact hunter. *Source*: the article under test: "here, for most people, online networking
ends".
*Leads*: opportunities first, then talks; it never offers, so they come by themselves.
*Expectation*: a long list of mere contacts that brings nothing beyond chance.
"""

from .base import *


class CollectContacts(StrategyParameters):
    """A click each."""

    effort_minutes: float = par(1.0, 1, 60, "minutes", "time put into one request")
    prospects: int = par(60, 0, 200, "people/week", "people looked at in a week")


@rule
def choose(ego, tie, p, u):
    """A blank request to everybody shown, nothing else."""
    if tie.looked_at == PROSPECT:
        return REQUEST, 0.5
    return NOTHING, 0.0


@rule
def answer(ego, tie, request, p, u):
    """Accept everybody."""
    return ACCEPT
