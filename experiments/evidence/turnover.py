"""P4: ties begun and ended balance, in all and person by person."""

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from .intervals import Estimates
from .log import Log

WINDOW_WEEKS = 26


def conservation(estimates: Estimates, log: Log) -> None:
    """Ties activated and deactivated in the middle one of three windows at the end of the log.

    Windows of 26 weeks, or a third of the log if that is shorter. Ties are pairs that wrote in
    both directions within the three windows, and in the middle one at all. Activated: silent in the window before;
    deactivated: silent in the window after. Each counts for both people.
    """
    begun, ended = changes(log.exchanges())
    who = np.flatnonzero(~np.isnan(begun))
    ratio = lambda s: s[..., 0] / s[..., 1]  # noqa: E731
    estimates.add("P4", "activated / deactivated", who, [begun[who], ended[who]], ratio, "ratio")
    estimates.mean("P4", "activated in the window", who, begun[who], "ties a person")
    drawn = [rank_correlation(np.repeat(who, times), begun, ended) for times in estimates.times[:, who].astype(int)]
    value = rank_correlation(who, begun, ended)
    estimates.keep("P4", "correlation across people", value, np.array(drawn), len(who), "Spearman")


def changes(log: Log) -> tuple[np.ndarray, np.ndarray]:
    """Ties activated and deactivated per person, float64[people] each, NaN without a tie in the middle window."""
    length = min(7 * WINDOW_WEEKS, log.end / 3)
    window = np.minimum((log.end - log.day) // length, 3).astype(int) if length else np.full(len(log.day), 3)
    table = pd.DataFrame({"pair": log.pair, "sender": log.sender, "receiver": log.receiver, "window": window})
    table = table[table["window"] < 3]
    writers = table.groupby("pair")["sender"]
    table = table[writers.transform("min") < writers.transform("max")]
    seen = table.groupby(["pair", "window"]).size().unstack().reindex(columns=[0, 1, 2]).notna()
    ties = table.drop_duplicates("pair").set_index("pair").loc[seen.index[seen[1]]]
    ends = pd.concat([ties["sender"], ties["receiver"]])
    begun, ended = ~seen[2].reindex(ends.index), ~seen[0].reindex(ends.index)
    active = np.bincount(ends, minlength=log.people) > 0
    counts = [np.bincount(ends, change.to_numpy(float), log.people) for change in (begun, ended)]
    return tuple(np.where(active, count, np.nan) for count in counts)


def rank_correlation(who: np.ndarray, begun: np.ndarray, ended: np.ndarray) -> float:
    """Spearman's correlation across these people, NaN if all are alike."""
    one, other = begun[who], ended[who]
    if len(who) < 3 or np.ptp(one) == 0 or np.ptp(other) == 0:
        return np.nan
    return float(spearmanr(one, other).statistic)
