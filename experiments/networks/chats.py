"""Chats: WhatsApp's text, and the JSON that Telegram and Slack give out, as messages between people."""

import json
import re

import numpy as np
import pandas as pd

from ..errors import UserError
from .people import UNSEEN
from .rows import Rows
from .summary import counted
from .times import seconds_of

STAMP = r"\[?(\d{1,4}[./-]\d{1,2}[./-]\d{2,4})(?:,| -)?\s+(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?)\]?"
LINE = re.compile(rf"{STAMP}\s*(?:[-–;]\s*)?(?:([^:\n]{{1,80}}?):(?:\s|$))?")
HEAD_LINES = 60


def is_chat(text: str) -> bool:
    """Whether a text begins like a WhatsApp export: a stamp, a name, a colon."""
    head = [UNSEEN.sub("", line) for line in text.split("\n", HEAD_LINES)[:HEAD_LINES] if line.strip()]
    hits = [LINE.match(line) for line in head]
    named = sum(bool(match and match[3] and match.end() <= len(line)) for match, line in zip(hits, head))
    return bool(head) and (hits[0] is not None or named > 5) and named >= max(1, 0.25 * len(head))


def read_whatsapp(text: str, dates: str = "") -> Rows:
    """Rows of a WhatsApp chat. Raises UserError."""
    stamps, names, lines, notices, goes_on = [], [], [], 0, 0
    for number, line in enumerate(text.split("\n"), 1):
        match = LINE.match(UNSEEN.sub("", line))
        if match is None:
            goes_on += bool(line.strip())
        elif match[3] is None:
            notices += 1
        else:
            stamps.append(f"{match[1]} {match[2].replace('.', ':') if ':' not in match[2] else match[2]}")
            names.append(match[3].strip())
            lines.append(number)
    column = pd.Series(stamps, dtype=object)
    seconds, notation = seconds_of(column, order=dates)
    rows = conversation("a chat of WhatsApp", names, seconds, lines, notation)
    rows.total += notices
    if notices:
        rows.left_out.insert(0, (notices, f"{counted(notices, 'line')} of the app itself, written by nobody"))
    if goes_on:
        rows.assumed.append(f"{counted(goes_on, 'line')} without a time belong to the message above")
    return rows


def conversation(form: str, names: list[str], seconds: np.ndarray, lines: list[int], notation: str) -> Rows:
    """Messages of one talk: between two people to the other one, among more to whoever else wrote last. Raises UserError."""
    people = list(dict.fromkeys(names))
    if len(people) < 2:
        raise UserError(f"is {form} in which only one person writes; it holds no exchange")
    writers = pd.Series(names, dtype=object)
    if len(people) == 2:
        other = {people[0]: people[1], people[1]: people[0]}
        receiver, rule = writers.map(other), "each message goes to the other one"
    else:
        before = writers.shift()
        receiver = before.where(before != writers).ffill()  # the last one who is not the writer of the run
        receiver, rule = receiver.fillna(""), "in a talk of several, a message goes to whoever else wrote last before it"
    rows = Rows("messages", form, len(names), writers, receiver, np.array(lines, np.int64), seconds, notation=notation)
    rows.parts = ["time: time", "name: sender", "text: not read"]
    rows.assumed = [f"this is {form}", rule]
    first = (receiver != "").to_numpy()
    rows = rows.only(first, f"{counted(int((~first).sum()), 'message')} that nobody had written before")
    return rows.only(np.isfinite(rows.seconds), "messages without a readable time")


def read_json(text: str) -> Rows:
    """Rows of a chat in JSON: Telegram's or Slack's export, or nodes and links. Raises UserError."""
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        found = json_lines(text)
    if isinstance(found, dict) and isinstance(found.get("links", found.get("edges")), list):
        return of_links(found)
    chats = telegram_chats(found)
    if chats is None:
        chats = [[(m.get("user_profile", {}).get("real_name") or m.get("user", ""), m.get("ts")) for m in found
                  if isinstance(m, dict) and m.get("type") == "message" and m.get("user") and not m.get("subtype")]
                 ] if isinstance(found, list) else None  # fmt: skip
    if not chats or not any(chats):
        raise UserError("is JSON, but no chat of Slack or Telegram and no list of nodes and links; save it as CSV")
    form = "a channel of Slack" if isinstance(found, list) else "chats of Telegram"
    return joined(form, [chat for chat in chats if len({name for name, _ in chat}) > 1])


def json_lines(text: str):
    """A list of the values in a file with one JSON value a line. Raises UserError."""
    try:
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except (json.JSONDecodeError, RecursionError) as error:
        raise UserError(f"begins like JSON, but is none ({error})") from None


def telegram_chats(found) -> list[list[tuple[str, str]]] | None:
    """Writer and time of the messages of each chat of a Telegram export, None if it is none."""
    if not isinstance(found, dict):
        return None
    chats = [found] if isinstance(found.get("messages"), list) else found.get("chats", {}).get("list", []) \
        if isinstance(found.get("chats"), dict) else []  # fmt: skip
    return [
        [(m.get("from") or m.get("from_id") or "", m.get("date_unixtime") or m.get("date")) for m in chat.get("messages", [])
         if m.get("type") == "message" and (m.get("from") or m.get("from_id"))]
        for chat in chats
    ]  # fmt: skip


def joined(form: str, chats: list) -> Rows:
    """Rows of several chats. Raises UserError."""
    if not chats:
        raise UserError(f"is {form} in which only one person writes; it holds no exchange")
    parts = []
    for chat in chats:
        seconds, notation = seconds_of(pd.Series([str(time) for _, time in chat], dtype=object))
        parts.append(conversation(form, [name for name, _ in chat], seconds, list(range(1, len(chat) + 1)), notation))
    rows = parts[0]
    for more in parts[1:]:
        rows.total += more.total
        rows.left_out += more.left_out
        rows.sender, rows.receiver = (pd.concat([getattr(rows, n), getattr(more, n)], ignore_index=True) for n in ("sender", "receiver"))
        rows.line, rows.seconds = (np.append(getattr(rows, n), getattr(more, n)) for n in ("line", "seconds"))
        rows.assumed = list(dict.fromkeys(rows.assumed + more.assumed))
    return rows


def of_links(found: dict) -> Rows:
    """Rows of nodes and links, as networkx and D3 write them. Raises UserError."""
    from .graphs import Edges

    links = [link for link in found.get("links", found.get("edges")) if isinstance(link, dict)]
    if not all({"source", "target"} <= link.keys() for link in links):
        raise UserError("is JSON with a link that has no source or target")
    given = found.get("nodes", [])
    nodes = {str(node.get("id", k)): str(node.get("label", node.get("name", ""))) for k, node in enumerate(given) if isinstance(node, dict)}
    for link in links:
        for end in ("source", "target"):
            nodes.setdefault(str(link[end]), "")
    names = list(dict.fromkeys(name for link in links for name in link if name not in ("source", "target", "key")))
    columns = {name: pd.Series([str(link.get(name, "")) for link in links], dtype=object) for name in names}
    ends = [(str(link["source"]), str(link["target"])) for link in links]
    return Edges("JSON", ends, list(range(1, len(ends) + 1)), not found.get("directed", False)).rows(columns, nodes)
