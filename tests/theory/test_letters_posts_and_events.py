"""One week of letters, posts and a meeting: how many answer or notice, and what ties become, by formula."""

import numpy as np
import pytest

from sim import StartingTies, run
from sim.population import populate
from tests.plain import Scenario

PEOPLE, STRANGER = 500, 0.15
MARKET = {"strategy": "idle", "hours": 0.0, "contacts": 0, "close": 0, "near": 0, "spread": 0.0}
QUIET = {"trade": {"needs_per_year": 0.0}, "acceptance": {"trust_of_stranger": STRANGER}}
SILENT = {"call": 0.0, "share_info": 0.0, "request": 0.0, "reconnect": 0.0, "post": 0.0, "event": 0.0, "groom": 0.0, "prospects": 0}


def week_of(strategy: str, hours: float, parameters: dict, strength: float, energy: float, last: int = -1, sellers: int = 4, **rules):
    """A week in which sellers known to everybody act and nobody else does; ties of the given strength and energy."""
    scenario = Scenario(
        people=PEOPLE, weeks=1, contact_slots=512, market=MARKET, ablate=("attention", "blur"), rules=QUIET | rules,
        strategies={strategy: {"sellers": sellers, "hours": hours, "parameters": parameters}},
    )  # fmt: skip
    who = np.flatnonzero(populate(scenario, 9).people.group)
    pairs = np.array([(i, j) for s in who for j in range(PEOPLE) if j != s for i, j in ((s, j), (j, s))])
    ego, alter = np.unique(pairs, axis=0).T.astype(np.int32)
    columns = (np.full(len(ego), strength, np.float32), np.full(len(ego), energy, np.float32), np.full(len(ego), last, np.int32))
    return run(scenario, 9, network=StartingTies(PEOPLE, ego, alter, *columns), messages=True, networks=[1]), who


def near(found, trials, chance):
    return abs(found - trials * chance) < 4 * np.sqrt(trials * chance * (1 - chance))


@pytest.mark.parametrize("relevant, answer", [(0.6, 0.5), (1.0, 0.9), (0.2, 1.0)])
def test_letters_are_answered_as_often_as_they_are_relevant_and_thanked(relevant, answer):
    """P(answer) = p_relevant x p_answer x (1 + trust) / 2, with trust = 0.15 + 0.85 x 0.8 x 0.3 that stays as it is."""
    information = {"p_relevant_unknown": relevant, "p_relevant_known": relevant, "p_answer": answer, "usefulness": 0.0, "nuisance": 0.0}
    history, _ = week_of("portfolio", 30.0, SILENT | {"share_info": 2.0, "rest_weeks": 1}, 0.3, 0.3, information=information)
    log = history.messages
    assert len(log["kind"]) == 4 * 360 and set(log["kind"]) == {"share_info"}
    assert near(log["answered"].sum(), len(log["answered"]), relevant * answer * (1 + STRANGER + 0.85 * 0.8 * 0.3) / 2)


@pytest.mark.parametrize("silence, energy", [(104, 0.5), (26, 0.9), (312, 0.26)])
def test_old_ties_answer_by_energy_quality_and_silence(silence, energy):
    """P = 0.4 x (1/2 + 8/13) x (1 + 0.8 x energy x 104 / (104 + silence)), letters of eight minutes."""
    history, _ = week_of("reactivate_weak_ties", 50.0, {"p_try": 1.0, "prospects": 0}, 0.05, energy, last=-silence,
                         reconnecting={"p_answer_contact": 0.4, "history": 0.8, "fade_weeks": 104.0})  # fmt: skip
    log = history.messages
    assert len(log["kind"]) == 4 * 375 and set(log["kind"]) == {"reconnect"}
    chance = 0.4 * (0.5 + 8 / 13) * (1 + 0.8 * energy * 104 / (104 + silence))
    assert near(log["answered"].sum(), len(log["answered"]), chance)


def test_a_post_is_noticed_by_a_share_and_leaves_a_little_strength():
    """Of 499 contacts p_notice notice; they gain 0.1 x (1 - 0.3), then all fade by a week."""
    history, (seller,) = week_of("portfolio", 0.5, SILENT | {"post": 1.0}, 0.3, 0.3, sellers=1, posting={"p_notice": 0.4},
                                 reinforcement={"post": 0.1}, forgetting={"half_life_weeks": 10.0})  # fmt: skip
    strength = history.networks[1].to_sparse("strength")[:, [seller]].toarray().ravel()[np.arange(PEOPLE) != seller]
    faded = 0.3 * 2 ** (-1 / 10)
    noticed = strength > faded * 1.01
    assert near(noticed.sum(), PEOPLE - 1, 0.4)
    assert strength[~noticed] == pytest.approx(faded, rel=1e-5)
    assert strength[noticed] == pytest.approx(0.37 * 2 ** (-1 / 10), rel=1e-5)


def guests(number: int, people_met: int):
    """An event at which all guests are interested in all topics, and nobody knows anybody."""
    market = MARKET | {"p_community_topic": 1.0, "p_other_topic": 1.0}
    scenario = Scenario(
        people=number, weeks=1, contact_slots=32, market=market,
        strategies={"portfolio": {"sellers": number, "parameters": SILENT | {"event": 1.0}}},
        rules=QUIET | {"meeting": {"every_weeks": 32, "people_met": people_met, "strength_at_start": 0.05}, "trust": {"eta": 0.1},
                       "calling": {"sympathy_common_ground": 1.0}, "reinforcement": {"meeting": 0.16}},
    )  # fmt: skip
    return run(scenario, 2, networks=[0, 1])


@pytest.mark.parametrize("number, people_met, met", [(2, 4, 1), (3, 4, 2), (4, 4, 3), (5, 4, 4), (9, 4, 4), (9, 2, 2), (9, 6, 6), (20, 8, 8)])
def test_guests_meet_their_neighbours_in_a_ring_and_are_met_by_them(number, people_met, met):
    network = guests(number, people_met).networks[1]
    pairs = set(zip(network.ego.tolist(), network.alter.tolist()))
    assert np.bincount(network.ego, minlength=number).tolist() == [met] * number
    assert {(alter, ego) for ego, alter in pairs} == pairs and len(pairs) == number * met


def test_a_meeting_starts_a_weak_tie_with_the_trust_of_a_first_impression():
    """Strength 0.05 + 0.16 x 0.95; trust t = 0.15 + 0.1 (profile + 1) / 2, then + 0.1 (1 - t), then a week's fading.

    Sympathy is full, since all topics are shared and count alone.
    """
    history = guests(9, 4)
    network = history.networks[1]
    assert network.ties["strength"] == pytest.approx(0.05 + 0.16 * 0.95, rel=1e-5)
    rules = history.scenario.rules
    first = STRANGER + rules.acceptance.impression * (history.networks[0].people["profile"][network.alter] + 1) / 2
    after = first + 0.1 * (1 - first)
    assert network.ties["trust"] == pytest.approx(STRANGER + (after - STRANGER) * 2 ** (-1 / rules.trust.half_life_weeks), rel=1e-5)
