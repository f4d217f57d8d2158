"""Ties fade without exchange; overload fades them faster, common contacts slow it down. No cap anywhere."""

from ..compiling import rule
from ..parameters import Parameters, par
from .arithmetic import half_power

LONG = 8  # weeks between two looks at contacts with whom nothing happens; they fade for all of these weeks at once


class Forgetting(Parameters):
    """Half-lives of tie strength and relationship energy, overload and embedding."""

    half_life_weeks: float = par(25.0, 1, 10000, "weeks", "tie strength without exchange, at capacity or below",
                                  "calibrated; accepted 11 to 52")  # fmt: skip
    energy_half_life_weeks: float = par(260.0, 1, 10000, "weeks", "relationship energy once invested")
    overload_halves: int = par(4, 0, 8, "half powers", "faster fading by (relationships / capacity) ** (this / 2) above capacity",
                               "capacity about 150, contested 4-520: Hill & Dunbar 2003")  # fmt: skip
    embedding: float = par(1.0, 0, 5, "1", "slower fading of a tie with very many common contacts",
                            "calibrated; accepted 0.79 to 2.9; ties without a common contact fade faster: Burt 2002")  # fmt: skip
    embedding_half: float = par(3.0, 0.1, 100, "contacts", "common contacts that give half of that")

    off = {"overload": {"overload_halves": 0}, "embedding": {"embedding": 0.0}}


@rule
def overload(relationships, capacity, p):
    """How much faster ties fade: 1 up to capacity, then (relationships / capacity) ** (overload_halves / 2)."""
    if relationships <= capacity:
        return 1.0
    return half_power(relationships / capacity, p.overload_halves)


@rule
def hold(embedded, p):
    """How much of a tie's fading remains with common contacts (>= 0): 1 / (1 + embedding x n / (n + embedding_half))."""
    return 1.0 / (1.0 + p.embedding * embedded / (embedded + p.embedding_half))


@rule
def kept_share(overloaded, held, p):
    """Share of tie strength kept in a week without exchange: loses (1 - kept) x overload x hold; overloaded >= 1, held 0..1."""
    lost = (1.0 - p.kept) * overloaded * held
    return 1.0 - lost if lost < 1.0 else 0.0


@rule
def faded_strength(strength, overloaded, held, p):
    """Strength (0..1) after a week without exchange, never below 0."""
    return strength * kept_share(overloaded, held, p)


@rule
def faded_energy(energy, strength, kept):
    """Energy that keeps this share, never below present strength."""
    after = energy * kept
    return after if after > strength else strength


@rule
def is_gone_through(i, week):
    """Whether i goes through the whole address book this week: everybody every eighth week, an eighth of the people each week."""
    return (i + week) & (LONG - 1) == 0


@rule
def over_long(kept):
    """What is kept in `LONG` weeks of what keeps this share in one."""
    two = kept * kept
    four = two * two
    return four * four
