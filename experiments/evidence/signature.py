"""P1: people keep the shape of their attention while the partners change."""

import numpy as np
import pandas as pd
from scipy.special import entr

from .intervals import Estimates
from .log import Log

WINDOW_WEEKS = (20, 26)
"""Shortest and usual length of each of the two windows at the end of the log."""
LEAST_ACTS = 20
COMPARED = 200
"""A person is compared with at most so many others, evenly spread over all."""


def social_signature(estimates: Estimates, log: Log) -> None:
    """Distance to oneself over that to others, turnover of partners, and the shares of the top partners.

    A signature is the share of a person's outgoing acts that goes to the partner of each rank. Measured over the
    last two windows of 26 weeks (half of the log if that is shorter, but at least 20), for people with at least 20
    acts in each. Distances are Jensen-Shannon divergences.
    """
    log = log.exchanges()
    weeks = min(WINDOW_WEEKS[1], log.end / 14)
    middle = log.end - 7 * weeks
    late = acts(log, (log.day > middle))
    early = acts(log, (log.day > middle - 7 * weeks) & (log.day <= middle))
    who = np.intersect1d(early.index.unique(0), late.index.unique(0)) if weeks >= WINDOW_WEEKS[0] else []
    windows = [window.loc[who] if len(who) else window.iloc[:0] for window in (early, late)]
    who = np.asarray(who, np.int64)
    first, last = (rank_shares(window, who, max(map(most_partners, windows))) for window in windows)
    others = (to_others(first) + to_others(last)) / 2
    both = (first + last) / 2
    ratio = lambda s: s[..., 0] / s[..., 1]  # noqa: E731
    estimates.add("P1", "self / between people", who, [divergence(first, last), others], ratio, "ratio")
    estimates.mean("P1", "turnover of partners", who, turnover(*windows, who), "Jaccard distance")
    estimates.mean("P1", "top partner", who, both[:, :1].sum(axis=1), "share of acts")
    estimates.mean("P1", "top three partners", who, both[:, :3].sum(axis=1), "share of acts")


def acts(log: Log, chosen: np.ndarray) -> pd.Series:
    """Number of acts by (sender, receiver) of the senders with at least 20, most frequent receivers first."""
    pairs = pd.DataFrame({"sender": log.sender[chosen], "receiver": log.receiver[chosen]})
    counts = pairs.groupby(["sender", "receiver"]).size().rename("acts").reset_index()
    enough = counts.groupby("sender")["acts"].transform("sum") >= LEAST_ACTS
    return counts[enough].sort_values(["sender", "acts"], ascending=[True, False]).set_index(["sender", "receiver"])["acts"]


def most_partners(counts: pd.Series) -> int:
    """The largest number of partners that anyone has, at least 1."""
    return int(counts.groupby(level=0).size().max()) if len(counts) else 1


def rank_shares(counts: pd.Series, who: np.ndarray, ranks: int) -> np.ndarray:
    """Shares of acts by rank, float64[people, ranks], rows sum to 1."""
    shares = np.zeros((len(who), ranks))
    row = np.searchsorted(who, counts.index.get_level_values(0))
    shares[row, counts.groupby(level=0).cumcount().to_numpy()] = counts.to_numpy()
    return shares / shares.sum(axis=1, keepdims=True)


def divergence(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """Jensen-Shannon divergence of shares along the last axis, bits, 0..1."""
    mixed = entr((p + q) / 2).sum(axis=-1) - (entr(p).sum(axis=-1) + entr(q).sum(axis=-1)) / 2
    return mixed / np.log(2)


def to_others(shares: np.ndarray) -> np.ndarray:
    """Each person's mean divergence from the others, float64[people]."""
    chosen = np.unique(np.linspace(0, len(shares) - 1, min(len(shares), COMPARED)).astype(int)) if len(shares) else []
    total, compared = np.zeros(len(shares)), np.zeros(len(shares))
    for other in chosen:
        total += divergence(shares, shares[other])
        compared += np.arange(len(shares)) != other
    return total / np.maximum(compared, 1)


def turnover(early: pd.Series, late: pd.Series, who: np.ndarray) -> np.ndarray:
    """Per person, the share of all partners that appear in only one of the two windows."""
    joined = pd.concat([early, late], axis=1, keys=["early", "late"]).notna()
    once = ~(joined["early"] & joined["late"])
    return once.groupby(level=0).mean().reindex(who).to_numpy()
