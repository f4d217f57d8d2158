"""One seller's diary: what it did week by week, and where each of its deals came from."""

from __future__ import annotations

import pandas as pd

from sim.engine import Run

from ..errors import UserError
from ..words import pretty

KINDS = {"request": "request", "share_info": "note", "call": "call", "reconnect": "message to an old contact", "pitch": "offer"}


def diary(run: Run, person: int) -> list[str]:
    """The diary of a seller in a run that kept its messages; raises UserError if the person sells nothing."""
    sellers = pd.DataFrame(run.sellers)
    mine = sellers[sellers["person"] == person]
    if mine.empty:
        near = ", ".join(map(str, sellers["person"].head(5)))
        raise UserError(f"--person {person}: sells nothing in this run; sellers are for example {near}")
    row = mine.iloc[0]
    mail, deals = pd.DataFrame(run.messages), pd.DataFrame(run.deals)
    sent, deals = mail[mail["sender"] == person], deals[deals["seller"] == person]
    name = pretty(run.labels[int(row["group"])])
    said = [f"Person {person}, {name}: {row['hours']:.0f} h, {int(row['deals'])} deals worth {row['value']:,.0f} EUR."]
    said += [week_line(week, part) for week, part in sent.groupby("week") if len(part)]
    said += ["", "Where the deals came from:"] if len(deals) else ["", "No deal."]
    for deal in deals.itertuples():
        said += deal_story(deal, mail, person)
    return said


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
