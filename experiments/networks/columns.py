"""Which column of a list means what: by the header's names and by what stands below them."""

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..errors import UserError
from .dates import dated
from .figures import numbers
from .times import EPOCHS, OLDEST, now

ROLES = {
    "sender": "sender from source ego von absender src sender_id from_id source_id user_from author autor caller quelle initiator u",
    "receiver": "receiver recipient to target alter an empfänger empfaenger dst receiver_id recipient_id to_id target_id recipients "
    "receivers dest destination callee ziel nach v",
    "time": "time timestamp date datetime sent sent_at unix unixtime unixts ts zeit datum zeitpunkt zeitstempel gesendet gesendet_am",
    "weight": "weight count messages value gewicht anzahl frequency freq strength häufigkeit haeufigkeit stärke staerke n num number "
    "times amount volume interactions emails mails calls nachrichten w intensity score total kontakte",
}  # fmt: skip
ROLE_OF = {name: role for role, names in ROLES.items() for name in names.split()}
TOKENS = {
    "sender": "sender from source absender von src author caller",
    "receiver": "receiver recipient recipients to target empfänger empfaenger an dst destination callee",
    "time": "time timestamp date datetime datum zeit uhrzeit zeitpunkt zeitstempel sent gesendet created erstellt creation when wann "
    "unix unixtime epoch ts moment day tag on received empfangen occurred at utc seconds sec ms "
    "milliseconds minutes hours days weeks years week woche year jahr",
    "weight": "weight gewicht count anzahl frequency freq strength stärke häufigkeit intensity",
}  # fmt: skip
ROLES_OF_TOKEN = {token: role for role, tokens in TOKENS.items() for token in tokens.split()}
NEVER = set("type typ label subject betreff title content body text message url link folder attachments zone birthday geburtstag birth "
            "geburtsdatum modified updated geändert title conversation thread class klasse cc bcc reply replyto".split())  # fmt: skip
ONLY_TIME = {"birthday", "geburtstag", "birth", "geburtsdatum", "modified", "updated", "geändert", "zone"}  # no times of messages
RATHER = {"address": 1, "email": 1, "mail": 1, "id": 1, "nodeid": 1, "name": 0, "url": -2, "urls": -2}
PEERS = re.compile(r"(.*?)[\s_]*(1|2|a|b|i|j|x|y)$")
PAIR = {"1": "sender", "2": "receiver", "a": "sender", "b": "receiver", "i": "sender", "j": "receiver", "x": "sender", "y": "receiver"}
UNIT_WORDS = {"seconds": "seconds", "second": "seconds", "sec": "seconds", "sekunden": "seconds", "ms": "milliseconds",
              "milliseconds": "milliseconds", "millis": "milliseconds", "minutes": "minutes", "minuten": "minutes", "hours": "hours",
              "stunden": "hours", "days": "days", "tage": "days", "weeks": "weeks", "week": "weeks", "woche": "weeks",
              "years": "years", "year": "years", "jahr": "years", "excel": "excel"}  # fmt: skip
WEEK = 604800.0
SAMPLE = 1000
WANTED = "name the columns in a first line: sender, receiver and time (or weight)"
HOW = "say it in the config, for example network.columns: {{{}: NAME}}"


class Columns(NamedTuple):
    """Positions of the columns by role: sender, receiver, perhaps time or weight, type; what was assumed."""

    role: dict[str, int]
    assumed: list[str]


def words_of(name: str) -> list[str]:
    """The words of a column's name, lower case: 'FromNodeId' and 'from_node-id' are the same."""
    name = re.sub(r"(?<=[a-zäöü])(?=[A-Z])", " ", name)
    return re.sub(r"[^\w]+|_", " ", name).lower().split()


def role_of(name: str) -> str | None:
    """The role that a column's name stands for exactly, if any."""
    return ROLE_OF.get("_".join(words_of(name)))


def unit_of(name: str) -> str:
    """The unit that a column's name tells, "" if none: 'seconds', 'time_ms', 'day number'."""
    return next((UNIT_WORDS[word] for word in words_of(name) if word in UNIT_WORDS), "")


