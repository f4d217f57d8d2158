"""Requests that were not accepted: how many in a row, who gives way, who never does."""

import numpy as np
import pytest

from sim.kept_requests import FOR_EVER, forget_attempts, hold_back, keep_request, place_of_request, weeks_since_request
from sim.records import Now
from sim.state import REQUESTS_KEPT, empty_state
from sim.world import World


def world_in(week: int, state):
    return World(state.people, state.ties, state.sales, None, np.zeros((1, 1), np.int64), Now(1, week), None)


@pytest.fixture
def state():
    return empty_state(3, 4)


def test_requests_in_a_row_are_counted_until_one_is_accepted(state):
    for week in (3, 40):
        keep_request(0, 7, week, world_in(week, state))
    place = place_of_request(0, 7, world_in(40, state))
    assert state.ties.times[0, place] == 2
    assert weeks_since_request(0, 7, world_in(45, state)) == 5
    forget_attempts(0, 7, world_in(45, state))
    assert state.ties.times[0, place] == 0
    assert weeks_since_request(0, 8, world_in(45, state)) > 10000


def test_the_oldest_gives_way_and_who_is_blocked_does_not(state):
    keep_request(0, 100, FOR_EVER, world_in(0, state))
    for k in range(1, REQUESTS_KEPT):
        keep_request(0, 100 + k, k, world_in(k, state))
    keep_request(0, 101, 90, world_in(90, state))  # asked again: no longer the oldest
    keep_request(0, 500, 91, world_in(91, state))
    assert place_of_request(0, 102, world_in(91, state)) == -1
    for asker in (100, 101, 103, 500):
        assert place_of_request(0, asker, world_in(91, state)) >= 0, asker
    assert weeks_since_request(0, 100, world_in(91, state)) < 0


def test_a_block_is_not_shortened_and_holding_back_is_no_attempt(state):
    keep_request(1, 9, FOR_EVER, world_in(2, state))
    place = hold_back(1, 9, 5, world_in(5, state))
    assert state.ties.asked[1, place] == FOR_EVER and state.ties.times[1, place] == 1
    assert state.ties.times[1, hold_back(1, 10, 5, world_in(5, state))] == 0
