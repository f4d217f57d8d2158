"""Does nothing at all: the null that every other strategy is held against.

*Names*: idle, the null. *Source*: none needed.
*Leads*: left alone, like everything else.
*Expectation*: ties fade, hardly a deal; what is sold comes by accident.
"""

from .base import *


class Idle(StrategyParameters):
    """Nothing to decide."""

    prospects: int = par(0, 0, 200, "people/week", "people looked at in a week")


@rule
def choose(ego, tie, p, u):
    """Nothing, ever."""
    return NOTHING, 0.0


@rule
def answer(ego, tie, request, p, u):
    """Leave every request lying."""
    return DECLINE


@rule
def work(ego, lead, p, u):
    """Nothing, ever."""
    return 0.0
