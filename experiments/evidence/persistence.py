"""P8 and the silence rule: how people tire of writing without an answer, and when silence ends a tie."""

import numpy as np
import pandas as pd

from .intervals import Estimates
from .log import Log
from .pairs import FOLLOW_UP_DAYS

PUSHES = 6
"""Messages in a row without an answer that are told apart."""
SILENCES = (1, 2, 4, 8)
"""Silences that are looked at, in usual gaps of the pair."""
LEAST_WEEKS = 3
"""Weeks with messages that a pair needs before it has a usual gap."""
SEEN_WEEKS = 6
"""A silence counts if the log goes on for more than so many weeks beyond the length in question."""


def unanswered_pushes(estimates: Estimates, log: Log) -> None:
    """P8: the share of 1st, 2nd, ... 6th messages of a pair that the other answers, as long as none was answered.

    Counted from a pair's first message in the log on, if it may open a contact and comes at least 30 days before the end.
    The i-th push is answered if the other's first message comes before the i+1-th push, however late.
    """
    who, sent, answered = opening_turns(log)
    for push in range(1, PUSHES + 1):
        asked = sent >= push
        estimates.share("P8", f"answered, push {push}", who[asked], (answered & (sent == push))[asked])
    who, push = np.r_[who[sent >= 1], who[sent >= 4]], np.repeat([1, 4], [(sent >= 1).sum(), (sent >= 4).sum()])
    yes = np.r_[(answered & (sent == 1))[sent >= 1], (answered & (sent == 4))[sent >= 4]]
    estimates.contrast("P8", "push 4 / push 1", who, yes, (push == 4, push == 1))


def opening_turns(log: Log) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Per pair that is counted (see above): who began, messages before the first one back, whether one came."""
    _, first = np.unique(log.pair, return_index=True)
    opener = np.zeros(log.pair.max() + 1, np.int64)
    opener[log.pair[first]] = log.sender[first]
    back = log.sender != opener[log.pair]
    answer = np.full(len(opener), len(log.day))
    np.minimum.at(answer, log.pair[back], np.flatnonzero(back))
    before = np.arange(len(log.day)) < answer[log.pair]
    sent = np.bincount(log.pair[before], minlength=len(opener))
    counted = first[log.opening[first] & (log.day[first] <= log.end - FOLLOW_UP_DAYS)]
    pairs = log.pair[counted]
    return log.sender[counted], sent[pairs], answer[pairs] < len(log.day)



def silence_rule(estimates: Estimates, log: Log) -> None:
    """The share of silences of 1, 2, 4, 8 usual gaps of the pair that end with another message, ever.

    In whole weeks. See `silences`; the last row is the largest step from one share to the next: below 0 if they fall.
    """
    spells = silences(log.exchanges())
    columns = []
    for times in SILENCES:
        length = times * spells["usual"]
        reached = (spells["gap"] >= length) & (spells["start"] + length.clip(lower=1) + SEEN_WEEKS < spells["end"])
        columns += [reached & spells["resumed"], reached]
        part = spells[reached]
        estimates.share("silence", f"resumes after {times} usual gaps", part["who"].to_numpy(), part["resumed"])
    shares = lambda s: s[..., 0::2] / s[..., 1::2]  # noqa: E731
    steps = lambda s: np.diff(shares(s), axis=-1).max(axis=-1)  # noqa: E731
    estimates.add("silence", "largest step from 1 to 8 usual gaps", spells["who"].to_numpy(), columns, steps, "difference of shares")


def silences(log: Log) -> pd.DataFrame:
    """Every silence of at least a week in pairs that have a usual gap by then: who began the pair, start and end (weeks; `end`
    is the log's), gap (weeks until the next message, or until the log ends), resumed, usual (weeks).

    The usual gap is the mean gap between the pair's messages up to the start of the silence, whoever wrote them (messages of
    the same week are 0 weeks apart); it exists once there were messages in three different weeks and both had written.
    """
    order = np.argsort(log.pair, kind="stable")
    pair, sender, week = log.pair[order], log.sender[order], np.floor(log.day[order] / 7).astype(np.int64)
    table = pd.DataFrame({"pair": pair, "week": week})
    groups = table.groupby("pair")
    first, following = groups["week"].transform("first"), groups["week"].shift(-1)
    opener = pd.Series(sender).groupby(pair).transform("first")
    new_week = pd.Series(week != groups["week"].shift().to_numpy()).astype(int)
    table = table.assign(
        who=opener,
        start=week,
        end=week.max(),
        gap=following.fillna(week.max()) - week,
        resumed=following.notna(),
        usual=(week - first) / groups.cumcount().clip(lower=1),
        weeks=new_week.groupby(pair).cumsum(),
        both=pd.Series(sender != opener).groupby(pair).cummax(),
    )
    last_of_week = (table["gap"] >= 1) | ~table["resumed"]
    return table[last_of_week & (table["weeks"] >= LEAST_WEEKS) & table["both"]]
