"""What a tie is called: strong, weak, dormant or a mere contact, by its strength and its energy (both 0..1).

The bounds are words, not forces: no rule behaves differently on either side but by counting, so they are no parameters.
Rules take single numbers and whole columns alike.
"""

from ..compiling import rule

RELATIONSHIP = 0.1  # tie strength from which a contact counts as a relationship
STRONG = 0.5  # tie strength from which a relationship counts as strong
INVESTED = 0.25  # relationship energy that lets a tie without strength count as dormant, not as a mere contact


@rule
def is_related(strength):
    """Whether a tie is a relationship, weak or strong."""
    return strength >= RELATIONSHIP


@rule
def is_strong(strength):
    """Whether a tie is strong."""
    return strength >= STRONG


@rule
def is_invested(energy):
    """Whether so much was once put into a tie that it is more than a mere contact."""
    return energy >= INVESTED


@rule
def is_weak(strength):
    """Whether a tie is a relationship, but not a strong one."""
    return (strength >= RELATIONSHIP) & (strength < STRONG)


@rule
def is_dormant(strength, energy, woken):
    """Whether a tie was once a relationship and sleeps; one that was woken before (a truth value) has had its turn."""
    return (strength < RELATIONSHIP) & (energy >= INVESTED) & (woken == 0)


@rule
def is_mere(strength, energy, woken):
    """Whether a tie is a mere contact: no relationship, and either never one or woken in vain."""
    return (strength < RELATIONSHIP) & ((energy < INVESTED) | (woken != 0))
