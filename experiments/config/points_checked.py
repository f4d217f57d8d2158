"""Designs whose points mean something: every factor changes the runs, and no condition stands there twice."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..errors import UserError, one_line
from .records import EXPERIMENT_KEYS, Experiment
from .tree import to_tree

VARIED = ("network.file", "network.me", "network.format")  # beside what the scenario has


def check_design(experiment: Experiment) -> None:
    """Raises UserError if the design varies what changes no run, or has the same condition twice."""
    if experiment.design is None:
        return
    place = f"{experiment.place}design: "
    keys = list(dict.fromkeys(key for point in experiment.points for key in point))
    for key in keys:
        top = key.split(".")[0]
        if top in EXPERIMENT_KEYS and key not in VARIED:
            raise UserError(f"{place}'{one_line(key, 80)}' changes nothing in the model, so its levels would be one condition under "
                            "several names; vary something of the scenario, or run another experiment")  # fmt: skip
        inside = next((other for other in keys if other.startswith(f"{key}.")), None)
        if inside:
            raise UserError(f"{place}'{one_line(key, 80)}' contains '{one_line(inside, 80)}'; vary only one of them")
    for key, factor in experiment.design.factors.items():
        if factor.values is not None:
            check_once(factor.values, f"{place}{one_line(key, 80)}: the level ")
    check_once(experiment.design.groups, f"{place}groups: ")
    if experiment.design.kind == "list":
        check_once(experiment.points, f"{place}the point ")
    if experiment.design.kind == "one_at_a_time":
        check_not_the_own(experiment, place)


def written(value: Any) -> str:
    """A value as text that is equal for equal values: 4 and 4.0 are."""
    def same(x):
        if isinstance(x, dict):
            return {key: same(part) for key, part in x.items()}
        if isinstance(x, list | tuple):
            return [same(part) for part in x]
        return int(x) if isinstance(x, float) and x.is_integer() else x

    return json.dumps(same(value), sort_keys=True, default=str)


def check_once(values: Iterable, place: str) -> None:
    """Raises UserError for a value that stands there twice."""
    seen = set()
    for value in values:
        text = written(value)
        if text in seen:
            raise UserError(f"{place}{one_line(text, 120)} stands there twice, so it would be run and counted twice; keep one")
        seen.add(text)


def check_not_the_own(experiment: Experiment, place: str) -> None:
    """Raises UserError if a level is the config's own value, which point 0 has already."""
    tree = to_tree(experiment)
    for key, factor in experiment.design.factors.items():
        own = value_at(tree, key)
        if own is not None and written(own) in map(written, factor.levels()):
            raise UserError(f"{place}{one_line(key, 80)}: the level {one_line(written(own), 80)} is the config's own value, which point 0 has "
                            "already; leave it out")  # fmt: skip


def value_at(tree: Any, key: str) -> Any:
    """The value at a dotted key; None if there is none."""
    for name in key.split("."):
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree


def check_in_force(experiment: Experiment, index: int) -> None:
    """Build the experiment at a point. Raises UserError if it cannot be, or if something overrules a value of the point."""
    here = experiment.at(index)
    tree = None
    for key, value in experiment.points[index].items():
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            tree = tree or to_tree(here)
            found = value_at(tree, key)
            if found is not None and written(found) != written(value) and not same_number(found, value):
                raise UserError(f"{experiment.place}design, point {index}: {one_line(key, 80)}: {one_line(str(value), 80)} plays no part, since "
                                f"it is {one_line(str(found), 80)} there all the same; leave this factor out")  # fmt: skip


def same_number(one: Any, other: Any) -> bool:
    """Whether two values are the same number, one of them maybe as text."""
    try:
        return float(one) == float(other)
    except (TypeError, ValueError):
        return False
