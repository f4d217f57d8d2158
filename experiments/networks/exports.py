"""One person's own exports, however many files they are, as one network around that person."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from sim.contacts import ContactRule, strongest

from ..errors import UserError
from .archive import read_archive
from .options import Options
from .read import MAX_MEGABYTES, NetworkFile
from .summary import summarise
from .text import load
from .unpack import gunzipped, members

OWN_SHARE = 0.9


def read_own(paths: list[Path], me: str = "", slots: int = 4096, rule: ContactRule = ContactRule()) -> NetworkFile:
    """The network around the user. Raises UserError if the exports do not say who that is, or hold no network."""
    found, named = {}, ", ".join(map(str, paths))
    try:
        for path in paths:
            inside = members(path, MAX_MEGABYTES)
            found |= {path.name: unpacked(load(path, MAX_MEGABYTES))} if inside is None else inside
        reading, encoding = read_archive(found, Options(own=True if me else None), me, MAX_MEGABYTES, rule)
        if reading.mine is None:
            me = most_present(reading.log, reading.labels)
            reading, encoding = read_archive(found, Options(own=True), me, MAX_MEGABYTES, rule)
    except UserError as error:
        raise UserError(f"{named}: {error}") from None
    ties, over = strongest(replace(reading.ties, owner=reading.mine), slots)
    summary = summarise(reading, ties, encoding, over, slots)
    return NetworkFile(ties, tuple(reading.labels), summary, reading.mine, reading.log, reading.archive)


def unpacked(data: bytes) -> bytes:
    """The content of a file, of a gzip archive what is inside."""
    return gunzipped(data, MAX_MEGABYTES) if data.startswith(b"\x1f\x8b") else data


def most_present(log, labels) -> str:
    """The one person at an end of nearly all messages. Raises UserError if there is none."""
    if log is None:
        raise UserError("whose network is this? Name yourself as the file does: --me 'NAME'")
    ends = Counter(log["sender"].tolist())
    ends.update(log["receiver"].tolist())
    (first, most), *others = [*ends.most_common(2), (-1, 0)]
    if most < OWN_SHARE * len(log) or others[0][1] == most:
        known = ", ".join(f"'{labels[k]}'" for k, _ in ends.most_common(3))
        raise UserError(f"whose network is this? Name yourself as the file does: --me 'NAME' (most often: {known})")
    return labels[first]
