"""Several files of one person's archive together: contacts, messages and invitations become one network."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sim.contacts import ContactRule, StartingTies, ties_from_dates

from ..errors import UserError
from . import linkedin
from .contacts_export import contact_rule, find_header, read_contacts
from .forms import reading_of_bytes
from .options import Options
from .people import plain, told_apart
from .rows import ME, Rows
from .summary import Reading, counted
from .text import decode
from .ties import at_possible_times, day, reading_of

WEEK = 604800.0


@dataclass(frozen=True)
class Archive:
    """What an archive says beside ties; persons as in the network's labels."""

    today: float  # unix seconds of the newest entry
    made: np.ndarray  # float64[people], unix seconds of the day of the contact, NaN: no contact
    invited: pd.DataFrame  # invitations: person (-1: not in the network), seconds, outgoing


def read_archive(found: dict[str, bytes], options: Options, me: str, max_megabytes: float, rule: ContactRule) -> tuple[Reading, str]:
    """The network of the files of an archive, by name. Raises UserError."""
    texts = {}
    for name, data in found.items():
        try:
            texts[name] = decode(data)[0] if data.strip() else ""
        except UserError:
            continue
    contacts = next((name for name, text in texts.items() if name.lower().endswith("connections.csv") and find_header(text)), None)
    contacts = contacts or next((name for name, text in texts.items() if text and find_header(text) and dated(text)), None)
    messages = next((name for name, text in texts.items() if text and linkedin.kind_of(text) == "messages"), None)
    invited = next((name for name, text in texts.items() if text and linkedin.kind_of(text) == "invitations"), None)
    if contacts is None and messages is None:
        return only_file(found, texts, options, me, max_megabytes, rule)
    reading = together(
        read_contacts(texts[contacts], options) if contacts else None,
        linkedin.read_messages(texts[messages], options) if messages else None,
        linkedin.read_invitations(texts[invited]) if invited else None, me, rule,
    )  # fmt: skip
    idle = len(found) - sum(name is not None for name in (contacts, messages, invited))
    if idle:
        reading.dropped.append(f"{counted(idle, 'file')} of the archive that say nothing about ties")
    return reading, "utf-8"


def dated(text: str) -> bool:
    """Whether a contacts file says when its contacts were made."""
    return "made" in find_header(text).roles


def only_file(found: dict, texts: dict, options: Options, me: str, max_megabytes: float, rule: ContactRule) -> tuple[Reading, str]:
    """The one file of an archive that holds a network. Raises UserError if there is none or several."""
    if not texts:
        raise UserError("holds no file that can be read; name the file with messages, edges or contacts")
    big = sorted(texts, key=lambda name: -len(texts[name]))
    readings, refusals = {}, {}
    for name in big[:20]:
        try:
            readings[name] = reading_of_bytes(found[name], options, me, max_megabytes, rule)
        except UserError as error:
            refusals[name] = str(error)
    if len(readings) == 1:
        name, (reading, encoding) = next(iter(readings.items()))
        reading.assumed.insert(0, f"the file '{name}' is meant")
        return reading, encoding
    if readings:
        raise UserError(f"holds several networks ({', '.join(list(readings)[:5])}); unpack it and name the one that is meant")
    raise UserError(f"holds no network: {big[0]} {refusals[big[0]]}")


def together(contacts: Rows | None, messages: Rows | None, invited: pd.DataFrame | None, me: str, rule: ContactRule) -> Reading:
    """One person's contacts, messages and invitations as one network, person 0 its owner."""
    labels, keys = [ME], [""]
    reading = Reading("contacts", None, labels, 0, "", form="an archive")
    log, mine = pd.DataFrame({"sender": [], "receiver": [], "time": []}), None
    if messages is not None:
        talk = reading_of(messages, rule, me or messages.owner, True)
        if talk.mine is None:
            raise UserError("holds messages, but no one person is in nearly all of them; name yourself (network.me)")
        order = [talk.mine, *(k for k in range(len(talk.labels)) if k != talk.mine)]
        place = np.argsort(order)
        labels, keys = [talk.labels[k] for k in order], [talk.keys[k] for k in order]
        log = talk.log.assign(sender=place[talk.log["sender"]], receiver=place[talk.log["receiver"]])
        mine = replace(talk.ties, ego=place[talk.ties.ego].astype(np.int32), alter=place[talk.ties.alter].astype(np.int32))
        take_over(reading, talk)
    made = np.full(len(labels), np.nan)
    if contacts is not None:
        labels, keys, made = with_contacts(reading, contacts, labels, keys, rule)
    today = newest(log, made, invited)
    reading.labels, reading.log, reading.mine = labels, log, 0
    reading.ties = merged_ties(mine, log, made, today, len(labels), rule)
    reading.archive = Archive(today, made, invitations(invited, labels, keys))
    if invited is not None:
        reading.rows += len(invited)
        reading.read += f" and {counted(len(invited), 'invitation')}, which make no tie of their own"
    reading.assumed.append(f"today is the newest entry of the archive, {day(today)}")
    return reading


