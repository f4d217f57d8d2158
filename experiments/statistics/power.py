"""What a design can detect, from the paired variance of a pilot."""

from __future__ import annotations

import math

from scipy import stats
from statsmodels.stats.power import TTestPower

ALPHA, POWER = 0.05, 0.8


def smallest_effect(sd: float, replications: int, comparisons: int = 1, power: float = POWER) -> float:
    """Smallest mean paired difference that is found with the given power, in the unit of sd.

    sd: standard deviation of paired differences; comparisons: tests that share the level (Bonferroni, the worst case of Holm).
    """
    if replications < 3:
        return math.inf
    return sd * float(TTestPower().solve_power(nobs=replications, alpha=ALPHA / comparisons, power=power))


def replications_for(effect: float, sd: float, comparisons: int = 1, power: float = POWER) -> int:
    """Replications that find a mean paired difference of `effect` with the given power, at least 6."""
    if sd == 0:
        return 6
    if effect <= 0:
        raise ValueError("effect: must be above 0")
    if effect > 5 * sd:
        return 6
    return max(6, math.ceil(TTestPower().solve_power(effect_size=effect / sd, alpha=ALPHA / comparisons, power=power)))


def sd_interval(sd: float, n: int) -> tuple[float, float]:
    """95 % interval of a standard deviation estimated from n normal values (chi-square): how far a pilot can be trusted."""
    low, high = stats.chi2.ppf([0.975, 0.025], n - 1)
    return sd * math.sqrt((n - 1) / low), sd * math.sqrt((n - 1) / high)
