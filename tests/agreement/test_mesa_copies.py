"""Mesa's people expect: copies that go on alike, agents that tell the truth, seeds by every name."""

import copy
import pickle

import mesa
import numpy as np
import pytest

from sim import Group, NetworkingModel, Scenario

SMALL = Scenario(people=60, weeks=52, contact_slots=64, market={"contacts": 20, "close": 4, "near": 8},
                 strategies={name: Group(sellers=3) for name in ("spam_requests", "event_networker", "call_first")})  # fmt: skip
COPIES = {
    "deepcopy": copy.deepcopy,
    "copy": copy.copy,
    "pickle": lambda model: pickle.loads(pickle.dumps(model)),
    "branch": lambda model: model.branch(),
}


def stepped(weeks: int, **given) -> NetworkingModel:
    model = NetworkingModel(SMALL, seed=3, **given)
    model.run_for(weeks)
    return model


def assert_same(one: NetworkingModel, other: NetworkingModel) -> None:
    assert one.week == other.week
    assert np.array_equal(one.state.people_rows, other.state.people_rows)
    for name, column in one.ties._asdict().items():
        assert np.array_equal(column, getattr(other.ties, name)), name
    assert np.array_equal(one.counted, other.counted)


@pytest.fixture(scope="module")
def at_three() -> NetworkingModel:
    return stepped(3)


@pytest.fixture(scope="module")
def at_eleven() -> NetworkingModel:
    return stepped(11)


@pytest.mark.parametrize("way", COPIES)
def test_a_copy_goes_on_like_the_original_and_leaves_it_alone(way, at_three, at_eleven):
    before = at_three.state.people_rows.copy()
    other = COPIES[way](at_three)
    assert_same(at_three, other)
    assert np.shares_memory(other.state.people_rows, other.people.hours) and not np.shares_memory(at_three.people.hours, other.people.hours)
    other.run_until(11)
    assert_same(other, at_eleven)
    assert at_three.week == 3 and np.array_equal(at_three.state.people_rows, before)
    assert all(agent.model is other for agent in other.agents) and other.networkers[5].index == 5
    assert len(other.datacollector.get_model_vars_dataframe()) == 11


def test_a_branch_may_have_other_rules_but_not_other_people(at_three):
    other = at_three.branch(rules__trust__asymmetry=1.0, strategies__call_first__strategy="idle", weeks=4)
    other.step()
    assert other.rules.trust.asymmetry == 1.0 != at_three.rules.trust.asymmetry and not other.running
    group = [agent for agent in other.networkers if agent.group == "call_first"]
    assert {agent.strategy for agent in group} == {"idle"}
    for path in ("people", "market__contacts", "strategies__call_first__sellers", "strategies__call_first__hours"):
        with pytest.raises(ValueError, match="was decided when the people were made"):
            at_three.branch(**{path: 5})


def test_writing_to_an_agent_writes_to_the_model():
    quiet, busy = NetworkingModel(SMALL, seed=4), NetworkingModel(SMALL, seed=4)
    for agent in busy.networkers:
        agent.hours = 40.0
    busy.agents.set("profile", 1.0)
    assert (busy.people.hours == 40.0).all() and (busy.people.profile == 1.0).all() and busy.networkers[7].hours == 40.0
    quiet.step()
    busy.step()
    assert busy.people.spent.sum() > 1.5 * quiet.people.spent.sum()
    busy.networkers[0].colour = "red"
    assert busy.networkers[0].colour == "red"


@pytest.mark.parametrize(("name", "value", "error"), [
    ("deals", 5, AttributeError), ("contacts", 5, AttributeError), ("group", "market", AttributeError), ("strategy", "idle", AttributeError),
    ("hours", -1, ValueError), ("hours", float("nan"), ValueError), ("profile", 2, ValueError),
])  # fmt: skip
def test_what_cannot_be_written_is_refused(name, value, error, at_three):
    with pytest.raises(error):
        setattr(at_three.networkers[0], name, value)


def test_people_are_not_removed(at_three):
    with pytest.raises(ValueError, match="people cannot be removed"):
        at_three.networkers[7].remove()
    assert len(at_three.agents) == 60


def test_a_seed_has_many_names():
    def start(**given):
        return NetworkingModel(SMALL, **given).seed32

    assert start(seed=7) == start(rng=7) == start(seed=np.int64(7)) == start(rng=np.uint32(7)) == 7 and start(seed=0) == 0
    drawn = start(rng=np.random.default_rng(5))
    assert drawn == start(rng=np.random.default_rng(5)) != start(rng=np.random.default_rng(6))
    for bad in ({"seed": 2**32}, {"seed": -1}, {"seed": "a"}, {"seed": 1.5}, {"seed": True}, {"rng": 2**40}, {"seed": 1, "rng": 1}):
        with pytest.raises(ValueError, match="seed"):
            start(**bad)


def test_batch_run_takes_a_scenario_as_it_is():
    rows = mesa.batch_run(NetworkingModel, {"scenario": SMALL, "weeks": 2, "market__dormant": [0.1, 0.6]}, iterations=1, max_steps=2,
                          number_processes=1, display_progress=False)  # fmt: skip
    assert {row["market__dormant"] for row in rows} == {0.1, 0.6} and all("deals_call_first" in row for row in rows)


def test_mesas_page_accepts_the_model():
    from inspect import signature

    assert "kwargs" in signature(NetworkingModel.__init__).parameters, "Mesa's page looks for this name"
