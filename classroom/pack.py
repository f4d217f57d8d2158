"""A pack: all that a page needs to know of one config. Everything in it is plain data that fits into JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from experiments import config as configs
from experiments.errors import UserError
from experiments.report.style import MARKERS, styles
from experiments.running.simulation import seed_of
from sim.scenario import Scenario

from . import bands, engine
from .levers import LEVERS, SANDBOX, keys_of, levels_of, own_of

DEFAULT = Path(__file__).parent / "packs" / "four_teams.yaml"
YOU = "you"  # the group of one seller in the orbit view, of a whole team in the game
MOST_PERSON_WEEKS = 1000 * 156  # beyond this a year in a browser takes too long for a room
MOST_GROUPS = 11
BASE_YEARS, LEVER_YEARS = 100, 20


def pack_of(experiment: configs.Experiment, years: int, lever_years: int, kept: Path, workers: int,
            on_done: Callable[[int, int], None]) -> dict:  # fmt: skip
    """The pack of an experiment's config without its design; its bands are recorded, or read from the folder `kept`."""
    check(experiment)
    tree = configs.to_tree(experiment)
    labels = list(tree["strategies"])
    rows, levers = rows_of(tree, labels)
    (base,) = bands.record(tree, [{}], years, kept, workers, on_done)
    points = bands.record(tree, rows, lever_years, kept, workers, on_done)
    plan = engine.plan_of(experiment.scenario)
    return {
        **about(experiment, tree),
        "groups": groups_of(experiment.scenario, tree),
        "plan": plan,
        "seeds": [seed_of(experiment, (0, r)) for r in range(years)],
        "quantiles": bands.QUANTILES,
        "base": base,
        "levers": with_points(levers, base, points, tree, plan),
        "orbit": {name: difference(plan, engine.plan_of(with_you(tree, name, 1))) for name in followed(experiment.scenario)},
        "game": difference(plan, engine.plan_of(with_you(tree, "portfolio", team_size(tree)))),
        "reference": reference(experiment.scenario),
    }


def check(experiment: configs.Experiment) -> None:
    """Raise UserError if a page cannot hold this experiment."""
    scenario = experiment.scenario
    if experiment.network:
        raise UserError("classroom: a network that was read from a file stays here; leave out `network`")
    if scenario.own_strategies:
        raise UserError("classroom: strategies of your own do not run in the page; leave out `strategy_files`")
    if YOU in scenario.strategies:
        raise UserError(f"classroom: the name '{YOU}' is taken by the player; rename that group")
    if any("." in label or not group.sellers or group.switch for label, group in scenario.strategies.items()):
        raise UserError("classroom: every group needs sellers, one strategy for the whole time, and a name without dots")
    if len(scenario.strategies) > MOST_GROUPS:
        raise UserError(f"classroom: {len(scenario.strategies)} groups are more than a room can follow; take at most {MOST_GROUPS}")
    if scenario.people * scenario.weeks > MOST_PERSON_WEEKS:
        raise UserError(f"classroom: {scenario.people} people over {scenario.weeks} weeks take a browser too long; "
                        "set people=300 weeks=52 or so")  # fmt: skip


def about(experiment: configs.Experiment, tree: dict) -> dict:
    """Where the numbers come from, and the size of the market."""
    from sim.compiling import sources_hash
    from sim.version import VERSION

    return {
        "title": experiment.title, "question": experiment.question, "seed": experiment.seed, "version": VERSION,
        "code": sources_hash()[:12], "weeks": tree["weeks"], "people": tree["people"], "circle": tree["market"]["circle"],
    }  # fmt: skip


def groups_of(scenario: Scenario, tree: dict) -> list[dict]:
    """Name, strategy, size, hours and look of each group of sellers: the look that it has in every figure."""
    looks = styles(list(tree["strategies"]))
    return [
        {"label": label, "strategy": group["strategy"], "sellers": group["sellers"], "hours": group["hours"],
         "colour": looks[label]["color"], "dash": looks[label]["linestyle"], "marker": MARKERS.index(looks[label]["marker"])}
        for label, group in tree["strategies"].items()
    ]  # fmt: skip


