"""What receivers do about offers they did not want, and how many answers they give, against expected values."""

import numpy as np
import pytest

from sim import StartingTies, run
from sim.actions import ACCEPTED, ANNOYED, ANSWERED, BROKEN, READ, SHUT_OUT
from sim.population import populate
from sim.state import MUTED
from tests.plain import Scenario

OTHERS, STRANGER = 160, 0.15
MARKET = {"strategy": "idle", "hours": 0.0, "contacts": 0, "close": 0, "near": 0, "offers": 1, "spread": 0.0}
QUIET = {"trade": {"needs_per_year": 0.0}, "acceptance": {"trust_of_stranger": STRANGER}}
EVERY_WEEK = {"prospects": 0, "pitch_every_weeks": 1, "p_pitch": 1.0}


def star(scenario: Scenario, seed: int) -> StartingTies:
    """Every seller and everybody else know each other, without strength, and have not heard of each other for a year."""
    sells = populate(scenario, seed).people.group > 0
    pairs = np.array([(i, j) for s in np.flatnonzero(sells) for o in np.flatnonzero(~sells) for i, j in ((s, o), (o, s))])
    ego, alter = np.unique(pairs, axis=0).T.astype(np.int32)
    columns = np.zeros(len(ego), np.float32), np.zeros(len(ego), np.float32), np.full(len(ego), -52, np.int32)
    return StartingTies(scenario.people, ego, alter, *columns)


def pitched(weeks: int, market=MARKET, sellers: int = 4, parameters=EVERY_WEEK, acquainted: bool = True, **rules):
    """Sellers offer to everybody they know, or ask everybody shown; nobody needs anything."""
    scenario = Scenario(
        people=OTHERS, weeks=weeks, contact_slots=512, market=market, ablate=("attention", "blur"), rules=QUIET | rules,
        strategies={"spam_requests": {"sellers": sellers, "hours": 60.0, "parameters": parameters}},
    )  # fmt: skip
    ties = star(scenario, 4) if acquainted else None
    return run(scenario, 4, network=ties, messages=True, networks=[weeks])


def within(observed, chances, deviations=4.0):
    return abs(observed - np.sum(chances)) < deviations * np.sqrt(np.sum(np.multiply(chances, 1 - np.asarray(chances))))


def test_of_those_who_react_a_share_mutes_and_the_others_leave():
    """p_react x sensitivity x (1 - trust after the offence), of which `mute_share` mute; nothing of the muted is read again."""
    history = pitched(4, pitching={"p_react": 0.9, "mute_share": 0.6}, trust={"eta": 0.1, "asymmetry": 2.0})
    log = history.messages
    first = log["week"] == 0
    sensitivity = history.state.people.sensitivity[log["receiver"][first]].astype(float)
    chances = 0.9 * sensitivity * (1 - STRANGER * (1 - 2.0 * 0.1 * sensitivity))
    muted, broken = log["reply"] & SHUT_OUT > 0, log["reply"] & BROKEN > 0
    assert first.sum() == 4 * (OTHERS - 4) and within(muted[first].sum(), 0.6 * chances) and within(broken[first].sum(), 0.4 * chances)
    pair = log["sender"].astype(int) * OTHERS + log["receiver"]
    later = np.isin(pair, pair[first & muted]) & ~first
    assert later.sum() > 300 and not log["reply"][later].any()
    assert not np.isin(pair[~first], pair[first & broken]).any()
    ties = history.networks[4].ties
    assert history.weekly["shut_out"].sum() == muted.sum() == (ties["marks"] & MUTED > 0).sum()
    assert (log["reply"][(log["week"] == 1) & ~later] & READ).all()


@pytest.mark.parametrize("listeners", [0, 3])
def test_every_listener_costs_as_much_reputation_as_the_annoyed(listeners):
    """1 + reputation = (1 - loss)^(annoyed x (1 + listeners)) after one week."""
    history = pitched(1, pitching={"reputation_lost": 0.002, "listeners": listeners})
    annoyed = np.bincount(history.messages["sender"], history.messages["reply"] & ANNOYED > 0)[history.sellers["person"]]
    assert annoyed.min() > 100
    assert 1 + history.sellers["reputation"] == pytest.approx(0.998 ** (annoyed * (1 + listeners)), rel=1e-4)


