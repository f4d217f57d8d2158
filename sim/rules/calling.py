"""Calls: picked up by those who trust, and showing whether two people get on."""

from ..compiling import rule
from ..parameters import Parameters, par


class Calling(Parameters):
    """Chance that a call is taken, and the part of common ground in sympathy."""

    p_pick_up_stranger: float = par(0.10, 0, 1, "probability", "a call by somebody without trust or history")
    p_pick_up_friend: float = par(0.85, 0, 1, "probability", "a call by somebody fully trusted with full history")
    sympathy_common_ground: float = par(0.5, 0, 1, "share", "part of common ground in sympathy, the rest is chance")
    sympathy_needed: float = par(0.4, 0, 1, "sympathy 0..1", "below this two people do not get on")

    off = {"sympathy": {"sympathy_needed": 0.0}}


@rule
def p_pick_up(trust, energy, p):
    """Chance that a call is taken: between a stranger's and a friend's by the mean of trust and energy (0..1)."""
    return p.p_pick_up_stranger + (p.p_pick_up_friend - p.p_pick_up_stranger) * (trust + energy) / 2.0


@rule
def sympathy(chance, common, p):
    """Sympathy of a pair, symmetric, 0..1: part chance (0..1), part common ground (0..1)."""
    return (1.0 - p.sympathy_common_ground) * chance + p.sympathy_common_ground * common


@rule
def call_experience(liking, p):
    """What a talk does to trust, -1..1: the sympathy itself if they get on, a small disappointment if not."""
    if liking >= p.sympathy_needed:
        return liking
    return -(p.sympathy_needed - liking)
