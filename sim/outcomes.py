"""What is measured: weekly series per group, outcomes per seller, deals and messages."""

from collections.abc import Sequence

import numpy as np

from .actions import ACCEPTED, ACTION_BITS, ANSWERED, KIND, KINDS, PICKED, TALKED
from .measures import MEASURES, NAMES, SCALE
from .rules.kinds_of_ties import is_dormant, is_mere, is_strong, is_weak
from .state import DEALS, LEADS, NONE, WOKEN, State, room_for_deals, room_for_leads
from .week import ROUTES

DEAL_COLUMNS = {
    "week": ("int16", "week", "week of the deal"),
    "buyer": DEALS["buyer"],
    "seller": DEALS["seller"],
    "group": ("int16", "index", "the seller's group"),
    "route": ("category", "push, pull, referral", DEALS["route"][2]),
    **{name: DEALS[name] for name in ("topic", "strength", "trust", "value", "hours")},
}
LEAD_COLUMNS = {
    "buyer": LEADS["buyer"],
    "seller": LEADS["seller"],
    "group": ("int16", "index", "the seller's group"),
    "route": ("category", "push, pull, referral", LEADS["route"][2]),
    **{name: LEADS[name] for name in list(LEADS)[3:]},
}
MESSAGE_COLUMNS = {
    "week": ("int16", "week", "week of the message"),
    "sender": ("int32", "person", "who wrote or called"),
    "receiver": ("int32", "person", "who was addressed"),
    "kind": ("category", "kind of action", "request, share_info, call, reconnect or pitch"),
    "note": ("uint8", "bits", "of a request: 16 concrete, 32 pitch, 64 offer to call; 128 chosen for the sign of fit"),
    "picked": ("uint8", "0/1", "the sender chose this person for its sign of fit"),
    "mutual": ("uint8", "contacts", "of a request: people with whom both have a relationship"),
    "quality": ("float32", "0..1", "quality of the message"),
    "reply": ("uint16", "bits", "1 read, 2 accepted, 4 answered, 8 talked, 16 need told, 32 annoyed, 64 broke the tie, "
              "128 offer met a need, 256 interested, 512 muted or blocked the sender"),
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
    series["deals"] = np.sum([series[f"deals_{route}"] for route in ROUTES], axis=0)
    return series


def kinds_of_ties(state: State, who: np.ndarray) -> dict[str, np.ndarray]:
    """Number of strong, weak and dormant ties and mere contacts of the given people."""
    strength, energy, woken = state.ties.strength[who], state.ties.energy[who], state.ties.marks[who] & WOKEN
    used = np.arange(strength.shape[1])[None, :] < state.people.contacts[who][:, None]
    kinds = {
        "strong": is_strong(strength),
        "weak": is_weak(strength),
        "dormant": is_dormant(strength, energy, woken),
        "mere": is_mere(strength, energy, woken),
    }
    return {name: (used & found).sum(axis=1).astype(np.int32) for name, found in kinds.items()}


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


def deal_columns(weeks: Sequence[tuple[int, np.ndarray]], group: np.ndarray) -> dict[str, np.ndarray]:
    """Deals of a run from (week, deals) of every week, in the order they were settled. group: of each person."""
    deals = np.concatenate([deals for _, deals in weeks] or [room_for_deals(0)])
    columns = {name: np.ascontiguousarray(deals[name]) for name in DEALS} | {
        "week": np.concatenate([np.full(len(deals), week) for week, deals in weeks] or [np.zeros(0)]).astype(np.int16),
        "group": group[deals["seller"]],
        "route": np.array(ROUTES)[deals["route"]],
    }
    return {name: columns[name] for name in DEAL_COLUMNS}


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
        "picked": (joined["action"] & PICKED > 0).astype(np.uint8),
        "mutual": joined["mutual"],
        "quality": joined["quality"],
        "reply": reply,
        "answered": (reply & (ACCEPTED | ANSWERED | TALKED)) > 0,
    }




def open_leads(state: State) -> np.recarray:
    """Leads and opportunities that are still open at the end of a run, by buyer."""
    sales = state.sales
    buyers, places = np.nonzero((sales.seller != NONE) & (sales.noted == 0))
    rows = room_for_leads(buyers.size)
    rows.buyer, rows.week_end = buyers, NONE
    for name, column in {"first_message": "first", "week_opportunity": "opened"}.items():
        rows[name] = sales._asdict()[column][buyers, places]
    for name in ("seller", "route", "stage", "known", "picked", "week", "hours", "trust"):
        rows[name] = sales._asdict()[name][buyers, places]
    return rows


def lead_columns(weeks: list[np.recarray], state: State) -> dict[str, np.ndarray]:
    """Leads of a run, a row each: those of every week that were over, in the order they were settled, then those still open."""
    rows = np.concatenate([*weeks, open_leads(state)])
    columns = {name: rows[name] for name in LEADS}
    columns["group"] = state.people.group[rows["seller"]]
    columns["route"] = np.array(ROUTES)[rows["route"]]
    return {name: columns[name] for name in LEAD_COLUMNS}
