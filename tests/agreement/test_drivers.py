"""Both drivers make the same history: column by column, event by event."""

import hashlib
import types
from pathlib import Path

import numpy as np
import pytest

from sim import Scenario, StartingTies, run
from sim.strategies import SHELF, from_module
from sim.strategies.base import *

WEEKS = 32
SELLERS = [name for name in SHELF if name != "member"]
SMALL = {"people": 80, "weeks": WEEKS, "contact_slots": 40,
         "market": {"contacts": 30, "close": 6, "near": 10, "community": 40, "circle": 12}}  # fmt: skip


def own_strategy():
    """A user's own strategy: letters to people whose contact is getting cold."""

    @rule
    def choose(ego, tie, p, u):
        if tie.looked_at == OWN_TIE and tie.silent_weeks > 5 and u < 0.5:
            return SHARE_INFO, 0.5 + tie.common_ground
        if tie.looked_at == PROSPECT and tie.common_ground > 0.2:
            return REQUEST | CONCRETE, 0.4
        return NOTHING, 0.0

    module = types.ModuleType("cold_letters", "Letters to cold contacts.")
    module.choose = choose
    return from_module(module, "cold_letters", version=hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:16])


SCENARIOS = {
    "all strategies": {"strategies": {name: {"sellers": 2} for name in SELLERS}},
    "ablated, inverted U": {
        "strategies": {"spam_requests": {"sellers": 8}, "call_first": {"sellers": 8, "hours": 9}},
        "ablate": ("revival", "overload", "attention", "blur", "sympathy"),
        "rules": {"trade": {"moderate_ties": 1.0, "outside": 1.5, "needs_per_year": 12}},
    },
    "switching": {
        "strategies": {
            "spam_requests": {"sellers": 6, "switch": {"week": 9, "to": "group_contributor"}},
            "group_contributor": {"sellers": 4},
            "event_networker": {"sellers": 6, "switch": [{"week": 5, "to": "spam_requests"}]},
        },
        "rules": {
            "attention": {"answers_per_week": 5},
            "trade": {"needs_per_year": 8, "outside": 1.0},
            "segments": {"share": 1.0},
            "interest": {"at_no_trust": 0.6},
            "selling": {"p_opportunity": 0.6, "weeks_most": 5, "p_no_decision": 0.2},
            "restriction": {"accepted_needed": 0.5, "look_after": 10, "weeks": 3},
        },
    },
    "people who remember": {
        "strategies": {name: {"sellers": 2} for name in SELLERS},
        "market": {**SMALL["market"], "parameters": {"momentum": 0.3, "gives_up": 0.5}},
        "rules": {
            "attention": {"answers_per_week": 2, "answer_share": 0.5, "learned": 0.1},
            "patience": {"tiring": 0.4},
            "momentum": {"answers": 0.3},
            "reconnecting": {"wakes_once": 1},
            "pitching": {"p_react": 0.5, "mute_share": 0.5, "p_block": 0.5, "keeps_apart": 1, "listeners": 2},
            "planning": {"ask_again_weeks": 5},
        },
    },
    "few come to mind, people unlike, meeting in everyday life": {
        "strategies": {name: {"sellers": 2, "parameters": {"list_looks": 4}} for name in SELLERS},
        "market": SMALL["market"] | {"inequality": 0.85, "readiness_spread": 0.7},
        "rules": {"mind": {"others": 6}, "everyday": {"circle_per_year": 20, "community_per_year": 10, "anybody_per_year": 9,
                                 "close_for_weeks": 9}},
    },
    "own strategy": {"strategies": {"cold_letters": {"sellers": 10}}, "own_strategies": True},
}


def scenario(name: str) -> Scenario:
    parts = dict(SCENARIOS[name])
    if parts.pop("own_strategies", False):
        parts["own_strategies"] = {"cold_letters": own_strategy()}
    return Scenario(**SMALL | parts)


def differing(one, other) -> list[str]:
    """Names of columns, series and events in which two runs differ."""
    tables = [
        (one.state.people._asdict(), other.state.people._asdict()),
        (one.state.ties._asdict(), other.state.ties._asdict()),
        (one.weekly, other.weekly),
        (one.deals, other.deals),
        (one.messages, other.messages),
        (one.sellers, other.sellers),
    ]
    return [name for a, b in tables for name in a if not np.array_equal(a[name], b[name])]


@pytest.mark.parametrize("name", SCENARIOS)
def test_mesa_and_kernel_make_the_same_history(name):
    compiled = run(scenario(name), seed=11, messages=True)
    by_mesa = run(scenario(name), seed=11, messages=True, driver="mesa")
    assert differing(compiled, by_mesa) == []
    assert len(compiled.messages["week"]) > 1000


def test_drivers_agree_around_one_persons_ties():
    """Whose ties among each other nobody knows are generated for both drivers alike."""
    listed = np.arange(4, 80, 4, dtype=np.int32)
    owner, faint = np.full_like(listed, 3), np.full(2 * len(listed), 0.02, np.float32)
    ties = StartingTies(80, np.append(owner, listed), np.append(listed, owner), faint, 15 * faint, np.full(len(faint), -40, np.int32), 3)
    runs = [run(scenario("all strategies"), 11, network=ties, messages=True, networks=(0,), driver=driver) for driver in ("kernel", "mesa")]
    assert differing(*runs) == []
    assert all((each.networks[0].ego == 3).sum() == 19 for each in runs)
    assert len(runs[0].messages["week"]) > 1000


def test_deals_happen_where_drivers_are_compared():
    compiled = run(scenario("switching"), seed=11)
    assert len(compiled.deals["week"]) >= 5
    assert len(set(compiled.deals["route"])) >= 2


def test_number_of_threads_does_not_matter():
    large = scenario("all strategies").model_copy(update={"people": 1200, "weeks": 12})
    assert differing(run(large, 5, messages=True), run(large, 5, messages=True, threads=2)) == []


def test_seeds_differ_and_zero_is_a_seed():
    base = scenario("all strategies").model_copy(update={"weeks": 6})
    zero, again, one = run(base, 0, messages=True), run(base, 0, messages=True), run(base, 1, messages=True)
    assert differing(zero, again) == []
    assert "sender" in differing(zero, one)
