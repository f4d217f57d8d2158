"""Tidy tables from a run: what is stored, what is pictured, what is tested."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.encounters.lead import OPPORTUNITY, WON
from sim.engine import Run
from sim.measures import MEASURES
from sim.network import Network
from sim.outcomes import DEAL_COLUMNS, LEAD_COLUMNS, MESSAGE_COLUMNS, SELLER_COLUMNS
from sim.rules.kinds_of_ties import is_strong
from sim.week import ROUTES

from .traces import TRACED, moments, traced

SCHEMA_VERSION = 1

# response: (unit, meaning); one value per strategy and run
RESPONSES = {
    "sellers": ("people", "sellers in the group"),
    "hours": ("h", "hours spent by the group"),
    "hours_used": ("share", "hours spent of those that the group had"),
    "deals": ("deals", "deals closed"),
    "deals_per_seller_year": ("deals", "deals per seller and year"),
    "deals_per_100_hours": ("deals", "deals per 100 hours spent"),
    "value": ("EUR", "value of the deals"),
    "value_per_hour": ("EUR/h", "value of the deals per hour spent"),
    "trust_earned": ("trust", "others' trust per seller above trust in a stranger, at the end"),
    "strong": ("ties", "strong ties per seller at the end"),
    "weak": ("ties", "weak ties per seller at the end"),
    "dormant": ("ties", "dormant ties per seller at the end"),
    "mere": ("ties", "mere contacts per seller at the end"),
    "relationships": ("ties", "weak and strong ties per seller at the end"),
    "requests_received": ("requests", "contact requests received per seller and year"),
    "hours_per_strong_tie": ("h", "hours spent per strong tie held at the end; absent without strong ties"),
    "weeks_to_first_deal": ("weeks", "median over sellers; absent if fewer than half closed a deal"),
    "with_deal": ("share", "sellers with at least one deal"),
    "gini_deals": ("0..1", "inequality of deals among the group's sellers; absent without deals"),
    "share_push": ("share", "deals that began with an offer of the seller; absent without deals"),
    "share_pull": ("share", "deals with buyers who knew seller and offer; absent without deals"),
    "share_referral": ("share", "deals by recommendation; absent without deals"),
    "share_unasked": ("share", "deals that came by pull or referral; absent without deals"),
    "share_strong": ("share", "deals over a strong tie (>= 0.5) of the buyer; absent without deals"),
    "share_not_strong": ("share", "deals over a weak tie, a mere contact or none; absent without deals"),
    "leads": ("leads", "buyers interested in an offer, and inquiries, per seller and year"),
    "opportunities": ("opportunities", "leads whose talk opened an opportunity, per seller and year"),
    "won_of_leads": ("share", "leads that became deals; absent without leads that are over"),
    "won_of_opportunities": ("share", "opportunities that became deals; absent without opportunities that are over"),
    "hours_per_deal": ("h", "all hours spent by the group for each of its deals; absent without deals"),
    "deals_per_request": ("share", "deals within 26 weeks with people who became contacts in the run, after an offer, for each contact "
                          "request sent at least 26 weeks before the end; absent without requests"),
    "unknown_sellers": ("share", "deals with buyers who did not know the seller's offer when the need arose; absent without deals"),
    "acceptance": ("share", "contact requests accepted; absent if none were sent"),
    "annoyance": ("times", "receivers annoyed by unwanted pitches per seller and year, the same person every time anew"),
    "unwanted": ("messages", "unwanted pitches received per seller and year"),
    "broken": ("ties", "ties broken by annoyed receivers per seller and year"),
    "reputation": ("-1..1", "mean platform reputation at the end"),
    "relationships_per_100_hours": ("ties", "weak and strong ties at the end per 100 hours spent"),
    **{name: (unit, f"{meaning} (see keep.traces)") for name, (unit, meaning) in TRACED.items()},
}


def weekly_table(run: Run, replication: int, point: int = 0) -> pd.DataFrame:
    """One row per strategy and week: sums over the group's members."""
    weeks, groups = run.weekly["deals"].shape
    keys = {"point": point, "replication": replication, "strategy": np.repeat(run.labels, weeks),
            "week": np.tile(np.arange(weeks, dtype=np.int16), groups)}  # fmt: skip
    return pd.DataFrame(keys | {name: column.T.ravel() for name, column in run.weekly.items()})


