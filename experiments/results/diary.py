"""One seller's diary: what it did week by week, and where each of its deals came from."""

from __future__ import annotations

import pandas as pd

from sim.encounters.lead import WON
from sim.engine import Run

from ..errors import UserError
from ..words import pretty

STAGES = ("waiting for a talk", "open opportunities", "won", "lost to others", "without a decision", "left alone too long",
          "over after the talk")  # fmt: skip
KINDS = {"request": "request", "share_info": "note", "call": "call", "reconnect": "message to an old contact", "pitch": "offer",
         "work": "hour of work on a lead"}  # fmt: skip


def diary(run: Run, person: int) -> list[str]:
    """The diary of a seller in a run that kept its messages; raises UserError if the person sells nothing."""
    sellers = pd.DataFrame(run.sellers)
    mine = sellers[sellers["person"] == person]
    if mine.empty:
        near = ", ".join(map(str, sellers["person"].head(5)))
        raise UserError(f"--person {person}: sells nothing in this run; sellers are for example {near}")
    row = mine.iloc[0]
    mail, deals, leads = pd.DataFrame(run.messages), pd.DataFrame(run.deals), pd.DataFrame(run.leads)
    sent, deals, leads = mail[mail["sender"] == person], deals[deals["seller"] == person], leads[leads["seller"] == person]
    name = pretty(run.labels[int(row["group"])])
    said = [f"Person {person}, {name}: {row['hours']:.0f} h, {int(row['deals'])} deals worth {row['value']:,.0f} EUR."]
    said += [week_line(week, part) for week, part in sent.groupby("week") if len(part)]
    said += ["", "Where the deals came from:"] if len(deals) else ["", "No deal."]
    for deal in deals.itertuples():
        lead = leads[(leads["buyer"] == deal.buyer) & (leads["week_end"] == deal.week) & (leads["stage"] == WON)].iloc[0]
        said += [*deal_story(deal, mail, person), way_of(lead)]
    return [*said, "", *ends_of(leads)]


def way_of(lead) -> str:
    """The way of one deal: when the buyer became interested, when the talk opened an opportunity, the hours it took."""
    knew = "knew the offer before the need arose" if lead["known"] else "did not know the offer when the need arose"
    return (f"          a lead from week {lead['week']} on (the buyer {knew}; trust {lead['trust']:.2f}), an opportunity from week "
            f"{lead['week_opportunity']} on, {lead['hours']:.1f} h of work before the decision")  # fmt: skip


def ends_of(leads: pd.DataFrame) -> list[str]:
    """How the seller's leads ended, in one line; none without leads."""
    if leads.empty:
        return []
    counts = leads["stage"].map(dict(enumerate(STAGES))).value_counts()
    return [f"Leads: {len(leads)}, of these " + ", ".join(f"{counts[name]} {name}" for name in STAGES if name in counts) + "."]


def week_line(week: int, sent: pd.DataFrame) -> str:
    """A week in one line: how many of each kind, and how many were answered."""
    parts = [f"{len(part)} {KINDS[kind]}{'s' if len(part) > 1 else ''} ({int(part['answered'].sum())} answered)"
             for kind, part in sent.groupby("kind", sort=False)]  # fmt: skip
    return f"week {week:3}: {', '.join(parts)}"


def deal_story(deal, mail: pd.DataFrame, seller: int) -> list[str]:
    """One deal: its route, the tie it rested on, and every exchange that led to it."""
    tie = f"tie strength {deal.strength:.2f}, trust {deal.trust:.2f}" if deal.strength > 0 else "no tie"
    said = [f"week {deal.week:3}: person {deal.buyer} buys for {deal.value:,.0f} EUR by {deal.route} ({tie})"]
    between = mail[
        ((mail["sender"] == seller) & (mail["receiver"] == deal.buyer) | (mail["sender"] == deal.buyer) & (mail["receiver"] == seller))
        & (mail["week"] <= deal.week)
    ]
    if between.empty:
        return [*said, "          no message between the two before: somebody recommended the seller, or they met elsewhere"]
    counts = between.groupby(["sender", "kind"]).size()
    for (sender, kind), n in counts.items():
        who = "seller" if sender == seller else "buyer"
        said.append(f"          {n} {KINDS[kind]}{'s' if n > 1 else ''} by the {who}, first in week {between['week'].min()}")
    return said
