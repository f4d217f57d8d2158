"""F1 to F12: the way from a contact request to a deal, each step with a numerator and a denominator of its own.

Measured from a run's tables, pooled over all sellers: nothing here looks at a seller's group or strategy.
"""

import numpy as np
import pandas as pd

from sim.actions import ACCEPTED, ANSWERED, BROKEN, KIND, KINDS, OFFER_HEARD, PITCH_NOTE, READ, TALKED

from .intervals import Estimates

INTERESTED, MUTED = 256, 512
"""Bits of a reply: the offer is being considered; the sender will not be read again."""
FOLLOW_WEEKS = 26
"""Leads and requests so close to the end of the run are left out: what comes of them could not be seen."""
LEAD_COLUMNS = ("buyer", "seller", "week", "route", "first_message", "known", "stage", "week_opportunity", "week_end")
PUSH, PULL, REFERRAL = 0, 1, 2
WON = 2
ROUTE_CODES = {"push": PUSH, "pull": PULL, "referral": REFERRAL}
ROUTES = {"recommendation": REFERRAL, "social": PULL, "cold": PUSH}
TO = {"picked": 1, "anybody": 0}


def funnel(messages: pd.DataFrame, leads: pd.DataFrame, sellers: pd.DataFrame, weeks: int, lead_in_weeks: int = 0,
           draws: int = 500) -> pd.DataFrame:  # fmt: skip
    """Every step of the funnel in one run: rows of `COLUMNS`, intervals over resampled sellers.

    messages: week, sender, receiver, action (or kind and note), reply, picked, in the order of sending; leads: buyer, seller,
    week, route (code or name), first_message, known, picked, stage, week_opportunity, week_end, hours; sellers: person, hours, deals;
    weeks: length of the run; lead_in_weeks: what happened before counts as history only. NaN where there is no case.
    """
    messages = messages.astype({name: np.int64 for name in ("week", "sender", "receiver", "reply", "picked")})
    leads = leads.assign(route=[ROUTE_CODES.get(route, route) for route in leads["route"]]).astype({name: np.int64 for name in LEAD_COLUMNS})
    people = int(max((table[name].max() for table, name in ((messages, "sender"), (messages, "receiver"), (leads, "seller"),
                      (sellers, "person")) if len(table)), default=0)) + 1  # fmt: skip
    estimates = Estimates(people, draws, content=len(messages) + 1_000_003 * len(leads))
    sent = outreach(messages, sellers)
    counted = sent[sent["week"] >= lead_in_weeks]
    requests(estimates, counted)
    replies(estimates, counted)
    followed = leads[(leads["week"] >= lead_in_weeks) & (leads["week"] < weeks - FOLLOW_WEEKS)]
    stages(estimates, followed)
    deals(estimates, leads[(leads["stage"] == WON) & (leads["week_end"] >= lead_in_weeks)], sellers)
    removals(estimates, with_kinds(messages[messages["week"] >= lead_in_weeks]))
    per_request(estimates, counted[counted["week"] < weeks - FOLLOW_WEEKS], leads[leads["stage"] == WON])
    return estimates.table()


def with_kinds(messages: pd.DataFrame) -> pd.DataFrame:
    """The messages with the columns kind and pitched (whether they make an offer), from action or from kind and note."""
    if "kind" in messages:
        kind, note = messages["kind"].astype(str), messages["note"].to_numpy()
    else:
        kind, note = (messages["action"] & KIND).map(KINDS), messages["action"].to_numpy()
    return messages.assign(kind=kind, reply=messages["reply"].astype(np.int64),
                           pitched=(kind == "pitch") | ((kind == "request") & ((note & PITCH_NOTE) > 0)))  # fmt: skip


def outreach(messages: pd.DataFrame, sellers: pd.DataFrame) -> pd.DataFrame:
    """Requests and pitches of sellers to people whom they first wrote to by a request.

    Adds replied (answered, talked or interested; an acceptance alone is no reply) and push (1 for the first such message to
    that person and for the first after a reply, then counting up).
    """
    sent = with_kinds(messages[messages["sender"].isin(sellers["person"])])
    pair = ["sender", "receiver"]
    sent = sent[sent.groupby(pair)["kind"].transform("first") == "request"]
    sent = sent[sent["kind"].isin(["request", "pitch"])]
    replied = (sent["reply"] & (ANSWERED | TALKED | INTERESTED)) > 0
    sent = sent.assign(replied=replied, before=replied.astype(int))
    sent["before"] = sent.groupby(pair)["before"].cumsum() - sent["before"]  # replies before this message
    return sent.assign(push=sent.groupby([*pair, "before"]).cumcount() + 1)


