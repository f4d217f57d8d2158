"""A real network as the start: from a file to starting ties, with an account of what was read, left out and assumed."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from sim.contacts import ContactRule, StartingTies, strongest

from ..errors import UserError, one_line
from .archive import Archive, read_archive
from .forms import KINDS, reading_of_bytes
from .options import Options
from .summary import NetworkSummary, Reading, summarise
from .text import load
from .ties import NobodyCalled
from .unpack import gunzipped, members

FORMATS = ("auto", "messages", "edges", *KINDS)
MAX_MEGABYTES = 250.0
ALONE = (
    "nothing is known of ties among the others, so they know each other and further people as ordinary people of the market do, and "
    "list the owner only where the owner lists them",
    "the people of the network stand evenly spread among those of the market (people)",
)


@dataclass(frozen=True)
class NetworkFile:
    """A network that was read; person k of the ties is labels[k]."""

    ties: StartingTies
    labels: tuple[str, ...]
    summary: NetworkSummary
    me: int | None = None  # the person who is the user: the owner of a contacts export, or the one that was named
    log: pd.DataFrame | None = None  # messages: sender, receiver (places in labels), time (seconds)
    archive: Archive | None = None  # what an archive of several files says beside


def read_network(
    path: Path | str,
    *,
    format: str = "auto",
    hash_names: bool = False,
    me: str = "",
    slots: int = 256,
    max_megabytes: float = MAX_MEGABYTES,
    salt: str | None = None,
    rule: ContactRule = ContactRule(),
    columns: dict | None = None,
    unit: str = "",
    dates: str = "",
    own: bool | None = None,
) -> NetworkFile:
    """Read a message log, edge list, graph, contacts, chat, mailbox or archive.

    format: auto (told by the content) or one of FORMATS; me: the user's name in the file; columns, unit, dates: what
    the user says of them (see `Options`); own: whether the file holds one person's ties only, None: found out;
    slots: ties a person keeps at most, the strongest; max_megabytes: size limit, a fifth of it for GraphML;
    hash_names: labels become hashes with a random salt that is kept nowhere, unless `salt` is given. The same file
    gives the same ties whatever becomes of the names. Raises UserError with one sentence.
    """
    path = Path(path)
    try:
        if format not in FORMATS:
            raise UserError(f"format '{format}' is unknown; known are {', '.join(FORMATS)}")
        options = Options(format, dict(columns or {}), unit, dates, own)
        reading, encoding = reading_at(path, options, me, max_megabytes, rule)
        if reading.mine is not None:
            reading.assumed.append("you are the first seller of the first group")
            if own is not False and touches_all(reading.mine, reading.ties):
                reading.ties = replace(reading.ties, owner=reading.mine)
        if reading.ties.owner is not None:
            reading.assumed += ALONE
    except UserError as error:
        said = error.without_names if hash_names and isinstance(error, NobodyCalled) else error
        raise UserError(f"{one_line(str(path), 200)}: {said}") from None
    except OSError as error:
        raise UserError(f"{one_line(str(path), 200)}: cannot be read ({error.strerror})") from None
    ties, over = strongest(reading.ties, slots)
    labels = hashed(reading.labels, salt) if hash_names else tuple(reading.labels)
    summary = summarise(reading, ties, encoding, over, slots, names=not hash_names)
    return NetworkFile(ties, labels, summary, reading.mine, reading.log, reading.archive)


def reading_at(path: Path, options: Options, me: str, max_megabytes: float, rule: ContactRule) -> tuple[Reading, str]:
    """The reading of a file, ZIP archive or folder, and its encoding. Raises UserError."""
    found = members(path, max_megabytes)
    if found is not None:
        return read_archive(found, options, me, max_megabytes, rule)
    data = load(path, max_megabytes)
    if data.startswith(b"\x1f\x8b"):
        data = gunzipped(data, max_megabytes)
    return reading_of_bytes(data, options, me, max_megabytes, rule)


def touches_all(person: int, ties: StartingTies) -> bool:
    """Whether every tie is one of this person's."""
    return bool(((ties.ego == person) | (ties.alter == person)).all())


def hashed(labels: list[str], salt: str | None) -> tuple[str, ...]:
    """Names as the first 16 hexadecimal digits of HMAC-SHA-256, keyed by the salt or, without one, by random bytes."""
    key = secrets.token_bytes(32) if salt is None else salt.encode()
    return tuple(hmac.new(key, label.encode(), hashlib.sha256).hexdigest()[:16] for label in labels)


def read_messages(path: Path | str, **given) -> tuple[pd.DataFrame, NetworkSummary]:
    """The messages in a file (time in seconds, sender, receiver), sorted by time, and what was read.

    given: as in `read_network`. Raises UserError, also where the file holds no times.
    """
    network = read_network(path, **given)
    if network.log is None or not len(network.log):
        raise UserError(f"{path}: holds {network.summary.format}, but no times; a log needs a column with the time of each message")
    names = np.array(network.labels, dtype=object)
    log = network.log
    frame = pd.DataFrame({"time": log["time"].astype(float), "sender": names[log["sender"]], "receiver": names[log["receiver"]]})
    return frame, network.summary
