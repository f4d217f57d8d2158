"""The user's own place in a network that was read."""

import io

import numpy as np
import pytest

from experiments import config
from experiments.errors import UserError
from experiments.networks.myself import first_seller
from experiments.running.simulation import seed_of, simulate, starting_network, ties_at_start
from sim.population import populate

EXPORT = "First Name,Last Name,Connected On\n" + "".join(f"F{k},L{k},{1 + k % 28:02d} Mar 2024\n" for k in range(70))
LOG = "sender,receiver,time\n" + "".join(f"p{k % 7},p{(k + 1 + k // 7) % 7},{k * 90000}\n" for k in range(40) if (k + 1 + k // 7) % 7 != k % 7)


def experiment(tmp_path, content: str, network: str, more: str = "") -> config.Experiment:
    (tmp_path / "network.csv").write_text(content)
    path = tmp_path / "c.yaml"
    path.write_text(
        f"question: Which one?\nweeks: 1\n{more}network: {{file: network.csv{network}}}\n"
        "strategies: {idle: {sellers: 1}, call_first: {sellers: 2}}\n"
    )
    return config.load(path)


def as_text(loaded: config.Experiment) -> str:
    text = io.StringIO()
    config.write_yaml(config.to_tree(loaded), text)
    return text.getvalue()


@pytest.mark.parametrize("replication", range(5))
def test_owner_of_an_export_is_the_seller_of_the_first_group(replication, tmp_path):
    loaded = experiment(tmp_path, EXPORT, "", "people: 1000\n")
    seed = seed_of(loaded, (0, replication))
    read = starting_network(loaded)
    ties = ties_at_start(read, loaded.scenario, seed)
    state = populate(loaded.scenario, seed, ties)
    (me,) = np.flatnonzero(state.people.group == 1)
    assert (ties.owner, first_seller(loaded.scenario, seed)) == (me, me)
    listed = state.ties.alter[me, : state.people.contacts[me]]
    assert len(set(listed)) == 70
    assert sorted(state.ties.energy[me, :70]) == sorted(read.ties.energy[read.ties.ego == 0])
    lists_me = [j for j in range(1000) if me in state.ties.alter[j, : state.people.contacts[j]]]
    assert lists_me == sorted(listed)
    assert np.bincount(listed // 200, minlength=5).min() >= 13  # spread over the whole market
    usual = populate(loaded.scenario, seed).people.contacts
    assert np.delete(state.people.contacts, me).mean() == pytest.approx(np.delete(usual, me).mean(), abs=0.5)


def test_a_run_from_an_export_is_the_same_again_and_lets_the_owner_meet_strangers(tmp_path):
    experiment(tmp_path, EXPORT, "", "people: 300\nmarket: {contacts: 60}\n")
    loaded = config.load(tmp_path / "c.yaml", ["weeks=8", "strategies.idle.strategy=spam_requests"])
    one, again = simulate(loaded, (0, 3)), simulate(loaded, (0, 3))
    assert all(np.array_equal(a, b) for a, b in zip(one.state.ties, again.state.ties))
    (me,) = np.flatnonzero(one.state.people.group == 1)
    assert one.state.people.contacts[me] > 70


@pytest.mark.parametrize("contacts, more, people", [(70, "", 5000), (70, "people: 2500\n", 2500), (70, "people: 71\n", 71)])
def test_people_of_the_market_around_an_export(contacts, more, people, tmp_path):
    rows = "".join(f"F{k},L{k},{1 + k % 28:02d} Mar 2024\n" for k in range(contacts))
    loaded = experiment(tmp_path, "First Name,Last Name,Connected On\n" + rows, "", more)
    assert loaded.scenario.people == people
    assert config.loads(as_text(loaded)).scenario.people == people  # of a stored config, too


def test_people_of_a_whole_network_follow_from_the_file(tmp_path):
    assert experiment(tmp_path, LOG, ", me: p3").scenario.people == 7


def test_too_few_people_for_an_export(tmp_path):
    with pytest.raises(UserError, match=r"c.yaml, line 3: people: 50 are fewer than the 71 of the network; set people to 142 or so"):
        experiment(tmp_path, EXPORT, "", "people: 50\n")


def test_a_named_person_of_a_log_is_the_seller(tmp_path):
    loaded = experiment(tmp_path, LOG, ", me: p3")
    network = starting_network(loaded)
    assert network.labels[network.me] == "p3"
    ego, alter = network.ties.ego, network.ties.alter
    seed = seed_of(loaded, (0, 0))
    there = first_seller(loaded.scenario, seed)
    placed = ties_at_start(network, loaded.scenario, seed)
    assert (placed.ego == there).sum() == (ego == network.me).sum()
    assert sorted(placed.strength[placed.ego == there]) == sorted(network.ties.strength[ego == network.me])
    pairs = placed.ego.astype(np.int64) * placed.people + placed.alter
    assert np.all(np.diff(pairs) > 0) and len(pairs) == len(alter)


def test_nobody_of_that_name(tmp_path):
    with pytest.raises(UserError, match="holds nobody called 'p33' \\(network.me\\); did you mean 'p3'"):
        experiment(tmp_path, LOG, ", me: p33")
