"""From plain values to a checked experiment."""

from __future__ import annotations

import copy
import json
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml import YAML

from sim.scenario import Scenario

from ..errors import UserError, is_hidden, one_line
from ..files import whole_path
from .design import Point
from .faults import explain, unknown_key
from .records import KEYS, NETWORK_KEYS, SCENARIO_KEYS, Experiment, NetworkFrom
from .tree import to_tree
from .yaml_file import put, with_whole_paths

LONGEST_NAME = 100  # letters
AROUND = 2  # people of the market, by default, for each one of a network of one person's ties


def build(tree: dict, folder: Path, where=lambda loc: "", own: dict | None = None) -> Experiment:
    """A checked experiment from a tree of plain values; files are looked for relative to `folder`.

    own: the users' own strategies, if they are loaded already.
    """
    from .strategy_files import load_strategies

    for key in tree:
        if key not in KEYS:
            raise UserError(where([key]) + unknown_key(str(key), KEYS))
    check_names(tree.get("strategies"), where)
    tree = copy.deepcopy(tree)
    files = tree.get("strategy_files") or []
    files = [files] if isinstance(files, str) else files
    if not (isinstance(files, list | tuple) and all(isinstance(file, str) for file in files)):
        raise UserError(where(["strategy_files"]) + "strategy_files: must be a list of Python files")
    tree["strategy_files"] = tuple(whole_path(folder, file) for file in files)
    if own is None:
        own = load_strategies([Path(file) for file in tree["strategy_files"]])
    read, alone = 0, False
    if is_readable(tree.get("network")):
        tree["network"]["file"] = whole_path(folder, tree["network"]["file"])
        read, alone = people_in(**{k: tree["network"].get(k, NetworkFrom.model_fields[k].default) for k in NETWORK_KEYS})
        if not alone:
            tree["people"] = read
        elif tree.get("people") is None:
            tree["people"] = max(Scenario.model_fields["people"].default, AROUND * read)
    tree = with_whole_paths(tree, lambda name: whole_path(folder, name))
    parts = {key: tree.pop(key) for key in SCENARIO_KEYS if key in tree}
    strategies = parts.get("strategies")
    if isinstance(strategies, list):
        parts["strategies"] = {name: {} for name in strategies}
    elif isinstance(strategies, dict):
        parts["strategies"] = {name: group if group is not None else {} for name, group in strategies.items()}
    try:
        experiment = Experiment(**tree, scenario={**parts, "own_strategies": own})
    except ValidationError as error:
        raise UserError(explain(error, Experiment, where)) from None
    check_shares(experiment.scenario, where)
    contacts, slots = experiment.scenario.market.contacts, experiment.scenario.contact_slots
    if alone and experiment.scenario.people < read:
        raise UserError(f"{where(['people'])}people: {experiment.scenario.people} are fewer than the {read} of the network; "
                        f"set people to {AROUND * read} or so")  # fmt: skip
    if (experiment.network is None or alone) and min(contacts, experiment.scenario.people - 1) > slots:
        raise UserError(f"{where(['contact_slots'])}contact_slots: {slots} are too few for market.contacts = {contacts:g}; "
                        f"set contact_slots to at least {int(1.25 * contacts) + 1}")  # fmt: skip
    return experiment


def loads(text: str) -> Experiment:
    """A checked experiment from the text of a full config, all of whose paths are whole."""
    return build(YAML(typ="safe", pure=True).load(text), Path())


def at_point(experiment: Experiment, point: Point, place: str) -> Experiment:
    """The experiment with the values of a point in place of its own.

    Another strategy for a group comes with its own parameters, not with those of the strategy before.
    """
    tree = {key: value for key, value in to_tree(experiment).items() if key not in ("design", "stop", "claim", "worlds")}
    for key, value in point.items():
        path = key.split(".")
        if path[-1] == "strategy":
            put(tree, [*path[:-1], "parameters"], {}, place)
        put(tree, path, value, place)
    return build(tree, Path(), lambda loc: place, experiment.scenario.own_strategies)


def is_readable(network) -> bool:
    """Whether a network is described well enough to be read; if not, its record says why."""
    kinds = {"file": str, "format": str, "hash_names": bool, "me": str | int | float}
    return isinstance(network, dict) and "file" in network and all(isinstance(network[k], kinds[k]) for k in kinds.keys() & network.keys())


def check_names(strategies, where) -> None:
    """Groups have names that fit into a table, each once. Raises UserError."""
    if not isinstance(strategies, dict | list):
        return
    place = where(["strategies"]) + "strategies: "
    for name in strategies:
        if not isinstance(name, str):
            raise UserError(f"{place}'{name}' is no name; write a mapping of groups, or a list of names of strategies"[:300])
        if not name.strip() or len(name) > LONGEST_NAME or any(map(is_hidden, name)):
            raise UserError(f"{place}'{one_line(name, 60)}' cannot be the name of a group; take 1 to {LONGEST_NAME} letters, digits and signs")
    if len(set(strategies)) < len(strategies):
        raise UserError(f"{place}the list names a strategy twice; a mapping can have two groups with one strategy")


def people_in(file: str, **given) -> tuple[int, bool]:
    """Number of people in a network file, and whether it holds one person's ties only."""
    from ..networks.read import read_network

    try:
        stamp = Path(file).stat().st_mtime_ns
    except OSError:
        stamp = 0
    given["me"] = str(given["me"])
    if not isinstance(given["columns"], dict):
        given["columns"] = {}  # the checks that follow say what is wrong with it
    return _people_in(read_network, file, json.dumps(given, sort_keys=True, default=str), stamp)


@lru_cache
def _people_in(read_network, file: str, given: str, stamp: int) -> tuple[int, bool]:
    ties = read_network(Path(file), **json.loads(given)).ties
    return ties.people, ties.owner is not None


def check_shares(scenario: Scenario, where) -> None:
    """Shares that must add up to 1."""
    planning = scenario.rules.planning
    shares = {name: getattr(planning, name) for name in type(planning).model_fields if name.startswith("show_")}
    total = sum(shares.values())
    if abs(total - 1.0) > 1e-6:
        given = ", ".join(f"{name} {value:g}" for name, value in shares.items())
        raise UserError(f"{where(['rules', 'planning'])}rules.planning: the show_ shares add up to {total:g}, not 1 ({given})")
    if not any(group.sellers for group in scenario.strategies.values()):
        raise UserError(f"{where(['strategies'])}strategies: there are no sellers; give at least one group some sellers")
