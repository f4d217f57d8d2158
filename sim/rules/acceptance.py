"""Acceptance of a contact request, and the first impression it leaves."""

from ..compiling import rule
from ..parameters import Parameters, par
from .arithmetic import clip01, sigmoid


class Acceptance(Parameters):
    """Weights of an algebraic sigmoid; a first contact starts a mere contact, never a weak tie by itself."""

    intercept: float = par(-2.3, -10, 10, "1", "readiness to accept a stranger's request with an ordinary note",
                            "calibrated; accepted -3.8 to -0.82; 19.3 % of 5,053 strangers: Boshmaf et al. 2011")  # fmt: skip
    common_ground: float = par(1.2, 0, 10, "1", "weight of shared topics (0..1)")
    mutual_contact: float = par(1.9, 0, 10, "1", "weight of at least one mutual contact",
                                 "calibrated; accepted 1.5 to 4.6; 59.1 % of 3,517: Boshmaf et al. 2011")  # fmt: skip
    profile: float = par(0.5, 0, 10, "1", "weight of the sender's profile above or below 0.5")
    reputation: float = par(1.0, 0, 10, "1", "weight of the sender's reputation (-1..1)")
    note: float = par(3.5, -10, 10, "1", "weight of a concrete note's quality (0..1) above or below an ordinary one's 0.5",
                      "calibrated: mass requests are answered half as often (CollegeMsg); vendor figures: contradictory")  # fmt: skip
    call_offer: float = par(0.2, -10, 10, "1", "weight of an offer to call in the note")
    money_motive: float = par(4.0, 0, 20, "1", "weight of the receiver's sensitivity to a pitch, in the note, that meets no need")
    load: float = par(0.5, 0, 10, "1", "weight of an inbox above what can be read with care")
    strength_at_start: float = par(0.02, 0, 0.09, "strength 0..1", "tie strength right after acceptance")
    trust_of_stranger: float = par(0.15, 0, 1, "trust 0..1", "trust in a person one knows nothing of")
    vouched: float = par(0.0, 0, 1, "share", "of the trust missing in a stranger that a mutual contact lends",
                          "0: evidence is on acceptance alone (Boshmaf et al. 2011); trust is lent by who recommends: Uzzi 1996")  # fmt: skip
    impression: float = par(0.10, 0, 1, "trust 0..1", "most that profile, note and reputation add to first trust")
    money_impression: float = par(0.12, 0, 1, "trust 0..1", "most that such a pitch takes from first trust")

    off = {
        "common_ground": {"common_ground": 0.0},
        "mutual_contacts": {"mutual_contact": 0.0},
        "vouching": {"vouched": 0.0},
        "first_impression": {"impression": 0.0, "profile": 0.0},
        "money_motive": {"money_motive": 0.0, "money_impression": 0.0},
        "personal_note": {"note": 0.0, "call_offer": 0.0},
    }


@rule
def p_accept(common, has_mutual, profile, reputation, note, offers_call, money, load, p):
    """Chance that a request that was read is accepted.

    common 0..1, has_mutual and offers_call 0/1, profile 0..1, reputation -1..1, note: quality of a concrete
    note 0..1 (0 if blank), money: sensitivity of the receiver 0..1 if the note pitches what it does
    not need, else 0, load >= 0.
    """
    score = p.intercept + p.common_ground * common + p.mutual_contact * has_mutual
    score += p.profile * (profile - 0.5) + p.reputation * reputation + p.note * (note - 0.5)
    score += p.call_offer * offers_call - p.money_motive * money
    if load > 1.0:
        score -= p.load * (load - 1.0)
    return sigmoid(score)


@rule
def trust_at_sight(has_mutual, p):
    """Trust in somebody one has no tie to: a stranger's, and part of what is missing if there is a mutual contact (0/1)."""
    return p.trust_of_stranger + p.vouched * has_mutual * (1.0 - p.trust_of_stranger)


@rule
def first_trust(has_mutual, profile, reputation, quality, money, p):
    """Trust in a new contact: that at sight, plus first impression, minus a visible money motive; 0..1.

    Nobody vouches for a pitch that nobody needs: with a money motive, trust at sight is a stranger's. has_mutual 0/1,
    profile, quality and money 0..1, reputation -1..1.
    """
    impression = (profile + quality) / 2.0 + reputation
    vouched = has_mutual if money <= 0.0 else 0.0
    return clip01(trust_at_sight(vouched, p) + p.impression * impression - p.money_impression * money)
