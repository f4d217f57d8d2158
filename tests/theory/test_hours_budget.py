"""Hours: what a week holds, what calls take from the next, what a missed call gives back."""

import numpy as np
import pytest

from sim import StartingTies, run
from tests.plain import Scenario

EVERYBODY_SHARES = {"p_community_topic": 1.0, "p_other_topic": 1.0, "contacts": 0, "close": 0, "near": 0, "spread": 0.0}
CALLER = {"call": 2.0, "share_info": 0.0, "request": 0.0, "reconnect": 0.0, "post": 0.0, "event": 0.0, "groom": 0.0, "rest_weeks": 1}
POSTER = CALLER | {"call": 0.0, "post": 1.0}


def pair(weeks, pick_up, hours=1.0, callee=5.0):
    """One seller who calls one contact as often as time allows; nobody ever pitches or buys."""
    scenario = Scenario(
        people=2, weeks=weeks, contact_slots=4, market=EVERYBODY_SHARES | {"strategy": "idle", "hours": callee},
        strategies={"portfolio": {"sellers": 1, "hours": hours, "parameters": CALLER}},
        rules={"calling": {"p_pick_up_stranger": pick_up, "p_pick_up_friend": pick_up}, "trade": {"needs_per_year": 0.0}},
    )  # fmt: skip
    columns = np.float32([0.3, 0.3]), np.float32([0.3, 0.3]), np.int32([-5, -5])
    return run(scenario, 1, network=StartingTies(2, np.int32([0, 1]), np.int32([1, 0]), *columns), messages=True)


def test_calls_fill_the_hours_and_cost_the_other_side_as_much():
    """Two calls of half an hour in an hour a week, both sides half an hour each."""
    history = pair(weeks=10, pick_up=1.0)
    assert history.weekly["hours_call"][:, 1] == pytest.approx([1.0] * 10, abs=1e-5)
    assert history.weekly["hours_call"][:, 0] == pytest.approx([1.0] * 10, abs=1e-5)
    assert history.state.people.spent == pytest.approx([10.0, 10.0])


def test_a_missed_call_gives_four_tenths_of_an_hour_back_next_week():
    """0.5 h set aside, 0.1 h lost. Hours of 1.0, 1.8, 2.0 (at most twice the usual), 2.0, ... hold 2, 3, 4, 4, ... calls."""
    history = pair(weeks=6, pick_up=0.0)
    assert np.bincount(history.messages["week"]).tolist() == [2, 3, 4, 4, 4, 4]
    assert history.weekly["hours_call"][:, 1] == pytest.approx([0.2, 0.3, 0.4, 0.4, 0.4, 0.4], abs=1e-5)
    assert history.weekly["hours_call"][:, 0] == pytest.approx([0.0] * 6)
    assert history.sellers["hours"] == pytest.approx([2.1])


def test_nobody_takes_calls_beyond_a_weeks_hours():
    """The person called has 1.25 h and takes calls while less than that is promised: three of four (1.5 h).

    The quarter of an hour too much is still owed in the next week, so after two calls 1.25 h are promised; then three again.
    """
    history = pair(weeks=3, pick_up=1.0, hours=2.0, callee=1.25)
    talked = np.bincount(history.messages["week"], history.messages["answered"])
    assert talked.tolist() == [3, 2, 3]


@pytest.mark.parametrize("hours, posts", [(0.4, 0), (0.5, 1), (1.0, 2), (3.4, 6), (3.5, 7), (60.0, 7)])
def test_posts_cost_half_an_hour_and_are_repeated_seven_times_at_most(hours, posts):
    scenario = Scenario(people=40, weeks=2, market=EVERYBODY_SHARES | {"hours": 0.0}, rules={"trade": {"needs_per_year": 0.0}},
                        strategies={"portfolio": {"sellers": 2, "hours": hours, "parameters": POSTER}})  # fmt: skip
    weekly = run(scenario, 1).weekly
    assert weekly["hours_post"][:, 1] == pytest.approx([2 * 0.5 * posts] * 2, abs=1e-5)
    assert weekly["messages_sent"][:, 1].sum() == 0


def test_an_event_may_take_hours_of_coming_weeks():
    """Three hours at one hour a week: an event every third week, when the debt is paid."""
    parameters = CALLER | {"call": 0.0, "event": 2.0}
    scenario = Scenario(people=40, weeks=9, market=EVERYBODY_SHARES | {"hours": 0.0}, rules={"meeting": {"every_weeks": 1}},
                        strategies={"portfolio": {"sellers": 1, "hours": 1.0, "parameters": parameters}})  # fmt: skip
    assert run(scenario, 1).weekly["hours_attend_event"][:, 1] == pytest.approx([3, 0, 0] * 3, abs=1e-5)