def gini(counts: np.ndarray) -> float:
    """Gini coefficient of non-negative counts, 0 (equal) .. 1; nan if all are 0."""
    total = counts.sum()
    if total == 0:
        return float("nan")
    ordered = np.sort(counts)
    ranks = np.arange(1, ordered.size + 1)
    return float((2 * (ranks * ordered).sum() / total - (ordered.size + 1)) / ordered.size)


def ratio(part: float, whole: float) -> float:
    """part / whole, nan if there is no whole."""
    return float(part / whole) if whole else float("nan")


def responses(run: Run, group: int) -> dict[str, float]:
    """The responses of one group of sellers in one run."""
    weekly = {name: column[:, group] for name, column in run.weekly.items()}
    chosen = run.sellers["group"] == group
    sellers = {name: column[chosen] for name, column in run.sellers.items()}
    n = int(chosen.sum())
    years = run.scenario.weeks / 52
    deals, hours = float(weekly["deals"].sum()), float(sellers["hours"].sum())
    strong = ((run.deals["group"] == group) & is_strong(run.deals["strength"])).sum()
    first = np.where(sellers["first_deal"] < 0, np.inf, sellers["first_deal"] + 1.0)
    median_first = float(np.median(first)) if n else float("nan")
    value = float(sellers["value"].sum())
    return {
        "sellers": n,
        "hours": hours,
        "hours_used": ratio(hours, n * run.scenario.weeks * run.scenario.strategies[run.labels[group]].hours),
        "deals": deals,
        "deals_per_seller_year": ratio(deals, n * years),
        "deals_per_100_hours": ratio(100 * deals, hours),
        "value": value,
        "value_per_hour": ratio(value, hours),
        "trust_earned": ratio(weekly["trust_earned"][-1], n),
        **{name: ratio(weekly[name][-1], n) for name in ("strong", "weak", "dormant", "mere")},
        "relationships": ratio(weekly["strong"][-1] + weekly["weak"][-1], n),
        "requests_received": ratio(weekly["requests_received"].sum(), n * years),
        "hours_per_strong_tie": ratio(hours, weekly["strong"][-1]),
        "weeks_to_first_deal": median_first if np.isfinite(median_first) else float("nan"),
        "with_deal": ratio((sellers["deals"] > 0).sum(), n),
        "gini_deals": gini(sellers["deals"]),
        **{f"share_{route}": ratio(weekly[f"deals_{route}"].sum(), deals) for route in ROUTES},
        "share_unasked": ratio(weekly["deals_pull"].sum() + weekly["deals_referral"].sum(), deals),
        "share_strong": ratio(float(strong), deals),
        "share_not_strong": ratio(deals - float(strong), deals),
        **selling(run, group, n * years, hours),
        "acceptance": ratio(weekly["requests_accepted"].sum(), weekly["requests_sent"].sum()),
        "annoyance": ratio(weekly["annoyance"].sum(), n * years),
        "unwanted": ratio(weekly["unwanted"].sum(), n * years),
        "broken": ratio(weekly["broken"].sum(), n * years),
        "reputation": ratio(weekly["reputation"][-1], n),
        "relationships_per_100_hours": ratio(100 * (weekly["strong"][-1] + weekly["weak"][-1]), hours),
        **(traced(run, group) if run.messages is not None and set(moments(run.scenario.weeks)) <= set(run.networks) else {}),
    }


def selling(run: Run, group: int, seller_years: float, hours: float) -> dict[str, float]:
    """The way from lead to deal of one group of sellers."""
    mine = {name: column[run.leads["group"] == group] for name, column in run.leads.items()}
    over, won = mine["stage"] > OPPORTUNITY, mine["stage"] == WON
    opened = mine["week_opportunity"] >= 0
    return {
        "leads": ratio(len(over), seller_years),
        "opportunities": ratio(opened.sum(), seller_years),
        "won_of_leads": ratio(won.sum(), over.sum()),
        "won_of_opportunities": ratio(won.sum(), (over & opened).sum()),
        "hours_per_deal": ratio(hours, won.sum()),
        "deals_per_request": deals_per_request(run, group),
        "unknown_sellers": ratio((won & (mine["known"] == 0)).sum(), won.sum()),
    }


