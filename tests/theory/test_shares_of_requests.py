"""Requests by strangers: how many are read and accepted, against the chances in the rules.

Nobody knows anybody, ordinary people only answer. Observed numbers must lie within four standard deviations.
"""

import numpy as np
import pytest

from sim import run
from sim.actions import ACCEPTED, ANNOYED, INTERESTED, READ
from sim.population import populate
from sim.rules.acceptance import p_accept
from tests.plain import Scenario

STRANGERS = {"hours": 0.0, "contacts": 0, "close": 0, "near": 0}
UNLIMITED = {"attention": {"answers_per_week": 1e6}}
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
    again = {"planning": {"ask_again_weeks": 0}}
    log, *_ = requests(weeks=30, people=150, sellers=4, **UNLIMITED, **again, acceptance=PLAIN | {"intercept": -1.0})
    pair = log["sender"].astype(int) * 1000 + log["receiver"]
    asked, times = np.unique(pair, return_counts=True)
    assert np.median(times) > 4
    ever = np.unique(pair[log["reply"] & ACCEPTED > 0])
    assert within(len(ever), np.full(len(asked), 0.25))


@pytest.mark.parametrize("weeks", [0, 5, 26])
def test_nobody_is_asked_again_before_the_platform_allows(weeks):
    """A request that was read and declined, or not read at all, is kept: the next one comes so many weeks later at the earliest."""
    rules = {"planning": {"ask_again_weeks": weeks}, "attention": {"answers_per_week": 1}, "acceptance": PLAIN | {"intercept": -3.0}}
    log, *_ = requests(weeks=60, people=40, sellers=4, **rules)
    assert 0.2 < np.mean(log["reply"] & READ > 0) < 0.99
    week = {}
    waits = []
    for sender, receiver, when in zip(log["sender"].tolist(), log["receiver"].tolist(), log["week"].tolist()):
        if (sender, receiver) in week:
            waits.append(when - week[sender, receiver])
        week[sender, receiver] = when
    assert len(waits) > 50
    assert min(waits) == max(1, weeks)


@pytest.mark.parametrize("most, sent", [(7, 7), (100, 100), (1000, 180)])
def test_the_platform_limits_requests_a_week(most, sent):
    """Six hours of two minutes each are 180 requests, if so many are allowed and so many people are shown."""
    log, people, _ = requests(people=900, sellers=1, strategy="spam_requests", parameters={"prospects": 200}, market=STRANGERS,
                              planning={"most_requests": most, "show_by_contacts": 0.0, "show_posters": 0.0})  # fmt: skip
    hours = float(people.hours[log["sender"][0]])
    assert len(log["sender"]) == min(sent, int(hours * 30 + 1e-6))


def requests_by_week(weeks, restriction, intercept):
    """How many requests one sender of many sends each week."""
    log, *_ = requests(weeks, 900, 1, "collect_contacts", {"prospects": 200}, STRANGERS, **UNLIMITED,
                       acceptance=PLAIN | {"intercept": intercept}, restriction=restriction,
                       planning={"most_requests": 20, "ask_again_weeks": 0, "show_by_contacts": 0.0, "show_posters": 0.0})  # fmt: skip
    return np.bincount(log["week"], minlength=weeks).tolist()


def test_who_is_mostly_declined_may_not_ask_for_some_weeks():
    """Hardly anybody accepts: the look after 40 requests comes with the second week, then three weeks without any, and anew."""
    declined = requests_by_week(12, {"accepted_needed": 0.5, "look_after": 40, "weeks": 3}, -10)
    assert declined == [20, 20, 0, 0, 0, 20, 20, 0, 0, 0, 20, 20]


def test_who_is_mostly_accepted_is_left_alone_and_nobody_is_restricted_unless_asked_for():
    """Nearly everybody accepts, which the demand of one half leaves alone; without a demand nobody is restricted either."""
    assert requests_by_week(8, {"accepted_needed": 0.5, "look_after": 20, "weeks": 3}, 10) == [20] * 8
    assert requests_by_week(8, {"look_after": 20, "weeks": 3}, -10) == [20] * 8


