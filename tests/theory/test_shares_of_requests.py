"""Requests by strangers: how many are read and accepted, against the chances in the rules.

Nobody knows anybody, ordinary people only answer. Observed numbers must lie within four standard deviations.
"""

import numpy as np
import pytest

from sim import Scenario, run
from sim.actions import ACCEPTED, READ
from sim.population import populate
from sim.rules.acceptance import p_accept

STRANGERS = {"hours": 0.0, "contacts": 0, "close": 0, "near": 0}
UNLIMITED = {"attention": {"mail_per_week": 1e6}}
PLAIN = {"common_ground": 0.0, "profile": 0.0, "mutual_contact": 0.0, "reputation": 0.0, "note": 0.0}


def requests(weeks=1, people=900, sellers=10, strategy="collect_contacts", parameters=None, market=STRANGERS, **rules):
    """Log and people of a run in which sellers ask strangers; messages to sellers are left out."""
    group = {strategy: {"sellers": sellers, "parameters": parameters or {}}}
    scenario = Scenario(people=people, weeks=weeks, contact_slots=512, market=market, strategies=group,
                        rules={"trade": {"needs_per_year": 0.0}} | rules)  # fmt: skip
    history = run(scenario, 7, messages=True)
    to_market = history.state.people.offer[history.messages["receiver"]] < 0
    assert set(history.messages["kind"]) == {"request"}
    return {name: column[to_market] for name, column in history.messages.items()}, history.state.people, scenario


def within(observed, chances, deviations=4.0):
    """Whether a number of successes is what independent trials with these chances would give."""
    chances = np.asarray(chances)
    return abs(observed - chances.sum()) < deviations * np.sqrt((chances * (1 - chances)).sum())


@pytest.mark.parametrize("intercept, chance", [(-3.0, 0.125), (-1.0, 0.25), (1.0, 0.75)])
def test_blank_requests_are_accepted_as_often_as_the_sigmoid_says(intercept, chance):
    """Chance = 1/2 (1 + x / (1 + |x|)); acceptance.py with all grounds but the intercept at 0."""
    log, *_ = requests(**UNLIMITED, acceptance=PLAIN | {"intercept": intercept})
    assert len(log["reply"]) > 300
    assert (log["reply"] & READ).all()
    assert within(np.sum(log["reply"] & ACCEPTED > 0), np.full(len(log["reply"]), chance))


def test_acceptance_adds_up_over_all_grounds_of_every_single_request():
    """Sum of `p_accept` over the requests sent, with each sender's profile, common ground and each receiver's sensitivity."""
    asked = {"intercept": 0.5, "note": 0.0, "money_motive": 1.5}
    log, people, scenario = requests(strategy="spam_requests", parameters={"effort_minutes": 3.0}, **UNLIMITED, acceptance=asked)
    sender, receiver = log["sender"], log["receiver"]
    both = [bin(a & b).count("1") / max(1, bin(a | b).count("1")) for a, b in
            zip(people.topics[sender].tolist(), people.topics[receiver].tolist())]  # fmt: skip
    profile = populate(scenario, 7).people.profile[sender]  # as it was when the request was read
    rows = zip(both, profile.tolist(), people.sensitivity[receiver].tolist())
    chances = [p_accept(common, 0, shown, 0.0, 0.0, 0, money, 0.0, scenario.rules.acceptance) for common, shown, money in rows]
    accepted = log["reply"] & ACCEPTED > 0
    assert len(chances) > 700 and np.std(chances) > 0.1
    assert within(accepted.sum(), chances)
    likely = np.array(chances) > np.median(chances)
    assert within(accepted[likely].sum(), np.array(chances)[likely])


def test_asking_again_brings_no_new_luck():
    """The luck of a request belongs to the pair: of those ever asked a quarter accept, however often they are asked."""
    log, *_ = requests(weeks=30, people=150, sellers=4, **UNLIMITED, acceptance=PLAIN | {"intercept": -1.0})
    pair = log["sender"].astype(int) * 1000 + log["receiver"]
    asked, times = np.unique(pair, return_counts=True)
    assert np.median(times) > 4
    ever = np.unique(pair[log["reply"] & ACCEPTED > 0])
    assert within(len(ever), np.full(len(asked), 0.25))


@pytest.mark.parametrize("attention", [2, 5])
def test_a_swamped_inbox_reads_its_attention_and_no_more(attention):
    """Share read = attention / inbox when swamped, so each reads about `attention` letters; attention.py."""
    log, people, _ = requests(people=60, sellers=20, strategy="spam_requests", market=STRANGERS | {"spread": 0.0},
                              attention={"mail_per_week": attention})  # fmt: skip
    inbox = np.bincount(log["receiver"], minlength=60)
    swamped = inbox > attention
    assert swamped.sum() > 30 and inbox[swamped].mean() > 2 * attention
    chances = np.minimum(1, attention / inbox[log["receiver"]])
    read = log["reply"] & READ > 0
    assert within(read.sum(), chances)
    per_person = np.bincount(log["receiver"], read, minlength=60)[swamped]
    assert per_person.mean() == pytest.approx(attention, rel=0.15)


def test_an_inbox_within_attention_is_read_to_the_last_letter():
    log, *_ = requests(people=60, sellers=20, strategy="spam_requests", market=STRANGERS | {"spread": 0.0}, attention={"mail_per_week": 41})
    assert (log["reply"] & READ).all()


def test_a_flood_drowns_the_honest_too():
    """A letter is read with attention / inbox, whoever fills the inbox."""
    shares = {}
    for crowd in (0, 20):
        groups = {"spam_requests": {"sellers": crowd}, "collect_contacts": {"sellers": 5}}
        scenario = Scenario(people=60, weeks=1, market=STRANGERS | {"spread": 0.0}, strategies=groups,
                            rules={"attention": {"mail_per_week": 5}, "trade": {"needs_per_year": 0.0}})  # fmt: skip
        history = run(scenario, 7, messages=True)
        honest = (history.state.people.group[history.messages["sender"]] == 2) & (
            history.state.people.offer[history.messages["receiver"]] < 0
        )
        shares[crowd] = np.mean(history.messages["reply"][honest] & READ > 0)
    assert shares[0] == 1.0 and shares[20] < 0.5
