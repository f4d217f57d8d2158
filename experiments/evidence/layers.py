"""P2: how many people a person is in touch with weekly, monthly, half-yearly, yearly."""

import numpy as np
import pandas as pd

from .intervals import Estimates
from .log import Log

YEAR_WEEKS = 52
PERIOD_WEEKS = {"weekly": 1, "monthly": 4, "half-yearly": 26, "yearly": 52}
IN_TOUCH = 1 - np.exp(-1)
"""Share of periods that must show a contact: what chance contacts at a mean of one a period come to."""


def layers(estimates: Estimates, log: Log) -> None:
    """Mean numbers of people contacted at least so often in the last 52 weeks, cumulative.

    Over people who sent something in that year. Partners are those to whom the person sent something; a period
    counts whoever of the two wrote. A log shorter than a year gives nothing.
    """
    log = log.exchanges()
    year = log.where(log.day > log.end - 7 * YEAR_WEEKS)
    if log.end < 7 * (YEAR_WEEKS - 1):
        year = log.where(np.zeros(len(log.day), bool))
    who = np.unique(year.sender)
    for name, weeks in PERIOD_WEEKS.items():
        people = partners_in_touch(year, log.end, weeks)
        estimates.mean("P2", f"contacted {name}", who, people[who], "people")


def partners_in_touch(year: Log, end: float, weeks: int) -> np.ndarray:
    """Per person, the partners in touch in at least 63 % of the year's periods of so many weeks, float64[people]."""
    period = ((end - year.day) // (7 * weeks)).astype(np.int64)
    touched = pd.DataFrame({"pair": year.pair, "period": period}).drop_duplicates().groupby("pair").size()
    enough = touched.index[touched >= np.ceil(IN_TOUCH * (YEAR_WEEKS // weeks))]
    sent = pd.DataFrame({"sender": year.sender, "pair": year.pair}).drop_duplicates()
    return np.bincount(sent["sender"][sent["pair"].isin(enough)], minlength=year.people).astype(float)