def rows_of(tree: dict, labels: list[str]) -> tuple[list[dict], list]:
    """A row of changed keys for each value that is recorded, beside the config's own; and all levers with their keys and values."""
    rows, levers = [], []
    for lever in LEVERS:
        keys, levels = keys_of(lever, labels), levels_of(lever, tree)
        levers.append((lever, keys, levels))
        own = own_of(lever, tree)
        rows += [dict.fromkeys(keys, whole(value)) for k, value in enumerate(levels) if lever.screen != SANDBOX and k != own]
    return rows, levers


def whole(value: float) -> float | int:
    """A number as configs hold it: whole ones as whole numbers."""
    return int(value) if float(value).is_integer() else value


def with_points(levers: list, base: dict, points: list[dict], tree: dict, plan: dict) -> list[dict]:
    """Levers with, for each value, what was recorded (its own value: as many years of the config as it is) and how the plan changes."""
    years = len(points[0]["totals"]["deals"][0])
    same = {measure: [ends[:years] for ends in groups] for measure, groups in base["totals"].items()}
    left, found = iter(points), []
    for lever, keys, levels in levers:
        own = own_of(lever, tree)
        found.append({
            "name": lever.name, "values": levels, "own": own, "screen": lever.screen,
            "points": [] if lever.screen == SANDBOX else [same if k == own else next(left)["totals"] for k in range(len(levels))],
            "plans": [difference(plan, engine.plan_of(changed(tree, dict.fromkeys(keys, whole(v))))) for v in levels],
        })  # fmt: skip
    return found


def changed(tree: dict, row: dict) -> Scenario:
    """The scenario of a config's tree with a row of changed keys."""
    plain = {key: value for key, value in tree.items() if key not in bands.NO_MORE}
    experiment = configs.build(plain, Path())
    return configs.at_point(experiment, row, "classroom: ").scenario


def with_you(tree: dict, strategy: str, sellers: int) -> Scenario:
    """The scenario with a group of the player's own behind all others."""
    hours = max(group["hours"] for group in tree["strategies"].values())
    you = {"strategy": strategy, "sellers": sellers, "hours": hours}
    return changed(tree, {"strategies": tree["strategies"] | {YOU: you}})


def team_size(tree: dict) -> int:
    """The player's team is as large as the smallest other."""
    return min(group["sellers"] for group in tree["strategies"].values())


def followed(scenario: Scenario) -> list[str]:
    """The strategies of all groups, each once."""
    return list(dict.fromkeys(scenario.strategy_of(label).name for label in scenario.strategies))


def difference(base, other, path: tuple = ()) -> list:
    """What turns one piece of plain data into another: [[path, value], ...]; lists of other lengths are replaced whole."""
    if isinstance(base, dict) and isinstance(other, dict) and base.keys() == other.keys():
        return [change for key in base for change in difference(base[key], other[key], (*path, key))]
    if isinstance(base, list) and isinstance(other, list) and len(base) == len(other):
        return [change for k, (a, b) in enumerate(zip(base, other, strict=True)) for change in difference(a, b, (*path, k))]
    return [] if base == other else [[list(path), other]]


def reference(scenario: Scenario) -> list[dict]:
    """Every number that the rules have, for the sandbox: rule, name, the scenario's value, range, unit and meaning."""
    found, rules = [], scenario.effective_rules()
    for section, field in type(rules).model_fields.items():
        for name, item in field.annotation.model_fields.items():
            limits = {key: getattr(limit, key) for limit in item.metadata for key in ("ge", "le") if hasattr(limit, key)}
            found.append({
                "section": section, "name": name, "value": getattr(getattr(rules, section), name), "default": item.default,
                "low": limits["ge"], "high": limits["le"], "unit": item.json_schema_extra["unit"], "meaning": item.description,
            })  # fmt: skip
    return found
