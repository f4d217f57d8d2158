"""The engine in JavaScript makes the same history as Python's kernel, bit by bit."""

import re

import numpy as np
import pytest
from engine_scenarios import MARKET, PAIRS, SCENARIOS, alone, at_random, small
from histories import differing, engine_run, engine_runs, in_node, python_run

from classroom.engine import javascript, plan_of
from sim import Scenario
from sim.kernel import Kernel
from sim.population import open_lists
from sim.scenario import MARKET as MARKET_NAME
from sim.strategies import SHELF


@pytest.fixture(scope="module")
def histories() -> dict:
    """The engine's histories of all pairs of scenario and seed, made in one go."""
    return dict(zip(PAIRS, engine_runs([(SCENARIOS[name], seed, {}) for name, seed in PAIRS]), strict=True))


@pytest.mark.parametrize(("name", "seed"), PAIRS, ids=[f"{name}-{seed}" for name, seed in PAIRS])
def test_engine_and_kernel_make_the_same_history(histories, name, seed):
    """Every week, group and measure, every message and deal, everybody and every tie at the end."""
    assert differing(histories[name, seed], python_run(SCENARIOS[name], seed)) == []


def test_there_is_something_to_compare(histories):
    total = {}
    for history in histories.values():
        for name, column in history["totals"].items():
            total[name] = total.get(name, 0.0) + column.sum()
    assert len(PAIRS) >= 20
    assert [name for name, amount in total.items() if amount == 0.0] == []
    switched = histories["switching", 11]["people"]
    assert set(switched["strategy"]) == {0, 2, 4} and set(switched["group"]) == {0, 1, 2, 3}


def test_a_last_digit_changed_in_a_rule_is_noticed():
    """The comparison can fail."""
    changed = javascript().replace("2.3283064365386963e-10", "2.3283064365386975e-10")
    assert changed != javascript()
    (history,) = engine_runs([(SCENARIOS["all strategies"], 1, {})], changed)
    assert differing(history, python_run(SCENARIOS["all strategies"], 1)) != []


def test_markets_drawn_at_random_make_the_same_history():
    scenarios = [at_random(number) for number in range(40)]
    seeds = [0x9E3779B9 * number % 2**32 for number in range(40)]
    made = engine_runs([(scenario, seed, {}) for scenario, seed in zip(scenarios, seeds, strict=True)])
    histories = [python_run(scenario, seed) for scenario, seed in zip(scenarios, seeds, strict=True)]
    assert [number for number in range(40) if differing(made[number], histories[number])] == []
    assert sum(history["totals"]["deals"].sum() for history in histories) > 100


PLAYED = {4: {"request": 0.0, "share_info": 1.7, "effort_minutes": 12.0, "prospects": 3}, 9: {"call": 2.0, "shows_contacts": 0.25}}


def turn_the_levers(kernel: Kernel) -> None:
    """In Python, what `setParameters` does in the page."""
    fields = list(kernel.prepared.entries[1].parameters)
    for name, value in PLAYED.get(kernel.week, {}).items():
        kernel.groups.params[1, fields.index(name)] = value
        if name == "effort_minutes":
            kernel.groups.effort[1] = value
        if name == "prospects":
            kernel.groups.looks[1] = value
        if name == "shows_contacts":
            open_lists(kernel.columns, np.flatnonzero(kernel.columns.strategy == 1), value, kernel.seed)


def test_parameters_changed_by_hand():
    scenario = small(strategies=alone("portfolio", 20) | alone("call_first", 5))
    changes = {week: [["portfolio", None, values]] for week, values in PLAYED.items()}
    assert differing(engine_run(scenario, 5, changes), python_run(scenario, 5, turn_the_levers)) == []
    assert differing(engine_run(scenario, 5), python_run(scenario, 5, turn_the_levers)) != []


def test_a_strategy_changed_by_hand_is_a_switch():
    parameters = {"prospects": 30, "call_every_weeks": 2, "shows_contacts": 0.5}
    played = small(strategies={"me": {"sellers": 10, "strategy": "idle"}})
    other = {"sellers": 0, "strategy": "call_first", "parameters": parameters}
    switching = small(strategies={"me": {"sellers": 10, "strategy": "idle", "switch": {"week": 5, "to": "other"}}, "other": other})
    one = engine_run(played, 8, {5: [["me", "call_first", parameters]]})
    two = python_run(switching, 8)
    assert differing(one["ties"], two["ties"]) == []
    assert differing([week["messages"] for week in one["weeks"]], [week["messages"] for week in two["weeks"]]) == []
    assert [name for name in one["people"] if differing(one["people"][name], two["people"][name])] == ["strategy"]


REFUSALS = """
const given = JSON.parse(require("fs").readFileSync(0, "utf8"))[0];
const run = VitaminB.startRun(given.plan, 1);
for (const attempt of [
  () => run.setParameters("nobody", {}), () => run.setParameters("portfolio", { charm: 1 }),
  () => run.setParameters("portfolio", { call: 3 }), () => run.setParameters("portfolio", { call: "1" }),
  () => run.setParameters("portfolio", { prospects: 1.5 }),
  () => run.setStrategy("portfolio", "charm"), () => VitaminB.startRun(given.plan, -1), () => VitaminB.startRun(given.plan, 1.5),
]) {
  try { attempt(); console.log('""'); } catch (error) { console.log(JSON.stringify(error.message)); }
}
"""


def test_what_a_page_gets_wrong_is_refused():
    said = in_node([{"plan": plan_of(small(strategies=alone("portfolio")))}], REFUSALS)
    assert [bool(message) for message in said] == [True] * 8
    assert said[2] == "portfolio.call: 3 is outside 0..2"


def test_a_page_learns_strategies_and_words():
    script = "console.log(JSON.stringify([VitaminB.strategies, VitaminB.kinds, VitaminB.replies, VitaminB.measures]));"
    ((strategies, kinds, replies, measures),) = in_node([], script)
    assert [strategy["name"] for strategy in strategies] == list(SHELF)
    for strategy in strategies:
        defaults = {parameter["name"]: parameter["default"] for parameter in strategy["parameters"]}
        assert defaults == SHELF[strategy["name"]].parameters().model_dump()
        assert all(parameter["meaning"] and parameter["unit"] for parameter in strategy["parameters"])
    assert kinds["2"] == "share_info" and replies["accepted"] == 2 and "deals" in measures


def test_the_text_suits_a_strict_page():
    text = javascript()
    assert len(text) < 400_000
    assert not re.search(r"\beval\b|\bFunction\(|\bimport\b|\bexport\b|\brequire\b|\bdocument\b|\bwindow\b", text)
    assert text.startswith("const VitaminB = (() => {") and not re.search("</script|<!--|-->", text)
    assert not re.search(r"#\w+|\?\?=|\|\|=|&&=|\bstatic\b|\.at\(|structuredClone", re.sub(r'"[^"]*"', "", text))  # younger than ES2020


def test_a_strategy_of_ones_own_is_refused():
    own = SHELF["idle"]._replace(name="mine")
    with pytest.raises(ValueError, match="strategies.mine: a strategy of your own"):
        plan_of(Scenario(people=80, market=MARKET, strategies={"mine": {"sellers": 1}}, own_strategies={"mine": own}))
    assert plan_of(small())["groups"][0]["label"] == MARKET_NAME