def likely_role(name: str) -> tuple[str | None, int]:
    """The role that a name suggests and how surely: 5 exactly, less by one of its words, 0 not at all."""
    if role_of(name):
        return role_of(name), 5
    words = words_of(name)
    if not words or set(words) & (ONLY_TIME if {"date", "time", "datum", "timestamp"} & set(words) else NEVER):
        return None, 0
    found = [ROLES_OF_TOKEN[word] for word in words if word in ROLES_OF_TOKEN]
    if not found:
        return None, 0
    role = "time" if "time" in found and set(words) - {"on", "at"} and found[0] not in ("receiver",) else found[0]
    return role, 3 + sum(RATHER.get(word, 0) for word in words)


def headed(first: list[str], rest: pd.DataFrame) -> bool:
    """Whether a first row is a header: it names roles, or stands in words above columns of numbers or dates."""
    known = [likely_role(name)[0] for name in first]
    if {"sender", "receiver"} <= set(known) or (known.count(None) < len(known) - 1 and all(not is_number(n) for n in first)):
        return True
    if any(is_number(name) or is_date(name) for name in first) or not len(rest):
        return False
    for place in range(len(first)):
        if content(rest[place]) in ("number", "stamp", "date"):
            return True
    return peers(first) is not None and len(set(rest[0]) & set(first)) == 0


def peers(names: list[str]) -> dict[str, int] | None:
    """Two columns whose names differ in a last 1 and 2, a and b, i and j, as sender and receiver."""
    seen = {}
    for place, name in enumerate(names):
        match = PEERS.fullmatch(" ".join(words_of(name)))
        if match and match[1]:
            seen.setdefault(match[1], {})[PAIR[match[2]]] = place
    return next((pair for pair in seen.values() if len(pair) == 2), None)


