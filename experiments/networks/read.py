"""A real network as the start: from a file to starting ties, with a summary of what was read, dropped and assumed."""

import difflib
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from sim.contacts import ContactRule, StartingTies, strongest

from ..errors import UserError
from .contacts_export import find_header, read_contacts
from .graphml import read_graphml
from .lists import read_list
from .summary import NetworkSummary, Reading, summarise
from .text import decode, load

FORMATS = ("auto", "messages", "edges", "graphml", "contacts")
MAX_MEGABYTES = 250.0
XML_BURDEN = 5.0  # a megabyte of GraphML takes so many times the memory of a megabyte of CSV
ALONE = (
    "nothing is known of ties among the others, so they know each other and further people as ordinary people of the market do, and "
    "list the owner only where the owner lists them",
    "the people of the network stand evenly spread among those of the market (people)",
)
XML = re.compile(r"\s*<(\?xml|!|(\w+:)?graphml|html)", re.IGNORECASE)


@dataclass(frozen=True)
class NetworkFile:
    """A network that was read; person k of the ties is labels[k]."""

    ties: StartingTies
    labels: tuple[str, ...]
    summary: NetworkSummary
    me: int | None = None  # the person who is the user: the owner of a contacts export, or the one that was named


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
) -> NetworkFile:
    """Read a message log, edge list, GraphML file or contacts export.

    format: auto (told by the content), messages, edges, graphml or contacts; me: the user's name in the file;
    slots: ties a person keeps at most, the strongest; max_megabytes: size limit, a fifth of it for GraphML;
    hash_names: labels become hashes with a random salt that is kept nowhere, unless `salt` is given. The same file
    gives the same ties whatever becomes of the names. Raises UserError with one sentence.
    """
    path = Path(path)
    try:
        if format not in FORMATS:
            raise UserError(f"format '{format}' is unknown; known are {', '.join(FORMATS)}")
        data = load(path, max_megabytes)
        text, encoding = decode(data)
        kind = sniff(text) if format == "auto" else format
        if kind == "graphml" and len(data) > max_megabytes / XML_BURDEN * 1e6:
            raise UserError(f"is GraphML with more than {max_megabytes / XML_BURDEN:,g} MB; save it as an edge list in CSV")
        reading = read_as(kind, data, text, rule)
        mine = place_of(me, reading)
        if mine is not None:
            reading.assumed.append("you are the first seller of the first group")
            if touches_all(mine, reading.ties):
                reading.ties = replace(reading.ties, owner=mine)
        if reading.ties.owner is not None:
            reading.assumed += ALONE
    except UserError as error:
        raise UserError(f"{path}: {error}") from None
    ties, over = strongest(reading.ties, slots)
    labels = hashed(reading.labels, salt) if hash_names else tuple(reading.labels)
    return NetworkFile(ties, labels, summarise(reading, ties, encoding, over, slots), mine)


def sniff(text: str) -> str:
    """graphml, contacts, or auto for a list whose columns decide between messages and edges."""
    if XML.match(text):
        return "graphml"
    return "contacts" if find_header(text) else "auto"


def read_as(format: str, data: bytes, text: str, rule: ContactRule) -> Reading:
    """Read the content in one format."""
    if format == "graphml":
        return read_graphml(data, rule)
    if format == "contacts":
        return read_contacts(text, rule)
    return read_list(text, format, rule)


def place_of(me: str, reading: Reading) -> int | None:
    """Which person the user is; None if nobody. Raises UserError for a name that is not in the file."""
    if not me:
        return 0 if reading.format == "contacts" else None
    if me not in reading.labels:
        near = difflib.get_close_matches(me, reading.labels, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"names look like '{reading.labels[0]}'"
        raise UserError(f"holds nobody called '{me}' (network.me); {hint}")
    return reading.labels.index(me)


def touches_all(person: int, ties: StartingTies) -> bool:
    """Whether every tie is one of this person's."""
    return bool(((ties.ego == person) | (ties.alter == person)).all())


def hashed(labels: list[str], salt: str | None) -> tuple[str, ...]:
    """Names as the first 16 hexadecimal digits of HMAC-SHA-256, keyed by the salt or, without one, by random bytes."""
    key = secrets.token_bytes(32) if salt is None else salt.encode()
    return tuple(hmac.new(key, label.encode(), hashlib.sha256).hexdigest()[:16] for label in labels)
