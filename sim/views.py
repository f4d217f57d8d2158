"""What people see of themselves, of their ties and of each other: records made from columns."""

from .actions import OWN_TIE, PROSPECT
from .compiling import real, rule, whole
from .records import Ego, Side, Tie
from .state import GAP_PARTS, NEED_KNOWN, OFFER_KNOWN, PARTS, SPOKEN, WOKEN

STRANGER_SILENCE = 32767  # weeks since the last exchange with somebody one does not know
NEVER_APPROACHED = 32767  # weeks since ego last wrote, if it never did


@rule
def ego_at(i, hours, in_mind, world):
    """Oneself as a strategy sees it, with so many hours left and so many ties in mind."""
    people = world.people
    return Ego(
        whole(world.now.week),
        real(hours),
        real(people.capacity[i]),
        whole(people.contacts[i]),
        whole(people.relationships[i]),
        people.offer[i] >= 0,
        real(people.profile[i]),
        real(people.reputation[i]),
        real(people.load[i]),
        whole(in_mind),
        real(people.activity[i]),
    )


@rule
def side_of(i, world):
    """A person as encounters see it."""
    people = world.people
    return Side(
        whole(i),
        whole(people.offer[i]),
        whole(people.need[i]),
        real(people.sensitivity[i]),
        real(people.profile[i]),
        real(people.reputation[i]),
        real(people.readiness[i]),
    )


@rule
def tie_at(ties, i, slot, week, fit):
    """An own tie as a strategy sees it; fit: the sign of fit, see `fit_of`."""
    marks = whole(ties.marks[i, slot])
    spoken = marks & SPOKEN != 0
    return Tie(
        OWN_TIE,
        real(ties.strength[i, slot]),
        real(ties.trust[i, slot]),
        real(ties.knowledge[i, slot]),
        real(ties.energy[i, slot]),
        week - whole(ties.last_exchange[i, slot]),
        real(ties.common[i, slot]) / PARTS,
        whole(ties.embedded[i, slot]),
        marks & NEED_KNOWN != 0,
        marks & OFFER_KNOWN != 0,
        spoken,
        real(ties.sympathy[i, slot]) / PARTS if spoken else -1.0,
        0.0,
        0.0,
        whole(ties.pushes[i, slot]),
        real(ties.gap[i, slot]) / GAP_PARTS,
        marks & WOKEN != 0,
        fit,
        week - whole(ties.approached[i, slot]),
        0,
        0.0,
    )


@rule
def tie_to_prospect(common, mutual, trust, profile, reputation, fit):
    """A person the platform shows, as a strategy sees it."""
    return Tie(
        PROSPECT, 0.0, trust, 0.0, 0.0, STRANGER_SILENCE, common, mutual, False, False, False, -1.0, profile, reputation,
        0, 0.0, False, fit, NEVER_APPROACHED, 0, 0.0,
    )  # fmt: skip


@rule
def occasion_tie(looked_at):
    """A group, an event or the own profile, as a strategy sees it."""
    return Tie(
        looked_at, 0.0, 0.0, 0.0, 0.0, 0, 1.0, 0, False, False, False, -1.0, 0.0, 0.0,
        0, 0.0, False, 0.0, NEVER_APPROACHED, 0, 0.0,
    )  # fmt: skip
