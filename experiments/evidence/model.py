"""The model's own message logs, measured with the code that measures real ones."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sim.engine import Run, run
from sim.scenario import Group, Scenario

from .funnel import funnel
from .intervals import COLUMNS
from .log import WEEK, from_simulation
from .measure import patterns
from .rates import rates
from .scoring import change_when_doubled
from .steady import steady_in_run

PEOPLE, WEEKS, BURN_IN = 500, 156, 52
SELLING_PEOPLE, SELLING_WEEKS, SELLING_BURN_IN = 2000, 104, 8
STEADY_WEEKS = 520
MASS_WEEKS = 34  # after these even 2,000 people are asked, and mass mailers turn into people who ask a few
LEAD_WEEKS = 26  # a deal within half a year counts as what came of a lead


def ordinary_market(base: Scenario | None = None) -> Scenario:
    """A market of ordinary people only, with the parameters of `base`."""
    return (base or Scenario()).model_copy(update={"people": PEOPLE, "weeks": WEEKS, "strategies": {}})


def doubled(market: Scenario) -> Scenario:
    """The same people, listing twice as many contacts."""
    slots = min(4096, 2 * market.contact_slots)
    contacts = market.market.model_copy(update={"contacts": 2 * market.market.contacts})
    return market.model_copy(update={"market": contacts, "contact_slots": slots})


def with_sellers(market: Scenario) -> Scenario:
    """The same market in which one in three sells in passing (assumption) and one in fifty mass-mails, one in fifty picks: P7, P10, F1-F12."""
    ordinary = Group(strategy="member", sellers=SELLING_PEOPLE // 3, hours=market.market.hours, parameters=market.market.parameters)
    mass = Group(strategy="spam_requests", sellers=SELLING_PEOPLE // 50, hours=5.0)
    picked = Group(strategy="picked_outreach", sellers=SELLING_PEOPLE // 50, hours=5.0)
    groups = {"ordinary_sellers": ordinary, "mass_mailers": mass, "picked_outreach": picked}
    return market.model_copy(update={"people": SELLING_PEOPLE, "weeks": SELLING_WEEKS, "strategies": groups})


def log_of(done: Run) -> pd.DataFrame:
    """The message log of a run."""
    return from_simulation(pd.DataFrame(done.messages))


def patterns_of(market: Scenario, seed: int) -> pd.DataFrame:
    """Every pattern of one seed: rows as `patterns` gives them, from three runs that share seed and people."""
    alone = patterns(log_of(run(market, seed, messages=True)), BURN_IN, draws=0)
    twice = patterns(log_of(run(doubled(market), seed, messages=True)), BURN_IN, draws=0)
    selling = run(with_sellers(market), seed, messages=True)
    mail = log_of(selling)
    mass = patterns(mail[mail["time"] < MASS_WEEKS * WEEK], SELLING_BURN_IN, draws=0)
    from_sellers = mass[mass["pattern"] == "P7"]
    parts = [alone[~alone["pattern"].isin(["P7", "steady"])], from_sellers, change_when_doubled(alone, twice), steady_over_years(market, seed),
             leads(selling), funnel_of(selling), rates(selling)]  # fmt: skip
    return pd.concat(parts)


def steady_over_years(market: Scenario, seed: int) -> pd.DataFrame:
    """Relationships a person at weeks 0, 156 and 520 of a run of ten years."""
    done = run(market.model_copy(update={"weeks": STEADY_WEEKS}), seed)
    return steady_in_run(done.weekly, int((done.state.people.group == 0).sum()))


def funnel_of(done: Run) -> pd.DataFrame:
    """F1 to F12 of a run with messages, without intervals; no rows from a model whose runs have no table of leads."""
    table = getattr(done, "leads", None)
    if table is None:
        return pd.DataFrame(columns=COLUMNS)
    tables = [pd.DataFrame(columns) for columns in (done.messages, table, done.sellers)]
    return funnel(*tables, done.scenario.weeks, SELLING_BURN_IN, draws=0)


def leads(done: Run) -> pd.DataFrame:
    """P10: what came of leads within half a year, and how many of all members but the mass mailers had any revenue.

    A lead is the first pitch (a pitch, or a request that pitches) of a seller to a person: cold without a mutual contact,
    warm with one, platform contact when the person is in the seller's address book.
    """
    mail = pd.DataFrame(done.messages)
    pitched = mail[(mail["kind"] == "pitch") | ((mail["kind"] == "request") & ((mail["note"] & 32) > 0))]
    first = pitched.drop_duplicates(["sender", "receiver"])
    first = first[(first["week"] >= SELLING_BURN_IN) & (first["week"] < done.scenario.weeks - LEAD_WEEKS)]
    deals = pd.DataFrame(done.deals)[["week", "seller", "buyer"]].rename(columns={"week": "deal"})
    came = first.merge(deals, left_on=["sender", "receiver"], right_on=["seller", "buyer"], how="left")
    came["won"] = (came["deal"] >= came["week"]) & (came["deal"] < came["week"] + LEAD_WEEKS)
    won = came.groupby(["sender", "receiver", "kind"], as_index=False).agg(won=("won", "max"), mutual=("mutual", "max"))
    cold = (won["kind"] == "request") & (won["mutual"] == 0)
    warm = (won["kind"] == "request") & (won["mutual"] > 0)
    classes = {"warm": warm, "platform contact": won["kind"] == "pitch", "cold": cold}
    rows = [(f"lead to deal, {name}", won.loc[chosen, "won"].mean(), int(chosen.sum())) for name, chosen in classes.items()]
    members = int((done.state.people.group < 2).sum())
    earning = int((done.sellers["deals"][done.sellers["group"] == 1] > 0).sum())
    rows.append(("members with any revenue", earning / members, members))
    table = [("P10", name, float(value), np.nan, np.nan, n, "share") for name, value, n in rows]
    return pd.DataFrame(table, columns=COLUMNS)


def patterns_of_seeds(market: Scenario, seeds: Iterable[int], workers: int = 0) -> pd.DataFrame:
    """Patterns of several seeds, one below the other, in worker processes."""
    from os import cpu_count

    from ..running.pools import spawned

    seeds = list(seeds)
    run(market.model_copy(update={"weeks": 2}), 1)  # compile before the workers need it
    run(with_sellers(market).model_copy(update={"weeks": 2}), 1)
    with spawned(min(workers or cpu_count() or 1, len(seeds))) as pool:
        return pd.concat(pool.map(patterns_of, [market] * len(seeds), seeds))
