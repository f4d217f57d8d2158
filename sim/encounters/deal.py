"""A deal: strength and trust of both sides grow, and a tie forms where there was none."""

from ..address_book import add_tie, bond_at, bring_to_mind, put_bond, slot_of
from ..compiling import rule, whole
from ..records import Bond, Pair
from ..rules.reinforcement import strength_after
from ..rules.trust import trust_after
from ..state import NONE
from .bonds import stranger


@rule
def after_deal(ego, alter, common, mark, world):
    """One side of a deal: common ground of the two 0..1, and a mark that the tie bears from now on (or 0)."""
    people, ties, p = world.people, world.ties, world.p
    slot = slot_of(ties, ego, whole(people.contacts[ego]), alter)
    bond = bond_at(ties, ego, slot) if slot != NONE else stranger(p)
    strength = strength_after(bond.strength, bond.energy, p.reinforcement.deal, p.reinforcement)
    trust = trust_after(bond.trust, p.trade.experience, p.trust)
    bond = Bond(strength, trust, bond.knowledge, bond.energy, world.now.week, bond.marks | mark)
    if slot == NONE:
        add_tie(ego, alter, bond, Pair(0, common, 0.0), world)
    else:
        put_bond(ego, slot, bond, world)
        bring_to_mind(people, ties, ego, slot)
