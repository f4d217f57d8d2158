"""Tie strength grows with exchange; what was once a strong tie comes back faster (dormant ties)."""

from ..compiling import rule
from ..parameters import Parameters, par


class Reinforcement(Parameters):
    """Gain of tie strength per exchange at full quality, and per kind of exchange."""

    letter: float = par(0.021, 0, 1, "strength 0..1", "gain by one message of full quality that is read with profit",
                         "calibrated; accepted 0.016 to 0.046")  # fmt: skip
    call: float = par(0.12, 0, 1, "strength 0..1", "gain by one call between people who like each other")
    meeting: float = par(0.16, 0, 1, "strength 0..1", "gain by meeting face to face")
    post: float = par(0.004, 0, 1, "strength 0..1", "gain by reading a contact's post")
    deal: float = par(0.20, 0, 1, "strength 0..1", "gain by doing business")
    one_sided: float = par(0.5, 0, 1, "share", "share of the gain on the side whose message was not answered")
    revival: float = par(1.0, 0, 10, "1", "advantage of a dormant tie per unit of energy above strength",
                         "moderate: Levin, Walter & Murnighan 2011")  # fmt: skip
    knowledge: float = par(0.10, 0, 1, "knowledge 0..1", "share of what is unknown learned in a call or meeting")
    knowledge_letter: float = par(0.02, 0, 1, "knowledge 0..1", "share of what is unknown learned from a message")

    off = {"revival": {"revival": 0.0}, "knowledge": {"knowledge": 0.0, "knowledge_letter": 0.0}}


@rule
def strength_after(strength, energy, gain, p):
    """Strength after an exchange: + gain x (1 - strength) x (1 + revival x max(0, energy - strength)), at most 1."""
    boost = 1.0
    if energy > strength:
        boost = 1.0 + p.revival * (energy - strength)
    after = strength + gain * (1.0 - strength) * boost
    return after if after < 1.0 else 1.0


@rule
def knowledge_after(knowledge, share):
    """Knowledge of the alter after learning a share (0..1) of what was unknown."""
    return knowledge + share * (1.0 - knowledge)
