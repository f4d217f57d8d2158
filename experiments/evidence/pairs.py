"""What happens between two people: answers, first contacts, silences, common contacts."""

import numpy as np
import pandas as pd

from .log import Log

FOLLOW_UP_DAYS = 30
"""First contacts and reactivations so close to the end are left out: an answer could not be seen."""
REPLY_DAYS = 7
HALF_BURST_DAYS = 0.5


def history(log: Log) -> pd.DataFrame:
    """One row per message, in the order of the log.

    wait: days until the next message back, NaN if none came; gap: days since the pair's last message, NaN if this
    is its first; mutual_before: whether both had written before.
    """
    order = np.argsort(log.pair, kind="stable")
    pair, sender, day = log.pair[order], log.sender[order], log.day[order]
    starts_pair = np.r_[True, pair[1:] != pair[:-1]]
    starts_turn = starts_pair | np.r_[True, sender[1:] != sender[:-1]]
    turn = np.cumsum(starts_turn) - 1
    turns = np.flatnonzero(starts_turn)
    following = np.r_[turns[1:], 0][turn]
    back = np.r_[~starts_pair[turns[1:]], False][turn]
    first_turn = np.maximum.accumulate(np.where(starts_pair, turn, 0))
    columns = {
        "wait": np.where(back, day[following] - day, np.nan),
        "gap": np.where(starts_pair, np.nan, np.diff(day, prepend=0.0)),
        "mutual_before": ~starts_pair & (np.r_[0, turn[:-1]] > first_turn),
    }
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return pd.DataFrame({name: column[place] for name, column in columns.items()})


def judged(log: Log) -> np.ndarray:
    """Messages after the lead-in and at least 30 days before the end, bool[messages]."""
    return (log.day >= log.lead_in) & (log.day <= log.end - FOLLOW_UP_DAYS)


def first_contacts(log: Log, past: pd.DataFrame) -> pd.DataFrame:
    """The first message of every pair, if it may open a contact and an answer could be seen.

    Columns: sender, wait (days until the answer, NaN if none), answered (within 7 days), messages (of the pair in the
    whole log), burst (first contacts of that sender within half a day either side, itself included), common (common
    contacts then), recipients. `past` is the log's `history`.
    """
    _, first, messages = np.unique(log.pair, return_index=True, return_counts=True)
    opening = log.opening[first]
    first, messages = first[opening], messages[opening]
    table = pd.DataFrame(
        {
            "sender": log.sender[first],
            "wait": past["wait"].to_numpy()[first],
            "answered": past["wait"].to_numpy()[first] < REPLY_DAYS,
            "messages": messages,
            "burst": bursts(log.sender[first], log.day[first]),
            "common": common_contacts(log)[log.pair[first]],
            "recipients": log.recipients[first],
        }
    )
    return table[judged(log)[first]].reset_index(drop=True)


def bursts(sender: np.ndarray, day: np.ndarray) -> np.ndarray:
    """For each act, the number of acts of the same sender within half a day either side, itself included."""
    lane = sender * (10.0 * (day.max(initial=0.0) + 1)) + day
    lanes = np.sort(lane)
    after = np.searchsorted(lanes, lane + HALF_BURST_DAYS, "right")
    return after - np.searchsorted(lanes, lane - HALF_BURST_DAYS, "left")


def common_contacts(log: Log) -> np.ndarray:
    """Per pair, the common contacts at its first message, int64[pairs].

    As the log gives them, or counted: people with whom both had already exchanged messages in both directions.
    """
    pairs, first = np.unique(log.pair, return_index=True)
    common = np.full(log.pair.max() + 1, -1, np.int64)
    common[pairs] = log.common[first]
    if (log.common >= 0).any():
        return common
    backwards = log.sender != log.sender[first][np.searchsorted(pairs, log.pair)]
    _, back = np.unique(log.pair[backwards], return_index=True)
    second = np.flatnonzero(backwards)[back]
    events = sorted([(i, 0) for i in first.tolist()] + [(i, 1) for i in second.tolist()])
    known = [set() for _ in range(log.people)]
    for i, exchanged in events:
        one, other = int(log.sender[i]), int(log.receiver[i])
        if exchanged:
            known[one].add(other)
            known[other].add(one)
        else:
            common[log.pair[i]] = len(known[one] & known[other])
    return common