def test_strangers_who_pitch_in_requests_are_blocked_for_good():
    """p_block x sensitivity x (1 - a stranger's trust) of those who read and decline; others can be asked again after 2 weeks."""
    rules = {"pitching": {"p_block": 0.5}, "planning": {"ask_again_weeks": 2}}
    strangers = QUIET["acceptance"] | {"intercept": -8.0}
    history = pitched(12, parameters={"prospects": 100}, acquainted=False, acceptance=strangers, **rules)
    log, people = history.messages, history.state.people
    asked = (log["note"] & 32 > 0) & (people.group[log["receiver"]] == 0)
    declined, blocked = asked & (log["reply"] & READ > 0) & (log["reply"] & ACCEPTED == 0), log["reply"] & SHUT_OUT > 0
    pair = log["sender"].astype(int) * OTHERS + log["receiver"]
    first = np.zeros(len(pair), bool)
    first[np.unique(pair, return_index=True)[1]] = True
    chosen = declined & first
    assert within(blocked[chosen].sum(), 0.5 * people.sensitivity[log["receiver"][chosen]].astype(float) * (1 - STRANGER))
    times = np.unique(pair[asked], return_counts=True)[1]
    assert times.max() > 3 and blocked.sum() > 50
    for place in np.flatnonzero(blocked):
        assert not (pair[place + 1 :] == pair[place]).any()


@pytest.mark.parametrize("apart", [0, 1])
def test_a_broken_tie_cannot_be_asked_for_by_either_side_for_a_while(apart):
    rules = {"pitching": {"p_react": 0.12, "keeps_apart": apart}, "planning": {"ask_again_weeks": 6}}
    asking = MARKET | {"strategy": "collect_contacts", "hours": 1.0}
    log = pitched(20, asking, parameters=EVERY_WEEK | {"prospects": 60}, **rules).messages
    broken, waits = {}, {False: [], True: []}
    for week, sender, receiver, kind, reply in zip(*(log[name].tolist() for name in ("week", "sender", "receiver", "kind", "reply"))):
        back = (receiver, sender) in broken
        if kind == "request" and (back or (sender, receiver) in broken):
            waits[back].append(week - broken.pop((receiver, sender) if back else (sender, receiver)))
        if reply & BROKEN:
            broken[sender, receiver] = week
    for back in waits:
        assert len(waits[back]) > 20
        assert min(waits[back]) == 6 if apart else min(waits[back]) < 6


def letters(writers: int, weeks: int, **attention):
    """Mean answers that twenty readers give in each week, of letters by so many; half of what is read is answered."""
    people = 20 + writers
    scenario = Scenario(
        people=people, weeks=weeks, contact_slots=128, market=MARKET | {"hours": 1.0}, ablate=("blur",),
        strategies={"portfolio": {"sellers": writers, "hours": 1.7, "parameters": {"rest_weeks": 1, "prospects": 0, "call": 0, "reconnect": 0,
                                                                                  "request": 0, "post": 0, "event": 0, "groom": 0}}},
        rules=QUIET | {
            "information": {"p_relevant_unknown": 1.0, "p_relevant_known": 1.0, "usefulness": 0.0, "p_answer": 1 / (1 + STRANGER)},
            "reinforcement": {"letter": 0.0}, "attention": {"answers_per_week": 5.0} | attention,
        },
    )  # fmt: skip
    history = run(scenario, 4, network=star(scenario, 4), messages=True)
    log = history.messages
    assert len(log["week"]) == 20 * writers * weeks
    return np.bincount(log["week"], log["reply"] & ANSWERED > 0) / 20


@pytest.mark.parametrize("writers, answers", [(6, 3.0), (20, 5.0), (60, 5.0)])
def test_answers_level_off_at_what_people_can_answer(writers, answers):
    """min(half the inbox, answers a week), when people know which share of what they read they answer."""
    assert letters(writers, 8, answer_share=0.5).mean() == pytest.approx(answers, rel=0.12)


def test_people_learn_which_share_they_answer():
    """Whoever takes every letter for one to be answered reads 5 of 40 at first and answers half of them; later 10."""
    week = letters(40, 120, answer_share=1.0, learned=0.01)
    assert week[:4].mean() == pytest.approx(2.5, rel=0.25)
    assert week[-20:].mean() == pytest.approx(5.0, rel=0.1)
