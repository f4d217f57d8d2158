"""The user's own place in a network that was read."""

import numpy as np
import pytest

from experiments import config
from experiments.errors import UserError
from experiments.myself import exchanged, first_seller
from experiments.simulation import seed_of, simulate, starting_network

EXPORT = "First Name,Last Name,Connected On\n" + "".join(f"F{k},L{k},{1 + k % 28:02d} Mar 2024\n" for k in range(70))
LOG = "sender,receiver,time\n" + "".join(f"p{k % 7},p{(k + 1 + k // 7) % 7},{k * 90000}\n" for k in range(40) if (k + 1 + k // 7) % 7 != k % 7)


def experiment(tmp_path, content: str, network: str) -> config.Experiment:
    (tmp_path / "network.csv").write_text(content)
    path = tmp_path / "c.yaml"
    path.write_text(
        f"question: Which one?\nweeks: 1\nnetwork: {{file: network.csv{network}}}\n"
        "strategies: {idle: {sellers: 1}, call_first: {sellers: 2}}\n"
    )
    return config.load(path)


@pytest.mark.parametrize("replication", range(5))
def test_owner_of_an_export_is_the_seller_of_the_first_group(replication, tmp_path):
    loaded = experiment(tmp_path, EXPORT, "")
    run = simulate(loaded, (0, replication))
    (me,) = np.flatnonzero(run.state.people.group == 1)
    assert run.state.people.contacts[me] == 70
    others = np.delete(run.state.people.contacts, me)
    assert others.max() < 70
    assert first_seller(loaded.scenario, seed_of(loaded, (0, replication))) == me


def test_a_named_person_of_a_log_is_the_seller(tmp_path):
    loaded = experiment(tmp_path, LOG, ", me: p3")
    network = starting_network(loaded)
    assert network.labels[network.me] == "p3"
    ego, alter = network.ties.ego, network.ties.alter
    seed = seed_of(loaded, (0, 0))
    there = first_seller(loaded.scenario, seed)
    placed = exchanged(network.ties, network.me, there)
    assert (placed.ego == there).sum() == (ego == network.me).sum()
    assert sorted(placed.strength[placed.ego == there]) == sorted(network.ties.strength[ego == network.me])
    pairs = placed.ego.astype(np.int64) * placed.people + placed.alter
    assert np.all(np.diff(pairs) > 0) and len(pairs) == len(alter)


def test_nobody_of_that_name(tmp_path):
    with pytest.raises(UserError, match="holds nobody called 'p33' \\(network.me\\); did you mean 'p3'"):
        experiment(tmp_path, LOG, ", me: p33")
