"""How people and their ties are at the start of a generated market, and what a network that was read leaves open.

Four kinds of ties: close (within a circle), near (within a community), dormant (from earlier life) and mere contacts. Each number is
drawn once per tie; strengths of close and near ties are spread by a square, so that most are weak.
"""

from ..compiling import rule
from ..parameters import Parameters, par


class Beginnings(Parameters):
    """Ranges of what is drawn at the start: from `..._least`, by up to `..._spread` more."""

    profile_least: float = par(0.2, 0, 1, "profile 0..1", "how well the worst kept profile is kept")
    profile_spread: float = par(0.6, 0, 1, "profile 0..1", "by how much the best kept profile is better")
    close_least: float = par(0.45, 0, 1, "strength 0..1", "the weakest close tie")
    close_spread: float = par(0.5, 0, 1, "strength 0..1", "by how much the strongest close tie is stronger")
    close_energy: float = par(0.2, 0, 1, "energy 0..1", "most that a close tie once had beyond its strength")
    close_weeks: float = par(4.0, 0, 500, "weeks", "longest silence of a close tie")
    close_common: int = par(6, 0, 255, "contacts", "mutual contacts of a close tie")
    near_least: float = par(0.03, 0, 1, "strength 0..1", "the weakest near tie")
    near_spread: float = par(0.3, 0, 1, "strength 0..1", "by how much the strongest near tie is stronger")
    near_energy: float = par(0.3, 0, 1, "energy 0..1", "most that a near tie once had beyond its strength")
    near_weeks: float = par(26.0, 0, 500, "weeks", "longest silence of a near tie")
    near_common: int = par(1, 0, 255, "contacts", "mutual contacts of a near tie")
    dormant_least: float = par(0.01, 0, 0.09, "strength 0..1", "the weakest dormant tie")
    dormant_spread: float = par(0.08, 0, 0.09, "strength 0..1", "by how much the strongest dormant tie is stronger")
    dormant_energy_least: float = par(0.25, 0, 1, "energy 0..1", "least energy of a dormant tie")
    dormant_energy_spread: float = par(0.6, 0, 1, "energy 0..1", "by how much the greatest energy is greater")
    dormant_weeks_least: float = par(52.0, 0, 5200, "weeks", "shortest silence of a dormant tie")
    dormant_weeks_spread: float = par(260.0, 0, 5200, "weeks", "by how much the longest silence is longer")
    mere_strength: float = par(0.02, 0, 0.09, "strength 0..1", "strength and energy of a mere contact")
    mere_weeks_least: float = par(26.0, 0, 5200, "weeks", "shortest silence of a mere contact")
    mere_weeks_spread: float = par(234.0, 0, 5200, "weeks", "by how much the longest silence is longer")
    trust_by_strength: float = par(0.6, 0, 1, "share", "of the trust missing in a stranger, by strength")
    trust_by_energy: float = par(0.3, 0, 1, "share", "of the trust missing in a stranger, by energy, at most")
    read_trust_by_strength: float = par(0.8, 0, 1, "share", "the same by strength, in a network that was read")
    knowledge_by_energy: float = par(0.7, 0, 1, "share", "knowledge of an alter, by energy")
    sympathy_least: float = par(0.4, 0, 1, "sympathy 0..1", "least sympathy of people who have talked")
    sympathy_spread: float = par(0.6, 0, 1, "sympathy 0..1", "by how much the greatest sympathy is greater")


@rule
def first_profile(u: float, p) -> float:
    """How well a profile is kept, 0..1; u 0..1."""
    return min(1.0, p.profile_least + p.profile_spread * u)


@rule
def close_tie(u: float, v: float, p) -> tuple[float, float, float, float]:
    """A close tie: (strength, energy, week of the last exchange, mutual contacts); u, v 0..1."""
    strength = min(1.0, p.close_least + p.close_spread * u * u)
    return strength, min(1.0, strength + p.close_energy * v), -p.close_weeks * v, p.close_common


@rule
def near_tie(u: float, v: float, p) -> tuple[float, float, float, float]:
    """A near tie: (strength, energy, week of the last exchange, mutual contacts); u, v 0..1."""
    strength = min(1.0, p.near_least + p.near_spread * u * u)
    return strength, min(1.0, strength + p.near_energy * v), -p.near_weeks * v, p.near_common


@rule
def dormant_tie(u: float, v: float, share: float, p) -> tuple[float, float, float, float]:
    """A dormant tie: (strength, energy, week of the last exchange, mutual contacts); u 0..share, v 0..1."""
    strength = p.dormant_least + p.dormant_spread * v
    energy = min(1.0, p.dormant_energy_least + p.dormant_energy_spread * u / share)
    return strength, energy, -p.dormant_weeks_least - p.dormant_weeks_spread * v, 0.0


@rule
def mere_tie(v: float, p) -> tuple[float, float, float, float]:
    """A mere contact: (strength, energy, week of the last exchange, mutual contacts); v 0..1."""
    return p.mere_strength, p.mere_strength, -p.mere_weeks_least - p.mere_weeks_spread * v, 0.0


@rule
def trust_at_start(strength: float, energy: float, u: float, of_stranger: float, p) -> float:
    """Trust in an alter at the start: a stranger's, and part of what is missing by strength and energy (0..1); u 0..1."""
    return of_stranger + (1.0 - of_stranger) * (p.trust_by_strength * strength + p.trust_by_energy * energy * u)


@rule
def trust_when_read(strength: float, of_stranger: float, p) -> float:
    """Trust in an alter of a network that was read, by strength (0..1)."""
    return of_stranger + (1.0 - of_stranger) * p.read_trust_by_strength * strength


@rule
def knowledge_at_start(energy: float, p) -> float:
    """Knowledge of an alter at the start, by energy (0..1)."""
    return p.knowledge_by_energy * energy


@rule
def sympathy_at_start(u: float, p) -> float:
    """Sympathy of two people who have talked before the start; u 0..1."""
    return min(1.0, p.sympathy_least + p.sympathy_spread * u)
