"""What a design can detect, from the paired variance of a pilot: the power of Student's t on paired differences.

The test that is used allows for skewness (see `intervals`), of which a sample shows some even if the law has none; that
raises the limit that t must pass by about three quarters of the standard deviation of the correction, sqrt(6) / n (t^2 / 3 + 1 / 6).
"""

from __future__ import annotations

import math

from scipy import stats
from scipy.optimize import brentq
from scipy.special import nctdtr

ALPHA, POWER = 0.05, 0.8


def power_of(effect: float, n: float, alpha: float = ALPHA) -> float:
    """Chance that a two-sided t test of n differences finds a mean of `effect` standard deviations."""
    t, shift = float(stats.t.ppf(1 - alpha / 2, n - 1)), effect * math.sqrt(n)
    limit = t + 0.75 * math.sqrt(6) / n * (t**2 / 3 + 1 / 6)
    return 1 - float(nctdtr(n - 1, shift, limit)) + (float(nctdtr(n - 1, shift, -limit)) if shift < 3 else 0.0)


def smallest_effect(sd: float, replications: int, comparisons: int = 1, power: float = POWER) -> float:
    """Smallest mean paired difference that is found with the given power, in the unit of sd.

    sd: standard deviation of paired differences; comparisons: tests that share the level (Bonferroni, the worst case of Holm).
    """
    if replications < 3:
        return math.inf
    alpha = ALPHA / comparisons
    most = 1.0
    while power_of(most, replications, alpha) < power:
        most *= 2
    return sd * float(brentq(lambda d: power_of(d, replications, alpha) - power, 1e-6, most))


def replications_for(effect: float, sd: float, comparisons: int = 1, power: float = POWER) -> int:
    """Replications that find a mean paired difference of `effect` with the given power, at least 6."""
    if sd == 0:
        return 6
    if effect <= 0:
        raise ValueError("effect: must be above 0")
    alpha, size = ALPHA / comparisons, effect / sd
    if power_of(size, 6, alpha) >= power:
        return 6
    most = 10 + 50 * (1 / size) ** 2 * stats.norm.ppf(1 - alpha / 2) ** 2
    return max(6, math.ceil(brentq(lambda n: power_of(size, n, alpha) - power, 6, most)))


def sd_interval(sd: float, n: int) -> tuple[float, float]:
    """95 % interval of a standard deviation estimated from n normal values (chi-square): how far a pilot can be trusted."""
    low, high = stats.chi2.ppf([0.975, 0.025], n - 1)
    return sd * math.sqrt((n - 1) / low), sd * math.sqrt((n - 1) / high)
