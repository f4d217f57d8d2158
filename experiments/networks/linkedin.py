"""LinkedIn's own archive: messages and invitations as rows; people are told apart by the addresses of their profiles."""

import re
from collections import Counter

import numpy as np
import pandas as pd

from ..errors import UserError
from .columns import words_of
from .options import Options
from .people import key_of, plain
from .rows import Account, Rows
from .table import cells, head_of, read_table, separator_of
from .times import seconds_of

MESSAGES = {"conversation id", "from", "to", "date"}
INVITATIONS = {"from", "to", "sent at", "direction"}
CLOSED = {"linkedin member", "linkedin-mitglied", "membre de linkedin", "miembro de linkedin", ""}
OWNER_SHARE = 0.9


def kind_of(text: str) -> str | None:
    """messages or invitations, if this is such a file of an archive."""
    for line in head_of(text, 5):
        names = {" ".join(words_of(name)) for name in re.split("[,;\t]", line)}
        if MESSAGES <= names:
            return "messages"
        if INVITATIONS <= names:
            return "invitations"
    return None


def frame_of(text: str) -> tuple[pd.DataFrame, np.ndarray, list[str]]:
    """The table below the header, columns by lower-case names; lines; the names as written."""
    head = head_of(text)
    skip = next(k for k, line in enumerate(head) if {"from", "to"} <= {" ".join(words_of(n)) for n in re.split("[,;\t]", line)})
    separator, _ = separator_of([head[skip]])
    names = cells(head[skip], separator)
    table = read_table(text, skip + 1, separator, len(names))
    frame = table.frame.iloc[:, : len(names)].set_axis([" ".join(words_of(name)) for name in names], axis=1)
    return frame, table.lines, names


def read_messages(text: str, options: Options = Options()) -> Rows:
    """Rows of messages.csv without drafts, advertisements and closed accounts. Raises UserError."""
    frame, lines, names = frame_of(text)
    account, none = Account(lines), pd.Series([""] * len(frame), dtype=object)
    senders, urls = frame.get("sender profile url", none).map(address), frame.get("recipient profile urls", none)
    account.leave_out(frame.get("is message draft", none).str.lower().isin(["yes", "true", "ja", "1"]).to_numpy(bool), "unsent draft")
    account.leave_out(((frame["to"] == "") & (urls == "")).to_numpy(bool), "advertisement or note without receiver")
    closed = frame["from"].str.lower().isin(CLOSED) & (senders == "") | frame["to"].str.lower().isin(CLOSED) & (urls == "")
    account.leave_out(closed.to_numpy(bool), "message with a closed account, which cannot be told from others")
    seconds, notation = seconds_of(frame["date"], options.unit, options.dates)
    out = account.leave_out(np.isnan(seconds), "broken line", named=True)
    labels = {url: plain(name) for url, name in zip(senders, frame["from"]) if url and name}
    known = url_by_name(labels)
    sender = pd.Series([url or known.get(plain(name), name) for url, name in zip(senders, frame["from"])], dtype=object)
    receiver = pd.Series([receivers(to, url, labels, known) for to, url in zip(frame["to"], urls)], dtype=object)
    rows = Rows("messages", "messages of LinkedIn", len(frame), sender, receiver, lines, seconds, notation=notation,
                left_out=account.left_out, broken=out, labels=labels, commas=False)  # fmt: skip
    used = {"from": "sender", "to": "receiver", "date": "time", "sender profile url": "who the sender is",
            "recipient profile urls": "who the receivers are", "is message draft": "drafts are left out"}  # fmt: skip
    rows.parts = [f"'{name}': {used.get(' '.join(words_of(name)), 'not read')}" for name in names]
    rows.assumed = ["these are messages of a LinkedIn archive"]
    rows = rows.only(account.kept)
    if not len(rows.sender):
        raise UserError("holds no message between two people")
    rows.owner = owner_of(rows)
    return rows


def address(url: str) -> str:
    """A profile's address in one form."""
    return re.sub(r"[?#].*$", "", url.strip().lower()).rstrip("/")


def url_by_name(labels: dict[str, str]) -> dict[str, str]:
    """The only profile of each name."""
    times = Counter(labels.values())
    return {name: url for url, name in labels.items() if times[name] == 1}


def receivers(to: str, urls: str, labels: dict[str, str], known: dict[str, str]) -> str:
    """Receivers, apart by semicolons: their profiles where given, else their names."""
    found = [address(url) for url in re.split(r"[,;\s]+", urls) if url.strip()]
    names = [plain(name) for name in re.split(r"[,;]", to) if name.strip()]
    if len(found) == 1 and to:
        labels.setdefault(found[0], plain(to))
    elif len(found) == len(names):
        for url, name in zip(found, names):
            labels.setdefault(url, name)
    return "; ".join(found or [known.get(name, name) for name in names])


def owner_of(rows: Rows) -> str:
    """The one person at an end of nearly every row, "" if there is none or several."""
    ends = [{sender, *receiver.split("; ")} for sender, receiver in zip(rows.sender, rows.receiver)]
    (first, most), *others = [*Counter(key_of(name)[0] for end in ends for name in end).most_common(2), ("", 0)]
    return first if most >= OWNER_SHARE * len(ends) and (not others or others[0][1] < most) else ""


def read_invitations(text: str) -> pd.DataFrame:
    """Invitations: name, url, seconds, outgoing, one row each."""
    frame, _, _ = frame_of(text)
    outgoing = frame["direction"].str.upper().str.startswith("OUT")
    url = frame.get("inviteeprofileurl", frame.get("invitee profile url", pd.Series([""] * len(frame))))
    inviter = frame.get("inviterprofileurl", frame.get("inviter profile url", pd.Series([""] * len(frame))))
    return pd.DataFrame({
        "name": frame["to"].where(outgoing, frame["from"]).map(plain), "url": url.where(outgoing, inviter).map(address),
        "seconds": seconds_of(frame["sent at"])[0], "outgoing": outgoing,
    })  # fmt: skip
