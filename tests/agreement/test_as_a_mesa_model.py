"""Mesa's own tools work on the model as on any Mesa model."""

import mesa
import numpy as np
import pytest

from sim import Group, Networker, NetworkingModel, Scenario
from sim.strategies.base import *

SMALL = Scenario(people=60, weeks=6, contact_slots=40, market={"contacts": 20, "close": 5, "near": 8, "community": 30, "circle": 10},
                 strategies={"call_first": Group(sellers=6), "idle": Group(sellers=6)})  # fmt: skip


@pytest.fixture(scope="module")
def stepped() -> NetworkingModel:
    model = NetworkingModel(SMALL, seed=3)
    for _ in range(6):
        model.step()
    return model


def test_is_a_mesa_model_with_agents_to_select(stepped):
    assert isinstance(stepped, mesa.Model)
    callers = stepped.agents.select(lambda agent: agent.group == "call_first")
    assert len(callers) == 6 and all(isinstance(agent, Networker) for agent in callers)
    assert stepped.steps == 6 and not stepped.running
    assert callers.agg("spent", sum) > stepped.agents.select(lambda agent: agent.group == "idle").agg("spent", sum)


def test_agents_answer_questions(stepped):
    ego = max(stepped.networkers, key=lambda agent: len(agent.relationships()))
    closest = ego.relationships()[0]
    assert ego.knows(closest) and ego.strength_of_tie_to(closest) >= 0.1
    assert 0 < ego.trust_in(closest) < 1
    assert set(ego.strong_ties()) <= set(ego.relationships()) <= set(ego.known_people())
    stranger = next(agent for agent in stepped.networkers if not ego.knows(agent) and agent is not ego)
    assert ego.strength_of_tie_to(stranger) == 0 and ego.tie_to(stranger) is None
    assert ego.trust_in(stranger) == SMALL.rules.acceptance.trust_of_stranger
    assert ego.hours > 0 and ego.strategy in ("member", "call_first", "idle")
    with pytest.raises(AttributeError):
        _ = ego.favourite_colour


def test_a_subclass_decides_for_a_group():
    class Poster(Networker):
        def choose(self, ego, tie, u):
            return (POST, 1.0) if tie.looked_at == GROUP else (NOTHING, 0.0)

    model = NetworkingModel(SMALL, seed=3, networkers={"idle": Poster})
    model.step()
    assert model.measured("hours_post")[2] > 0
    assert model.measured("hours_share_info")[2] == 0  # calls that others make cost its time, too


def test_data_collector_and_batch_run():
    model = NetworkingModel(SMALL, seed=3)
    for _ in range(3):
        model.step()
    collected = model.datacollector.get_model_vars_dataframe()
    assert len(collected) == 3 and collected["strong_call_first"].iloc[-1] > 0
    rows = mesa.batch_run(
        NetworkingModel, {"scenario": [SMALL], "weeks": [2], "strategies__call_first__hours": [1, 8]},
        iterations=1, number_processes=1, display_progress=False,
    )  # fmt: skip
    assert {row["strategies__call_first__hours"] for row in rows} == {1, 8}
    assert all("deals_call_first" in row for row in rows)


def test_network_as_graph_and_as_matrix(stepped):
    network = stepped.network()
    graph, matrix = network.to_networkx(), network.to_sparse("trust")
    assert graph.number_of_nodes() == 60 and graph.number_of_edges() == matrix.nnz == len(network.ego)
    i, j = int(network.ego[0]), int(network.alter[0])
    assert graph.edges[i, j]["trust"] == pytest.approx(matrix[i, j])
    assert graph.nodes[i]["hours"] == pytest.approx(stepped.networkers[i].hours)
    assert np.all(matrix.diagonal() == 0)


def test_unknown_changes_are_refused():
    with pytest.raises(ValueError, match="not a part of the scenario"):
        NetworkingModel(SMALL, seed=1, markt__hours=3)