def deals_per_request(run: Run, group: int, weeks: int = 26) -> float:
    """Deals within so many weeks with people whom a request of the group made a contact, for each request that had so much time."""
    last = run.scenario.weeks - weeks
    mine = {name: column[run.leads["group"] == group] for name, column in run.leads.items()}
    since = mine["first_message"]
    bought = (mine["stage"] == WON) & (mine["route"] == "push") & (since >= 0) & (since < last) & (mine["week_end"] - since <= weeks)
    return ratio(bought.sum(), run.weekly["requests_sent"][: max(last, 0), group].sum())


def runs_table(run: Run, replication: int, point: int = 0) -> pd.DataFrame:
    """One row per group that has sellers: the responses of this run."""
    rows = [
        {"point": point, "replication": replication, "seed": run.seed, "strategy": label, **responses(run, group)}
        for group, label in enumerate(run.labels)
        if group > 0 and (run.sellers["group"] == group).any()
    ]
    return pd.DataFrame(rows)


def labelled(columns: dict[str, np.ndarray], run: Run, replication: int, point: int) -> pd.DataFrame:
    """Columns with point, replication and the group's name in front."""
    named = {"strategy" if name == "group" else name: np.array(run.labels)[column] if name == "group" else column
             for name, column in columns.items()}  # fmt: skip
    return pd.DataFrame({"point": point, "replication": replication} | named)


def typical_sellers(run: Run) -> dict[str, int]:
    """For each group the seller with the median number of deals (the lowest row among equals)."""
    chosen = {}
    for group, label in enumerate(run.labels[1:], start=1):
        who = np.flatnonzero(run.sellers["group"] == group)
        if who.size:
            ordered = who[np.argsort(run.sellers["deals"][who], kind="stable")]
            chosen[label] = int(run.sellers["person"][ordered[(who.size - 1) // 2]])
    return chosen


def networks_table(run: Run, replication: int, point: int = 0) -> pd.DataFrame:
    """The ties of one typical seller per strategy, before and after."""
    parts = []
    for label, person in typical_sellers(run).items():
        for moment, week in (("before", 0), ("after", run.scenario.weeks)):
            part = ties_of(run.networks[week], person)
            parts.append(part.assign(strategy=label, person=person, moment=moment, point=point, replication=replication))
    return pd.concat(parts, ignore_index=True)


def ties_of(network: Network, person: int) -> pd.DataFrame:
    """All ties of one person."""
    mine = network.ego == person
    return pd.DataFrame({"alter": network.alter[mine], **{name: column[mine] for name, column in network.ties.items()}})


def tables_of(run: Run, replication: int, keep, point: int = 0) -> dict[str, pd.DataFrame]:
    """All tables of one run that are to be kept."""
    tables = {"runs": runs_table(run, replication, point)}
    if keep.weekly:
        tables["weekly"] = weekly_table(run, replication, point)
    if keep.sellers:
        tables["sellers"] = labelled(run.sellers, run, replication, point)
    if keep.deals:
        tables["deals"] = labelled(run.deals, run, replication, point)
        tables["leads"] = labelled(run.leads, run, replication, point)
    if keep.networks and (point, replication) == (0, 0) and run.networks:
        tables["networks"] = networks_table(run, replication, point)
    if keep.messages:
        tables["messages"] = labelled(run.messages, run, replication, point)
    return tables


def units() -> dict[str, tuple[str, str]]:
    """Unit and meaning of every column that any table has."""
    keys = {
        "point": ("index", "design point"),
        "replication": ("index", "replication: the same luck at every design point"),
        "strategy": ("name", "group of the scenario; 'market' are the ordinary people"),
        "seed": ("1", "seed of the run"),
        "week": ("week", "week, 0 is the first"),
        "person": ("person", "row of a person"),
    }
    found = {name: (unit, meaning) for name, (unit, _, meaning) in MEASURES.items()}
    for columns in (DEAL_COLUMNS, LEAD_COLUMNS, MESSAGE_COLUMNS, SELLER_COLUMNS):
        found |= {name: (unit, meaning) for name, (_, unit, meaning) in columns.items()}
    return found | RESPONSES | keys
