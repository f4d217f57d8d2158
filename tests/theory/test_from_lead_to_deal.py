"""From lead to deal: inquiries, interest, talks and decisions, each as often as its formula says, in the Mesa driver."""

import numpy as np
import pytest

from sim import NetworkingModel, StartingTies
from sim.actions import ACCEPTED, WORK
from sim.encounters.bonds import stranger
from sim.encounters.lead import DECLINED, LEAD_OPEN, LOST, NEGLECTED, NO_DECISION, OPPORTUNITY, PULL, PUSH, WON, consider, hear_offer
from sim.encounters.work import keep_lead, read_work
from sim.phases.trade import buy
from sim.records import Encounter, Message, Offer
from sim.state import MOST_LEADS, NONE, OFFER_KNOWN
from sim.views import side_of
from tests.plain import Scenario

BUYERS = 600
MARKET = {"strategy": "idle", "hours": 0.0, "contacts": 0, "close": 0, "near": 0, "offers": 1}
EVERYBODY_NEEDS = {"needs_per_year": 52.0, "need_weeks": 52, "strength": 0.0, "fit": 1.0, "taste": 0.0, "ask_around": 0.0}
EVERYBODY_CAN = {"share": 1.0}
STRANGER = 0.15


def close(found: int, trials: int, chance: float) -> bool:
    return abs(found - trials * chance) < 4 * np.sqrt(trials * chance * (1 - chance))


def market(strengths: dict[tuple[int, int], float], knowing: list[int], **rules) -> NetworkingModel:
    """One seller, and buyers who all need what it sells: ties by strength (ego, alter); the egos in `knowing` know the offer."""
    trade = EVERYBODY_NEEDS | rules.pop("trade", {})
    scenario = Scenario(people=BUYERS, weeks=30, contact_slots=BUYERS, market=MARKET, strategies={"idle": {"sellers": 1}},
                        rules={"trade": trade, "acceptance": {"trust_of_stranger": STRANGER}, "segments": EVERYBODY_CAN} | rules)  # fmt: skip
    pairs = sorted(strengths)
    ego, alter = np.array(pairs, np.int32).reshape(-1, 2).T
    strength = np.array([strengths[pair] for pair in pairs], np.float32)
    ties = StartingTies(BUYERS, ego, alter, strength, strength, np.full(len(ego), -1, np.int32)) if pairs else None
    model = NetworkingModel(scenario, seed=2, network=ties)
    assert model.people.offer[SELLER] == 0 and (np.delete(model.people.need, SELLER) == 0).all()
    for i in knowing:
        model.ties.marks[i][model.ties.alter[i] == SELLER] |= OFFER_KNOWN
    return model


def the_seller() -> int:
    """Who is the one seller with this seed; it does not depend on ties."""
    model = NetworkingModel(Scenario(people=BUYERS, weeks=1, market=MARKET, strategies={"idle": {"sellers": 1}}), seed=2)
    return int(np.flatnonzero(model.people.offer == 0)[0])


SELLER = the_seller()
OTHERS = [i for i in range(BUYERS) if i != SELLER]


def candidates(model: NetworkingModel, stage: int, trust: float = STRANGER, weeks: int = 0) -> NetworkingModel:
    """Everybody considers the seller at this stage, and decides after so many weeks."""
    for i in OTHERS:
        assert consider(Offer(i, SELLER, trust, 0.0, False, -1, False), PUSH, 1, model.world)
        model.state.sales.stage[i, 0] = stage
        model.people.decides[i] = weeks if stage == OPPORTUNITY else NONE
    return model


def stages(model: NetworkingModel) -> np.ndarray:
    return model.state.sales.stage[OTHERS, 0]


@pytest.mark.parametrize("strength, recall", [(0.5, 0.2), (0.0, 0.3), (0.3, 0.0)])
def test_a_known_seller_gets_an_inquiry_as_often_as_it_comes_to_mind(strength, recall):
    """P = recall + (1 - recall) s."""
    ties = {(i, SELLER): strength for i in OTHERS} | {(SELLER, i): strength for i in OTHERS}
    model = market(ties, OTHERS, trade={"recall": recall})
    model.step()
    asked = model.state.sales.seller[OTHERS, 0] == SELLER
    assert close(asked.sum(), len(OTHERS), recall + (1 - recall) * strength)
    assert set(model.state.sales.route[OTHERS, 0][asked]) == {PULL} and model.state.sales.known[OTHERS, 0][asked].all()
    assert model.people.leads[SELLER] == MOST_LEADS
    assert model.measured("leads_pull")[1] == asked.sum()


