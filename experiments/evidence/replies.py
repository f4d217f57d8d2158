"""First contacts and their answers: P6 (common contacts), P7 (mass contacting), P9 (dormant ties)."""

import numpy as np
import pandas as pd

from .intervals import Estimates
from .log import Log
from .pairs import REPLY_DAYS, history, judged

BURSTS = {"1": (1, 1), "2-3": (2, 3), "4-9": (4, 9), "10-29": (10, 29), "30+": (30, np.inf)}
"""Classes of first contacts by one sender within half a day either side."""
DORMANT_DAYS = 28
GAPS = {"4-8 weeks": (28, 56), "8-13 weeks": (56, 91), "13+ weeks": (91, np.inf)}
"""Classes of a pair's silence, days: from, below."""


def first_messages(estimates: Estimates, new: pd.DataFrame) -> None:
    """How first contacts fare: answered within 7 days, ever, or never followed by a second message."""
    who = new["sender"].to_numpy()
    estimates.share("first", "answered within 7 days", who, new["answered"])
    estimates.share("first", "answered ever", who, new["wait"].notna())
    estimates.share("first", "stays at one message", who, new["messages"] == 1)


def common_contact(estimates: Estimates, new: pd.DataFrame) -> None:
    """P6: a first contact is accepted or answered more often where there is a common contact."""
    who, answered, common = (new[name].to_numpy() for name in ("sender", "answered", "common"))
    estimates.share("P6", "answered, no common contact", who[common == 0], answered[common == 0])
    estimates.share("P6", "answered, common contact", who[common > 0], answered[common > 0])
    estimates.contrast("P6", "common contact / none", who, answered, (common > 0, common == 0))


def mass_contacting(estimates: Estimates, new: pd.DataFrame, with_mailings: pd.DataFrame) -> None:
    """P7: answers to first contacts by how many the sender makes at once; to mailings apart."""
    who, answered, size = (new[name].to_numpy() for name in ("sender", "answered", "burst"))
    for name, (low, high) in BURSTS.items():
        chosen = (size >= low) & (size <= high)
        estimates.share("P7", f"answered, {name} at once", who[chosen], answered[chosen])
    estimates.contrast("P7", "10+ / up to 3 at once", who, answered, (size >= 10, size <= 3), odds=True)
    estimates.contrast("P7", "30+ / 1 at once", who, answered, (size >= 30, size == 1))
    estimates.contrast("P7", "2-3 / 1 at once", who, answered, ((size == 2) | (size == 3), size == 1))
    mailings = with_mailings[with_mailings["recipients"] > 1]
    estimates.share("P7", "answered, one mail to several", mailings["sender"].to_numpy(), mailings["answered"])


def reactivation(estimates: Estimates, log: Log, new: pd.DataFrame) -> None:
    """P9: a message that ends at least 4 weeks of silence in a tie with an earlier two-way exchange."""
    exchanges = log.exchanges()
    past = history(exchanges)
    woken = (past["gap"] >= DORMANT_DAYS).to_numpy() & past["mutual_before"].to_numpy() & judged(exchanges)
    gap = np.concatenate([past["gap"].to_numpy()[woken], np.zeros(len(new))])
    who = np.concatenate([exchanges.sender[woken], new["sender"]])
    answered = np.concatenate([past["wait"].to_numpy()[woken] < REPLY_DAYS, new["answered"]])
    estimates.share("P9", "answered, reactivation", who[gap > 0], answered[gap > 0])
    in_class = {name: (gap >= low) & (gap < high) for name, (low, high) in GAPS.items()}
    for name, chosen in in_class.items():
        estimates.share("P9", f"answered after {name}", who[chosen], answered[chosen])
    estimates.contrast("P9", "reactivation / first contact", who, answered, (gap > 0, gap == 0))
    estimates.contrast("P9", "13+ / 4-8 weeks", who, answered, (in_class["13+ weeks"], in_class["4-8 weeks"]))
