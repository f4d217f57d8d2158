"""What one's own network is: who is close, who fades, who sleeps, who answers; and what the files cannot tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..networks.read import NetworkFile

WEEK = 604800.0
PERIODS = {"weekly": 1, "monthly": 4, "half-yearly": 26, "yearly": 52}
IN_TOUCH = 0.63  # share of a year's periods that must show an exchange, as in the published layers
PATIENCE_WEEKS = 4  # an answer that comes later is none
SILENCE_WEEKS = 4  # a message after so much silence opens a new exchange
FADING_WEEKS = 13  # silence after which a warm tie counts as fading
FEW_MESSAGES, FEW_OPENINGS = 30, 20
KINDS = ("strong", "weak", "dormant", "mere")


@dataclass(frozen=True)
class Portrait:
    """people: one row a contact; layers: people in touch so often; answers: rates with counts; unknown: what cannot be told."""

    people: pd.DataFrame  # index: person; name, kind, strength, energy, silent (weeks), sent, received, answered, openings, made
    layers: dict[str, int] | None
    answers: dict[str, tuple[int, int]]  # of openings to people of a kind: answered, all
    fading: int
    span: tuple[float, float]  # unix seconds of the first and the last entry, nan: unknown
    messages: int
    unknown: tuple[str, ...]  # keys of sentences


def portrait(network: NetworkFile) -> Portrait:
    """The portrait of a network around one person."""
    ties, me = network.ties, network.me
    own = ties.ego == me
    log = network.log if network.log is not None and len(network.log) else pd.DataFrame({"sender": [], "receiver": [], "time": []})
    log = log[(log["sender"] == me) | (log["receiver"] == me)]
    made = network.archive.made if network.archive else np.full(len(network.labels), np.nan)
    today = network.archive.today if network.archive else (log["time"].max() if len(log) else np.nan)
    people = pd.DataFrame({
        "name": [network.labels[k] for k in ties.alter[own]], "strength": ties.strength[own], "energy": ties.energy[own],
        "silent": -ties.last_exchange[own],
    }, index=ties.alter[own])  # fmt: skip
    people["kind"] = kinds(people["strength"], people["energy"])
    people["made"] = made[people.index]
    for column, mine in (("sent", log["sender"] == me), ("received", log["receiver"] == me)):
        other = log["receiver" if column == "sent" else "sender"][mine]
        people[column] = other.value_counts().reindex(people.index).fillna(0).astype(int)
    openings = openings_of(log, me)
    grouped = openings.groupby("person")["answered"] if len(openings) else None
    people["openings"] = grouped.size().reindex(people.index).fillna(0).astype(int) if grouped is not None else 0
    people["answered"] = grouped.sum().reindex(people.index).fillna(0).astype(int) if grouped is not None else 0
    enough = len(log) > 0 and log["time"].max() - log["time"].min() >= 51 * WEEK
    fading = int(((people["strength"] >= 0.1) & (people["silent"] >= FADING_WEEKS)).sum())
    times = np.append(log["time"].to_numpy(float), made[np.isfinite(made)])
    span = (float(times.min()), float(today)) if len(times) else (np.nan, np.nan)
    unknown = gaps(log, openings, made, enough)
    return Portrait(people.sort_values(["strength", "energy"], ascending=False), layers(log, me) if enough else None,
                    rates(openings), fading, span, len(log), unknown)  # fmt: skip


def kinds(strength: pd.Series, energy: pd.Series) -> np.ndarray:
    """Strong, weak, dormant or mere, by the model's bounds."""
    return np.select([strength >= 0.5, strength >= 0.1, energy >= 0.25], KINDS[:3], KINDS[3])


def openings_of(log: pd.DataFrame, me: int) -> pd.DataFrame:
    """My messages after at least four weeks of silence in the pair: person, first (nothing before), answered within four weeks."""
    if not len(log):
        return pd.DataFrame({"person": [], "first": [], "answered": []})
    mine = (log["sender"] == me).to_numpy()
    frame = pd.DataFrame({"person": np.where(mine, log["receiver"], log["sender"]), "mine": mine, "time": log["time"].to_numpy(float)})
    frame = frame.sort_values(["person", "time"], kind="stable").reset_index(drop=True)
    before = frame.groupby("person")["time"].shift()
    theirs = frame["time"].where(~frame["mine"])
    answer = theirs.groupby(frame["person"]).bfill()
    opens = frame["mine"] & (before.isna() | (frame["time"] - before >= SILENCE_WEEKS * WEEK))
    late = frame["time"].max() - frame["time"] < PATIENCE_WEEKS * WEEK  # too late to have been answered
    found = frame[opens & ~late]
    answered = (answer[found.index] - found["time"]) <= PATIENCE_WEEKS * WEEK
    return pd.DataFrame({"person": found["person"], "first": before[found.index].isna(), "answered": answered})


def rates(openings: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Answered and all, of first messages and of those after a silence."""
    if not len(openings):
        return {"first": (0, 0), "again": (0, 0)}
    first = openings["first"].astype(bool)
    return {name: (int(openings["answered"][mask].sum()), int(mask.sum())) for name, mask in (("first", first), ("again", ~first))}


def layers(log: pd.DataFrame, me: int) -> dict[str, int]:
    """People I wrote to and was in touch with at least so often in the last year, cumulative."""
    end = log["time"].max()
    year = log[log["time"] > end - 52 * WEEK]
    other = np.where(year["sender"] == me, year["receiver"], year["sender"])
    written = set(year["receiver"][year["sender"] == me])
    found = {}
    for name, weeks in PERIODS.items():
        period = ((end - year["time"]) // (weeks * WEEK)).astype(int).to_numpy()
        times = pd.DataFrame({"other": other, "period": period}).drop_duplicates().groupby("other").size()
        enough = times.index[times >= np.ceil(IN_TOUCH * (52 // weeks))]
        found[name] = len(written & set(enough))
    return found


def gaps(log: pd.DataFrame, openings: pd.DataFrame, made: np.ndarray, a_year: bool) -> tuple[str, ...]:
    """Keys of what the files cannot tell."""
    found = []
    if not len(log):
        found.append("no messages")
    elif len(log) < FEW_MESSAGES:
        found.append("few messages")
    if len(log) and not a_year:
        found.append("short")
    if len(log) and len(openings) < FEW_OPENINGS:
        found.append("few openings")
    if not np.isfinite(made).any():
        found.append("no days of contact")
    return (*found, "one channel")
