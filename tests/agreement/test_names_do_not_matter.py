"""Consequences never see a strategy's name: relabelling changes labels only, acting alike changes nothing."""

import numpy as np

from sim import Scenario, run

SMALL = {"people": 300, "weeks": 40, "contact_slots": 60, "market": {"contacts": 40, "close": 8, "near": 15}}


MANY_DEALS = {
    "trade": {"needs_per_year": 1.0, "outside": 0.5},
    "segments": {"share": 1.0},
    "interest": {"at_no_trust": 1.0, "at_full_trust": 1.0},
    "selling": {"p_opportunity": 1.0, "p_opportunity_trusted": 1.0, "weeks_most": 4, "p_no_decision": 0.0},
}


def history(strategies: dict, seed: int = 4):
    return run(Scenario(**SMALL, strategies=strategies), seed, messages=True)


def test_relabelling_changes_only_labels():
    one = history({"call_first": {"sellers": 9}, "spam_requests": {"sellers": 9}})
    other = history({"a": {"sellers": 9, "strategy": "call_first"}, "b": {"sellers": 9, "strategy": "spam_requests"}})
    assert one.labels != other.labels
    assert all(np.array_equal(one.weekly[name], other.weekly[name]) for name in one.weekly)
    assert all(np.array_equal(one.messages[name], other.messages[name]) for name in one.messages)


def test_a_seller_who_acts_identically_changes_nothing():
    one = history({"call_first": {"sellers": 10}})
    other = history({"call_first": {"sellers": 9}, "twin": {"sellers": 1, "strategy": "call_first"}})
    assert all(np.array_equal(one.messages[name], other.messages[name]) for name in one.messages)
    for name in one.weekly:
        assert np.array_equal(one.weekly[name].sum(axis=1), other.weekly[name].sum(axis=1)), name


def test_identical_strategies_tie_on_average():
    groups = {name: {"sellers": 15, "strategy": "give_info_first"} for name in ("left", "right")}
    scenario = Scenario(**SMALL, strategies=groups, rules=MANY_DEALS)
    deals = np.array([run(scenario, seed).weekly["deals"].sum(axis=0)[1:] for seed in range(40)])
    difference = deals[:, 0] - deals[:, 1]
    assert deals.sum() > 400
    assert abs(difference.mean()) < 3 * difference.std(ddof=1) / np.sqrt(len(difference))
