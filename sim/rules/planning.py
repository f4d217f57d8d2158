"""Planning: the same again for the same person is worth less each time; whom the platform shows, how much it allows."""

from ..actions import REQUEST
from ..compiling import rule
from ..parameters import Parameters, par

MOST_REPEATS = 7


class Planning(Parameters):
    """How often the same alter is addressed within a week, how many requests there may be, and where prospects come from."""

    repeat: float = par(0.6, 0, 0.95, "share", "priority of addressing the same alter once more in the same week")
    most_requests: int = par(100, 0, 1000, "requests/week", "contact requests that the platform lets one person send",
                             "about 100, as users report; platforms publish no figure")  # fmt: skip
    show_random: float = par(0.3, 0, 1, "share", "prospects the platform shows at random")
    show_by_topic: float = par(0.3, 0, 1, "share", "prospects who share a topic")
    show_by_contacts: float = par(0.3, 0, 1, "share", "prospects from the open contact lists of contacts")
    show_posters: float = par(0.1, 0, 1, "share", "prospects who posted last week in a group one belongs to")

    off = {"request_limit": {"most_requests": 1000}, "introductions": {"show_by_contacts": 0.0}}


@rule
def platform_allows(kind, requests, p):
    """Whether one more action of this kind is possible after so many requests this week."""
    return kind != REQUEST or requests < p.most_requests


@rule
def priority_again(priority, p):
    """Priority (> 0) of the same action for the same alter, once more in this week."""
    return priority * p.repeat