def take_over(reading: Reading, talk: Reading) -> None:
    """What is to be said about the messages, in the archive's account."""
    reading.rows, reading.read, reading.self_loops, reading.duplicates = talk.rows, talk.read, talk.self_loops, talk.duplicates
    reading.broken_lines, reading.merged = talk.broken_lines, talk.merged
    reading.dropped, reading.assumed = list(talk.dropped), [text for text in talk.assumed if "the start is" not in text]
    reading.parts = [f"messages {part}" for part in talk.parts]


def with_contacts(reading: Reading, contacts: Rows, labels: list, keys: list, rule: ContactRule) -> tuple[list, list, np.ndarray]:
    """Labels, keys and days of contact of everybody, those of the contacts included; the account goes into the reading."""
    if contacts.seconds is not None:
        contacts = at_possible_times(contacts)
    urls = contacts.keys.map(linkedin.address) if contacts.keys is not None else pd.Series([""] * len(contacts.receiver))
    by_key = {key: k for k, key in enumerate(keys) if key}
    by_name = {label: k for k, label in enumerate(labels) if labels.count(label) == 1} if len(labels) < 5000 else dict(
        zip(labels, range(len(labels))))  # fmt: skip
    labels, keys = list(labels), list(keys)
    seconds = contacts.seconds if contacts.seconds is not None else np.full(len(urls), np.nan)
    day_of, known = {}, len(labels)
    for url, name, when in zip(urls, map(plain, contacts.receiver), seconds):
        person = by_key.get(url) if url in by_key else by_name.get(name) if not (url and keys[by_name.get(name, 0)].startswith("http")) \
            else None  # fmt: skip
        if person is None or person == 0 or person in day_of:
            person = len(labels)
            labels.append(name)
            keys.append(url or name)
        day_of[person] = when
    made = np.full(len(labels), np.nan)
    made[list(day_of)] = list(day_of.values())
    reading.rows += contacts.total
    reading.broken_lines += contacts.broken
    met = sum(person < known for person in day_of)
    said = f"{counted(len(day_of), 'contact')} of one person, who is person 0, {met:,} of them with messages"
    reading.read = f"{reading.read}; {said}" if reading.read else said
    reading.dropped += [text for _, text in contacts.left_out]
    reading.parts += [f"contacts {part}" for part in contacts.parts]
    reading.assumed += contact_rule(rule, contacts.notation)
    return [labels[0], *told_apart(labels[1:], (labels[0],))], keys, made


def newest(log: pd.DataFrame, made: np.ndarray, invited: pd.DataFrame | None) -> float:
    """The newest time in an archive."""
    times = [log["time"].max() if len(log) else np.nan, np.nanmax(made) if np.isfinite(made).any() else np.nan]
    times.append(invited["seconds"].max() if invited is not None and len(invited) else np.nan)
    return float(np.nanmax(times)) if np.isfinite(times).any() else 0.0


def merged_ties(mine: StartingTies | None, log: pd.DataFrame, made: np.ndarray, today: float, people: int, rule: ContactRule) -> StartingTies:
    """For each pair the stronger of what messages and contact tell, both as of today; person 0 is the owner."""
    parts = []
    if mine is not None:
        parts.append(aged(mine, today - log["time"].max(), rule))
    who = np.flatnonzero(np.isfinite(made))
    if len(who):
        met = ties_from_dates(made[who], rule)
        place = np.append(0, who).astype(np.int32)
        parts.append(aged(replace(met, ego=place[met.ego], alter=place[met.alter]), today - made[who].max(), rule))
    frame = pd.concat([
        pd.DataFrame({"ego": t.ego, "alter": t.alter, "strength": t.strength, "energy": t.energy, "last": t.last_exchange}) for t in parts
    ])  # fmt: skip
    best = frame.groupby(["ego", "alter"], sort=True).max().reset_index()
    return StartingTies(people, *(best[name].to_numpy(kind) for name, kind in (
        ("ego", np.int32), ("alter", np.int32), ("strength", np.float32), ("energy", np.float32), ("last", np.int32))), 0)  # fmt: skip


def aged(ties: StartingTies, seconds: float, rule: ContactRule) -> StartingTies:
    """Ties after so many more seconds of silence."""
    weeks = int(seconds // WEEK)
    fading = rule.forgetting
    strength = ties.strength * 0.5 ** (weeks / fading.half_life_weeks)
    energy = np.maximum(strength, ties.energy * 0.5 ** (weeks / fading.energy_half_life_weeks))
    return replace(ties, strength=strength, energy=energy, last_exchange=ties.last_exchange - weeks)


def invitations(invited: pd.DataFrame | None, labels: list[str], keys: list[str]) -> pd.DataFrame:
    """Invitations by person of the network; -1 for people who are not in it."""
    if invited is None:
        return pd.DataFrame({"person": [], "seconds": [], "outgoing": []})
    by_key = {key: k for k, key in enumerate(keys) if key}
    by_name = dict(zip(labels, range(len(labels))))
    person = [by_key.get(url, by_name.get(name, -1)) for url, name in zip(invited["url"], invited["name"])]
    return pd.DataFrame({"person": person, "seconds": invited["seconds"], "outgoing": invited["outgoing"]})
