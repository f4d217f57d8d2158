"""Segments: who can ever buy what, and the noisy sign by which a seller guesses it.

Needs arise only in a person's own segments. A seller never sees them; prospects and contacts show a sign of fit
that is right more often the better one knows somebody, or the longer one looks before writing.
"""

from ..compiling import rule
from ..parameters import Parameters, par


class Segments(Parameters):
    """How many people can buy something at all, and how well that shows."""

    share: float = par(0.25, 0.02, 1, "probability", "a person can ever buy what is sold in a topic",
                       "0.02 to 0.3 of the people on a platform, by hand; 1: everybody can buy everything")  # fmt: skip
    by_interest: float = par(2.0, 1, 10, "1", "how much likelier that is in a topic one is interested in")
    accuracy: float = par(0.8, 0.5, 1, "probability", "the sign of fit of somebody unknown is right")
    accuracy_known: float = par(0.95, 0.5, 1, "probability", "the sign of fit of somebody fully known is right")
    research_half: float = par(5.0, 0.1, 60, "minutes", "looking closely that tells half of what full knowledge tells")

    off = {"segments": {"share": 1.0, "by_interest": 1.0}, "signs_of_fit": {"accuracy": 0.5, "accuracy_known": 0.5}}


@rule
def p_segment(interested, p):
    """Chance that a person can ever buy in a topic: share, times by_interest if interested (0/1); at most 1."""
    chance = p.share * p.by_interest if interested else p.share
    return chance if chance < 1.0 else 1.0


@rule
def known_by_looking(minutes, p):
    """What looking closely for so many minutes tells of somebody unknown, 0..1: minutes / (minutes + research_half)."""
    return minutes / (minutes + p.research_half)


@rule
def p_right_sign(knowledge, p):
    """Chance that the sign of fit is right, rising straight with knowledge of the person (0..1)."""
    return p.accuracy + (p.accuracy_known - p.accuracy) * knowledge


@rule
def sign_of_fit(fits, knowledge, u, p):
    """What a seller sees, 1.0 or 0.0: whether somebody can buy (fits), or the opposite by mistake; u: luck of the pair, 0..1."""
    right = u < p_right_sign(knowledge, p)
    return 1.0 if fits == right else 0.0
