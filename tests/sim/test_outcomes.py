"""What is measured, against events counted by hand on tiny cases and against the log of a run."""

import numpy as np
import pytest

from sim import run
from sim.actions import ACCEPTED, ANNOYED, ANSWERED, BROKEN, CALL, CONCRETE, OFFER_CALL, PITCH, READ, REQUEST, SHARE_INFO, TALKED
from sim.measures import COUNT, MEASURES, NAMES, SCALE
from sim.network import network_of
from sim.outcomes import (
    DEAL_COLUMNS,
    MESSAGE_COLUMNS,
    SELLER_COLUMNS,
    deal_columns,
    kinds_of_ties,
    message_columns,
    seller_outcomes,
    weekly_series,
)
from sim.state import empty_state, room_for_deals
from tests.plain import Scenario

SCENARIO = Scenario(
    people=80, weeks=20, contact_slots=40, market={"contacts": 30, "close": 6, "near": 10, "community": 40, "circle": 12},
    strategies={"spam_requests": {"sellers": 8}, "call_first": {"sellers": 8}, "group_contributor": {"sellers": 4}},
    rules={
        "attention": {"answers_per_week": 5}, "pitching": {"p_react": 0.6},
        "trade": {"needs_per_year": 8, "outside": 0.8}, "segments": {"share": 1.0},
        "interest": {"at_no_trust": 1.0, "at_full_trust": 1.0},
        "selling": {"p_opportunity": 1.0, "p_opportunity_trusted": 1.0, "weeks_most": 4, "p_no_decision": 0.0},
    },
)  # fmt: skip


@pytest.fixture(scope="module")
def history():
    return run(SCENARIO, seed=2, messages=True, networks=[20])


def tiny_state():
    """Person 0 knows four people, one of each kind; person 1 knows one; person 2 sells and knows nobody."""
    state = empty_state(3, 5)
    state.people.contacts[:] = [4, 1, 0]
    state.ties.strength[0] = [0.5, 0.1, 0.0999, 0.0999, 0.9]  # the last slot is not in use
    state.ties.energy[0] = [0.5, 0.9, 0.25, 0.2499, 0.9]
    state.ties.strength[1, 0], state.ties.energy[1, 0] = 0.4999, 0.6
    state.people.group[2] = 1
    return state


def test_kinds_of_ties_by_hand():
    kinds = kinds_of_ties(tiny_state(), np.array([0, 1, 2]))
    assert {name: found.tolist() for name, found in kinds.items()} == {
        "strong": [1, 0, 0], "weak": [1, 1, 0], "dormant": [1, 0, 0], "mere": [1, 0, 0]
    }  # fmt: skip


def test_outcomes_are_those_of_sellers():
    state = tiny_state()
    state.people.spent[:] = [1, 2, 3.5]
    state.people.deals[:], state.people.earned[:], state.people.first_deal[:] = [9, 9, 2], [9, 9, 700], [9, 9, 4]
    outcomes = seller_outcomes(state)
    assert list(outcomes) == list(SELLER_COLUMNS)
    expected = {"person": 2, "hours": 3.5, "deals": 2, "value": 700, "first_deal": 4, "strong": 0, "mere": 0}
    assert {name: outcomes[name].tolist() for name in expected} == {name: [value] for name, value in expected.items()}


def test_amounts_leave_fixed_point_and_counts_do_not():
    tallies = np.zeros((2, 1, COUNT), np.int64)
    tallies[1, 0, NAMES.index("hours_call")] = SCALE * 3 // 2
    tallies[1, 0, NAMES.index("strong")] = 7
    for route, deals in (("push", 1), ("pull", 2), ("referral", 4)):
        tallies[0, 0, NAMES.index(f"deals_{route}")] = deals
    series = weekly_series(tallies)
    assert series["hours_call"].tolist() == [[0], [1.5]]
    assert series["strong"].tolist() == [[0], [7]]
    assert series["deals"].tolist() == [[7], [0]]
    assert set(series) == {*MEASURES, "deals"}


def test_messages_by_hand():
    def mail(*rows):
        names = ("sender", "receiver", "action", "nth", "mutual", "reply", "quality")
        return {name: np.array(column) for name, column in zip(names, zip(*rows))}

    columns = message_columns([
        (0, mail((1, 2, REQUEST | CONCRETE | OFFER_CALL, 0, 3, READ | ACCEPTED, 0.5), (1, 4, PITCH, 0, 0, READ | ANNOYED, 0.3))),
        (1, mail((2, 1, SHARE_INFO, 1, 0, READ | ANSWERED, 0.5), (3, 1, CALL, 0, 0, 0, 0.5), (3, 2, CALL, 0, 0, READ | TALKED, 0.5))),
    ])  # fmt: skip
    assert set(columns) == set(MESSAGE_COLUMNS)
    assert columns["week"].tolist() == [0, 0, 1, 1, 1]
    assert columns["kind"].tolist() == ["request", "pitch", "share_info", "call", "call"]
    assert columns["note"].tolist() == [16 + 64, 0, 0, 0, 0]
    assert columns["answered"].tolist() == [True, False, True, False, True]


