"""How unlike people are: how many messages they send, how many partners they have."""

import numpy as np
import pandas as pd

from .intervals import Estimates
from .log import Log


def inequality(estimates: Estimates, log: Log) -> None:
    """Gini coefficient of exchanges sent, among all people of the log; coefficient of variation of partners.

    Partners are people with whom messages went both ways; the variation is among people who have at least one.
    """
    log = log.exchanges()
    everybody = np.union1d(log.sender, log.receiver)
    sent = np.bincount(log.sender, minlength=log.people)[everybody].astype(float)
    drawn = gini(sent, estimates.times[:, everybody])
    estimates.keep("inequality", "Gini of messages sent", gini(sent, np.ones((1, len(sent))))[0], drawn, len(sent), "Gini")
    partners = both_ways(log)
    who = np.flatnonzero(partners)
    columns = [np.ones(len(who)), partners[who], partners[who] ** 2]
    estimates.add("inequality", "CV of partners", who, columns, variation, "sd / mean")


def both_ways(log: Log) -> np.ndarray:
    """Per person, the people with whom messages went both ways, float64[people]."""
    ways = pd.DataFrame({"pair": log.pair, "sender": log.sender}).drop_duplicates()
    mutual = ways["pair"].duplicated(keep=False)
    return np.bincount(ways["sender"][mutual], minlength=log.people).astype(float)


def gini(values: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Gini coefficient of values (each >= 0) that count so many times, float64[draws] from times[draws, values], 0..1.

    Twice the area between the Lorenz curve and the diagonal.
    """
    order = np.argsort(values)
    count, mass = times[:, order], times[:, order] * values[order]
    below = np.cumsum(mass, axis=1) - mass / 2
    with np.errstate(invalid="ignore"):
        return 1 - 2 * (count * below).sum(axis=1) / (count.sum(axis=1) * mass.sum(axis=1))


def variation(sums: np.ndarray) -> np.ndarray:
    """Standard deviation over mean from sums[..., 3]: number, sum, sum of squares."""
    mean = sums[..., 1] / sums[..., 0]
    return np.sqrt(np.maximum(sums[..., 2] / sums[..., 0] - mean**2, 0)) / mean
