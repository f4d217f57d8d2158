"""How many messages people answer on a day, by how many arrive (Kooti et al. 2015)."""

import numpy as np
import pandas as pd

from .intervals import Estimates
from .log import Log
from .pairs import REPLY_DAYS, judged

LOADS = {"1-4": (0, 5), "5-19": (5, 20), "20-59": (20, 60), "60+": (60, np.inf)}
"""Classes of messages that somebody receives a day: from, below."""


def answers_by_load(estimates: Estimates, log: Log, past: pd.DataFrame) -> None:
    """Answers a day, per receiver and day on which a message came, by the number of messages that came.

    A turn of the other (messages in a row from one person to the receiver on one day) counts as one answer if one of its
    messages was answered within 7 days. In a log of whole weeks both are a week's, divided by 7. `past`: its `history`.
    """
    step = log.step
    answered = past["wait"].to_numpy() < REPLY_DAYS
    days = pd.DataFrame(
        {"receiver": log.receiver, "day": np.floor(log.day / step), "turn": turns(log), "answered": answered}
    )[judged(log)]
    by_turn = days.groupby(["receiver", "day", "turn"])["answered"].agg(["size", "max"])
    daily = by_turn.groupby(level=[0, 1]).sum() / step
    who, load = daily.index.get_level_values(0).to_numpy(), daily["size"].to_numpy()
    for name, (low, high) in LOADS.items():
        on = (load >= low) & (load < high)
        estimates.mean("attention", f"answers a day, {name} mails", who[on], daily["max"].to_numpy()[on], "answers/day")


def turns(log: Log) -> np.ndarray:
    """Number of the turn that each message belongs to: messages in a row by the same sender in a pair, int64[messages]."""
    order = np.lexsort((np.arange(len(log.pair)), log.pair))
    pair, sender = log.pair[order], log.sender[order]
    begins = np.r_[True, (pair[1:] != pair[:-1]) | (sender[1:] != sender[:-1])]
    number = np.empty(len(order), np.int64)
    number[order] = np.cumsum(begins)
    return number
