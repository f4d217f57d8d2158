"""The model's rates in units that people know: how much is accepted and answered, what a relationship and a deal take."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.engine import Run

from .intervals import COLUMNS

WITH = {
    "messages sent": "more than any one log holds: it sees one platform or department only",
    "requests accepted": "19 % by strangers, 59 % with a common contact (Boshmaf et al. 2011)",
    "messages answered": "42 % of first messages within 7 days (CollegeMsg)",
    "relationships": "about 150 known people, 15 of them close (Hill & Dunbar 2003)",
    "hours per relationship": "40 to 60 h together to make a casual friend, more than 200 for a good one (Hall 2019)",
    "needs that a seller served": "no figure known",
    "deals, selling in passing": "10 to 25 % of a platform's members report any revenue (XING's own survey of 2007)",
    "deals, mass mailing": "0.2 to 1 % of cold leads become a deal (vendors)",
    "requests accepted, mass mailing": "0.3 to 0.6 times the odds of single requests (CollegeMsg)",
}
"""What each rate is to be compared with."""


def rates(done: Run) -> pd.DataFrame:
    """Rows of `COLUMNS`, pattern "rates", from a run with the groups market, ordinary sellers and mass mailers."""
    market, ordinary, mass = (sums(done, group) for group in range(3))
    people = int((done.state.people.group == 0).sum())
    sellers = [int((done.sellers["group"] == group).sum()) for group in (1, 2)]
    years = done.scenario.weeks / 52
    needs = done.scenario.people * done.scenario.rules.trade.needs_per_year * years
    known = market["strong"][-1] + market["weak"][-1]
    hours = sum(column.sum() for name, column in market.items() if name.startswith("hours_"))
    found = {
        "messages sent": (market["messages_sent"].sum() / people / done.scenario.weeks, "a person and week"),
        "requests accepted": (share(market, "requests_accepted", "requests_sent"), "share"),
        "messages answered": (share(market, "messages_answered", "messages_sent"), "share"),
        "relationships": (known / people, "weak and strong ties a person"),
        "hours per relationship": (hours / years / known, "h a year and relationship"),
        "needs that a seller served": (sum(group["deals"].sum() for group in (market, ordinary, mass)) / needs, "share"),
        "deals, selling in passing": (ordinary["deals"].sum() / sellers[0] / years, "a seller and year"),
        "deals, mass mailing": (mass["deals"].sum() / sellers[1] / years, "a seller and year"),
        "requests accepted, mass mailing": (share(mass, "requests_accepted", "requests_sent"), "share"),
    }
    rows = [("rates", name, float(value), np.nan, np.nan, done.scenario.people, unit) for name, (value, unit) in found.items()]
    return pd.DataFrame(rows, columns=COLUMNS)


def sums(done: Run, group: int) -> dict[str, np.ndarray]:
    """The weekly sums of one group."""
    return {name: column[:, group] for name, column in done.weekly.items()}


def share(weekly: dict[str, np.ndarray], part: str, whole: str) -> float:
    """Sum of one over sum of another; nan if that is 0."""
    total = weekly[whole].sum()
    return float(weekly[part].sum() / total) if total else float("nan")
