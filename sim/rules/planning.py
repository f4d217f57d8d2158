"""Planning: the same again for the same person is worth less each time; whom the platform shows, how much it allows."""

from ..compiling import rule
from ..parameters import Parameters, par

MOST_REPEATS = 7


class Planning(Parameters):
    """How often the same alter is addressed within a week, how many requests there may be, and where prospects come from."""

    repeat: float = par(0.6, 0, 0.95, "share", "priority of addressing the same alter once more in the same week")
    most_requests: int = par(100, 0, 1000, "requests/week", "contact requests that the platform lets one person send",
                             "about 100, as users report; platforms publish no figure")  # fmt: skip
    ask_again_weeks: int = par(26, 0, 520, "weeks", "before the platform lets one ask again who did not accept",
                                "unanswered invitations expire after six months: LinkedIn help pages")  # fmt: skip
    show_random: float = par(0.3, 0, 1, "share", "prospects the platform shows at random")
    show_by_topic: float = par(0.3, 0, 1, "share", "prospects who share a topic")
    show_by_contacts: float = par(0.3, 0, 1, "share", "prospects from the open contact lists of contacts")
    show_posters: float = par(0.1, 0, 1, "share", "prospects who posted last week in a group one belongs to")

    off = {
        "introductions": {"show_by_contacts": 0.0},
        "request_limit": {"most_requests": 1000},
        "pending_requests": {"ask_again_weeks": 0},
    }


@rule
def may_request(requests, restricted, p):
    """Whether the platform takes one more request after so many this week, from somebody restricted for so many weeks."""
    return requests < p.most_requests and restricted <= 0


@rule
def may_ask_again(weeks_since, p):
    """Whether the platform shows somebody again who has not accepted a request so many weeks ago."""
    return weeks_since >= p.ask_again_weeks


@rule
def priority_again(priority, p):
    """Priority (> 0) of the same action for the same alter, once more in this week."""
    return priority * p.repeat
