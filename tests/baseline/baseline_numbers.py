"""A small fixed history: numbers of two short runs that change only if the model does."""

import json
from pathlib import Path

import numpy as np

from sim import Scenario, run

FILE = Path(__file__).with_name("baseline.json")
SMALL = {"people": 60, "weeks": 10, "contact_slots": 40, "market": {"contacts": 30, "close": 6, "near": 10, "community": 30, "circle": 12}}
QUICK = {  # so that deals come about within ten weeks
    "segments": {"share": 1.0}, "interest": {"at_no_trust": 0.7}, "selling": {"p_opportunity": 0.8, "weeks_least": 0, "weeks_most": 2},
    "pitching": {"p_react": 0.5, "mute_share": 0.3},
}  # fmt: skip
SCENARIOS = {
    "every strategy": {
        "strategies": {name: {"sellers": 2} for name in (
            "spam_requests", "give_info_first", "reactivate_weak_ties", "call_first", "collect_contacts", "group_contributor",
            "event_networker", "ground_rules", "portfolio", "idle", "picked_outreach")},
        "rules": QUICK | {"trade": {"needs_per_year": 8, "outside": 0.0, "ask_around": 0.5}},
    },
    "short of attention, switching, ablated": {
        "strategies": {
            "spam_requests": {"sellers": 8, "switch": {"week": 5, "to": "group_contributor"}},
            "group_contributor": {"sellers": 4, "hours": 8},
        },
        "ablate": ("revival", "overload", "blur"),
        "rules": QUICK | {
            "attention": {"answers_per_week": 5},
            "trade": {"needs_per_year": 8, "outside": 0.8, "moderate_ties": 1.0, "ask_around": 0.5},
        },
    },
}  # fmt: skip


def measured() -> dict[str, dict]:
    """Counts (whole numbers) and amounts (with a fraction) of every scenario with seed 1."""
    return {name: numbers_of(run(Scenario(**SMALL, **parts), 1, messages=True, networks=[0, 10])) for name, parts in SCENARIOS.items()}


def numbers_of(history) -> dict[str, int | float]:
    """What is compared: where everybody ended up, and what happened on the way."""
    people, log, start, end = history.state.people, history.messages, history.networks[0], history.networks[10]
    weekly = {name: series.sum() for name, series in history.weekly.items()}
    counts = {
        "ties at the start": len(start.ego),
        "ties at the end": len(end.ego),
        **{f"messages: {kind}": np.sum(log["kind"] == kind) for kind in ("request", "share_info", "call", "reconnect", "pitch", "work")},
        "sum of replies": log["reply"].sum(dtype=int),
        "checksum of senders and receivers": np.sum((log["week"] + 1) * (log["sender"] * 61 + log["receiver"])),
        **{name: weekly[name] for name in ("strong", "weak", "dormant", "mere", "deals_push", "deals_pull", "deals_referral", "leads_push",
                                           "leads_pull", "leads_referral", "opportunities", "annoyance",
                                           "broken", "unwanted", "requests_accepted")},
        "needs at the end": np.sum(people.need >= 0),
    }  # fmt: skip
    amounts = {
        **{f"hours: {name}": weekly[f"hours_{name}"] for name in ("call", "post", "attend_event", "groom_profile")},
        "value": history.deals["value"].sum(),
        **{f"mean {name} at the start": start.ties[name].mean(dtype=float) for name in ("strength", "trust", "energy")},
        **{f"mean {name} at the end": end.ties[name].mean(dtype=float) for name in ("strength", "trust", "energy", "knowledge")},
        "spread of strength at the end": end.ties["strength"].std(dtype=float),
        "mean profile": people.profile.mean(dtype=float),
        "mean reputation": people.reputation.mean(dtype=float),
        "hours still owed": people.debt.sum(dtype=float),
    }
    return {name: int(x) for name, x in counts.items()} | {name: float(f"{x:.9g}") for name, x in amounts.items()}


def write() -> None:
    """Rewrite the kept numbers."""
    FILE.write_text(json.dumps(measured(), indent=2) + "\n", encoding="utf-8")


def kept() -> dict[str, dict]:
    """The kept numbers."""
    return json.loads(FILE.read_text(encoding="utf-8"))
