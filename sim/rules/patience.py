"""Patience: whoever writes, calls, asks or offers again and again without an answer is heard less and less.

chance to be taken up = 1 / (1 + tiring x n), n = approaches in a row without an answer. It comes on top of attention and is
the same for all kinds of approach. An answer, or an approach by the other side, sets n back to 0.
"""

from ..compiling import rule
from ..parameters import Parameters, par


class Patience(Parameters):
    """How fast people tire of somebody whom they do not answer."""

    tiring: float = par(0.25, 0, 10, "1/approach", "how fast; 0.4: the 4th approach in vain is heard 0.45 times as often as the 1st",
                        "answers to the 4th unanswered message / the 1st: 0.26 (CollegeMsg), 0.33 to 0.70 (work mail); "
                        "6th / 1st mail: 0.47 (vendor, Belkins 2025)")  # fmt: skip

    off = {"tiring": {"tiring": 0.0}}


@rule
def p_patient(unanswered, p):
    """Chance that one more approach is taken up after so many (>= 0) in a row without an answer: 1 / (1 + tiring x n)."""
    return 1.0 / (1.0 + p.tiring * unanswered)
