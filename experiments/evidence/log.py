"""Reading message logs and bringing them into one order: real ones in seconds, simulated ones in weeks."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import UserError

DAY = 86_400
WEEK = 7 * DAY
SILENCE_DAYS = 28
"""A log is cut where nobody writes for this long; its longest stretch counts."""
MAILING_SHARE = 0.05
"""From this share of messages to several receivers on, a log is a mail log and mailings are set aside."""
NEEDS_WEEKS = {"P1 (two windows)": 40, "P2 (layers)": 51, "P5 after 6 months": 39, "P5 after 12 months": 65}
"""What a pattern's windows take, in weeks."""
LEAD_IN_WEEKS = 26
"""Start of a log of at least a year that serves as history only, unless the caller says otherwise."""


@dataclass(frozen=True)
class Log:
    """Messages in the order of sending, one value per message in every array.

    day: float64, days since the first message; sender, receiver: int64, 0..people-1; pair: int64, number of the
    unordered pair; click: bool, a contact request or its acceptance; opening: bool, may open a new contact;
    common: int64, common contacts if the log says so, else -1; recipients: int64, receivers of the same mailing;
    lead_in: days at the start that serve as history only.
    """

    day: np.ndarray
    sender: np.ndarray
    receiver: np.ndarray
    pair: np.ndarray
    click: np.ndarray
    opening: np.ndarray
    common: np.ndarray
    recipients: np.ndarray
    people: int
    lead_in: float

    @property
    def end(self) -> float:
        """Day of the last message."""
        return float(self.day[-1])

    @property
    def step(self) -> float:
        """Days that share one time: 7 if all times are whole weeks (a simulated log), else 1."""
        return 7.0 if not (self.day % 7).any() else 1.0

    @property
    def content(self) -> int:
        """A number that depends on nothing but who wrote to whom when: seeds the resampling."""
        digest = hashlib.blake2b(digest_size=8)
        for column in (self.day, self.sender, self.receiver):
            digest.update(np.ascontiguousarray(column).astype("<f8").tobytes())
        return int.from_bytes(digest.digest(), "little")

    def exchanges(self) -> "Log":
        """The same log without contact requests and their acceptances, which no log of messages holds."""
        return self.where(~self.click)

    def without_mailings(self) -> "Log":
        """The same log without messages to several receivers, if these are more than a coincidence in it."""
        single = self.recipients == 1
        if not single.any():
            raise UserError("log: every message goes to several receivers in the same second; check the time column")
        return self.where(single) if (~single).mean() > MAILING_SHARE else self

    def where(self, chosen: np.ndarray) -> "Log":
        """The chosen messages (bool or index), with all numbers of people, pairs and days as they are."""
        columns = (self.day, self.sender, self.receiver, self.pair, self.click, self.opening, self.common,
                   self.recipients)  # fmt: skip
        return Log(*(column[chosen] for column in columns), self.people, self.lead_in)


def read_log(path: str | Path) -> pd.DataFrame:
    """Read a log of messages in any form that `experiments.networks` knows.

    Returns the columns `time` (seconds, float64), `sender` and `receiver` (one name a person); what was read, left out
    and assumed stands in `attrs["read"]`. Raises UserError if the file is missing or is no log.
    """
    from ..networks.read import read_messages

    log, summary = read_messages(path)
    log.attrs["read"] = str(summary)
    return log


def measured_part(log: pd.DataFrame) -> str:
    """Which part of a log is measured, in words, and what a log of this length cannot show."""
    used = normalise(log)
    weeks = used.end / 7
    people = len(np.unique(np.append(used.sender, used.receiver)))
    text = (f"Measured: {len(used.day):,} of {len(log):,} messages between {people:,} people, the longest stretch without "
            f"{SILENCE_DAYS} silent days, {weeks:.0f} weeks")  # fmt: skip
    if used.lead_in:
        text += f"; the first {used.lead_in / 7:.0f} of these serve as history only"
    wanted = [f"{what} {least}" for what, least in NEEDS_WEEKS.items() if weeks < least]
    if wanted:
        text += f". Empty, as they need more weeks: {', '.join(wanted)}"
    return f"{text}. Other empty rows hold no case"


def from_simulation(messages: pd.DataFrame | Mapping[str, np.ndarray]) -> pd.DataFrame:
    """A simulated run's messages as a log: every answer becomes a message back, right after its message.

    Reads week, sender, receiver, kind, answered and, if given, mutual. All messages of a week bear the same time
    (week x 604,800 s), so a week's batch stands for a day's. An answer is of kind "accept" to a request, else "answer".
    """
    sent = pd.DataFrame({name: messages[name] for name in ("week", "sender", "receiver", "kind", "answered")})
    sent["mutual"] = messages["mutual"] if "mutual" in messages else -1
    back = sent[sent["answered"].astype(bool)].rename(columns={"sender": "receiver", "receiver": "sender"})
    back = back.assign(kind=np.where(back["kind"] == "request", "accept", "answer"), mutual=-1)
    log = pd.concat([sent, back]).sort_index(kind="stable").sort_values("week", kind="stable")
    log["time"] = log["week"].astype(float) * WEEK
    return log[["time", "sender", "receiver", "kind", "mutual"]].reset_index(drop=True)


def normalise(log: pd.DataFrame, lead_in_weeks: float | None = None) -> Log:
    """Bring a log (time in seconds, sender, receiver, maybe kind and mutual) into order, as `Log` describes.

    Messages to oneself go; the longest stretch without 28 silent days stays. Raises UserError if columns or messages
    are missing.
    """
    for name in ("time", "sender", "receiver"):
        if name not in log:
            raise UserError(f"log: column '{name}' is missing; a log has the columns time, sender, receiver")
    log = log[log["sender"] != log["receiver"]].sort_values("time", kind="stable")
    if log.empty:
        raise UserError("log: no message between two people; give at least one")
    log = longest_stretch(log)
    people, names = pd.factorize(pd.concat([log["sender"], log["receiver"]]))
    sender, receiver = people[: len(log)].astype(np.int64), people[len(log) :].astype(np.int64)
    pair, _ = pd.factorize(np.minimum(sender, receiver) * len(names) + np.maximum(sender, receiver))
    day = (log["time"].to_numpy(float) - log["time"].iloc[0]) / DAY
    kind = log["kind"].to_numpy() if "kind" in log else np.full(len(log), "")
    opening = kind == "request" if "kind" in log else np.ones(len(log), bool)
    common = log["mutual"].to_numpy(np.int64) if "mutual" in log else np.full(len(log), -1)
    if lead_in_weeks is None:
        lead_in_weeks = LEAD_IN_WEEKS if day[-1] >= 52 * 7 else 0
    click = np.isin(kind, ["request", "accept"])
    return Log(day, sender, receiver, pair, click, opening, common, recipients(log), len(names), 7.0 * lead_in_weeks)


def recipients(log: pd.DataFrame) -> np.ndarray:
    """Number of different receivers that the sender wrote to in the same second; 1 in a simulated log."""
    if "kind" in log:
        return np.ones(len(log), np.int64)
    return log.groupby(["sender", "time"])["receiver"].transform("nunique").to_numpy(np.int64)


def longest_stretch(log: pd.DataFrame) -> pd.DataFrame:
    """The stretch with the most messages in which nobody waits 28 days for the next one."""
    stretch = np.concatenate([[0], np.cumsum(np.diff(log["time"].to_numpy(float)) >= SILENCE_DAYS * DAY)])
    return log[stretch == np.bincount(stretch).argmax()]
