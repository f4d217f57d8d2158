"""A mailbox (mbox) or one mail: who wrote to whom when, from the headers; texts are not read."""

import re
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime

import numpy as np
import pandas as pd

from ..errors import UserError
from .rows import Rows
from .summary import counted

FROM = re.compile(rb"^From [^\n]*\d{4}[^\n]*\n", re.MULTILINE)
HEADER = re.compile(rb"(?:Received|Return-Path|Delivered-To|Message-ID|From|Date|MIME-Version|X-[\w-]+): ", re.IGNORECASE)
LONGEST_HEAD = 200_000


def is_mailbox(data: bytes) -> bool:
    """Whether bytes begin like a mailbox or a mail."""
    head = data[:3000].replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf\n")
    if FROM.match(head):
        return True
    return bool(HEADER.match(head)) and bool(re.search(rb"^From: .*@", head, re.MULTILINE)) and bool(re.search(rb"^Date: ", head, re.M))


def read_mailbox(data: bytes) -> Rows:
    """Rows of a mailbox: one a mail, receivers of To and Cc together. Raises UserError."""
    data = data.replace(b"\r\n", b"\n")
    starts = [match.end() for match in FROM.finditer(data)] if FROM.match(data.lstrip(b"\xef\xbb\xbf\n")) else [0]
    parser = BytesHeaderParser()
    mails, labels, no_date, nobody = [], {}, 0, 0
    for number, start in enumerate(starts, 1):
        stop = data.find(b"\n\n", start, start + LONGEST_HEAD)
        head = parser.parsebytes(data[start : stop if stop >= 0 else start + LONGEST_HEAD] + b"\n\n")
        sender = people_in(head.get_all("From", []), labels)
        to = people_in(head.get_all("To", []) + head.get_all("Cc", []), labels)
        time = time_of(str(head.get("Date", "")))
        nobody += not (sender and to)
        no_date += bool(sender and to) and time is None
        if sender and to and time is not None:
            mails.append((sender[0], "; ".join(dict.fromkeys(to)), time, number))
    if not mails:
        raise UserError("is a mailbox without any mail that names sender, receiver and date")
    sender, to, time, number = zip(*mails)
    left_out = [(n, text) for n, text in ((nobody, f"{counted(nobody, 'mail')} without sender or receiver"),
                                          (no_date, f"{counted(no_date, 'mail')} without a readable date")) if n]  # fmt: skip
    rows = Rows("messages", "a mailbox", len(starts), pd.Series(sender, dtype=object), pd.Series(to, dtype=object),
                np.array(number), np.array(time, np.float64), notation="dates of mails", left_out=left_out, labels=labels)  # fmt: skip
    rows.parts = ["From: sender", "To and Cc: receivers", "Date: time", "all else: not read"]
    rows.assumed = ["this is a mailbox (mbox)"]
    return rows


def people_in(fields: list, labels: dict[str, str]) -> list[str]:
    """Addresses, lower case, of header fields; names beside them are noted in `labels`."""
    found = []
    for name, address in getaddresses([str(field) for field in fields]):
        address = address.lower()
        if "@" in address:
            found.append(address)
            shown = decoded(name)
            if shown and "@" not in shown:
                labels.setdefault(address, shown)
    return found


def decoded(name: str) -> str:
    """A name in plain letters, whatever a mail program made of it."""
    try:
        return str(make_header(decode_header(name))).strip(" '\"")
    except (LookupError, UnicodeError, ValueError):
        return name


def time_of(text: str) -> float | None:
    """Unix seconds of a mail's date, None if it has none."""
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
