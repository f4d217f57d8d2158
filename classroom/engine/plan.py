"""A scenario as a plan that JSON can carry: everything that `startRun` needs, to the last bit."""

from sim import Scenario
from sim.parameters import values
from sim.population import market_array, rounds_of
from sim.scenario import MARKET
from sim.strategies import SHELF


def _plain(record) -> dict:
    """A structured element as names and numbers, nested as it is."""
    parts = ((name, record[name]) for name in record.dtype.names)
    return {name: _plain(part) if part.dtype.names else part.item() for name, part in parts}


def _group(scenario: Scenario, label: str) -> dict:
    """One group: who they are, what they follow, when they change."""
    strategy, parameters = scenario.strategy_of(label), scenario.parameters_of(label)
    group = None if label == MARKET else scenario.strategies[label]
    return {
        "label": label,
        "strategy": strategy.name,
        "code": list(SHELF).index(strategy.name),
        "sellers": 0 if group is None else group.sellers,
        "hours": scenario.market.hours if group is None else group.hours,
        "effort": parameters.effort_minutes,
        "pitch": parameters.pitch_minutes,
        "research": parameters.research_minutes,
        "prospects": parameters.prospects,
        "list_looks": parameters.list_looks,
        "shows_contacts": scenario.market.shows_contacts if group is None else parameters.shows_contacts,
        "parameters": list(values(parameters).values()),
        "switches": [] if group is None else [{"week": s.week, "to": scenario.labels.index(s.to)} for s in group.switch],
    }


def plan_of(scenario: Scenario) -> dict:
    """Rule values, market, groups with their strategies, sizes: a scenario without its seed.

    Raises ValueError if the scenario follows a user's own strategy, which a page can't know.
    """
    for label in scenario.labels:
        if scenario.strategy_of(label).name in scenario.own_strategies:
            raise ValueError(f"strategies.{label}: a strategy of your own can't run in a page")
    return {
        "people": scenario.people,
        "weeks": scenario.weeks,
        "slots": scenario.contact_slots,
        "offers": scenario.market.offers,
        "rules": scenario.rule_values(),
        "market": _plain(market_array(scenario)[0]),
        "rounds": rounds_of(scenario).tolist(),
        "groups": [_group(scenario, label) for label in scenario.labels],
    }
