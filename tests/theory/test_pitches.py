"""Pitches by one seller to many: offence, breaks, reputation and deals, against their expected values."""

import numpy as np
import pytest

from sim import StartingTies, run
from sim.actions import ANNOYED, BROKEN, INTERESTED, OFFER_HEARD, READ
from sim.population import populate
from tests.plain import Scenario

OTHERS, STRENGTH, STRANGER = 400, 0.02, 0.15
TRUST = STRANGER + 0.85 * 0.8 * STRENGTH
MARKET = {"strategy": "idle", "hours": 0.0, "contacts": 0, "close": 0, "near": 0, "offers": 1}
QUIET = {"needs_per_year": 0.0}


def pitched(trade=QUIET, market=MARKET, weeks=1, **rules):
    """Six sellers whom everybody knows a little pitch to all they can: 181 in a week of 60 hours each."""
    scenario = Scenario(
        people=OTHERS, weeks=weeks, contact_slots=512, market=market, ablate=("attention",),
        strategies={"spam_requests": {"sellers": 6, "hours": 60.0, "parameters": {"prospects": 0, "pitch_minutes": 19.8}}},
        rules={"acceptance": {"trust_of_stranger": STRANGER}, "trade": trade} | rules,
    )  # fmt: skip
    sellers = np.flatnonzero(populate(scenario, 4).people.group)
    pairs = np.array([(i, j) for s in sellers for j in range(OTHERS) if j != s for i, j in ((s, j), (j, s))])
    ego, alter = np.unique(pairs, axis=0).T.astype(np.int32)
    columns = (np.full(len(ego), STRENGTH, np.float32), np.full(len(ego), STRENGTH, np.float32), np.zeros(len(ego), np.int32))
    history = run(scenario, 4, network=StartingTies(OTHERS, ego, alter, *columns), messages=True, networks=[weeks])
    log = history.messages
    assert set(log["kind"]) == {"pitch"} and (log["reply"] & READ).all()
    return history, log


def within(observed, chances, deviations=4.0):
    return abs(observed - np.sum(chances)) < deviations * np.sqrt(np.sum(np.multiply(chances, 1 - np.asarray(chances))))


def test_hours_limit_pitches_to_a_third_of_an_hour_each():
    """60 h / 0.33 h = 181 pitches a seller."""
    history, log = pitched()
    assert np.bincount(log["sender"])[history.sellers["person"]].tolist() == [181] * 6


def test_without_a_need_every_pitch_of_a_distrusted_seller_offends():
    history, log = pitched()
    assert (log["reply"] & ANNOYED).all()
    assert history.weekly["unwanted"].sum() == len(log["reply"]) == history.weekly["annoyance"].sum()


def test_without_a_need_a_trusted_seller_does_not_offend():
    history, log = pitched(pitching={"welcome_trust": 0.15})
    assert not (log["reply"] & ANNOYED).any()
    assert history.weekly["unwanted"].sum() == len(log["reply"])


def test_offended_receivers_break_ties_as_often_as_sensitivity_and_distrust_say():
    """p_react x sensitivity x (1 - trust), trust after the loss asymmetry x eta x annoyance x sensitivity x trust."""
    history, log = pitched(pitching={"p_react": 0.8, "annoyance": 1.0}, trust={"eta": 0.2, "asymmetry": 3.0})
    sensitivity = history.state.people.sensitivity[log["receiver"]].astype(float)
    trust = TRUST * (1 - 3.0 * 0.2 * sensitivity)
    assert np.std(sensitivity) > 0.2
    assert within(np.sum(log["reply"] & BROKEN > 0), 0.8 * sensitivity * (1 - trust))
    assert history.weekly["broken"].sum() == np.sum(log["reply"] & BROKEN > 0)


def test_broken_ties_are_gone_on_both_sides():
    history, log = pitched(pitching={"p_react": 1.0})
    network = history.networks[1]
    left = set(zip(network.ego.tolist(), network.alter.tolist()))
    broken = log["reply"] & BROKEN > 0
    assert broken.sum() > 100
    for sender, receiver in zip(log["sender"][broken].tolist(), log["receiver"][broken].tolist()):
        assert (sender, receiver) not in left and (receiver, sender) not in left


def test_trust_left_after_an_unwanted_pitch():
    """trust = stranger + 2^(-1/156) (t (1 - asymmetry eta annoyance sensitivity) - stranger)."""
    history, log = pitched(pitching={"p_react": 0.0, "annoyance": 0.5}, trust={"eta": 0.2, "asymmetry": 3.0, "half_life_weeks": 156.0})
    after = history.networks[1].to_sparse("trust")[log["receiver"], log["sender"]]
    sensitivity = history.state.people.sensitivity[log["receiver"]].astype(float)
    expected = STRANGER + 2 ** (-1 / 156) * (TRUST * (1 - 3.0 * 0.2 * 0.5 * sensitivity) - STRANGER)
    assert np.asarray(after).ravel() == pytest.approx(expected, rel=1e-5)


def test_reputation_falls_by_the_share_of_each_annoyed_receiver():
    """1 + reputation = (1 - loss)^annoyed after the first week, from 0."""
    history, _ = pitched(pitching={"reputation_lost": 0.002})
    assert history.sellers["reputation"] == pytest.approx((1 - 0.002) ** 181 - 1, rel=1e-4)


def test_an_offer_that_meets_a_need_is_heard_and_offends_nobody():
    """Everybody needs the one thing that is sold; one in ten considers a seller, whatever it trusts."""
    history, log = pitched(
        {"needs_per_year": 52.0, "need_weeks": 52, "recall": 0.0, "ask_around": 0.0},
        segments={"share": 1.0}, interest={"at_no_trust": 0.1, "at_full_trust": 0.1},
    )  # fmt: skip
    to_market = history.state.people.offer[log["receiver"]] < 0
    assert (log["reply"][to_market] & OFFER_HEARD).all() and not (log["reply"][to_market] & ANNOYED).any()
    interested = log["reply"] & INTERESTED > 0
    assert not interested[~to_market].any() and within(interested.sum(), np.full(to_market.sum(), 0.1))
    assert history.weekly["leads_push"].sum() == interested.sum() == (history.leads["route"] == "push").sum()
    assert not history.leads["known"][history.leads["route"] == "push"].any()


def test_needs_arise_at_their_rate_and_last_their_weeks():
    """Renewal: a need is there at the end of w + 1 weeks, the one before it begins included, in a cycle of w + 52 / n weeks."""
    scenario = Scenario(people=2000, weeks=60, market=MARKET, rules={
        "trade": {"needs_per_year": 6.0, "need_weeks": 4}, "segments": {"share": 1.0}})  # fmt: skip
    needs = run(scenario, 3).state.people.need >= 0
    share = 5 / (4 + 52 / 6)
    assert abs(needs.mean() - share) < 4 * np.sqrt(share * (1 - share) / 2000)
