"""An experiment as plain values: the full config, written and read again."""

from __future__ import annotations

from ruamel.yaml import YAML

from .records import Experiment


def to_tree(experiment: Experiment) -> dict:
    """The full config with all defaults, as plain values; `build` makes the same experiment of it."""
    tree = experiment.model_dump(mode="json")
    scenario = tree.pop("scenario")
    for label in experiment.scenario.strategies:
        scenario["strategies"][label]["strategy"] = experiment.scenario.strategy_of(label).name
        scenario["strategies"][label]["parameters"] = experiment.scenario.parameters_of(label).model_dump()
    scenario["market"]["parameters"] = experiment.scenario.parameters_of("market").model_dump()
    return tree | scenario


def write_yaml(tree: dict, file) -> None:
    """Plain values as YAML, keys in their order."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    yaml.width = 120
    yaml.dump(tree, file)
