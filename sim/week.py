"""The order of a week: one documented list that both drivers follow.

In each phase a person reads what others showed before the phase, and writes only its own rows and its own
mail. So neither the order of people nor the number of threads matters.
"""

from typing import NamedTuple

import numpy as np

from .events import events_of
from .parameters import as_array, as_tuple, values
from .population import open_lists
from .scenario import Scenario
from .state import People

PHASES = (
    ("plan", "values own ties, prospects and occasions by its strategy; spends its hours; out comes mail",
     "reads: own ties; others' topics, contact lists, profiles, reputations. writes: own mail, hours, posts, event"),
    ("read", "reads its inbox as far as attention reaches, answers; meets people at events; notices posts",
     "reads: mail; others' standing. writes: own ties, own debt, the reply to each of its messages"),
    ("hear", "reads the answers to its own mail",
     "reads: replies. writes: own ties, own reputation, own debt"),
    ("trade", "with a need, weighs push, pull and referral and takes the best if it beats the outside option",
     "reads: own and friends' ties. writes: own supplier. Deals are then settled in the order of buyers"),
    ("age", "strength, trust, energy, profile and reputation fade; needs expire and arise; everything is counted",
     "reads and writes: own rows"),
)  # fmt: skip
"""Name, what a person does, what it reads and writes."""

PUSH, PULL, REFERRAL = range(3)
ROUTES = ("push", "pull", "referral")
MOST_PROSPECTS = 200


class ImpossibleAction(ValueError):
    """A strategy chose an action that does not fit what it was looking at."""

    @classmethod
    def by(cls, label: str) -> "ImpossibleAction":
        """The error of a group's strategy, in one sentence."""
        return cls(
            f"strategies.{label}: choose() returned an action that is not possible for what it looked at; "
            "requests go to prospects, letters, calls and pitches to own ties, posts to groups"
        )


class Entry(NamedTuple):
    """What both drivers need of one group: its strategy's place on the shelf and its common parameters."""

    code: int
    effort_minutes: float
    pitch_minutes: float
    research_minutes: float
    prospects: int
    list_looks: int
    parameters: dict
    named: tuple  # the same, by name, for strategies in Python


class Prepared(NamedTuple):
    """A scenario made ready to run: numbers for the rules, entries for the groups, the strategies that are compiled."""

    scenario: Scenario
    strategies: tuple
    entries: tuple[Entry, ...]
    rules: tuple
    rules_array: np.ndarray
    events: tuple[int, ...]  # bit set of the topics that have an event, week by week, for as many weeks as it takes to come round
    switches: dict[int, tuple]  # by week: (index of a group, label of the group that it acts like from then on)


def prepare(scenario: Scenario) -> Prepared:
    """Numbers and entries of a scenario, the same for both drivers.

    The shelf of the package is compiled as a whole, once for all scenarios; with a user's own strategy only those that
    somebody follows, which takes a fraction of the time.
    """
    shelf = dict(scenario.shelf)
    if scenario.own_strategies:
        shelf = {strategy.name: strategy for strategy in map(scenario.strategy_of, scenario.labels)}
    entries = []
    for label in scenario.labels:
        parameters = scenario.parameters_of(label)
        numbers = values(parameters)
        code = list(shelf).index(scenario.strategy_of(label).name)
        entries.append(Entry(
            code, parameters.effort_minutes, parameters.pitch_minutes, parameters.research_minutes, parameters.prospects,
            parameters.list_looks, numbers, as_tuple(numbers),
        ))  # fmt: skip
    numbers = scenario.rule_values()
    return Prepared(
        scenario, tuple(shelf.values()), tuple(entries), as_tuple(numbers), as_array([numbers]), events_of(scenario), switches_of(scenario)
    )  # fmt: skip


def parameter_rows(prepared: Prepared) -> np.ndarray:
    """Every group's strategy parameters in the order of their record, float64[groups, most parameters]."""
    rows = np.zeros((len(prepared.entries), max(len(e.parameters) for e in prepared.entries)))
    for row, entry in zip(rows, prepared.entries, strict=True):
        row[: len(entry.parameters)] = list(entry.parameters.values())
    return rows


def switches_of(scenario: Scenario) -> dict[int, tuple]:
    """Who switches when: by week, the index of each group and the label of the group that it acts like from then on."""
    found: dict[int, tuple] = {}
    for index, label in enumerate(scenario.labels[1:], start=1):
        for switch in scenario.strategies[label].switch:
            found[switch.week] = (*found.get(switch.week, ()), (index, switch.to))
    return found


def switch_strategies(prepared: Prepared, people: People, week: int, seed: int) -> None:
    """Let every group whose switch is due act like another group from this week on, its open or closed lists included."""
    for index, to in prepared.switches.get(week, ()):
        changed = np.flatnonzero(people.group == index)
        people.strategy[changed] = prepared.scenario.labels.index(to)
        open_lists(people, changed, prepared.scenario.parameters_of(to).shows_contacts, seed)


class Town(NamedTuple):
    """What the platform knows: who is interested in a topic, and who posted last week."""

    topic_start: np.ndarray  # int64[33], first member of each topic in `members`
    members: np.ndarray  # int32, people by topic, ascending
    posters: np.ndarray  # int32, people who posted last week, ascending


def town_of(people: People) -> Town:
    """Members by topic and last week's posters."""
    bits = (people.topics[None, :] >> np.arange(32, dtype=np.uint32)[:, None]) & 1
    members = np.nonzero(bits)[1].astype(np.int32)
    start = np.concatenate(([0], np.cumsum(bits.sum(axis=1)))).astype(np.int64)
    return Town(start, members, posters_of(people))


def posters_of(people: People) -> np.ndarray:
    """People who posted last week."""
    return np.flatnonzero(people.posts_before).astype(np.int32)


def topics_due(prepared: Prepared, week: int) -> int:
    """Bit set of the topics that have an event this week."""
    return prepared.events[week % len(prepared.events)]
