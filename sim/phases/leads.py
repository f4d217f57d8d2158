"""Leads that a seller keeps in view, as its strategy sees them while planning."""

from ..actions import LEAD
from ..address_book import slot_of
from ..compiling import rule, whole
from ..encounters.work import hours_due, lead_in_view
from ..records import Tie
from ..state import NONE
from ..views import NEVER_APPROACHED, STRANGER_SILENCE, tie_at


@rule
def lead_at(i, n, world):
    """A lead that seller i keeps in view in place n, as a strategy sees it: (Tie, buyer, slot of i's tie to the buyer or -1)."""
    people, ties, week = world.people, world.ties, world.now.week
    buyer, k = lead_in_view(i, n, world)
    stage = whole(world.sales.stage[buyer, k])
    due = hours_due(buyer, k, world)
    slot = slot_of(ties, i, whole(people.contacts[i]), buyer)
    if slot == NONE:
        trust = world.p.acceptance.trust_of_stranger
        return Tie(
            LEAD, 0.0, trust, 0.0, 0.0, STRANGER_SILENCE, 0.0, 0, True, True, False, -1.0, 0.0, 0.0,
            0, 0.0, False, 1.0, NEVER_APPROACHED, stage, due
        ), buyer, slot
    tie = tie_at(ties, i, slot, week, 1.0)
    return Tie(
        LEAD, tie.strength, tie.trust, tie.knowledge, tie.energy, tie.silent_weeks, tie.common_ground, tie.mutual, True,
        tie.offer_known, tie.spoken, tie.sympathy, 0.0, 0.0, tie.pushes, tie.usual_gap, tie.woken, 1.0,
        tie.approached_weeks, stage, due,
    ), buyer, slot  # fmt: skip
