"""Tables as analysts want them: with what was varied, and the world, in columns of every row."""

from __future__ import annotations

import pandas as pd

from .. import config as configs
from ..config.tree import to_tree
from ..responses.of_a_run import units


def factors_of(experiment: configs.Experiment) -> pd.DataFrame:
    """A row per point, a column per key that varies; the config's own value where a point leaves it."""
    points, tree = experiment.points, to_tree(experiment)
    keys = list(dict.fromkeys(key for point in points for key in point))
    rows = [{key: plain(point.get(key, value_at(tree, key))) for key in keys} for point in points]
    return pd.DataFrame(rows, columns=keys).rename_axis("point").reset_index()


def value_at(tree: dict, key: str):
    """The value of a dotted key; None where there is none."""
    for name in key.split("."):
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree


def plain(value):
    """A value that fits in a cell."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def worlds_table(experiment: configs.Experiment) -> pd.DataFrame:
    """A row per world: its number and every parameter that was drawn; empty if all replications live in the config's own."""
    return pd.DataFrame(experiment.drawn).rename_axis("world").reset_index() if experiment.drawn else pd.DataFrame()


def with_world(table: pd.DataFrame, experiment: configs.Experiment) -> pd.DataFrame:
    """The table with the number of each replication's world."""
    return table.assign(world=table["replication"] % len(experiment.drawn)) if experiment.drawn and "replication" in table else table


def tidy(table: pd.DataFrame, experiment: configs.Experiment) -> pd.DataFrame:
    """The table with a column per factor of the design, the world's number and a column per parameter drawn for it.

    Units stand in `attrs["units"]`: column -> (unit, meaning).
    """
    found = with_world(table, experiment)
    if "point" in found and experiment.design:
        found = found.merge(factors_of(experiment), on="point", how="left")
    if "world" in found:
        found = found.merge(worlds_table(experiment), on="world", how="left")
    known = units() | {"world": ("index", "the world that a replication lives in")}
    found.attrs["units"] = {column: known[column] for column in found if column in known}
    return found
