"""Steady state: whether the number of relationships a person has stays what it was."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from .intervals import COLUMNS, Estimates
from .log import Log
from .turnover import WINDOW_WEEKS

WEEKS = (0, 156, 520)
"""Weeks of a run that are compared with the first of them."""
CHANGE = "largest change of relationships"


def steady_in_log(estimates: Estimates, log: Log) -> None:
    """Relationships a person in windows side by side, from the end of the log back to its start.

    Windows of 26 weeks, or a third of the log if that is shorter. A relationship is a pair that wrote in both directions
    within the window; averaged over people who wrote in it.
    """
    log = log.exchanges()
    length = min(7 * WINDOW_WEEKS, log.end / 3) or 1.0
    window = ((log.end - log.day) // length).astype(np.int64)
    whole = max(3, int(log.end // length))
    parts = [log.where(window == k) for k in reversed(range(whole))]
    columns = [column for part in parts for column in relationships(part)]
    who = np.arange(log.people)
    means = lambda s: s[..., 0::2] / s[..., 1::2]  # noqa: E731
    estimates.add("steady", "relationships, first window", who, columns, lambda s: means(s)[..., 0], "people")
    estimates.add("steady", "relationships, last window", who, columns, lambda s: means(s)[..., -1], "people")
    estimates.add("steady", CHANGE, who, columns, lambda s: change(means(s)))


def relationships(log: Log) -> tuple[np.ndarray, np.ndarray]:
    """Per person, the pairs that wrote in both directions, and whether it wrote at all, float64[people] each."""
    ways = pd.DataFrame({"pair": log.pair, "sender": log.sender}).drop_duplicates()
    mutual = ways["pair"].duplicated(keep=False)
    ties = np.bincount(ways["sender"][mutual], minlength=log.people).astype(float)
    return ties, (np.bincount(log.sender, minlength=log.people) > 0).astype(float)


def change(means: np.ndarray) -> np.ndarray:
    """Largest relative distance of a later mean from the first, along the last axis."""
    return np.abs(means[..., 1:] / means[..., :1] - 1).max(axis=-1)


def steady_in_run(weekly: Mapping[str, np.ndarray], people: int, group: int = 0) -> pd.DataFrame:
    """Strong and weak ties a person of one group at weeks 0, 156 and 520 (as far as the run goes), and their change.

    weekly: measure -> float64[weeks, groups], sums over the group's members; people: its members. Rows of `COLUMNS`.
    """
    ties = (weekly["strong"] + weekly["weak"])[:, group] / people
    seen = {week: ties[min(week, len(ties) - 1)] for week in WEEKS if week <= len(ties)}
    rows = [(f"relationships, week {week}", value, "people") for week, value in seen.items()]
    found = float(change(np.array(list(seen.values())))) if len(seen) > 1 else np.nan
    rows.append((CHANGE, found, "share"))
    return pd.DataFrame([("steady", name, float(v), np.nan, np.nan, people, unit) for name, v, unit in rows], columns=COLUMNS)
