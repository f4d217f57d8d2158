"""Sets of topics as bits of a 32-bit word."""

from .compiling import rule
from .randomness import below
from .rules.arithmetic import count_bits
from .state import NONE


@rule
def topic_of(topics, word):
    """One of the topics in a bit set, by a 32-bit word; -1 if there is none."""
    found = count_bits(topics)
    if found == 0:
        return NONE
    left = topics
    for _ in range(below(word, found)):
        left = left & (left - 1)
    return count_bits((left & -left) - 1)
