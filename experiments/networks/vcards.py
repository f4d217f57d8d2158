"""vCards (2.1, 3.0, 4.0), as phones, XING, Outlook and Google give them: names of contacts."""

import quopri
import re

import numpy as np
import pandas as pd

from ..errors import UserError
from .rows import ME, Rows
from .summary import counted


def read_vcards(text: str) -> Rows:
    """Rows of contacts of unknown age: a card tells no day of meeting. Raises UserError."""
    text = re.sub(r"(?mi)^[^\n:]*QUOTED-PRINTABLE[^\n:]*:(?:[^\n]*=\n)*[^\n]*", lambda match: match[0].replace("=\n", ""), text)
    text = re.sub(r"\n[ \t]", "", text)
    names, lines, nameless, others = [], [], 0, 0
    cards = list(re.finditer(r"^BEGIN:VCARD\s*\n(.*?)^END:VCARD", text, re.MULTILINE | re.DOTALL | re.IGNORECASE))
    for number, card in enumerate(cards, 1):
        fields = fields_of(card[1])
        name = name_of(fields)
        if fields.get("KIND", "").lower() in ("group", "org") or not name:
            others, nameless = others + bool(name), nameless + (not name)
            continue
        names.append(name)
        lines.append(number)
    if not names:
        raise UserError("is a file of vCards without any name")
    left_out = [(n, counted(n, noun)) for n, noun in ((nameless, "nameless card"), (others, "card of a group or firm")) if n]
    rows = Rows("contacts", "vCards", len(cards), pd.Series([ME] * len(names), dtype=object), pd.Series(names, dtype=object),
                np.array(lines, np.int64), left_out=left_out, owner=ME)  # fmt: skip
    rows.parts = ["N, FN: name", "REV and all else: plays no part (REV is the last change, not the day of meeting)"]
    rows.assumed = ["these are vCards"]
    twice = pd.Series(card[1] for card in cards).duplicated().to_numpy()[np.array(lines) - 1]
    return rows.only(~twice, counted(int(twice.sum()), "repeated card"))


def fields_of(card: str) -> dict[str, str]:
    """The first value of each property, by its name without group and parameters."""
    fields = {}
    for line in card.split("\n"):
        head, _, value = line.partition(":")
        name, *parameters = head.upper().split(";")
        if any("QUOTED-PRINTABLE" in parameter for parameter in parameters):
            value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
        fields.setdefault(name.rsplit(".", 1)[-1], value.strip())
    return fields


def name_of(fields: dict[str, str]) -> str:
    """The full name, else given and family name, else an address or a firm."""
    family, given, *_ = [*re.split(r"(?<!\\);", fields.get("N", "")), "", ""]
    name = fields.get("FN") or f"{given} {family}".strip() or fields.get("EMAIL") or ""
    return re.sub(r"\\([,;\\])", r"\1", name).replace("\\n", " ").strip()
