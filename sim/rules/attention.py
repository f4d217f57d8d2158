"""Attention: people answer so many messages a week and no more.

load = messages received this week x share of read mail that is answered / answers a week. A flood drowns everybody's mail,
the honest sender's too; mail of strong ties is found in any pile. Who answers little reads more before attention runs out.
"""

from ..compiling import rule
from ..parameters import Parameters, par


class Attention(Parameters):
    """Parameters of reading."""

    answers_per_week: float = par(35.0, 1.0, 1e6, "answers/week", "answers that an ordinary person gives at most",
                                  "about 5 answers a day however many messages arrive: Kooti et al. 2015")  # fmt: skip
    answer_share: float = par(0.4, 0, 1, "share", "of the mail read that people answer, as they expect at the start; "
                              "1: what is read costs as much attention as what is answered")  # fmt: skip
    learned: float = par(0.02, 0, 1, "share", "of the way to 1 (answered) or to 0 (not), by which one message read moves that share")

    off = {"attention": {"answers_per_week": 1e6}}


@rule
def load_of(inbox, answer_share, attention):
    """Load of an inbox: messages x share answered (0..1) / answers a week (> 0); 1 is a full week."""
    return inbox * answer_share / attention


@rule
def p_read(load, strength):
    """Chance that a message is read: min(1, 1/load) for strangers, rising to 1 with tie strength 0..1."""
    base = 1.0 if load <= 1.0 else 1.0 / load
    return base + (1.0 - base) * strength


@rule
def answer_share_after(share, answered, p):
    """Share of read mail that is answered (0..1), after one more message was read and answered (1) or not (0)."""
    return share + p.learned * (answered - share)
