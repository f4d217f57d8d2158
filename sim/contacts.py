"""A real network as the start: from exchanges, edges or dates to starting ties, by a stated rule.

The rule for messages replays the log week by week with the model's own forgetting. A week's messages take away
shares of the missing strength, 1 - strength: a message sent `gain`, one received `received` x `gain`. Between weeks
strength and energy fade. So shares multiply, the order within a week does not matter, and the replay is exact.
Weeks in which nobody at all writes, though at the log's mean rate very many messages would have been written, are a
gap in the record and are left out.
"""

from dataclasses import dataclass, replace

import numpy as np

from .parameters import Parameters, par, values
from .rules.forgetting import Forgetting

WEEK_SECONDS = 604800
NEVER = np.iinfo(np.int32).min


class ContactRule(Parameters):
    """How what a file says about two people becomes a starting tie. Fading is the model's (`forgetting`)."""

    gain: float = par(0.06, 0, 1, "share", "of the missing strength, won by one message sent",
                      "assumption: like a letter of full quality in the model")  # fmt: skip
    received: float = par(0.5, 0, 1, "share", "of that gain, won by one message received")
    gap_messages: float = par(1000.0, 1, 1e12, "messages", "expected in a silence of everybody that is a gap in the record")
    edge_strength: float = par(0.3, 0.01, 0.99, "strength 0..1", "tie of an edge without weight, or of median weight")
    contact_strength: float = par(0.02, 0, 0.09, "strength 0..1", "tie on the day a contact was made (contacts export)",
                                  "assumption: like an accepted request in the model")  # fmt: skip
    contact_energy: float = par(0.4, 0, 1, "energy 0..1", "of the encounter behind a contact (contacts export)")
    forgetting: Forgetting = Forgetting()


@dataclass(frozen=True)
class StartingTies:
    """Directed ties at the start, sorted by (ego, alter), each pair once, nobody tied to themselves."""

    people: int
    ego: np.ndarray  # int32[ties] 0..people-1
    alter: np.ndarray  # int32[ties] 0..people-1
    strength: np.ndarray  # float32[ties] 0..1
    energy: np.ndarray  # float32[ties] 0..1, >= strength
    last_exchange: np.ndarray  # int32[ties] week, <= 0; 0 = the last seven days of the log; gaps left out
    owner: int | None = None  # the one person at an end of every tie, if nothing is known of ties among the others


def ties_from_messages(sender, receiver, seconds, people: int, rule: ContactRule = ContactRule()) -> StartingTies:
    """Replay a message log; every pair with a message gets a tie in both directions.

    sender, receiver: int[messages] 0..people-1; seconds: number[messages], any origin; any order; messages to
    oneself are left out. last_exchange is the last message that answered one of the other person; where nobody
    ever answered, it is the first message, when the tie began. Raises ValueError if no message is left.
    """
    sender, receiver, seconds = apart(sender, receiver, seconds)
    pair = np.minimum(sender, receiver) * people + np.maximum(sender, receiver)
    order = np.lexsort((seconds, pair))
    pair, week = pair[order], recorded_weeks(seconds, rule)[0][order]
    by_low = (sender < receiver)[order]
    new_pair = np.append(True, pair[1:] != pair[:-1])
    first = np.flatnonzero(new_pair)
    reply = ~new_pair & np.append(False, by_low[1:] != by_low[:-1])
    last = np.maximum.reduceat(np.where(reply, week, NEVER), first)
    last = np.where(last == NEVER, week[first], last)
    strength, energy = replay(by_low, week, new_pair, values(rule))
    low, high = np.divmod(pair[first], people)
    return both_ways(people, low, high, strength, energy, last)


def replay(by_low, week, new_pair, p: dict) -> tuple[np.ndarray, np.ndarray]:
    """Strength and energy of each pair in week 0, float64[pairs, 2]: seen by its lower and by its higher person.

    by_low: bool[messages], written by the lower one; week: int[messages] <= 0; new_pair: bool[messages], first of
    its pair. Messages are sorted by pair and week. A step of the loop is the k-th active week of all pairs that
    have so many, so there are never more steps than weeks.
    """
    new_week = new_pair | np.append(True, week[1:] != week[:-1])
    at = np.flatnonzero(new_week)
    from_low = np.add.reduceat(by_low, at, dtype=np.int64)
    from_high = np.diff(np.append(at, len(week))) - from_low
    most = max(from_low.max(), from_high.max())
    sent, received = powers(1.0 - p["gain"], most), powers(1.0 - p["gain"] * p["received"], most)
    missing_left = np.stack((sent[from_low] * received[from_high], sent[from_high] * received[from_low]), axis=1)
    week, new_pair = week[at], new_pair[at]
    oldest = -week.min()
    kept, energy_kept = powers(p["forgetting"]["kept"], oldest), powers(p["forgetting"]["energy_kept"], oldest)
    gap = np.where(new_pair, 0, np.diff(week, prepend=0))
    start = np.flatnonzero(new_pair)
    active = np.diff(np.append(start, len(week)))
    busiest = np.argsort(-active, kind="stable")
    strength, energy = np.zeros((len(start), 2)), np.zeros((len(start), 2))
    for k in range(active.max()):
        who = busiest[: np.searchsorted(-active[busiest], -k)]
        now = start[who] + k
        strength[who] = 1.0 - missing_left[now] * (1.0 - strength[who] * kept[gap[now]][:, None])
        energy[who] = np.maximum(energy[who] * energy_kept[gap[now]][:, None], strength[who])
    silence = -week[start + active - 1]
    strength = strength * kept[silence][:, None]
    return strength, np.maximum(energy * energy_kept[silence][:, None], strength)


