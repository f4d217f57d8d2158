"""From bytes of any known form to a reading."""

from sim.contacts import ContactRule

from ..errors import UserError
from .chats import read_json, read_whatsapp
from .contacts_export import contacts_reading, read_contacts
from .gexf import read_gexf
from .graphml import read_graphml
from .linkedin import read_messages
from .lists import read_list
from .mailbox import read_mailbox
from .options import Options
from .plain_graphs import read_gml, read_matrixmarket, read_pajek
from .rows import Rows
from .signature import sniff
from .summary import Reading
from .text import decode
from .ties import reading_of
from .vcards import read_vcards

KINDS = ("graphml", "contacts", "gexf", "gml", "pajek", "matrixmarket", "vcard", "mailbox", "whatsapp", "json", "linkedin")
XML_BURDEN = 5.0  # a megabyte of GraphML takes so many times the memory of a megabyte of CSV
ALONE = ("holds invitations only, and an invitation is no tie until it is accepted; name Connections.csv or messages.csv of the same "
         "archive, or its folder or ZIP file")  # fmt: skip


def reading_of_bytes(data: bytes, options: Options, me: str, max_megabytes: float, rule: ContactRule) -> tuple[Reading, str]:
    """The reading of one file's content, and its encoding. Raises UserError."""
    text, encoding = decode(data)
    rows = rows_of_text(data, text, options, max_megabytes)
    if rows.kind == "contacts":
        reading = contacts_reading(rows, rule)
        reading.mine = 0
        return reading, encoding
    return reading_of(rows, rule, me, options.own), encoding


def rows_of_text(data: bytes, text: str, options: Options, max_megabytes: float = 250.0) -> Rows:
    """Rows of a file of any form. Raises UserError."""
    chosen = options.format in KINDS
    kind = options.format if chosen else sniff(data, text)
    if kind in ("graphml", "gexf"):
        if len(data) > max_megabytes / XML_BURDEN * 1e6:
            raise UserError(f"is {'GraphML' if kind == 'graphml' else 'GEXF'} with more than "
                            f"{max_megabytes / XML_BURDEN:,g} MB; save it as an edge list in CSV")  # fmt: skip
        return read_graphml(data) if kind == "graphml" else read_gexf(data)
    readers = {
        "gml": lambda: read_gml(text), "pajek": lambda: read_pajek(text), "matrixmarket": lambda: read_matrixmarket(text),
        "vcard": lambda: read_vcards(text), "mailbox": lambda: read_mailbox(data),
        "whatsapp": lambda: read_whatsapp(text, options.dates), "json": lambda: read_json(text),
        "linkedin": lambda: read_messages(text, options), "contacts": lambda: read_contacts(text, options),
    }  # fmt: skip
    if kind == "invitations":
        raise UserError(ALONE)
    return readers[kind]() if kind in readers else read_list(text, options)
