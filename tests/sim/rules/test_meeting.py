"""Events: the limits of their parameters."""

import pytest

from sim import Scenario
from sim.rules.meeting import Meeting
from sim.week import prepare, topics_due


def test_meeting_somebody_new_can_never_start_a_relationship():
    with pytest.raises(ValueError):
        Meeting(strength_at_start=0.1)


def test_every_topic_has_its_event_once_in_so_many_weeks():
    scenario = Scenario(rules={"meeting": {"every_weeks": 5}})
    plan = prepare(scenario)
    due = [topics_due(plan, week) for week in range(5)]
    assert sum(due) == 2**32 - 1  # disjoint sets of topics that together are all 32
    assert all(one & other == 0 for one in due for other in due if one != other)
    assert topics_due(plan, 7) == due[2]


def test_without_the_mechanism_there_are_no_events():
    scenario = Scenario(ablate=("events",))
    assert [topics_due(prepare(scenario), week) for week in range(4)] == [0, 0, 0, 0]
