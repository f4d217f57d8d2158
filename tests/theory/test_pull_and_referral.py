"""Buyers who look for a supplier themselves: how many find one, by formula, in one week of the Mesa driver."""

import numpy as np
import pytest

from sim import NetworkingModel, Scenario, StartingTies
from sim.state import OFFER_KNOWN

BUYERS = 600
MARKET = {"strategy": "idle", "hours": 0.0, "contacts": 0, "close": 0, "near": 0, "offers": 1}
EVERYBODY_NEEDS = {"needs_per_year": 52.0, "need_weeks": 52, "strength": 0.0, "fit": 1.0, "taste": 0.0}
STRANGER = 0.15


def market(strengths: dict[tuple[int, int], float], people: int, seller: int, knowing: list[int], **trade):
    """A week in which nobody acts: ties by strength (ego, alter); the egos in `knowing` know what the seller sells."""
    scenario = Scenario(people=people, weeks=1, contact_slots=people, market=MARKET, strategies={"idle": {"sellers": 1}},
                        rules={"trade": EVERYBODY_NEEDS | trade, "acceptance": {"trust_of_stranger": STRANGER}})  # fmt: skip
    pairs = sorted(strengths)
    ego, alter = np.array(pairs, np.int32).T
    strength = np.array([strengths[pair] for pair in pairs], np.float32)
    model = NetworkingModel(scenario, seed=2, network=StartingTies(people, ego, alter, strength, strength, np.full(len(ego), -1, np.int32)))
    assert model.people.offer[seller] == 0
    for i in knowing:
        model.ties.marks[i][model.ties.alter[i] == seller] |= OFFER_KNOWN
    model.step()
    return model


def seller_of(people: int) -> int:
    """Who is the one seller with this seed; it does not depend on ties."""
    model = NetworkingModel(Scenario(people=people, weeks=1, market=MARKET, strategies={"idle": {"sellers": 1}}), seed=2)
    return int(np.flatnonzero(model.people.offer == 0)[0])


def close(found: int, trials: int, chance: float) -> bool:
    return abs(found - trials * chance) < 4 * np.sqrt(trials * chance * (1 - chance))


@pytest.mark.parametrize(
    "strength, recall, outside, weight", [(0.5, 0.2, 0.7, 0.0), (0.5, 1.0, 0.7, 0.0), (0.0, 0.3, 0.4, 0.0), (0.5, 1.0, 0.9, 0.8)]
)
def test_a_known_supplier_is_taken_as_often_as_it_comes_to_mind_and_fits(strength, recall, outside, weight):
    """P = (recall + (1 - recall) s) x (1 - outside + w trust), fit even on 0..1, trust = 0.15 + 0.85 x 0.8 s."""
    seller = seller_of(BUYERS)
    others = [i for i in range(BUYERS) if i != seller]
    ties = {(i, seller): strength for i in others} | {(seller, i): strength for i in others}
    model = market(ties, BUYERS, seller, others, recall=recall, outside=outside, trust=weight, ask_around=0.0)
    chance = (recall + (1 - recall) * strength) * (1 - outside + weight * (STRANGER + 0.85 * 0.8 * strength))
    assert 0.1 < chance < 0.9
    assert close(model.deals.size, BUYERS - 1, chance)
    assert set(model.deals.route) == {1}  # pull


def test_an_unknown_offer_is_never_bought():
    seller = seller_of(100)
    ties = {(i, seller): 0.5 for i in range(100) if i != seller} | {(seller, i): 0.5 for i in range(100) if i != seller}
    assert market(ties, 100, seller, [], recall=1.0, outside=-10.0).deals.size == 0


@pytest.mark.parametrize("strength, asks, chance", [(0.5, 1.0, 0.3), (0.5, 0.4, 0.12), (0.25, 1.0, 0.0)])
def test_friends_recommend_whom_they_know(strength, asks, chance):
    """Everybody knows one friend, who knows the seller: P = ask_around x (1 - outside), from a strength of 0.3 on."""
    seller = seller_of(BUYERS)
    friend = (seller + 1) % BUYERS
    others = [i for i in range(BUYERS) if i not in (seller, friend)]
    ties = {(i, friend): strength for i in others} | {(friend, i): strength for i in others} | {(friend, seller): 0.5, (seller, friend): 0.5}
    model = market(ties, BUYERS, seller, [friend], recall=1.0, outside=0.7, trust=0.0, ask_around=asks, referral_strength=0.3)
    by_friend = model.deals.route == 2
    assert close(by_friend.sum(), len(others), chance) or chance == 0 == by_friend.sum()


def test_trust_in_a_recommended_seller_is_the_product_of_two_trusts():
    """Both trusts are 0.15 + 0.85 x 0.8 x 0.9 = 0.762: with weight 1, P = 1 - (1.2 - 0.762^2) = 0.38."""
    seller = seller_of(BUYERS)
    friend = (seller + 1) % BUYERS
    others = [i for i in range(BUYERS) if i not in (seller, friend)]
    ties = {(i, friend): 0.9 for i in others} | {(friend, i): 0.9 for i in others} | {(friend, seller): 0.9, (seller, friend): 0.9}
    model = market(ties, BUYERS, seller, [friend], recall=1.0, outside=1.2, trust=1.0, ask_around=1.0)
    assert close(np.sum(model.deals.route == 2), len(others), 0.762**2 - 0.2)
