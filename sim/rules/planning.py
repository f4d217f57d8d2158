"""Planning: doing the same for the same person again this week is worth less each time."""

from ..compiling import rule
from ..parameters import Parameters, par

MOST_REPEATS = 7


class Planning(Parameters):
    """How often the same alter is addressed within a week, and where prospects come from."""

    repeat: float = par(0.6, 0, 0.95, "share", "priority of addressing the same alter once more in the same week")
    show_random: float = par(0.3, 0, 1, "share", "prospects the platform shows at random")
    show_by_topic: float = par(0.3, 0, 1, "share", "prospects who share a topic")
    show_by_contacts: float = par(0.3, 0, 1, "share", "prospects from the open contact lists of contacts")
    show_posters: float = par(0.1, 0, 1, "share", "prospects who posted last week in a group one belongs to")

    off = {"introductions": {"show_by_contacts": 0.0}}


@rule
def priority_again(priority, p):
    """Priority (> 0) of the same action for the same alter, once more in this week."""
    return priority * p.repeat
