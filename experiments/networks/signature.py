"""What kind of file bytes are, by their first lines; the name of a file plays no part."""

import re

from ..errors import UserError
from .chats import is_chat
from .contacts_export import find_header
from .linkedin import kind_of
from .mailbox import is_mailbox
from .xml_events import root_of

XML = re.compile(r"\s*<(\?xml|!|\w+[\s>:/])", re.IGNORECASE)
NOT_READ = (  # signature, what it is, the way on
    (r"(?i)\s*BEGIN:VCALENDAR", "a calendar (iCalendar)", "export messages or contacts instead"),
    (r"(?i)\s*(strict\s+)?(di)?graph\s+[\w\"]*\s*\{", "GraphViz (DOT)", "save it as GraphML"),
    (r"(?i)\s*dl\s+n\s*[=\s]\s*\d+", "UCINET DL", "save it as Pajek or GraphML"),
    (r"nodedef\s*>", "GDF", "save it as GraphML or CSV"),
    (r"%PDF", "PDF", "save it as CSV"),
    (r"\{\\rtf", "a text document (RTF)", "save it as CSV"),
)  # fmt: skip
FORMS = ("graphml", "gexf", "gml", "pajek", "matrixmarket", "vcard", "mailbox", "whatsapp", "json", "linkedin", "invitations")


def sniff(data: bytes, text: str) -> str:
    """One of FORMS, contacts, or auto for a list whose columns decide. Raises UserError for forms that are known and not read."""
    head = text[:5000].lstrip()
    if XML.match(head):
        root = root_of(text)
        return "gexf" if root == "gexf" else "graphml"
    if re.match(r"(?i)BEGIN:VCARD", head):
        return "vcard"
    if is_mailbox(data):
        return "mailbox"
    if re.match(r"%%MatrixMarket", head):
        return "matrixmarket"
    if re.match(r"(?i)(%.*\n\s*)*\*(vertices|network|arcs|edges)\b", head):
        return "pajek"
    if re.match(r"(?is)((creator|version|comment)\s+(\"[^\"]*\"|\S+)\s*|#[^\n]*\n\s*)*graph\s*\[", head):
        return "gml"
    if head[:1] == "{" or re.match(r"\[\s*[{\[\]]", head):
        return "json"
    for pattern, name, way in NOT_READ:
        if re.match(pattern, text[:5000]):
            raise UserError(f"is {name}, which is not read; {way}")
    if is_lgl(text):
        raise UserError("is LGL (a name after #, and those it knows below), which is not read; save it as a list of two people a line")
    if kind_of(text):
        return "linkedin" if kind_of(text) == "messages" else "invitations"
    if is_chat(text):
        return "whatsapp"
    return "contacts" if find_header(text) else "auto"


def is_lgl(text: str) -> bool:
    """Whether names stand alone after #, and below each the names it is tied to, alone or with a decimal weight."""
    lines = [line for line in text[:5000].split("\n")[:-1] if line.strip()]
    heads = [bool(re.fullmatch(r"# \S+\s*", line)) for line in lines]
    others = [line for line, head in zip(lines, heads) if not head]
    alone = [bool(re.fullmatch(r"[^\s,;]+(\s+\d+\.\d+)?\s*", line)) for line in others]
    return bool(lines) and heads[0] and sum(heads) > 1 and bool(others) and all(alone)
