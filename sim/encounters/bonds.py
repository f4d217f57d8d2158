"""How the bond of one person to another changes: the same few steps in every kind of encounter."""

from ..compiling import rule
from ..records import Bond
from ..rules.calling import call_experience
from ..rules.reinforcement import knowledge_after, strength_after
from ..rules.trust import trust_after
from ..state import LONG_AGO, SPOKEN


@rule
def stranger(p):
    """The bond to somebody one has no tie to."""
    return Bond(0.0, p.acceptance.trust_of_stranger, 0.0, 0.0, LONG_AGO, 0)


@rule
def just_met(world):
    """The bond to somebody who wrote for the first time this week."""
    return Bond(0.0, world.p.acceptance.trust_of_stranger, 0.0, 0.0, world.now.week, 0)


@rule
def with_mark(bond, mark):
    """The same bond with a mark set."""
    return Bond(bond.strength, bond.trust, bond.knowledge, bond.energy, bond.last_exchange, bond.marks | mark)


@rule
def without_mark(bond, mark):
    """The same bond with a mark cleared."""
    return Bond(bond.strength, bond.trust, bond.knowledge, bond.energy, bond.last_exchange, bond.marks & ~mark)


@rule
def after_exchange(bond, world):
    """The same bond after a two-way exchange this week."""
    return Bond(bond.strength, bond.trust, bond.knowledge, bond.energy, world.now.week, bond.marks)


@rule
def with_trust(bond, trust):
    """The same bond with another trust (0..1)."""
    return Bond(bond.strength, trust, bond.knowledge, bond.energy, bond.last_exchange, bond.marks)


@rule
def with_strength(bond, strength):
    """The same bond with another strength (0..1)."""
    return Bond(strength, bond.trust, bond.knowledge, bond.energy, bond.last_exchange, bond.marks)


@rule
def after_letter(bond, experience, gain, answered, world):
    """Bond after a useful letter (experience 0..1, gain of strength), answered or only read."""
    p = world.p
    strength = strength_after(bond.strength, bond.energy, gain, p.reinforcement)
    trust = trust_after(bond.trust, experience, p.trust)
    knowledge = knowledge_after(bond.knowledge, p.reinforcement.knowledge_letter)
    last = world.now.week if answered else bond.last_exchange
    return Bond(strength, trust, knowledge, bond.energy, last, bond.marks)


@rule
def after_talk(bond, sympathy, gain, world):
    """Bond after a talk between people of a sympathy 0..1: both learn it, and each other."""
    p = world.p
    strength = bond.strength
    if sympathy >= p.calling.sympathy_needed:
        strength = strength_after(strength, bond.energy, gain * sympathy, p.reinforcement)
    trust = trust_after(bond.trust, call_experience(sympathy, p.calling), p.trust)
    knowledge = knowledge_after(bond.knowledge, p.reinforcement.knowledge)
    return Bond(strength, trust, knowledge, bond.energy, world.now.week, bond.marks | SPOKEN)
