"""Waking an old tie: answered a little better than a stranger's message, the less the longer the silence."""

from ..compiling import rule
from ..parameters import Parameters, par
from .arithmetic import clip01


class Reconnecting(Parameters):
    """Chance of an answer to a message after silence."""

    p_answer_contact: float = par(0.25, 0, 1, "probability", "answer to a message without shared history",
                                   "calibrated; accepted 0.12 to 0.43; 42 % within 7 days in an online community")  # fmt: skip
    history: float = par(0.54, 0, 5, "1", "relative advantage of full relationship energy",
                          "calibrated; accepted 0.12 to 1.5; 1.15 to 1.6 times a stranger's: Levin, Walter & Murnighan 2011")  # fmt: skip
    fade_weeks: float = par(104.0, 1, 10000, "weeks", "silence after which half of that advantage is gone")
    wakes_once: int = par(1, 0, 1, "0/1", "1: a dormant tie in which both were in touch again never counts as dormant anew",
                          "assumption: a tie that sinks back was tried")  # fmt: skip

    off = {"waking_once": {"wakes_once": 0}, "history_in_answers": {"history": 0.0}}


@rule
def p_answer_reconnect(energy, quality, silent_weeks, p):
    """Chance of an answer: base x (1/2 + quality) x (1 + history x energy x fade / (fade + silence)), at most 1.

    energy and quality 0..1, silent_weeks >= 0.
    """
    remembered = energy * p.fade_weeks / (p.fade_weeks + silent_weeks)
    return clip01(p.p_answer_contact * (0.5 + quality) * (1.0 + p.history * remembered))