def requests(estimates: Estimates, sent: pd.DataFrame) -> None:
    """F1: picked requests without a pitch that are accepted."""
    blank = sent[(sent["kind"] == "request") & ~sent["pitched"] & (sent["picked"] == 1)]
    estimates.share("F1", "accepted, picked request", blank["sender"].to_numpy(), (blank["reply"] & ACCEPTED) > 0)


def replies(estimates: Estimates, sent: pd.DataFrame) -> None:
    """F2: any reply to a message; F3: at the 4th message over that at the 1st; F4: interest."""
    for name, picked in TO.items():
        part = sent[sent["picked"] == picked]
        estimates.share("F2", f"any reply, {name}", part["sender"].to_numpy(), part["replied"])
        estimates.share("F4", f"interested, {name}", part["sender"].to_numpy(), (part["reply"] & INTERESTED) > 0)
    push = sent["push"].to_numpy()
    estimates.contrast("F3", "reply, message 4 / 1", sent["sender"].to_numpy(), sent["replied"].to_numpy(), (push == 4, push == 1))


def stages(estimates: Estimates, leads: pd.DataFrame) -> None:
    """F5: leads that become opportunities; F6: opportunities that are won; F7: leads that are won."""
    who, route = leads["seller"].to_numpy(), leads["route"].to_numpy()
    opened, won = (leads["week_opportunity"] >= 0).to_numpy(), (leads["stage"] == WON).to_numpy()
    for pattern, name, base, yes in (("F5", "opportunities / leads", np.ones(len(leads), bool), opened),
                                     ("F6", "won / opportunities", opened, won)):  # fmt: skip
        cold, referred = base & (route == PUSH), base & (route == REFERRAL)
        estimates.share(pattern, f"{name}, cold", who[cold], yes[cold])
        estimates.share(pattern, f"{name}, recommendation", who[referred], yes[referred])
        estimates.contrast(pattern, f"{name}, recommendation / cold", who, yes, (referred, cold))
    for name, code in ROUTES.items():
        estimates.share("F7", f"won / leads, {name}", who[route == code], won[route == code])
    estimates.contrast("F7", "won / leads, recommendation / cold", who, won, (route == REFERRAL, route == PUSH))


def deals(estimates: Estimates, won: pd.DataFrame, sellers: pd.DataFrame) -> None:
    """F8: deals with a seller unknown when the need arose; F9: weeks from first message to deal; F10: hours a deal."""
    estimates.share("F8", "deals with an unknown seller", won["seller"].to_numpy(), won["known"] == 0)
    written = won[won["first_message"] >= 0]
    weeks, who = (written["week_end"] - written["first_message"]).to_numpy(float), written["seller"].to_numpy()
    drawn = [median(np.repeat(weeks, times.astype(int))) for times in estimates.times[:, who]]
    estimates.keep("F9", "first message to deal", median(weeks), np.array(drawn), len(weeks), "weeks, median")
    hours = [sellers["hours"].to_numpy(), sellers["deals"].to_numpy()]
    estimates.add("F10", "seller's hours / deal", sellers["person"].to_numpy(), hours, lambda s: s[..., 0] / s[..., 1], "h")


def median(values: np.ndarray) -> float:
    """The median, NaN of nothing."""
    return float(np.median(values)) if len(values) else np.nan


def removals(estimates: Estimates, messages: pd.DataFrame) -> None:
    """F11: unwanted offers (read, and no need for them) after which the receiver muted the sender or broke the tie."""
    unwanted = messages[messages["pitched"] & ((messages["reply"] & READ) > 0) & ((messages["reply"] & OFFER_HEARD) == 0)]
    removed = (unwanted["reply"] & (MUTED | BROKEN)) > 0
    estimates.share("F11", "removed / unwanted offer", unwanted["sender"].to_numpy(), removed)


def per_request(estimates: Estimates, sent: pd.DataFrame, won: pd.DataFrame) -> None:
    """F12: deals within 26 weeks of a request by the seller to the buyer, over requests; a deal counts for the last one."""
    asked = sent.loc[sent["kind"] == "request", ["week", "sender", "receiver", "picked"]]
    asked = asked.reset_index(names="request")
    came = asked.merge(won[["seller", "buyer", "week_end"]].reset_index(names="deal"),
                       left_on=["sender", "receiver"], right_on=["seller", "buyer"])  # fmt: skip
    wait = came["week_end"] - came["week"]
    came = came[(wait >= 0) & (wait < FOLLOW_WEEKS)].drop_duplicates("deal", keep="last")
    count = came.groupby("request").size().reindex(asked["request"]).fillna(0).to_numpy()
    for name, picked in TO.items():
        chosen = (asked["picked"] == picked).to_numpy()
        estimates.mean("F12", f"deals / request, {name}", asked["sender"].to_numpy()[chosen], count[chosen], "deals")
