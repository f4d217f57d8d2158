"""Information shared with one alter: useful if it meets an interest, and it does so by knowing the alter."""

from ..compiling import rule
from ..parameters import Parameters, par


class Information(Parameters):
    """Relevance of what is shared, what it earns and what it costs."""

    p_relevant_unknown: float = par(0.25, 0, 1, "probability", "information for somebody one knows nothing of")
    p_relevant_known: float = par(0.90, 0, 1, "probability", "information for somebody one knows fully")
    usefulness: float = par(0.6, 0, 1, "experience 0..1", "trust experience of useful information at full quality",
                            "a useful gift before the ask lifts agreement by 15-75 %: Falk 2007")  # fmt: skip
    nuisance: float = par(0.15, 0, 1, "experience 0..1", "trust experience of useless information",
                          "a useless gift does about nothing: Eckel et al. 2016")  # fmt: skip
    strength_lost: float = par(0.02, 0, 1, "share", "share of tie strength lost by useless information")
    p_answer: float = par(0.76, 0, 1, "probability", "useful information is answered at full trust; half at none",
                     "calibrated; accepted 0.44 to 0.98")  # fmt: skip

    off = {"information": {"usefulness": 0.0, "nuisance": 0.0}}


@rule
def p_relevant(common, knowledge, p):
    """Chance that information is of use: rises with knowledge of the alter or common ground, whichever helps more."""
    aim = knowledge if knowledge > common else common
    return p.p_relevant_unknown + (p.p_relevant_known - p.p_relevant_unknown) * aim


@rule
def p_thank(trust, p):
    """Chance that useful information is answered: p_answer x (1 + trust) / 2."""
    return p.p_answer * (1.0 + trust) / 2.0
