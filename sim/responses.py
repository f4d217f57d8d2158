"""What is measured: weekly series per group, outcomes per seller, deals and messages."""

import numpy as np

from .actions import ACCEPTED, ACTION_BITS, ANSWERED, KIND, KINDS, TALKED
from .measures import MEASURES, NAMES, SCALE
from .state import State
from .week import ROUTES

DEAL_COLUMNS = {
    "week": ("int16", "week", "week of the deal"),
    "buyer": ("int32", "person", "who bought"),
    "seller": ("int32", "person", "who sold"),
    "group": ("int16", "index", "the seller's group"),
    "route": ("category", "push, pull, referral", "how the buyer found the seller"),
    "topic": ("int8", "topic", "what was bought"),
    "strength": ("float32", "0..1", "strength of the buyer's tie to the seller before the deal, 0 without one"),
    "trust": ("float32", "0..1", "the buyer's trust in the seller before the deal"),
    "value": ("float64", "EUR", "value of the deal"),
    "hours": ("float64", "h", "hours the seller spent since its last deal"),
}
MESSAGE_COLUMNS = {
    "week": ("int16", "week", "week of the message"),
    "sender": ("int32", "person", "who wrote or called"),
    "receiver": ("int32", "person", "who was addressed"),
    "kind": ("category", "kind of action", "request, share_info, call, reconnect or pitch"),
    "note": ("uint8", "bits", "of a request: 16 concrete, 32 pitch, 64 offer to call"),
    "mutual": ("uint8", "contacts", "of a request: people with whom both have a relationship"),
    "quality": ("float32", "0..1", "quality of the message"),
    "reply": ("uint8", "bits", "1 read, 2 accepted, 4 answered, 8 talked, 16 need told, 32 annoyed, 64 broke the tie, "
              "128 offer met a need"),
    "answered": ("bool", "yes/no", "accepted, answered or picked up"),
}  # fmt: skip
SELLER_COLUMNS = {
    "person": ("int32", "person", "who"),
    "group": ("int16", "index", "group"),
    "offer": ("int8", "topic", "what is sold"),
    "hours": ("float64", "h", "hours spent in the run"),
    "deals": ("int32", "deals", "deals closed"),
    "value": ("float64", "EUR", "value of the deals"),
    "first_deal": ("int16", "week or -1", "week of the first deal"),
    "strong": ("int32", "ties", "strong ties at the end"),
    "weak": ("int32", "ties", "weak ties at the end"),
    "dormant": ("int32", "ties", "dormant ties at the end"),
    "mere": ("int32", "ties", "mere contacts at the end"),
    "reputation": ("float32", "-1..1", "platform reputation at the end"),
    "unwanted": ("int32", "messages", "unwanted pitches received"),
}


def weekly_series(tallies: np.ndarray) -> dict[str, np.ndarray]:
    """Named weekly sums from what was counted, int64[weeks, groups, measures] -> float64[weeks, groups] each."""
    series = {}
    for k, name in enumerate(NAMES):
        column = tallies[:, :, k].astype(np.float64)
        series[name] = column / SCALE if MEASURES[name][1] else column
    series["deals"] = sum(series[f"deals_{route}"] for route in ROUTES)
    return series


def kinds_of_ties(state: State, who: np.ndarray) -> dict[str, np.ndarray]:
    """Number of strong, weak and dormant ties and mere contacts of the given people."""
    strength, energy = state.ties.strength[who], state.ties.energy[who]
    used = np.arange(strength.shape[1])[None, :] < state.people.contacts[who][:, None]
    strong = used & (strength >= 0.5)
    weak = used & (strength >= 0.1) & ~strong
    dormant = used & (strength < 0.1) & (energy >= 0.25)
    mere = used & (strength < 0.1) & (energy < 0.25)
    kinds = {"strong": strong, "weak": weak, "dormant": dormant, "mere": mere}
    return {name: found.sum(axis=1).astype(np.int32) for name, found in kinds.items()}


def seller_outcomes(state: State) -> dict[str, np.ndarray]:
    """One value per seller and column of `SELLER_COLUMNS`, sellers in ascending order."""
    people = state.people
    who = np.flatnonzero(people.group > 0)
    outcomes = {
        "person": who.astype(np.int32),
        "group": people.group[who],
        "offer": people.offer[who],
        "hours": people.spent[who],
        "deals": people.deals[who],
        "value": people.earned[who],
        "first_deal": people.first_deal[who],
        "reputation": people.reputation[who],
        "unwanted": people.unwanted[who],
    } | kinds_of_ties(state, who)
    return {name: outcomes[name].copy() for name in SELLER_COLUMNS}


def deal_columns(weeks: list[tuple[int, np.ndarray, np.ndarray]], group: np.ndarray) -> dict[str, np.ndarray]:
    """Deals of a run from (week, buyers, rows) of every week, in the order they were settled."""
    week = np.concatenate([np.full(len(b), w) for w, b, _ in weeks] or [np.zeros(0)])
    buyers = np.concatenate([b for _, b, _ in weeks] or [np.zeros(0)])
    rows = np.concatenate([r for _, _, r in weeks] or [np.zeros((0, 7))])
    seller = rows[:, 0].astype(np.int32)
    return {
        "week": week.astype(np.int16),
        "buyer": buyers.astype(np.int32),
        "seller": seller,
        "group": group[seller],
        "route": np.array(ROUTES)[rows[:, 1].astype(np.int64)],
        "topic": rows[:, 6].astype(np.int8),
        "strength": rows[:, 2].astype(np.float32),
        "trust": rows[:, 3].astype(np.float32),
        "value": rows[:, 4],
        "hours": rows[:, 5],
    }


def message_columns(weeks: list[tuple[int, dict[str, np.ndarray]]]) -> dict[str, np.ndarray]:
    """Messages of a run from every week's mail, by week, sender and order of sending."""
    names = np.array(["", *KINDS.values()])
    joined = {name: np.concatenate([mail[name] for _, mail in weeks]) for name in weeks[0][1]}
    reply = joined["reply"]
    return {
        "week": np.concatenate([np.full(len(mail["sender"]), w, np.int16) for w, mail in weeks]),
        "sender": joined["sender"],
        "receiver": joined["receiver"],
        "kind": names[joined["action"] & KIND],
        "note": joined["action"] & (ACTION_BITS & ~KIND),
        "mutual": joined["mutual"],
        "quality": joined["quality"],
        "reply": reply,
        "answered": (reply & (ACCEPTED | ANSWERED | TALKED)) > 0,
    }


