"""People and their first network, against the numbers they are drawn from."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import stats

from sim import StartingTies
from sim.network import network_of
from sim.population import around, block_of, populate, stride_of
from sim.state import PEOPLE
from tests.plain import Scenario

SIZE = {
    "people": 4000,
    "contact_slots": 128,
    "market": {"contacts": 60, "close": 8, "near": 16, "community": 200, "circle": 20, "spread": 0.5, "sensitivity": 0.6, "shows_contacts": 0.7,
               "offers": 6, "community_topics": 6, "p_community_topic": 0.5, "p_other_topic": 0.06},
    "rules": {"trade": {"needs_per_year": 2.0 / 6, "need_weeks": 8}, "segments": {"share": 1.0}},
}  # fmt: skip
SCENARIO = Scenario(**SIZE, strategies={"call_first": {"sellers": 40}, "ground_rules": {"sellers": 30, "hours": 7}})


@pytest.fixture(scope="module")
def state():
    return populate(SCENARIO, seed=5)


@pytest.fixture(scope="module")
def network(state):
    return network_of(state, 0)


def test_everybody_in_an_address_book_has_its_owner_in_the_own(network):
    pairs = set(zip(network.ego.tolist(), network.alter.tolist()))
    assert len(pairs) == len(network.ego)  # nobody twice
    assert {(alter, ego) for ego, alter in pairs} == pairs
    assert all(ego != alter for ego, alter in pairs)


def test_numbers_of_contacts_are_near_the_means_asked_for(state, network):
    """A pair that a closer layer may have is left out, so the wider layers fall short by a tenth at most here."""
    close, near = np.bincount(network.ties["embedded"], minlength=7)[[6, 3]] / 4000
    assert close == pytest.approx(8, rel=0.08)
    assert near == pytest.approx(16 * 0.9, rel=0.06)  # a tenth of a community is the own circle
    assert state.people.contacts.mean() == pytest.approx(60, rel=0.1)


def test_some_people_are_more_sociable_than_chance(state):
    """Each of about 80 pairs kept with 3/4 alone would give a variance of 15."""
    assert state.people.contacts.var() > 25


@pytest.mark.parametrize("column, mean", [("hours", SCENARIO.market.hours), ("capacity", SCENARIO.market.capacity),
                                          ("attention", SCENARIO.rules.attention.answers_per_week)])  # fmt: skip
def test_people_differ_evenly_around_their_mean(state, column, mean):
    """Even on mean x (1 - spread) .. mean x (1 + spread)."""
    drawn = getattr(state.people, column)[state.people.group == 0]
    spread = SCENARIO.market.spread
    assert stats.kstest(drawn, "uniform", args=(mean * (1 - spread), 2 * spread * mean)).pvalue > 1e-3


def test_profiles_and_sensitivities_follow_their_ranges(state):
    """Profile even on 0.2..0.8; sensitivity even on 0..1.2, cut at 1, so one in six is fully sensitive."""
    assert stats.kstest(state.people.profile, "uniform", args=(0.2, 0.6)).pvalue > 1e-3
    assert np.mean(state.people.sensitivity == 1.0) == pytest.approx(1 / 6, abs=0.025)
    below = state.people.sensitivity[state.people.sensitivity < 1]
    assert stats.kstest(below, "uniform").pvalue > 1e-3


def test_people_are_drawn_independently_of_each_other_and_of_their_other_traits(state):
    traits = np.array([getattr(state.people, name)[state.people.group == 0] for name in ("hours", "capacity", "attention", "sensitivity",
                                                                                      "profile")])  # fmt: skip
    between = np.corrcoef(traits) - np.eye(5)
    assert np.abs(between).max() < 0.07
    assert abs(np.corrcoef(traits[0][1:], traits[0][:-1])[0, 1]) < 0.07


def test_contact_lists_are_open_as_often_as_asked_for(state):
    people = state.people
    assert np.mean(people.shows_contacts[people.group == 0]) == pytest.approx(0.7, abs=0.03)
    assert people.shows_contacts[people.group == 1].all()  # call_first shows its list
    assert not people.shows_contacts[people.group == 2].any()  # ground_rules hides it


def test_needs_at_the_start_are_those_of_a_running_market(state):
    """Two needs a year of eight weeks each: 16 weeks of 52 somebody needs something; they began even on the last eight weeks."""
    people = state.people
    market = people.group == 0
    assert np.mean(people.need[market] >= 0) == pytest.approx(16 / 52, abs=0.03)
    assert (people.need[~market] == -1).all()
    needy = people.need >= 0
    assert stats.chisquare(np.bincount(people.need[needy], minlength=6)).pvalue > 1e-3
    assert set(people.need_week[needy]) == set(range(-7, 1))
    assert stats.chisquare(np.bincount(-people.need_week[needy])).pvalue > 1e-3


def test_sellers_are_as_many_as_asked_for_and_belong_to_what_they_sell(state):
    people = state.people
    assert np.bincount(people.group).tolist() == [3930, 40, 30]
    assert (people.group == people.strategy).all()
    assert set(people.hours[people.group == 1]) == {5.0} and set(people.hours[people.group == 2]) == {7.0}
    sellers = people.group > 0
    assert (people.offer[~sellers] == -1).all()
    assert set(people.offer[sellers]) == set(range(SCENARIO.market.offers))
    assert (people.topics[sellers] >> people.offer[sellers].astype(np.uint32) & 1).all()


def test_topics_are_shared_within_communities(state):
    """A member has 6 x 0.5 + 26 x 0.06 = 4.56 topics; members of one community share far more than others."""
    bits = (state.people.topics[:, None] >> np.arange(32, dtype=np.uint32)) & 1
    assert bits.sum(axis=1).mean() == pytest.approx(4.56, abs=0.7)
    at_home = np.mean(np.sum(bits[0:4000:200] * bits[1:4000:200], axis=1))
    abroad = np.mean(np.sum(bits[0:3800:200] * bits[201:4000:200], axis=1))
    assert at_home > 1.4 * abroad


def test_close_ties_stay_in_the_circle_and_cluster(network):
    """A random graph with 8 ties each among 4,000 people would have a transitivity of 0.002."""
    close = network.ties["embedded"] == 6
    assert (network.ego[close] // 20 == network.alter[close] // 20).all()
    graph = nx.Graph(zip(network.ego[close].tolist(), network.alter[close].tolist()))
    assert nx.transitivity(graph) > 0.3


def test_layers_differ_in_strength_and_some_old_ties_are_dormant(network):
    ties = network.ties
    close, near, wide = (ties["embedded"] == n for n in (6, 3, 0))
    assert ties["strength"][close].min() >= 0.25 > 0.1 > ties["strength"][wide].max()
    assert ties["strength"][near].max() <= 0.3 + 1e-6
    dormant = (ties["strength"] < 0.1) & (ties["energy"] >= 0.25) & wide
    assert dormant.sum() / wide.sum() == pytest.approx(SCENARIO.market.dormant, abs=0.02)
    assert (ties["energy"] >= ties["strength"]).all()
    assert (ties["trust"] >= SCENARIO.rules.acceptance.trust_of_stranger - 1e-6).all() and ties["trust"].max() <= 1


def test_both_ends_of_a_first_tie_feel_the_same_strength(network):
    strength = network.to_sparse("strength")
    assert abs(strength - strength.T).max() == 0


@settings(max_examples=50)
@given(some.integers(1, 300), some.integers(0, 50), some.integers(1, 2000), some.data())
def test_blocks_part_a_range_without_gaps(size, first, people, data):
    """Blocks are `size` long, only the last is longer, and everybody lies in his own."""
    i = data.draw(some.integers(first, first + people - 1))
    start, length = block_of(i, size, first, people)
    assert first <= start <= i < start + length <= first + people
    assert (start - first) % size == 0
    if start + length < first + people:
        assert length == size
    else:
        assert length < 2 * size


@settings(max_examples=50)
@given(some.integers(1, 20_000))
def test_a_stride_visits_every_place_of_a_block(size):
    assert np.gcd(stride_of(size), size) == 1
    assert 1 <= stride_of(size) <= size


@pytest.mark.parametrize("u, value", [(0, 5), (0.5, 10), (1, 15), (0.75, 12.5)])
def test_spread_around_a_mean(u, value):
    assert around(10.0, 0.5, u) == value


def test_the_same_seed_gives_the_same_people_whatever_the_sellers_do(state):
    """Common random numbers: another strategy for the same group leaves people and market as they are."""
    groups = {"idle": {"sellers": 40}, "ground_rules": {"sellers": 30, "hours": 7}}
    other = populate(Scenario(**SIZE, strategies=groups), seed=5)
    assert [name for name in PEOPLE if not np.array_equal(getattr(other.people, name), getattr(state.people, name))] == []


def test_another_seed_gives_other_people(state):
    other = populate(SCENARIO, seed=6)
    assert np.mean(other.people.hours == state.people.hours) < 0.1
    assert np.mean(other.people.group[state.people.group > 0] > 0) < 0.2


def test_a_network_that_was_read_becomes_the_ties():
    """trust = stranger + (1 - stranger) x 0.8 x strength; knowledge = 0.7 x energy."""
    ties = StartingTies(3, np.int32([0, 1, 2]), np.int32([1, 0, 0]), np.float32([0.5, 0.25, 0.0]), np.float32([0.6, 0.2, 0.4]),
                        np.int32([-1, -2, -3]))  # fmt: skip
    state = populate(Scenario(people=3, contact_slots=2, rules={"acceptance": {"trust_of_stranger": 0.15}}), 1, network=ties)
    network = network_of(state, 0)
    assert list(zip(network.ego.tolist(), network.alter.tolist())) == [(0, 1), (1, 0), (2, 0)]
    assert network.ties["strength"].tolist() == [0.5, 0.25, 0.0]
    assert network.ties["energy"] == pytest.approx([0.6, 0.25, 0.4])  # never below strength
    assert network.ties["trust"] == pytest.approx([0.15 + 0.85 * 0.4, 0.15 + 0.85 * 0.2, 0.15])
    assert network.ties["knowledge"] == pytest.approx([0.42, 0.14, 0.28])
    assert network.ties["last_exchange"].tolist() == [-1, -2, -3]


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_seeds_outside_32_bits_are_refused(seed):
    with pytest.raises(ValueError, match=f"seed: {seed} is outside 0..4294967295"):
        populate(SCENARIO, seed)


def test_a_network_for_others_is_refused():
    ties = StartingTies(3, *(np.zeros(0, np.int32) for _ in range(5)))
    with pytest.raises(ValueError, match="network: has 3 people, the scenario 4; set people to match"):
        populate(Scenario(people=4), 1, network=ties)


# A network of one person's ties only

OWNER, LISTED = 1500, np.setdiff1d(np.arange(7, 4000, 50, dtype=np.int32), [1500])


def one_persons_ties() -> StartingTies:
    """The owner lists 79 people at strengths of their own, and they list the owner at others."""
    rows = sorted([(OWNER, j) for j in LISTED.tolist()] + [(j, OWNER) for j in LISTED.tolist()])
    ego, alter = np.array(rows, np.int32).T
    strength = np.linspace(0, 0.6, len(rows), dtype=np.float32)
    return StartingTies(4000, ego, alter, strength, strength + np.float32(0.1), -np.arange(len(rows), dtype=np.int32), OWNER)


@pytest.fixture(scope="module")
def around_one():
    return network_of(populate(SCENARIO, seed=5, network=one_persons_ties()), 0)


def columns_of(network, kept) -> dict[str, list]:
    return {"ego": network.ego[kept].tolist(), "alter": network.alter[kept].tolist()} | {
        name: column[kept].tolist() for name, column in network.ties.items()
    }


def test_the_owners_ties_are_those_that_were_read(around_one):
    given = one_persons_ties()
    own = (around_one.ego == OWNER) | (around_one.alter == OWNER)
    assert around_one.ego[own].tolist() == given.ego.tolist()
    assert around_one.alter[own].tolist() == given.alter.tolist()
    assert around_one.ties["strength"][own].tolist() == given.strength.tolist()
    assert around_one.ties["energy"][own].tolist() == given.energy.tolist()
    assert around_one.ties["last_exchange"][own].tolist() == given.last_exchange.tolist()


def test_all_others_know_each_other_as_without_a_network(around_one, network):
    """Every column of every tie among them; so numbers of contacts differ by the owner at most."""
    among = [(each.ego != OWNER) & (each.alter != OWNER) for each in (around_one, network)]
    assert columns_of(around_one, among[0]) == columns_of(network, among[1])
    there, usual = (np.delete(np.bincount(each.ego, minlength=4000), OWNER) for each in (around_one, network))
    assert np.abs(there - usual).max() == 1
    assert stats.ks_2samp(there, usual).pvalue > 0.99


def test_the_owner_has_mutual_contacts(around_one):
    knows = (around_one.to_sparse("energy") > 0).toarray()
    mutual = knows[:, LISTED].sum(axis=1)
    assert mutual[LISTED].mean() == pytest.approx(79 * 58 / 4000, rel=0.2)  # an ordinary person's 58 contacts, met by chance
    assert (np.delete(mutual, [OWNER, *LISTED]) > 0).mean() > 0.5  # strangers whom a contact could introduce


def test_the_owner_keeps_a_place_in_a_full_address_book():
    many = Scenario(people=4000, contact_slots=len(LISTED), market=SIZE["market"] | {"contacts": 90})
    state = populate(many, seed=5, network=one_persons_ties())
    assert np.mean(state.people.contacts[LISTED] == len(LISTED)) > 0.5
    assert all(OWNER in state.ties.alter[j, : state.people.contacts[j]] for j in LISTED)


def test_a_network_of_one_person_gives_the_same_bits_again_with_any_number_of_threads(around_one):
    again = network_of(populate(SCENARIO, seed=5, network=one_persons_ties(), threads=2), 0)
    assert columns_of(again, slice(None)) == columns_of(around_one, slice(None))


def test_more_ties_than_an_address_book_has_places_are_refused():
    others = np.arange(1, 9, dtype=np.int32)
    faint = np.full(8, 0.02, np.float32)
    ties = StartingTies(9, np.zeros(8, np.int32), others, faint, faint, np.zeros(8, np.int32))
    scenario = Scenario(people=9, contact_slots=7, market={"contacts": 0, "close": 0, "near": 0, "community": 5, "circle": 3})
    with pytest.raises(ValueError, match="somebody has 8 ties, contact_slots is 7; set contact_slots to at least 8"):
        populate(scenario, 1, ties)
