"""What was read from a network file, dropped and assumed."""

from dataclasses import dataclass, field

import pandas as pd

from sim.contacts import StartingTies


@dataclass
class Reading:
    """What the reader of one format hands over: ties before the limit of slots, and its notes."""

    format: str  # messages, edges, graphml or contacts
    ties: StartingTies
    labels: list[str]  # one a person
    rows: int  # data rows, edges or contacts in the file, broken ones included
    read: str
    self_loops: int = 0
    duplicates: int = 0
    broken_lines: int = 0
    dropped: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)  # what each column is used for
    merged: list[tuple[tuple[str, ...], str]] = field(default_factory=list)  # spellings of one person, and why
    keys: list[str] = field(default_factory=list)  # what all spellings of a person share, one a person; or nothing
    log: pd.DataFrame | None = None  # messages: sender, receiver (places in labels), time (seconds)
    form: str = "a list"
    mine: int | None = None  # the person who is the user
    archive: object = None  # what an archive of several files says beside


@dataclass(frozen=True)
class NetworkSummary:
    """Counts, and sentences to print: `str(summary)` is a paragraph for each of read, dropped and assumed."""

    format: str  # messages, edges, graphml or contacts
    encoding: str
    rows: int  # data rows, edges or contacts in the file, broken ones included
    people: int
    ties: int  # directed, after the limit of slots
    strong: int  # strength >= 0.5
    weak: int  # 0.1..0.5
    dormant: int  # strength < 0.1, energy >= 0.25
    mere: int  # strength < 0.1, energy < 0.25
    self_loops: int  # rows dropped
    duplicates: int  # rows: kept in a log, merged elsewhere
    broken_lines: int  # rows dropped
    ties_over_slots: int  # directed ties dropped
    read: tuple[str, ...]
    dropped: tuple[str, ...]
    assumed: tuple[str, ...]
    columns: tuple[str, ...] = ()  # what each column is used for
    merged: tuple[str, ...] = ()  # who counts as one person, and why

    def __str__(self) -> str:
        parts = [("Read", self.read), ("Dropped", self.dropped or ("nothing",)), ("Assumed", self.assumed)]
        parts[1:1] = [("Columns", self.columns)] if self.columns else []
        parts[-1:-1] = [("One person", self.merged)] if self.merged else []
        return "\n".join(f"{name}: {'; '.join(sentences)}." for name, sentences in parts)


def summarise(reading: Reading, ties: StartingTies, encoding: str, over: int, slots: int, names: bool = True) -> NetworkSummary:
    """The summary of a reading whose ties were cut to `slots` an ego, `over` of them left out; with people's names or without."""
    kinds = kinds_of(ties)
    dropped = list(reading.dropped)
    if over:
        dropped.append(f"{counted(over, 'tie')} beyond {slots} a person, the weakest by strength, then energy")
    ties_read = f"{counted(len(ties.ego), 'directed tie')}: " + ", ".join(f"{n:,} {kind}" for kind, n in kinds.items())
    return NetworkSummary(
        format=reading.format,
        encoding=encoding,
        rows=reading.rows,
        people=ties.people,
        ties=len(ties.ego),
        **kinds,
        self_loops=reading.self_loops,
        duplicates=reading.duplicates,
        broken_lines=reading.broken_lines,
        ties_over_slots=over,
        read=(reading.read, ties_read),
        dropped=tuple(dropped),
        assumed=(f"the encoding is {encoding}", *reading.assumed),
        columns=tuple(reading.parts),
        merged=tuple(merged_words(reading.merged, names)),
    )


def merged_words(merged: list, names: bool, most: int = 5) -> list[str]:
    """Sentences about people with several spellings, the first few by name if `names`."""
    if not merged:
        return []
    reasons = sorted({why for _, why in merged})
    said = [f"{counted(len(merged), 'person')} under several spellings ({', '.join(reasons)})"]
    if names:
        said += [" = ".join(f"'{name}'" for name in spellings) for spellings, _ in merged[:most]]
        said += [f"and {len(merged) - most:,} more"] if len(merged) > most else []
    return said


def kinds_of(ties: StartingTies) -> dict[str, int]:
    """Number of strong, weak and dormant ties and mere contacts."""
    from sim.rules.kinds_of_ties import is_dormant, is_mere, is_strong, is_weak

    strength, energy, woken = ties.strength, ties.energy, 0
    masks = {
        "strong": is_strong(strength), "weak": is_weak(strength), "dormant": is_dormant(strength, energy, woken),
        "mere": is_mere(strength, energy, woken),
    }  # fmt: skip
    return {kind: int(mask.sum()) for kind, mask in masks.items()}


LINKS = ("without", "with", "of", "between", "whose")


def counted(n: int, noun: str) -> str:
    """'1 line', '1,200 lines', '2 people'."""
    head, *tail = noun.split(" ", 1) if " " in noun and noun.split()[1] in LINKS else (noun,)
    plural = " ".join([{"person": "people"}.get(head, head + "s"), *tail])
    return f"{n:,} {noun if n == 1 else plural}"
