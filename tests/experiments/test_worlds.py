"""Every replication in another world, the same for all strategies and points; what is set by hand stays."""

import pytest

from experiments import config as configs
from experiments.config.worlds import WORLD, accepted, drawn_worlds, set_by_hand
from experiments.errors import UserError
from experiments.results.tidy import factors_of, tidy
from experiments.running.simulation import in_world

SMALL = {"question": "Which?", "people": 80, "weeks": 3, "replications": 6,
         "strategies": {"call_first": {"sellers": 3}, "idle": {"sellers": 3}}}  # fmt: skip


def experiment(**changes):
    from pathlib import Path

    return configs.build({**SMALL, **changes}, Path())


def test_one_world_is_the_configs_own():
    assert experiment().drawn == [] and experiment().world_of(3) == {}


def test_worlds_are_shared_in_turn_and_are_the_same_at_every_point():
    made = experiment(worlds=4, design={"kind": "factorial", "factors": {"weeks": [3, 4]}})
    assert len(made.drawn) == 4 and made.world_of(1) == made.world_of(5) != made.world_of(2)
    keys = {*WORLD, *accepted()[0]}
    assert set(made.world_of(0)) == keys
    for point in (0, 1):
        here = in_world(made, made.at(point), 1)
        assert here.scenario.market.capacity == pytest.approx(made.world_of(1)["market.capacity"])
        assert here.scenario.weeks == 3 + point


def test_what_is_set_by_hand_or_varied_stays():
    made = experiment(worlds=5, market={"sensitivity": 0.77}, design={"kind": "factorial", "factors": {"market.capacity": [70.0, 90.0]}})
    assert {"market.sensitivity", "market.capacity"} <= set_by_hand(made)
    assert not {"market.sensitivity", "market.capacity"} & set(made.world_of(0))
    assert in_world(made, made.at(1), 2).scenario.market.sensitivity == 0.77


def test_worlds_lie_in_their_ranges_and_are_drawn_again_alike():
    worlds = drawn_worlds(50, 3)
    assert worlds == drawn_worlds(50, 3) != drawn_worlds(50, 4)
    for key, factor in WORLD.items():
        values = {world[key] for world in worlds}
        assert len(values) > 1 and (factor.values is not None or all(factor.low <= v <= factor.high for v in values))


def test_more_worlds_than_replications_are_not_drawn_and_one_is_refused():
    assert len(experiment(worlds=100).drawn) == 6
    with pytest.raises(UserError, match="worlds"):
        experiment(worlds=1)


def test_tidy_tables_name_what_was_varied_and_the_world():
    import pandas as pd

    made = experiment(worlds=3, design={"kind": "one_at_a_time", "factors": {"weeks": [5]}})
    runs = pd.DataFrame({"point": [0, 1], "replication": [0, 4], "strategy": "idle", "hours": 1.0})
    found = tidy(runs, made)
    assert list(found["weeks"]) == [3, 5] and list(found["world"]) == [0, 1]
    assert found["market.capacity"].tolist() == [made.drawn[0]["market.capacity"], made.drawn[1]["market.capacity"]]
    assert found.attrs["units"]["hours"][0] == "h" and list(factors_of(made)["weeks"]) == [3, 5]