def test_an_unknown_offer_gets_no_inquiry():
    ties = {(i, SELLER): 0.5 for i in OTHERS} | {(SELLER, i): 0.5 for i in OTHERS}
    model = market(ties, [], trade={"recall": 1.0})
    model.step()
    assert (model.state.sales.seller == NONE).all()


@pytest.mark.parametrize("strength, asks, chance", [(0.5, 1.0, 1.0), (0.5, 0.4, 0.4), (0.25, 1.0, 0.0)])
def test_friends_recommend_whom_they_know_and_lend_their_trust(strength, asks, chance):
    """Everybody knows one friend, who knows the seller: P = ask_around, from a strength of 0.3 on; two trusts lend the missing."""
    friend = OTHERS[0]
    ties = {(i, friend): strength for i in OTHERS[1:]} | {(friend, i): strength for i in OTHERS[1:]}
    ties |= {(friend, SELLER): 0.5, (SELLER, friend): 0.5}
    model = market(ties, [friend], trade={"recall": 1.0, "ask_around": asks, "referral_strength": 0.3})
    model.step()
    found = model.state.sales.seller[OTHERS[1:], 0] == SELLER
    assert close(found.sum(), len(found), chance) if 0 < chance < 1 else found.mean() == chance
    lent = STRANGER + 0.85 * (STRANGER + 0.85 * 0.8 * strength) * (STRANGER + 0.85 * 0.8 * 0.5)
    assert model.state.sales.trust[OTHERS[1:], 0][found] == pytest.approx(lent, rel=1e-5)
    assert (model.state.sales.known[OTHERS[1:], 0][found] == 0).all()
    for i in np.array(OTHERS[1:])[found][:20]:
        assert model.networkers[i].trust_in(model.networkers[SELLER]) == pytest.approx(lent, rel=0.01)
        assert model.networkers[i].knows(model.networkers[SELLER]) and model.networkers[SELLER].knows(model.networkers[i])


@pytest.mark.parametrize("trust, curvature, chance", [(0.0, 0.0, 0.1), (0.5, 0.0, 0.5), (0.5, 1.0, 0.3), (1.0, 1.0, 0.9)])
def test_an_offer_interests_as_often_as_trust_says_and_only_once(trust, curvature, chance):
    model = market({}, [], interest={"at_no_trust": 0.1, "at_full_trust": 0.9, "curvature": curvature, "standing": 0.0})
    offers = [Offer(i, SELLER, trust, 0.0, False, -1, False) for i in OTHERS]
    interested = np.array([hear_offer(offer, 1, model.world) for offer in offers])
    assert close(interested.sum(), len(OTHERS), chance)
    assert not any(hear_offer(offer, 1, model.world) for offer in offers)  # the luck belongs to need and pair


@pytest.mark.parametrize("trust, chance", [(0.0, 0.2), (0.5, 0.5)])
def test_a_talk_opens_opportunities_as_often_as_trust_says(trust, chance):
    model = candidates(market({}, [], selling={"p_opportunity": 0.2, "p_opportunity_trusted": 0.8, "talk_hours": 1.5}), LEAD_OPEN)
    bond = stranger(model.rules)._replace(trust=trust)
    message, replies = Message(WORK, 0.5, 0.0, 0.0, 0.0, 0, 0, -1, -1), []
    for i in OTHERS:
        replies.append(read_work(bond, Encounter(side_of(i, model.world), side_of(SELLER, model.world), message), model.world)[1])
    opened = stages(model) == OPPORTUNITY
    assert close(opened.sum(), len(OTHERS), chance) and (stages(model)[~opened] == DECLINED).all()
    assert (np.array(replies)[opened] & ACCEPTED).all() and not (np.array(replies)[~opened] & ACCEPTED).any()
    assert (model.state.sales.hours[OTHERS, 0] == 1.5).all()
    weeks = model.people.decides[OTHERS][opened]
    assert weeks.min() == 4 and weeks.max() == 12
    total = model.state.sales.due[OTHERS, 0][opened] * weeks
    assert total.min() >= 2 - 1e-5 and total.max() <= 8 + 1e-5 and total.mean() == pytest.approx(5, abs=0.5)


