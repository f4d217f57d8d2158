"""Standing on the platform: reputation returns to nothing, a profile goes stale."""

from ..compiling import rule
from ..parameters import Parameters, par


class Standing(Parameters):
    """Half-lives of reputation and profile."""

    reputation_half_life_weeks: float = par(26.0, 1, 10000, "weeks", "reputation returns halfway to 0")
    profile_half_life_weeks: float = par(52.0, 1, 10000, "weeks", "a profile without upkeep loses half its value")
    profile_kept_up: float = par(0.5, 0, 1, "share", "share of what is missing that one grooming adds")

    off = {"stale_profile": {"profile_half_life_weeks": 10000.0}}


@rule
def profile_after(profile, groomed, p):
    """Profile after a week: stale by the factor profile_kept, grooming (0/1) adds a share of what is missing."""
    after = profile * p.profile_kept
    if groomed > 0:
        after = after + p.profile_kept_up * (1.0 - after)
    return after


@rule
def faded_reputation(reputation, p):
    """Reputation a week later, -1..1."""
    return reputation * p.reputation_kept


@rule
def reputation_lost_by(reputation, loss):
    """Reputation (-1..1) after annoying one person: loses the share `loss` (0..1) of its distance to -1."""
    return reputation - loss * (1.0 + reputation)
