"""How many messages people answer on a day, by how many arrive (Kooti et al. 2015)."""

import numpy as np
import pandas as pd

from .intervals import Estimates
from .log import Log
from .pairs import REPLY_DAYS, judged

LOADS = {"1-2": (1, 2), "3-5": (3, 5), "6-10": (6, 10), "11-20": (11, 20), "21+": (21, np.inf)}
"""Classes of people who write to somebody on one day (in a simulated log: in one week)."""


def answers_by_load(estimates: Estimates, log: Log, past: pd.DataFrame) -> None:
    """People answered within 7 days, per receiver and day, by the number of people who wrote on that day.

    `past` is the log's `history`.
    """
    chosen = judged(log)
    answered = past["wait"].to_numpy() < REPLY_DAYS
    days = pd.DataFrame(
        {"receiver": log.receiver, "day": np.floor(log.day), "sender": log.sender, "answered": answered}
    )[chosen]
    writers = days.groupby(["receiver", "day", "sender"])["answered"].max()
    daily = writers.groupby(level=[0, 1]).agg(["size", "sum"])
    who, load = daily.index.get_level_values(0).to_numpy(), daily["size"].to_numpy()
    for name, (low, high) in LOADS.items():
        on = (load >= low) & (load <= high)
        estimates.mean("attention", f"answers a day, {name} writers", who[on], daily["sum"].to_numpy()[on], "people/day")