def test_deals_by_hand():
    found = room_for_deals(2)
    found[0] = (7, 2, 1, 5, 0.3, 0.4, 500.0, 12.5)
    found[1] = (6, 1, 2, 0, 0.0, 0.15, 80.0, 3.0)
    columns = deal_columns([(3, found[:1]), (4, room_for_deals(0)), (9, found[1:])], np.array([0, 5, 6], np.int16))
    assert set(columns) == set(DEAL_COLUMNS)
    assert columns["week"].tolist() == [3, 9] and columns["buyer"].tolist() == [7, 6]
    assert columns["seller"].tolist() == [2, 1] and columns["group"].tolist() == [6, 5]
    assert columns["route"].tolist() == ["pull", "referral"] and columns["topic"].tolist() == [5, 0]
    assert columns["strength"].tolist() == pytest.approx([0.3, 0.0]) and columns["trust"].tolist() == pytest.approx([0.4, 0.15])
    assert columns["value"].tolist() == [500, 80] and columns["hours"].tolist() == [12.5, 3]


def test_a_run_without_deals_has_empty_deal_columns():
    columns = deal_columns([(0, room_for_deals(0))], np.zeros(3, np.int16))
    assert all(len(column) == 0 for column in columns.values())


@pytest.mark.parametrize(
    "measure, counted",
    [
        ("messages_sent", lambda log: log["sender"] >= 0),
        ("requests_sent", lambda log: log["kind"] == "request"),
        ("requests_accepted", lambda log: (log["kind"] == "request") & (log["reply"] & ACCEPTED > 0)),
        ("messages_answered", lambda log: log["answered"]),
        ("annoyance", lambda log: log["reply"] & ANNOYED > 0),
        ("broken", lambda log: log["reply"] & BROKEN > 0),
    ],
)
def test_weekly_sums_are_the_messages_of_the_log(history, measure, counted):
    log = history.messages
    found = np.zeros_like(history.weekly[measure])
    which = counted(log)
    np.add.at(found, (log["week"][which], history.state.people.group[log["sender"][which]]), 1)
    assert found.sum() > 5
    assert np.array_equal(history.weekly[measure], found)


def test_requests_received_are_those_that_were_read(history):
    log = history.messages
    read = (log["kind"] == "request") & (log["reply"] & READ > 0)
    found = np.zeros_like(history.weekly["requests_received"])
    np.add.at(found, (log["week"][read], history.state.people.group[log["receiver"][read]]), 1)
    assert np.array_equal(history.weekly["requests_received"], found)
    assert found.sum() < np.sum(log["kind"] == "request")  # attention is short here


def test_weekly_deals_and_values_are_those_of_the_list(history):
    deals = history.deals
    assert len(deals["week"]) > 10
    for route in ("push", "pull", "referral"):
        found = np.zeros_like(history.weekly["deals"])
        which = deals["route"] == route
        np.add.at(found, (deals["week"][which], deals["group"][which]), 1)
        assert np.array_equal(history.weekly[f"deals_{route}"], found)
    assert history.weekly["value"].sum() == np.floor(deals["value"]).sum()
    assert history.sellers["value"].sum() == pytest.approx(deals["value"].sum())


def test_a_sellers_hours_between_deals_and_first_deal_are_those_of_the_list(history):
    for person, first, count, hours in zip(*(history.sellers[name].tolist() for name in ("person", "first_deal", "deals", "hours"))):
        own = history.deals["seller"] == person
        assert own.sum() == count
        assert first == (history.deals["week"][own].min() if count else -1)
        assert history.deals["hours"][own].sum() <= hours + 1e-9


def test_buyers_had_a_need_and_never_sell(history):
    buyers = history.deals["buyer"]
    assert (history.state.people.offer[buyers] == -1).all()
    assert (history.state.people.offer[history.deals["seller"]] == history.deals["topic"]).all()
    assert len({*zip(history.deals["week"].tolist(), buyers.tolist())}) == len(buyers)  # at most one deal a week each


COUNTED_BEFORE = {"dormant": 12, "mere": 12, "strength": 2.0, "trust_earned": 4.0}  # stand still for up to eight weeks


def test_last_weeks_sums_are_the_final_state(history):
    """What is counted every week exactly; of what is counted every eighth week only what changed since then is missing."""
    people, network = history.state.people, network_of(history.state, 20)
    kinds = kinds_of_ties(history.state, np.arange(80))
    stranger = SCENARIO.rules.acceptance.trust_of_stranger
    to_sellers = people.offer[network.alter] >= 0
    sums = {
        **{name: (people.group, found) for name, found in kinds.items()},
        "strength": (people.group[network.ego], network.ties["strength"]),
        "reputation": (people.group, people.reputation),
        "trust_earned": (people.group[network.alter[to_sellers]], network.ties["trust"][to_sellers] - stranger),
    }
    for name, (group, amounts) in sums.items():
        missing = COUNTED_BEFORE.get(name, 0.005)
        assert history.weekly[name][-1] == pytest.approx(np.bincount(group, amounts, minlength=4), abs=missing), name
    every = sum(history.weekly[name][-1].sum() for name in kinds)
    assert every == people.contacts.sum()


def test_hours_by_action_add_up_to_the_hours_spent(history):
    by_action = sum(series.sum(axis=0) for name, series in history.weekly.items() if name.startswith("hours_"))
    assert by_action == pytest.approx(np.bincount(history.state.people.group, history.state.people.spent), abs=0.05)


def test_unwanted_pitches_are_counted_where_they_arrive(history):
    assert history.weekly["unwanted"].sum() == history.state.people.unwanted.sum() > 100
    assert history.weekly["unwanted"][:, 1:].sum() == history.sellers["unwanted"].sum()


def test_a_kept_network_is_the_state_of_its_week(history):
    kept = history.networks[20]
    assert kept.week == 20
    assert np.array_equal(kept.ties["strength"], network_of(history.state, 20).ties["strength"])
