"""The few shapes that rules share, in plain arithmetic (no exp, log or pow: the bits must not depend on a library)."""

from math import sqrt

from ..compiling import rule


@rule
def clip01(x):
    """x limited to 0..1."""
    if x < 0.0:
        return 0.0
    if x > 1.0:
        return 1.0
    return x


@rule
def sigmoid(x):
    """Algebraic sigmoid 1/2 (1 + x / (1 + |x|)): any number to 0..1, 0 to 1/2, tails of order 1 / (2 |x|)."""
    return 0.5 * (1.0 + x / (1.0 + abs(x)))


@rule
def half_power(x, halves):
    """x ** (halves / 2) for x >= 0 and a whole number of halves >= 0, by multiplication and one square root."""
    result = 1.0
    left = halves
    while left >= 2.0:
        result = result * x
        left = left - 2.0
    if left >= 1.0:
        result = result * sqrt(x)
    return result


@rule
def quality_of(effort_minutes):
    """Quality of a message, minutes / (minutes + 5): 2 minutes 0.29, 5 minutes 0.5, 15 minutes 0.75."""
    return effort_minutes / (effort_minutes + 5.0)


@rule
def common_ground(topics, others):
    """Shared share of two topic sets given as 32-bit words: |both| / |either|, 0..1 (Jaccard); 0 for empty sets."""
    either = count_bits(topics | others)
    if either == 0:
        return 0.0
    return count_bits(topics & others) / either


@rule
def count_bits(word):
    """Number of ones in a 32-bit word."""
    x = word - ((word >> 1) & 0x55555555)
    x = (x & 0x33333333) + ((x >> 2) & 0x33333333)
    x = (x + (x >> 4)) & 0x0F0F0F0F
    return ((x * 0x01010101) & 0xFFFFFFFF) >> 24
