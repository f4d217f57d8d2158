"""Trust: slow to win, quicker to lose."""

from ..compiling import rule
from ..parameters import Parameters, par


class Trust(Parameters):
    """Learning rate and asymmetry of trust, and how it fades."""

    eta: float = par(0.08, 0, 0.25, "1", "share of the missing trust won by one fully good experience")
    asymmetry: float = par(2.0, 1, 4, "1", "weight of a loss against a gain",
                           "1 to 4: Slovic 1993; Poortinga & Pidgeon 2004")  # fmt: skip
    half_life_weeks: float = par(156.0, 4, 10000, "weeks", "time in which trust falls halfway back to a stranger's")

    off = {"trust_asymmetry": {"asymmetry": 1.0}, "trust_fading": {"half_life_weeks": 10000.0}}


@rule
def trust_after(trust, experience, p):
    """Trust after one experience (-1..1): gain eta x (1 - trust), loss asymmetry x eta x trust; stays in 0..1."""
    if experience >= 0.0:
        return trust + p.eta * experience * (1.0 - trust)
    return trust + p.asymmetry * p.eta * experience * trust


@rule
def faded_trust(trust, of_stranger, kept):
    """Trust of whose distance to a stranger's trust this share is kept."""
    return of_stranger + (trust - of_stranger) * kept
