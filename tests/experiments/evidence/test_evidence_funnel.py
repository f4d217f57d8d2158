"""The funnel on tables small enough to count by hand."""

import numpy as np
import pandas as pd
import pytest

from experiments.evidence.funnel import FOLLOW_WEEKS, INTERESTED, MUTED, funnel, outreach
from sim.actions import ACCEPTED, ANNOYED, ANSWERED, BROKEN, CALL, OFFER_HEARD, PITCH, PITCH_NOTE, READ, REQUEST

OPEN = REQUEST | PITCH_NOTE
WEEKS = 100


def mail(*rows) -> pd.DataFrame:
    """Messages from (week, sender, receiver, action, reply, picked)."""
    return pd.DataFrame(rows, columns=["week", "sender", "receiver", "action", "reply", "picked"])


def lead(seller, buyer, route=0, stage=0, week=10, opportunity=-1, end=-1, first=-1, known=1, hours=0.0, picked=0) -> tuple:
    return (buyer, seller, week, route, first, known, picked, stage, opportunity, end, hours)


def leads(*rows) -> pd.DataFrame:
    columns = ["buyer", "seller", "week", "route", "first_message", "known", "picked", "stage", "week_opportunity", "week_end",
               "hours"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


SELLERS = pd.DataFrame({"person": [0, 1], "hours": [300.0, 100.0], "deals": [3, 1], "group": [1, 2]})


def measured(messages=mail(), table=leads(), sellers=SELLERS, **kwargs) -> dict[tuple[str, str], float]:  # noqa: B008
    """Values by pattern and statistic."""
    found = funnel(messages, table, sellers, WEEKS, draws=5, **kwargs)
    return {(r.pattern, r.statistic): r.value for r in found.itertuples()}


def test_f1_counts_picked_requests_without_a_pitch():
    found = measured(mail((1, 0, 5, REQUEST, READ | ACCEPTED, 1), (1, 0, 6, REQUEST, READ, 1), (1, 0, 7, REQUEST, 0, 1),
                          (1, 0, 8, REQUEST, READ | ACCEPTED, 0), (1, 0, 9, OPEN, READ | ACCEPTED, 1)))  # fmt: skip
    assert found["F1", "accepted, picked request"] == pytest.approx(1 / 3)


def test_f2_and_f4_tell_picked_people_from_anybody_and_leave_out_old_contacts():
    found = measured(mail((1, 0, 5, REQUEST, READ | ACCEPTED, 1), (2, 0, 5, PITCH, READ | ANSWERED, 1),
                          (3, 0, 5, PITCH, READ | INTERESTED, 1), (3, 0, 6, REQUEST, 0, 1),
                          (1, 0, 7, OPEN, READ, 0), (1, 0, 8, OPEN, READ | INTERESTED, 0),
                          (1, 0, 9, PITCH, READ | ANSWERED, 0),  # a contact from before: no outreach
                          (1, 4, 9, REQUEST, READ | ANSWERED, 0)))  # no seller
    assert found["F2", "any reply, picked"] == pytest.approx(2 / 4)
    assert found["F2", "any reply, anybody"] == pytest.approx(1 / 2)
    assert found["F4", "interested, picked"] == pytest.approx(1 / 4)
    assert found["F4", "interested, anybody"] == pytest.approx(1 / 2)


def test_f3_counts_messages_in_a_row_without_a_reply():
    tries = [(week, 0, 5, REQUEST if week == 1 else PITCH, READ, 0) for week in (1, 2, 3)]
    more = [(4, 0, 5, PITCH, READ | ANSWERED, 0), (5, 0, 5, PITCH, READ, 0), (6, 0, 5, CALL, READ, 0)]
    other = [(week, 0, 6, OPEN, READ, 0) for week in (1, 27, 53, 79)] + [(1, 0, 7, OPEN, READ | ANSWERED, 0)]
    table = mail(*tries, *more, *other)
    assert outreach(table, SELLERS).loc[outreach(table, SELLERS)["receiver"] == 5, "push"].tolist() == [1, 2, 3, 4, 1]
    # first messages: 1 of 4 answered; fourth: 1 of 2
    assert measured(table)["F3", "reply, message 4 / 1"] == pytest.approx(2.0)


def test_f5_f6_f7_follow_leads_by_route_and_leave_out_those_that_came_too_late():
    cold = [lead(0, 10), lead(0, 11, stage=5, end=30), lead(0, 12, stage=3, opportunity=12, end=20),
            lead(1, 13, stage=2, opportunity=12, end=20)]  # fmt: skip
    referred = [lead(0, 20, 2, 2, opportunity=12, end=20), lead(1, 21, 2, 4, opportunity=12, end=20)]
    assert named_as_coded(leads(*cold, *referred))
    late = [lead(0, 30, 2, 0, week=WEEKS - FOLLOW_WEEKS)]
    found = measured(table=leads(*cold, *referred, *late, lead(0, 40, 1), lead(0, 41, 1, 2, opportunity=11, end=20)))
    assert found["F5", "opportunities / leads, cold"] == pytest.approx(2 / 4)
    assert found["F5", "opportunities / leads, recommendation"] == pytest.approx(1)
    assert found["F5", "opportunities / leads, recommendation / cold"] == pytest.approx(2)
    assert found["F6", "won / opportunities, cold"] == pytest.approx(1 / 2)
    assert found["F6", "won / opportunities, recommendation / cold"] == pytest.approx(1)
    assert found["F7", "won / leads, cold"] == pytest.approx(1 / 4)
    assert found["F7", "won / leads, social"] == pytest.approx(1 / 2)
    assert found["F7", "won / leads, recommendation"] == pytest.approx(1 / 2)
    assert found["F7", "won / leads, recommendation / cold"] == pytest.approx(2)


def named_as_coded(table: pd.DataFrame) -> bool:
    """Whether the names of routes, as runs tell them, count like their codes."""
    names = table.assign(route=table["route"].map({0: "push", 1: "pull", 2: "referral"}))
    return funnel(mail(), table, SELLERS, WEEKS, draws=0).equals(funnel(mail(), names, SELLERS, WEEKS, draws=0))


def test_f8_f9_f10_look_at_deals():
    won = [lead(0, 10, stage=2, end=20, first=4, known=0), lead(0, 11, stage=2, end=20, first=12),
           lead(1, 12, stage=2, end=30, first=20), lead(1, 13, stage=2, end=30), lead(1, 14, stage=4, end=30, first=1, known=0)]  # fmt: skip
    found = measured(table=leads(*won))
    assert found["F8", "deals with an unknown seller"] == pytest.approx(1 / 4)
    assert found["F9", "first message to deal"] == 10  # of 16, 8, 10
    assert found["F10", "seller's hours / deal"] == pytest.approx(400 / 4)


def test_f11_counts_what_follows_an_unwanted_offer_that_was_read():
    table = mail((1, 0, 5, PITCH, READ | ANNOYED | MUTED, 0), (1, 0, 6, OPEN, READ | BROKEN, 0), (1, 0, 7, PITCH, READ, 0),
                 (1, 0, 8, PITCH, READ | OFFER_HEARD, 0), (1, 0, 9, PITCH, 0, 0), (1, 0, 5, REQUEST, READ | BROKEN, 0))  # fmt: skip
    assert measured(table)["F11", "removed / unwanted offer"] == pytest.approx(2 / 3)


def test_f12_counts_a_deal_once_for_the_last_request_before_it():
    asked = mail((1, 0, 5, OPEN, 0, 0), (30, 0, 5, OPEN, READ, 1), (31, 0, 6, OPEN, READ, 0), (32, 0, 7, OPEN, READ, 0),
                 (90, 0, 8, OPEN, READ, 0))  # fmt: skip
    won = leads(lead(0, 5, stage=2, end=40), lead(0, 6, stage=2, end=57), lead(0, 7, stage=2, end=57), lead(0, 7, stage=4, end=40),
                lead(0, 8, stage=2, end=95))  # fmt: skip
    found = measured(asked, won)
    assert found["F12", "deals / request, picked"] == pytest.approx(1)
    assert found["F12", "deals / request, anybody"] == pytest.approx(1 / 3)  # 6 came after 26 weeks; 8 is too late to follow


def test_it_never_looks_at_groups_and_reads_kind_and_note_as_well():
    table = mail((1, 0, 5, OPEN, READ | INTERESTED, 0), (2, 0, 5, PITCH, READ, 0), (2, 1, 6, REQUEST, READ | ACCEPTED, 1))
    told = table.drop(columns="action").assign(kind=["request", "pitch", "request"], note=[PITCH_NOTE, 0, 0])
    told["reply"] = told["reply"].astype(np.uint16)
    pd.testing.assert_frame_equal(funnel(table, leads(), SELLERS.drop(columns="group"), WEEKS), funnel(told, leads(), SELLERS, WEEKS))


def test_sellers_are_resampled_and_nothing_measured_is_no_number():
    many = pd.DataFrame({"person": range(20), "hours": 100.0, "deals": [1, 3] * 10})
    found = funnel(mail(), leads(), many, WEEKS, draws=200).set_index(["pattern", "statistic"])
    row = found.loc[("F10", "seller's hours / deal")]
    assert row["low"] < row["value"] == 50 < row["high"]
    assert np.isnan(found.loc[("F12", "deals / request, anybody"), "value"])
