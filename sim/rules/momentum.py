"""Momentum: a reply begets a reply. Right after an exchange an answer is likelier than after a silence.

chance' = chance + (1 - chance) x answers / (1 + silent weeks)
"""

from ..compiling import rule
from ..parameters import Parameters, par


class Momentum(Parameters):
    """How much a fresh exchange helps the next answer. Ordinary people's wish to write has a number of its own."""

    answers: float = par(0.2, 0, 1, "share", "of the answers that would fail, won within the week of the last exchange",
                         "conversations come in bursts: Barabási 2005; how much: assumption")  # fmt: skip

    off = {"momentum": {"answers": 0.0}}


@rule
def with_momentum(chance, silent_weeks, p):
    """Chance (0..1) of an answer so many weeks (>= 0) after the last two-way exchange; as it was after very long silence."""
    return chance + (1.0 - chance) * p.answers / (1.0 + silent_weeks)
