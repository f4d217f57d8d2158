"""How much people differ: evenly around a mean, or so that a few do most and most do little.

Time, lists and messages of people are heavy-tailed in every log (Gini of messages sent 0.6 to 0.8). Odds u / (1 - u) of an even number
u are: half of the people lie below 1, one in a hundred at 99, where they are cut. Powers of odds need square roots only.
"""

from math import sqrt

from ..compiling import rule

MOST = 0.99  # odds are cut at 99 to 1
MEAN_OF_ODDS = 2.383002908  # mean of odds ** 0.75 cut there, tests work it out
MEAN_OF_MILD = 1.470628905  # mean of odds ** 0.5 cut there


@rule
def odds(u):
    """Odds of an even number u in 0..1, at most 99 to 1."""
    v = u if u < MOST else MOST
    return v / (1.0 - v)


@rule
def unequal(u, inequality):
    """A factor of mean 1 for hours: 1 for everybody at inequality 0; at 1 half of the people have less than 0.42, the first 13."""
    root = sqrt(odds(u))
    return 1.0 - inequality + inequality * (root * sqrt(root) / MEAN_OF_ODDS)


@rule
def mildly_unequal(u, inequality):
    """A factor of mean 1 for capacities and lists: 1 for everybody at inequality 0; at 1 half have less than 0.68, the first 6.8."""
    return 1.0 - inequality + inequality * (sqrt(odds(u)) / MEAN_OF_MILD)


@rule
def readily(u, inequality):
    """A factor of mean 1 for readiness to answer: 1 for everybody at inequality 0; 3 u^2 at 1, so half have less than 0.75."""
    return 1.0 - inequality + inequality * (3.0 * u * u)


@rule
def taken_readily(chance, readiness):
    """A chance (0..1) of somebody who is readier than others (> 1) or less ready (< 1), at most 1."""
    ready = chance * readiness
    return ready if ready < 1.0 else 1.0
