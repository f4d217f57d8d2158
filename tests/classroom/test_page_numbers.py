"""Numbers in the page are Python's numbers."""

import pytest
from conftest import CONFIG
from engine_scenarios import PAIRS, SCENARIOS
from room import Room
from ruamel.yaml import YAML

from classroom.engine import plan_of
from experiments import config as configs
from experiments.running.simulation import seed_of
from sim import Group, Scenario, run
from sim.scenario import MARKET

MAKE = """
const run = VitaminB.startRun(arguments[0], arguments[1]), weeks = [];
while (run.week < arguments[0].weeks) {
  run.step();
  weeks.push(Object.fromEntries(Object.entries(run.counted).map(([name, column]) => [name, Array.from(column)])));
}
return weeks;
"""
DEFAULTS = {"request": 0.3, "share_info": 0.3, "call": 0.3, "reconnect": 0.3, "pitch": 0.3, "post": 0.3, "event": 0.3,
            "prospects": 12, "note": 1, "effort_minutes": 6}  # fmt: skip
FIRST = {"request": 2.0, "prospects": 150, "note": 2, "effort_minutes": 2}
SELLERS = ("spam_requests", "give_info_first", "reactivate_weak_ties", "call_first")


@pytest.fixture(scope="module")
def experiment():
    return configs.build(YAML(typ="safe", pure=True).load(CONFIG), None)


@pytest.mark.parametrize(("name", "seed"), PAIRS, ids=[f"{name}-{seed}" for name, seed in PAIRS])
def test_every_week_and_group_of_a_run_in_the_page_is_the_kernels(room_of_all, name, seed):
    weekly = run(SCENARIOS[name], seed).weekly
    for week, counted in enumerate(room_of_all.script(MAKE, plan_of(SCENARIOS[name]), seed)):
        for measure, values in weekly.items():
            assert counted[measure] == values[week].tolist(), (week, measure)


@pytest.fixture(scope="module")
def room_of_all(chromium, page):
    """The page, opened once."""
    room = Room(chromium, page)
    room.open()
    return room


def test_the_years_table_holds_pythons_deals(room, experiment):
    room.go("bet")
    room.vote()
    room.script("localStorage.setItem(Object.keys(localStorage).find(k => k.endsWith('/bets')), arguments[0])",
                '{"first": {"votes": [1, 0, 0, 0], "locked": true}, "second": {"votes": [1, 0, 0, 0], "locked": true}}')  # fmt: skip
    room.driver.refresh()
    room.go("year")
    room.until(lambda: (room.slide(".controls input", 28), len(room.table()) == 28)[1], "the whole year")
    deals = run(experiment.scenario, seed_of(experiment, (0, 0))).weekly["deals"][:, 1:].cumsum(axis=0)
    assert [[int(cell) for cell in row] for row in room.table()] == [[week + 1, *map(int, row)] for week, row in enumerate(deals)]


def test_fixed_choices_in_the_game_give_pythons_numbers(room, experiment):
    """Three quarters of mass requests, then calls: the same as a group that switches in week 21."""
    room.go("play")
    room.until(lambda: room.find(".choices"), "the choices")
    names = [label.text for label in room.find(".choices label")]
    for name, level in (("Requests", 3), ("Text of a request", 2), ("Time for a message", 0)):
        room.slide(".choices input", level, names.index(name))
    for quarter in range(4):
        if quarter == 3:
            for place in range(len(names)):
                room.slide(".choices input", {"Calls": 3, "Text of a request": 1, "Time for a message": 2}.get(names[place], 0), place)
        room.click(".story .main")
        room.until(lambda q=quarter: len(room.table()) == 7 * (q + 1) and room.find(".story .main:not(:disabled)"), "the quarter")
    shown = [[int(cell) for cell in row[1:]] for row in room.table()]
    deals = run(with_switch(experiment.scenario), seed_of(experiment, (0, 0))).weekly["deals"].cumsum(axis=0)
    columns = [experiment.scenario.labels.index(label) for label in SELLERS] + [len(experiment.scenario.labels)]
    assert shown == [[int(n) for n in row[columns]] for row in deals]
    room.driver.refresh()
    room.until(lambda: room.find(".as-table"), "the game once more")
    assert [[int(cell) for cell in row[1:]] for row in room.table()] == shown  # the choices were kept, and played again


def with_switch(scenario: Scenario) -> Scenario:
    """The scenario with the game's team, which calls from week 21 on."""
    calls = {name: 0.0 for name in ("request", "share_info", "reconnect", "pitch", "post", "event")} | {"call": 2.0, "prospects": 0, "note": 1}
    you = Group(sellers=5, strategy="portfolio", parameters=DEFAULTS | FIRST, switch={"week": 21, "to": "later"})
    later = Group(sellers=0, strategy="portfolio", parameters=DEFAULTS | calls | {"effort_minutes": 15})
    return Scenario(**{**scenario.model_dump(), "strategies": dict(scenario.strategies) | {"you": you, "later": later}})


def test_recorded_years_are_the_same_runs(room, experiment):
    """The first single year of the capacity screen is replication 0 of the config as it is."""
    room.go("capacity")
    recorded = room.script("return JSON.parse(document.getElementById('pack').textContent).base.totals.deals.map(years => years[1])")
    deals = run(experiment.scenario, seed_of(experiment, (0, 1))).weekly["deals"]
    assert recorded == deals[:, 1:].sum(axis=0).tolist() and experiment.scenario.labels[0] == MARKET
