"""How ordinary people behave: a few calls and notes to those who matter.

*Names*: ordinary member, the market. *Source*: contact follows emotional closeness in layers (Hill & Dunbar
2003; Sutcliffe et al. 2012); rates calibrated against message logs. *Leads*: none; ordinary people sell nothing.
*Expectation*: a handful of people met weekly, some 15 monthly, about 150 within a year; hardly any business.
"""

from .base import *


class Member(StrategyParameters):
    """Weekly chances of getting in touch."""

    effort_minutes: float = par(5.6, 1, 60, "minutes", "time put into one note",
                                 "calibrated; accepted 2.4 to 7.8")  # fmt: skip
    prospects: int = par(2, 0, 200, "people/week", "people looked at in a week")
    notes_to_mere: float = par(2.7, 0, 50, "notes/week", "notes to contacts without strength, spread over those in mind",
                                "calibrated; accepted 0.56 to 4")  # fmt: skip
    p_contact_weak: float = par(0.61, 0, 5, "probability/week", "added per unit of tie strength",
                                 "calibrated; accepted 0.15 to 0.83")  # fmt: skip
    p_contact_strong: float = par(0.38, 0, 5, "probability/week", "added per unit of squared tie strength",
                                   "calibrated; accepted 0.27 to 0.95")  # fmt: skip
    call_share: float = par(0.15, 0, 1, "share", "calls among contacts with the strongest ties",
                             "calibrated; accepted 0.11 to 0.39")  # fmt: skip
    reconnects: float = par(0.9, 0, 50, "messages/week", "messages to dormant ties, if all in mind were dormant",
                             "calibrated; accepted 0.41 to 7.2")  # fmt: skip
    p_request: float = par(0.13, 0, 1, "probability", "asking a prospect without anything in common",
                            "calibrated; accepted 0.019 to 0.35")  # fmt: skip
    request_mutual: float = par(0.041, 0, 1, "probability", "added for a prospect in a contact's list",
                                 "calibrated; accepted 0.014 to 0.27")  # fmt: skip
    request_common: float = par(0.20, 0, 1, "probability", "added per unit of common ground")
    p_occasion: float = par(0.02, 0, 1, "probability/week", "posting, going to an event, grooming the profile, each")
    momentum: float = par(0.1, 0, 1, "share", "of the weeks without a note in which somebody just heard of gets one",
                          "conversations come in bursts: Barabási 2005; how much: assumption")  # fmt: skip
    gives_up: float = par(0.2, 0, 4, "1/usual gap", "silence of 1 / this usual gaps of the pair halves the notes",
                          "who was silent longer is less likely heard of again: CollegeMsg, e-mail logs")  # fmt: skip


@rule
def wish(chance, tie, p):
    """Chance of a note: more right after an exchange, less after a silence that is long for the pair."""
    chance = chance + (1.0 - chance) * p.momentum / (1.0 + tie.silent_weeks)
    if tie.usual_gap <= 0.0:
        return chance
    usual, late = tie.usual_gap * tie.usual_gap, p.gives_up * tie.silent_weeks
    return chance * (usual / (usual + late * late))


@rule
def choose(ego, tie, p, u):
    """Notes and calls by tie strength, rare requests to somebody with common ground, rare posts and events; more by active people."""
    if tie.looked_at == OWN_TIE:
        if is_dormant(tie):
            if u * ego.in_mind < p.reconnects * ego.activity:
                return RECONNECT, 0.5
            return NOTHING, 0.0
        chance = p.notes_to_mere / ego.in_mind + p.p_contact_weak * tie.strength + p.p_contact_strong * tie.strength * tie.strength
        chance = wish(chance * ego.activity, tie, p)
        if u >= chance:
            return NOTHING, 0.0
        if u < chance * p.call_share * tie.strength:
            return CALL, 0.5 + 0.5 * tie.strength
        return SHARE_INFO, 0.5 + 0.5 * tie.strength
    if tie.looked_at == PROSPECT:
        chance = p.p_request + p.request_common * tie.common_ground
        if tie.mutual > 0:
            chance = chance + p.request_mutual
        if u < chance * ego.activity * tie.profile * (1.0 + tie.reputation):
            return REQUEST | CONCRETE, 0.3
        return NOTHING, 0.0
    if u < p.p_occasion * ego.activity:
        if tie.looked_at == GROUP:
            return POST, 0.3
        if tie.looked_at == EVENT:
            return ATTEND_EVENT, 0.3
        return GROOM_PROFILE, 0.3
    return NOTHING, 0.0


answer = answer_as_most