def in_need(people=400, weeks=1, **acceptance):
    """A market in which everybody needs the one thing that three strangers pitch in the notes of their requests."""
    market = STRANGERS | {"offers": 1}
    trade = {"needs_per_year": 52.0, "need_weeks": 52, "outside": -10.0, "ask_around": 0.0, "recall": 0.0}
    return requests(weeks, people, 3, "spam_requests", {"prospects": 100}, market, **UNLIMITED, acceptance=PLAIN | acceptance, trade=trade,
                    segments={"share": 1.0}, interest={"at_no_trust": 1.0, "at_full_trust": 1.0})  # fmt: skip


def test_an_offer_in_a_note_counts_once_the_request_is_accepted():
    """Everybody needs it and nothing else is on sale, so whoever accepts is interested, and nobody else."""
    log, people, _ = in_need(intercept=-1.0)
    accepted = log["reply"] & ACCEPTED > 0
    buyers = np.unique(log["receiver"][accepted])
    assert 20 < len(buyers) < 200
    interested = np.unique(log["receiver"][log["reply"] & INTERESTED > 0])
    assert set(interested) == set(buyers[people.offer[buyers] < 0].tolist())


@pytest.mark.parametrize("weight", [0.0, 8.0])
def test_an_offer_that_meets_a_need_is_a_reason_and_no_intrusion(weight):
    """Chance at intercept -2 with note weight 2: sigmoid(-2 + 2 (1 - 0.5)) = 1/4, whatever the money motive weighs."""
    log, *_ = in_need(intercept=-2.0, note=2.0, money_motive=weight)
    assert within(np.sum(log["reply"] & ACCEPTED > 0), np.full(len(log["reply"]), 0.25))
    assert not (log["reply"] & ANNOYED).any()


@pytest.mark.parametrize("attention", [2, 5])
def test_a_swamped_inbox_reads_its_attention_and_no_more(attention):
    """Share read = attention / inbox when swamped, so each reads about `attention` letters; attention.py."""
    log, people, _ = requests(people=60, sellers=20, strategy="spam_requests", market=STRANGERS | {"spread": 0.0},
                              attention={"answers_per_week": attention})  # fmt: skip
    inbox = np.bincount(log["receiver"], minlength=60)
    swamped = inbox > attention
    assert swamped.sum() > 30 and inbox[swamped].mean() > 2 * attention
    chances = np.minimum(1, attention / inbox[log["receiver"]])
    read = log["reply"] & READ > 0
    assert within(read.sum(), chances)
    per_person = np.bincount(log["receiver"], read, minlength=60)[swamped]
    assert per_person.mean() == pytest.approx(attention, rel=0.15)


def test_an_inbox_within_attention_is_read_to_the_last_letter():
    log, *_ = requests(people=60, sellers=20, strategy="spam_requests", market=STRANGERS | {"spread": 0.0}, attention={"answers_per_week": 41})
    assert (log["reply"] & READ).all()


def test_a_flood_drowns_the_honest_too():
    """A letter is read with attention / inbox, whoever fills the inbox."""
    shares = {}
    for crowd in (0, 20):
        groups = {"spam_requests": {"sellers": crowd}, "collect_contacts": {"sellers": 5}}
        scenario = Scenario(people=60, weeks=1, market=STRANGERS | {"spread": 0.0}, strategies=groups,
                            rules={"attention": {"answers_per_week": 5}, "trade": {"needs_per_year": 0.0}})  # fmt: skip
        history = run(scenario, 7, messages=True)
        honest = (history.state.people.group[history.messages["sender"]] == 2) & (
            history.state.people.offer[history.messages["receiver"]] < 0
        )
        shares[crowd] = np.mean(history.messages["reply"][honest] & READ > 0)
    assert shares[0] == 1.0 and shares[20] < 0.5
