"""Real-life events: a few people meet face to face and talk shop without giving offence."""

from ..parameters import Parameters, par


class Meeting(Parameters):
    """Events on a topic: how often, and how many one meets."""

    every_weeks: int = par(4, 1, 52, "weeks", "an event on each topic takes place every so many weeks")
    people_met: int = par(4, 0, 20, "people", "how many each guest talks to, an even number works best")
    strength_at_start: float = par(0.05, 0, 0.09, "strength 0..1", "tie strength after meeting somebody new")
    p_talk_shop: float = par(0.8, 0, 1, "probability", "the offer comes up in a talk at an event")

    off = {"events": {"people_met": 0}}
