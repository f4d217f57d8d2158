"""Configs: YAML in, a checked experiment out. Configs are data; only strategy files they name are executed."""

from __future__ import annotations

from pathlib import Path

from ..errors import UserError
from .build import at_point, build
from .points_checked import check_design, check_in_force
from .records import Experiment
from .shipped import find
from .yaml_file import override, parse_override, place_of, read_config


def load(path: Path, sets: list[str] = (), **changes) -> Experiment:
    """A checked experiment from a config file, with `--set` overrides and changes of top-level keys.

    A config that comes with the package may be named: "four_strategies". Raises UserError with one sentence that names file, line and key.
    """
    path = find(Path(path))
    tree, places = read_config(path)
    tree = override(tree, list(sets)) | {k: v for k, v in changes.items() if v is not None}
    given = [".".join(parse_override(text)[0]) for text in sets] + [key for key, value in changes.items() if value is not None]

    def where(loc) -> str:
        dotted = ".".join(map(str, loc)) + "."
        return "command line: " if any(dotted.startswith(f"{key}.") for key in given) else f"{place_of(places, loc, path)}: "

    experiment = build(tree, path.parent, where)
    experiment.remember_place(f"{path}: ")
    if tree.get("people") not in (None, experiment.scenario.people):
        raise UserError(f"{where(['people'])}people: {tree['people']} plays no part, since the network has "
                        f"{experiment.scenario.people} people; leave people out")  # fmt: skip
    return experiment


FEW_WORLDS = 5  # worlds that are tried before a run


def check_points(experiment: Experiment, most: int = 200) -> None:
    """Build the experiment at its points, at most so many spread evenly; raises UserError at the first that is none."""
    check_design(experiment)
    count = len(experiment.points)
    for index in sorted({round(k * (count - 1) / max(1, min(count, most) - 1)) for k in range(min(count, most))}):
        check_in_force(experiment, index)
    for number in range(min(len(experiment.drawn), FEW_WORLDS)):
        at_point(experiment, experiment.drawn[number], f"world {number}: ")