@pytest.mark.parametrize("outside, weight, chance", [(0.7, 0.0, 0.3), (0.2, 0.0, 0.8), (0.7, 1.0, 0.45), (1.01, 0.0, 0.0)])
def test_a_decision_falls_as_often_as_the_fit_beats_buying_elsewhere(outside, weight, chance):
    """Utility = w trust + fit u with u even on 0..1, no taste: P = 1 - (outside - w trust), trust a stranger's 0.15."""
    model = candidates(market({}, [], trade={"outside": outside, "trust": weight}, selling={"p_no_decision": 0.0}), OPPORTUNITY)
    assert all(buy(i, model.world) for i in OTHERS)
    won = stages(model) == WON
    assert close(won.sum(), len(OTHERS), chance) if chance else not won.any()
    assert (stages(model)[~won] == LOST).all() and (model.people.need[OTHERS] == NONE).all()


@pytest.mark.parametrize("chance", [0.25, 0.6])
def test_some_buyers_do_not_decide_at_all(chance):
    model = candidates(market({}, [], trade={"outside": -10.0}, selling={"p_no_decision": chance}), OPPORTUNITY)
    for i in OTHERS:
        buy(i, model.world)
    assert close((stages(model) == NO_DECISION).sum(), len(OTHERS), chance)
    assert np.isin(stages(model), (NO_DECISION, WON)).all()


@pytest.mark.parametrize("stage, weeks", [(LEAD_OPEN, 4), (OPPORTUNITY, 2)])
def test_what_nobody_works_on_is_lost(stage, weeks):
    """An idle seller: a lead waits four weeks for its talk, an opportunity bears two weeks without work."""
    model = candidates(market({}, [], selling={"lead_weeks": 4, "patience_weeks": 2}, trade={"recall": 0.0}), stage, weeks=25)
    for week in range(weeks + 3):
        assert (stages(model) == (stage if week < weeks + 2 else NEGLECTED)).all()
        model.step()
    assert (model.leads.stage == NEGLECTED).all() or model.leads.size == 0


def test_a_seller_keeps_so_many_leads_in_view_and_forgets_those_that_are_over():
    model = candidates(market({}, []), LEAD_OPEN)
    for i in OTHERS[: MOST_LEADS + 3]:
        keep_lead(SELLER, i, model.world)
    assert model.people.leads[SELLER] == MOST_LEADS
    assert model.state.sales.buyer[SELLER, MOST_LEADS - 1] == OTHERS[MOST_LEADS + 2]
    model.state.sales.stage[OTHERS[:5], 0] = DECLINED
    model.step()
    assert model.people.leads[SELLER] == MOST_LEADS - 5
    assert set(model.state.sales.buyer[SELLER, : MOST_LEADS - 5].tolist()) <= set(OTHERS[5:])


def test_a_deal_brings_trust_strength_and_a_value_by_its_law():
    """Without a tie before: strength 0.2, trust t + eta x 0.8 (1 - t); values log-logistic with shape 2: half below the median."""
    rules = {"reinforcement": {"deal": 0.2}, "trust": {"eta": 0.1}, "selling": {"p_no_decision": 0.0}}
    model = candidates(market({}, [], trade={"outside": -10.0, "experience": 0.8, "median_value": 5000.0}, **rules), OPPORTUNITY)
    for i in OTHERS:
        buy(i, model.world)
        model.networkers[i].to_settle = True
    model._settle()
    buyer, seller = model.networkers[OTHERS[7]], model.networkers[SELLER]
    assert buyer.strength_of_tie_to(seller) == pytest.approx(0.2) == seller.strength_of_tie_to(buyer)
    assert buyer.trust_in(seller) == pytest.approx(STRANGER + 0.1 * 0.8 * (1 - STRANGER))
    assert seller.deals == len(OTHERS) == model.deals.size and (model.leads.stage == WON).all()
    for quantile, share in ((5000.0, 0.5), (5000 / 3**0.5, 0.25), (5000 * 3**0.5, 0.75)):
        assert close((model.deals.value < quantile).sum(), len(OTHERS), share)
    assert model.people.delivery[SELLER] == pytest.approx(12 * len(OTHERS), rel=0.05)  # 4 to 20 hours each
