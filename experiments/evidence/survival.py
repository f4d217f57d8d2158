"""P5: how long a tie lasts after its first two-way exchange."""

import numpy as np
import pandas as pd

from .intervals import Estimates
from .log import Log
from .pairs import common_contacts

QUIET_DAYS = 91
"""A tie is over with its last message if no other came for this long."""
AGES = {"1 month": 4, "6 months": 26, "12 months": 52}
"""Ages in weeks."""


def survival(estimates: Estimates, log: Log) -> None:
    """Share of new ties still active after 1, 6 and 12 months, how the hazard falls, and those without a common contact.

    Kaplan-Meier estimates in whole weeks of age, ties followed until 91 days before the end of the log.
    """
    ties = new_ties(log)
    lone = ties[ties["common"] == 0]
    for name, weeks in AGES.items():
        product_limit(estimates, f"active after {name}", ties, weeks)
    product_limit(estimates, "no common contact, gone after 12 months", lone, AGES["12 months"], gone=True)
    estimates.add("P5", "hazard after / before 1 month", ties["opener"].to_numpy(), hazards(ties), hazard_ratio, "ratio")


def new_ties(log: Log) -> pd.DataFrame:
    """Ties that began within the log, one row each.

    Their first message may open a contact and came after the lead-in; born when both have written (requests and
    acceptances do not count) and at least 91 days before the end. Columns: opener, age (whole weeks from birth to
    the last message or to the end of follow-up), ended (bool), common (common contacts at the first message).
    """
    opening = pd.DataFrame({"pair": log.pair, "day": log.day, "opening": log.opening, "opener": log.sender})
    opening = opening.groupby("pair").first()
    talk = log.exchanges()
    said = pd.DataFrame({"pair": talk.pair, "sender": talk.sender, "day": talk.day})
    born = said.groupby(["pair", "sender"])["day"].first().groupby("pair").agg(["max", "size"])
    ties = opening.loc[born.index].assign(birth=born["max"], last=said.groupby("pair")["day"].last())
    followed = log.end - QUIET_DAYS
    ties = ties[(born["size"] == 2) & ties["opening"] & (ties["day"] >= log.lead_in) & (ties["birth"] < followed)]
    until = np.minimum(ties["last"], followed) - ties["birth"]
    common = common_contacts(log)[ties.index]
    return ties.assign(age=(until // 7).astype(int), ended=ties["last"] < followed, common=common)


def product_limit(estimates: Estimates, name: str, ties: pd.DataFrame, weeks: int, gone: bool = False) -> None:
    """The Kaplan-Meier share that reaches (or not) an age of so many weeks, NaN if none was followed so long."""
    ages = np.arange(weeks)
    age, ended = ties["age"].to_numpy()[:, None], ties["ended"].to_numpy()[:, None]
    columns = [*(ended & (age == ages)).T, *(age >= ages).T]

    def reached(sums: np.ndarray) -> np.ndarray:
        hazard = sums[..., :weeks] / sums[..., weeks:]
        survivors = np.nanprod(1 - hazard, axis=-1)
        unseen = np.isnan(hazard).any(axis=-1) & (survivors > 0)
        return np.where(unseen, np.nan, 1 - survivors if gone else survivors)

    estimates.add("P5", name, ties["opener"].to_numpy(), columns, reached)


def hazards(ties: pd.DataFrame) -> list[np.ndarray]:
    """Ends and weeks at risk within the first 4 weeks and after them, four values per tie."""
    age, ended = ties["age"].to_numpy(), ties["ended"].to_numpy()
    young = AGES["1 month"]
    return [ended & (age < young), np.minimum(age + 1, young), ended & (age >= young), np.maximum(age + 1 - young, 0)]


def hazard_ratio(sums: np.ndarray) -> np.ndarray:
    """Ends per week at risk after the first month over those within it."""
    return sums[..., 2] / sums[..., 3] / (sums[..., 0] / sums[..., 1])