def content(column: pd.Series) -> str:
    """What a column holds: empty, stamp (unix times of our age), number, date or text."""
    cells = column.iloc[:: max(1, len(column) // SAMPLE)]
    cells = cells[cells != ""]
    if not len(cells):
        return "empty"
    number = pd.to_numeric(cells, errors="coerce")
    if number.notna().mean() > 0.5:
        return "stamp" if is_stamp(number.to_numpy(np.float64)) else "number"
    if np.isfinite(dated(cells)[0]).mean() > 0.5:
        return "date"
    try:
        return "number" if np.isfinite(numbers(cells, ",")[0]).mean() > 0.5 else "text"
    except UserError:
        return "number"


def is_stamp(number: np.ndarray) -> bool:
    """Whether numbers are unix times, in some unit, between 1973 and next year."""
    number = number[np.isfinite(number)]
    low, high = np.quantile(number, [0.02, 0.98])
    return any(low * step + zero >= OLDEST and high * step + zero <= now() + 3.2e7 for step, zero, _ in EPOCHS)


def is_number(cell: str) -> bool:
    return bool(pd.to_numeric(pd.Series([cell.replace(",", ".")]), errors="coerce").notna().all())


def is_date(cell: str) -> bool:
    return not is_number(cell) and bool(np.isfinite(dated(pd.Series([cell]))[0]).all())


def columns_by_header(names: list[str], frame: pd.DataFrame, given: dict) -> Columns:
    """Columns of a list with a header. Raises UserError if they cannot be told."""
    role = dict(given)
    guesses = [likely_role(name) for name in names]
    for wanted in ("sender", "receiver"):
        found = [(sure, -place) for place, (what, sure) in enumerate(guesses) if what == wanted and place not in role.values()]
        if found and wanted not in role:
            role[wanted] = -max(found)[1]
    free = [k for k in range(len(names)) if k not in role.values() and names[k]]
    if not {"sender", "receiver"} <= role.keys():
        pair = peers(names)
        if pair and not role.keys() & {"sender", "receiver"}:
            role |= pair
        elif any(what in ("sender", "receiver") for what, _ in guesses):
            missing = "receiver" if "sender" in role else "sender"
            raise UserError(f"the header names no {missing} (found: {', '.join(names)}); {WANTED}, or {HOW.format(missing)}")
        else:
            by_order = columns_by_content(frame, len(names), role)
            return Columns(by_order.role, ["the header's names are unknown, so the order of the columns tells", *by_order.assumed])
    free = [k for k in free if k not in role.values()]
    kinds = {k: content(frame[k]) for k in free}
    role |= {what: place for what, place in third_of(names, guesses, kinds, role).items() if what not in role}
    kind = next((k for k in free if words_of(names[k]) == ["type"]), None)
    role |= {"type": kind} if kind is not None else {}
    return Columns({what: place for what, place in role.items() if place is not None}, [])


def third_of(names: list[str], guesses: list, kinds: dict[int, str], role: dict) -> dict[str, int]:
    """The column of times, or else that of weights, among those that are still free."""
    worth = {"date": 6, "stamp": 4, "number": 0, "text": 0, "empty": -9}
    never = {k for k in kinds if set(words_of(names[k])) & NEVER}
    timed = [(worth[kinds[k]] + guesses[k][1], -k) for k in kinds if guesses[k][0] == "time"]
    timed += [(worth[kinds[k]], -k) for k in kinds if guesses[k][0] is None and kinds[k] in ("date", "stamp") and k not in never]
    found = {}
    if timed and max(timed)[0] >= 3:
        best = -max(timed)[1]
        rivals = [k for k in kinds if k != best and guesses[k][0] is None and guesses[best][0] is None and kinds[k] == "date"]
        if rivals and "time" not in role:
            known = ", ".join(names[k] for k in sorted([best, *rivals]))
            raise UserError(f"has several columns of dates ({known}); {HOW.format('time')}")
        found["time"] = best
    weighty = [(guesses[k][1], -k) for k in kinds if guesses[k][0] == "weight" and k not in found.values()]
    lonely = [k for k in kinds if kinds[k] == "number" and k not in never]
    if weighty:
        found["weight"] = -max(weighty)[1]
    elif len(kinds) == 1 and lonely and not found and guesses[lonely[0]][0] is None and words_of(names[lonely[0]]) != ["id"]:
        found["third"] = lonely[0]
    return found


def columns_by_content(frame: pd.DataFrame, width: int, given: dict) -> Columns:
    """Columns of a list without a header, by order and content. Raises UserError if they cannot be told."""
    pair = {"sender": 0, "receiver": 1} | given
    if width == 2:
        return Columns(pair, [])
    kinds = [content(frame[k]) for k in range(width)]
    first = kinds[0] in ("date", "stamp") and kinds[1] not in ("date", "stamp")
    if first or (kinds[0] == "number" and counts_up(frame, kinds)):
        rest = "" if width == 3 else ", what follows plays no part"
        counted = {} if first else {"seconds": 0}
        return Columns({"time": 0, "sender": 1, "receiver": 2} | given | counted, [f"the first column is the time{rest}"])
    times = [k for k in range(2, width) if kinds[k] in ("date", "stamp")]
    if times:
        return Columns({"sender": 0, "receiver": 1, "time": times[0]} | given, [])
    if len(frame) == width > 2 and set(kinds) == {"number"}:
        raise UserError("looks like a matrix without names; give the names in the first row and the first column")
    if width > 3 and not given:
        raise UserError(f"has {width} columns and no header that says what they are; {WANTED}, or {HOW.format('time')}")
    if kinds[2] == "number":
        return Columns({"sender": 0, "receiver": 1, "third": 2} | given, [])
    raise UserError(f"the third column ('{frame[2].iloc[0]}' in its first line) is neither a time nor a weight; {WANTED}")


def counts_up(frame: pd.DataFrame, kinds: list[str]) -> bool:
    """Whether the first column only rises, reaches far, and the next two share people: time, sender, receiver."""
    if len(frame) < 5 or len(kinds) < 3 or kinds[1] != kinds[2]:
        return False
    number = pd.to_numeric(frame[0], errors="coerce").to_numpy(np.float64)
    if np.isnan(number).any() or (np.diff(number) < 0).mean() > 0.01 or number[-1] - number[0] < 5:
        return False
    one, two, first = set(frame[1]), set(frame[2]), set(frame[0])
    third = pd.to_numeric(frame[2], errors="coerce").to_numpy(np.float64)
    steps_up = bool((np.diff(third) >= 0).all())
    return len(one & two) > 0.2 * min(len(one), len(two)) and len(first & (one | two)) <= 0.1 * len(first) and not steps_up


def third_is_time(column: pd.Series) -> tuple[bool, list[str]]:
    """Whether a third column without a known name holds times: whole numbers that reach a week of seconds."""
    number = pd.to_numeric(column, errors="coerce").to_numpy(np.float64)
    number = number[np.isfinite(number)]
    if len(number) and np.all(number == np.floor(number)) and number.max(initial=0.0) >= WEEK:
        return True, ["the third column is a time in seconds (format: edges would take it for a weight)"]
    return False, ["the third column is a weight (format: messages would take it for a time)"]