def ties_from_edges(ego, alter, weight, people: int, rule: ContactRule = ContactRule()) -> StartingTies:
    """Ties of an edge list: no time, so all are warm (last_exchange 0, energy = strength).

    ego, alter: int[edges] 0..people-1; weight: number[edges] >= 0 in any unit, or None. Repeated edges are merged,
    weights added. An edge given in one direction only counts for both. strength = w / (w + c), with c such that
    the median weight gets `edge_strength`; without weights all get it. Raises ValueError if no edge is left.
    """
    weighted = weight is not None
    ego, alter, weight = apart(ego, alter, weight if weighted else np.ones(len(ego)))
    edge, which = np.unique(ego * people + alter, return_inverse=True)
    weight = np.bincount(which, weight)
    ego, alter = np.divmod(edge, people)
    one_way = ~np.isin(alter * people + ego, edge)
    ego, alter = np.append(ego, alter[one_way]), np.append(alter, edge[one_way] // people)
    weight = np.append(weight, weight[one_way])
    strength = np.full(len(ego), rule.edge_strength)
    if weighted:
        half = np.median(weight[weight > 0]) * (1.0 - rule.edge_strength) / rule.edge_strength if weight.any() else 1.0
        strength = weight / (weight + half)
    return sorted_ties(people, ego, alter, strength, strength, np.zeros(len(ego)))


def ties_from_dates(seconds, rule: ContactRule = ContactRule()) -> StartingTies:
    """An ego network from the dates on which contacts were made: ego is person 0, contact k person k + 1.

    seconds: number[contacts], any origin; the newest one stands for today. An export shows no exchange, so all are
    mere contacts or dormant: strength starts at `contact_strength`, energy at `contact_energy`, both fade since.
    Ego is the owner: of ties among the contacts an export knows nothing.
    """
    week = weeks_before(np.asarray(seconds))
    p = values(rule)["forgetting"]
    oldest = -week.min()
    strength = rule.contact_strength * powers(p["kept"], oldest)[-week]
    energy = np.maximum(strength, rule.contact_energy * powers(p["energy_kept"], oldest)[-week])
    contacts = np.arange(1, len(week) + 1)
    two = np.stack((strength, strength), axis=1), np.stack((energy, energy), axis=1)
    return replace(both_ways(len(week) + 1, np.zeros_like(contacts), contacts, *two, week), owner=0)


def strongest(ties: StartingTies, slots: int) -> tuple[StartingTies, int]:
    """The `slots` strongest ties of every ego, by strength, then energy; and the number of ties left out.

    Whom an owner leaves out does not list the owner either.
    """
    order = np.lexsort((-ties.energy, -ties.strength, ties.ego))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - np.searchsorted(ties.ego, ties.ego[order])
    keep = rank < slots
    if ties.owner is not None:
        own = ties.ego == ties.owner
        keep &= own | np.isin(ties.ego, ties.alter[own & keep])
    kept = StartingTies(
        ties.people, ties.ego[keep], ties.alter[keep], ties.strength[keep], ties.energy[keep], ties.last_exchange[keep], ties.owner
    )
    return kept, int(len(keep) - keep.sum())


def apart(one, other, *columns) -> list[np.ndarray]:
    """Columns of the rows whose two people differ, people as int64. Raises ValueError if there are none."""
    one, other = np.asarray(one, np.int64), np.asarray(other, np.int64)
    different = one != other
    if not different.any():
        raise ValueError("no row connects two different people")
    return [np.asarray(column)[different] for column in (one, other, *columns)]


def weeks_before(seconds) -> np.ndarray:
    """Weeks before the latest time, int64, <= 0: the last seven days are week 0."""
    return -((seconds.max() - seconds) // WEEK_SECONDS).astype(np.int64)


def recorded_weeks(seconds, rule: ContactRule) -> tuple[np.ndarray, int]:
    """Weeks before the latest time without the gaps in the record, int64, <= 0; and how many weeks the gaps last."""
    week = weeks_before(np.asarray(seconds))
    seen, which = np.unique(week, return_inverse=True)
    silent = np.append(np.diff(seen) - 1, 0)
    gap = np.where(silent * len(week) >= rule.gap_messages * (1 - seen[0]), silent, 0)
    return week + np.cumsum(gap[::-1])[::-1][which], int(gap.sum())


def powers(factor: float, most: int) -> np.ndarray:
    """factor ** 0 .. factor ** most by multiplication only, so that the bits depend on no library."""
    return np.multiply.accumulate(np.append(1.0, np.full(most, factor)))


def both_ways(people: int, low, high, strength, energy, last) -> StartingTies:
    """Two directed ties a pair; strength and energy [pairs, 2] as low and as high see it."""
    ego, alter = np.append(low, high), np.append(high, low)
    return sorted_ties(people, ego, alter, strength.T.ravel(), energy.T.ravel(), np.append(last, last))


def sorted_ties(people: int, ego, alter, strength, energy, last) -> StartingTies:
    """Columns of directed ties in their order and their types."""
    order = np.argsort(ego * people + alter, kind="stable")
    kinds = ((ego, np.int32), (alter, np.int32), (strength, np.float32), (energy, np.float32), (last, np.int32))
    return StartingTies(people, *(column[order].astype(kind) for column, kind in kinds))
