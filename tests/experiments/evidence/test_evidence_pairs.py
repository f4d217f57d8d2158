"""What happens between two people, on logs small enough to check by hand."""

import numpy as np
import pandas as pd

from experiments.evidence.log import DAY, normalise
from experiments.evidence.pairs import bursts, common_contacts, first_contacts, history


def made(*rows):
    """A normalised log from (day, sender, receiver) without a lead-in."""
    frame = pd.DataFrame([(day * DAY, s, r) for day, s, r in rows], columns=["time", "sender", "receiver"])
    return normalise(frame, lead_in_weeks=0)


def test_waits_gaps_and_two_way_histories():
    past = history(made((0, 1, 2), (1, 1, 2), (2, 3, 1), (4, 2, 1), (20, 1, 2), (21, 1, 2)))
    np.testing.assert_array_equal(past["wait"], [4, 3, np.nan, 16, np.nan, np.nan])
    np.testing.assert_array_equal(past["gap"], [np.nan, 1, np.nan, 3, 16, 1])
    assert past["mutual_before"].tolist() == [False, False, False, False, True, True]


def test_first_contacts_too_near_the_end_are_left_out():
    log = made((0, 1, 2), (3, 2, 1), (5, 1, 3), (25, 3, 1), (40, 1, 4))
    table = first_contacts(log, history(log))
    assert table["wait"].tolist() == [3, 20]
    assert table["answered"].tolist() == [True, False]
    assert table["messages"].tolist() == [2, 2]


def test_only_requests_open_contacts_where_the_log_has_kinds():
    frame = pd.DataFrame(
        [(0, 1, 2, "request", 3), (0, 2, 1, "accept", -1), (0, 5, 6, "call", 0), (20 * DAY, 5, 1, "call", 0),
         (40 * DAY, 1, 2, "call", 0)], columns=["time", "sender", "receiver", "kind", "mutual"])  # fmt: skip
    log = normalise(frame, lead_in_weeks=0)
    table = first_contacts(log, history(log))
    assert table["common"].tolist() == [3] and table["answered"].tolist() == [True]
    assert len(log.exchanges().day) == 3


def test_a_burst_reaches_half_a_day_either_side_of_the_same_sender():
    sender, day = np.array([0, 0, 0, 1, 0]), np.array([0.0, 0.5, 1.01, 0.5, 9.0])
    assert bursts(sender, day).tolist() == [2, 2, 1, 1, 1]


def test_a_week_of_a_simulation_is_one_burst():
    week = np.array([0.0, 0.0, 0.0, 7.0])
    assert bursts(np.zeros(4, int), week).tolist() == [3, 3, 3, 1]


def test_common_contacts_need_an_exchange_in_both_directions_before():
    log = made((0, 1, 3), (1, 3, 1), (2, 2, 3), (3, 1, 2), (4, 3, 2), (5, 4, 3), (6, 3, 4), (7, 1, 4), (8, 2, 4))
    common = common_contacts(log)[log.pair]
    assert common[3] == 0  # 2 had no answer from 3 yet
    assert common[7] == 1 and common[8] == 1
