"""What values of a response are possible at all, and which are rates per hour."""

from __future__ import annotations

import math

from .of_a_run import RESPONSES

RANGES = {"share": (0.0, 1.0), "0..1": (0.0, 1.0), "-1..1": (-1.0, 1.0), "trust": (-math.inf, math.inf)}
LEAST = {"weeks_to_first_deal": 1.0}  # a deal in the first week counts as one week


def bounds(response: str) -> tuple[float, float]:
    """Least and greatest possible value of a response; anything for what is unknown."""
    if response not in RESPONSES:
        return -math.inf, math.inf
    low, high = RANGES.get(RESPONSES[response][0], (0.0, math.inf))
    return max(low, LEAST.get(response, low)), high


def per_hour(response: str) -> bool:
    """Whether a response is a rate per hour spent, which means little for who spends few."""
    return response.endswith(("_per_100_hours", "_per_hour"))
