"""Who is who: one person under several spellings is one, and several receivers in one cell are several."""

import re
import unicodedata
from collections import Counter
from email.utils import getaddresses, parseaddr

import numpy as np
import pandas as pd

ADDRESS = re.compile(r"[^\s<>,;:\"'()@]+@[^\s<>,;:\"'()@]+")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
WHOLE = re.compile(r"\d+\.0+")
PLAIN = re.compile(r"[!-%'-+\--/0-?A-Za-z_]+")  # one word without @, comma, semicolon
REASONS = {"address": "case or form of an address", "letters": "the same letters, coded in another way",
           "blanks": "blanks and unseen marks", "number": "1 and 1.0"}  # fmt: skip


def plain(name: str) -> str:
    """A name in one Unicode form, without unseen marks, blanks collapsed."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", name)).split())


def key_of(name: str) -> tuple[str, str]:
    """What all spellings of a person share, and why it differs from the name ("" if it does not)."""
    if PLAIN.fullmatch(name):
        return (name.split(".")[0], "number") if WHOLE.fullmatch(name) else (name, "")
    found = ADDRESS.findall(name) if "@" in name else []
    if len(found) == 1:
        key = found[0].strip(".").lower().removeprefix("mailto:")
        return key, "address" if key != name else ""
    key = plain(name)
    if key == name:
        return key, ""
    return key, "letters" if unicodedata.normalize("NFC", name) == key else "blanks"


class People:
    """Numbers for names, one a person; keeps what was merged and why."""

    def __init__(self, names: pd.Series, labels: dict[str, str] | None = None):
        """names: all occurrences; labels: how people who are known by a key, such as an address, are called."""
        code, different = pd.factorize(names)
        keys = [key_of(name) for name in different]
        person, self.keys = pd.factorize(pd.Series([key for key, _ in keys], dtype=object))
        self.codes = person[code]
        spelled = pd.DataFrame({"person": person, "name": different, "why": [why for _, why in keys]})
        self.labels = self.called(spelled, labels or {})
        many = spelled[spelled["person"].duplicated(keep=False)]
        self.merged = [
            (tuple(group["name"]), " and ".join(sorted({REASONS[why] for why in group["why"] if why})))
            for _, group in many.groupby("person", sort=True)
        ]
        folded = Counter(label.casefold() for label in self.labels)
        self.alike = sum(count for count in folded.values() if count > 1)

    def called(self, spelled: pd.DataFrame, labels: dict[str, str]) -> list[str]:
        """One label a person: as the file calls them, else the name beside an address, else the first spelling."""
        first = spelled.drop_duplicates("person")
        found = {person: self.keys[person] if why == "number" else plain(name) if why else name
                 for person, name, why in zip(first["person"], first["name"], first["why"])}  # fmt: skip
        beside = spelled[spelled["name"].str.contains("@", regex=False)]
        for person, name in zip(beside["person"], beside["name"]):
            shown = parseaddr(name)[0].strip(" '\"") if "<" in name else ""
            if shown and "@" not in shown and "@" in found[person]:
                found[person] = plain(shown)
        found = [plain(labels[key]) if key in labels else found[person] for person, key in enumerate(self.keys)]
        times = Counter(found)
        return told_apart([f"{name} <{key}>" if times[name] > 1 and "@" in key else name for name, key in zip(found, self.keys)])


def told_apart(names: list[str], taken: tuple[str, ...] = ()) -> list[str]:
    """Names in their order; a second bearer of a name becomes 'name (2)'."""
    seen = Counter(taken)
    labels = []
    for name in names:
        seen[name] += 1
        labels.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return labels


def each_receiver(receiver: pd.Series, sender: pd.Series, commas: bool = False) -> tuple[np.ndarray, pd.Series, int]:
    """Rows int64[more] and receivers [more] with one person each, and how many cells held several.

    A comma parts people whose names stand alone elsewhere in the file; commas: also others.
    """
    mark = receiver.str.contains(r"[;,|\n]").to_numpy(bool)
    if not mark.any():
        return np.arange(len(receiver)), receiver, 0
    known = {plain(name) for name in pd.unique(pd.concat([sender, receiver]))}
    cells = receiver[mark].unique()
    people = {cell: parts_of(cell, known, commas) for cell in cells}
    lists = receiver.where(~receiver.isin([cell for cell, parts in people.items() if len(parts) > 1])).astype(object)
    several = lists.isna().to_numpy()
    if not several.any():
        return np.arange(len(receiver)), receiver, 0
    split = [people[cell] for cell in receiver[several]]
    lengths = np.ones(len(receiver), np.int64)
    lengths[several] = [len(parts) for parts in split]
    rows = np.repeat(np.arange(len(receiver)), lengths)
    names = receiver.to_numpy(object)[rows]
    names[several[rows]] = [part for parts in split for part in parts]
    return rows, pd.Series(names, dtype=object), int(several.sum())


def parts_of(cell: str, known: set[str], commas: bool) -> list[str]:
    """The people in one cell, each once; the cell itself where it is one person, such as 'Brandt, Tim'."""
    if ADDRESS.search(cell) and "<" in cell:
        found = [f"{name} <{address}>" if name else address for name, address in getaddresses([cell.replace(";", ",")])
                 if "@" in address]  # fmt: skip
        if len(found) == len(ADDRESS.findall(re.sub(r'"[^"]*"', "", cell))):
            return list(dict.fromkeys(found)) or [cell]
    parts = [part.strip() for part in re.split(r"[;|\n]", cell) if part.strip()]
    if len(parts) == 1 and "," in cell:
        inner = [part.strip() for part in cell.split(",") if part.strip()]
        apart = all(ADDRESS.fullmatch(part) or "://" in part for part in inner)
        if inner and (commas or apart or all(plain(part) in known for part in inner)):
            parts = inner
    return list(dict.fromkeys(parts)) or [cell]
