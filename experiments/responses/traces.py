"""Responses that need every message of a run, not only the weekly sums: where hours and deals go among the ties."""

from __future__ import annotations

import numpy as np

from sim.actions import CALL_HOURS, CALL_MISSED_HOURS, TALKED
from sim.engine import Run
from sim.network import Network

TRACED = {
    "hours_with_trade": ("share", "hours on single people that went to people who bought from the seller at some time"),
    "share_best_ties": ("share", "hours on own ties in the last half-year that went to the 15 ties that were strongest before it"),
    "share_top_decile": ("share", "deals over a buyer's tie among the strongest tenth that others have to the group's sellers at the end"),
    "share_below_top_decile": ("share", "all other deals; absent without deals"),
}
LAST_WEEKS = 26
BEST = 15  # a sympathy group: people contacted monthly


def moments(weeks: int) -> tuple[int, ...]:
    """Weeks after which the network must be kept."""
    return max(0, weeks - LAST_WEEKS), weeks


def traced(run: Run, group: int) -> dict[str, float]:
    """The responses of `TRACED` for one group of sellers; the run kept its messages, and its network at `moments`."""
    members = run.sellers["person"][run.sellers["group"] == group]
    mine = np.isin(run.messages["sender"], members)
    mail = {name: column[mine] for name, column in run.messages.items()}
    parameters = run.scenario.parameters_of(run.labels[group])
    hours = hours_of(mail, float(parameters.effort_minutes), float(parameters.pitch_minutes))
    middle, end = moments(run.scenario.weeks)
    top = share_top_decile(run, group, run.networks[end], members)
    return {
        "hours_with_trade": share(hours, np.isin(keys(mail["sender"], mail["receiver"]), buyers(run))),
        "share_best_ties": share_best(mail, hours, middle, run.networks[middle], members),
        "share_top_decile": top,
        "share_below_top_decile": 1.0 - top,
    }


def hours_of(mail: dict[str, np.ndarray], effort_minutes: float, pitch_minutes: float) -> np.ndarray:
    """Hours that each message cost its sender; work on leads is left out (0), since it was agreed on."""
    call, pitch = mail["kind"] == "call", mail["kind"] == "pitch"
    talked = (mail["reply"] & TALKED) > 0
    letters = np.where(pitch, pitch_minutes / 60, np.where(mail["kind"] == "work", 0.0, effort_minutes / 60))
    return np.where(call, np.where(talked, CALL_HOURS, CALL_MISSED_HOURS), letters)


def keys(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """One number for each ordered pair of people, int64."""
    return one.astype(np.int64) << 32 | other.astype(np.int64)


def share(hours: np.ndarray, chosen: np.ndarray) -> float:
    """Part of the hours that is chosen; nan without hours."""
    return float(hours[chosen].sum() / hours.sum()) if hours.sum() > 0 else float("nan")


def buyers(run: Run) -> np.ndarray:
    """Pairs of seller and buyer that traded."""
    return keys(run.deals["seller"], run.deals["buyer"])


def share_best(mail: dict[str, np.ndarray], hours: np.ndarray, middle: int, network: Network, members: np.ndarray) -> float:
    """Hours on own ties from a week on that went to each seller's strongest ties then."""
    held = np.isin(network.ego, members)
    ego, alter, strength = network.ego[held], network.alter[held], network.ties["strength"][held]
    order = np.lexsort((-strength, ego))
    rank = np.arange(len(order)) - np.searchsorted(ego[order], ego[order])
    best = keys(ego[order], alter[order])[rank < BEST]
    late = (mail["week"] >= middle) & (mail["kind"] != "request")
    return share(hours[late], np.isin(keys(mail["sender"][late], mail["receiver"][late]), best))


def share_top_decile(run: Run, group: int, network: Network, members: np.ndarray) -> float:
    """Deals over ties at least as strong as the strongest tenth of others' ties to the group's sellers."""
    strength = network.ties["strength"][np.isin(network.alter, members)]
    sold = run.deals["strength"][run.deals["group"] == group]
    if not len(sold) or not len(strength):
        return float("nan")
    return float((sold >= np.quantile(strength, 0.9)).mean())
