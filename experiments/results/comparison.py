"""What differs between two results, and the first week in which two runs part."""

from __future__ import annotations

import pandas as pd

from .store import Store

KEYS = {
    "runs": ["point", "replication", "strategy"],
    "weekly": ["point", "replication", "strategy", "week"],
    "sellers": ["point", "replication", "person"],
}


def differences(one: Store, other: Store) -> list[str]:
    """What differs, in sentences: config, code and packages, then tables; empty if nothing does."""
    return config_differences(one, other) + made_differences(one, other) + table_differences(one, other)


def flat(tree, prefix: str = "") -> dict:
    """Dotted keys of a tree."""
    if not isinstance(tree, dict):
        return {prefix: tree}
    return {key: value for name, part in tree.items() for key, value in flat(part, f"{prefix}.{name}" if prefix else name).items()}


def config_differences(one: Store, other: Store) -> list[str]:
    """Keys of the configs that differ."""
    from ..config.yaml_file import read_yaml

    first, second = (flat(read_yaml(store.folder / "config.yaml").value) for store in (one, other))
    return [f"config: {key} is {first.get(key, 'absent')} and {second.get(key, 'absent')}"
            for key in dict.fromkeys([*first, *second]) if first.get(key) != second.get(key)]  # fmt: skip


def made_differences(one: Store, other: Store) -> list[str]:
    """Code, Python and packages that differ."""
    first, second = one.provenance(), other.provenance()
    pairs = [(key, first.get(key), second.get(key)) for key in ("code", "vitaminb", "python")]
    pairs += [(name, first["packages"].get(name), second["packages"].get(name)) for name in first["packages"]]
    return [f"{name}: {a} and {b}" for name, a, b in pairs if a != b]


def table_differences(one: Store, other: Store) -> list[str]:
    """Tables that differ: missing in one, runs in only one, values; for series, the first week in which they part."""
    said = []
    for name, keys in KEYS.items():
        first, second = one.table(name), other.table(name)
        if first is None or second is None:
            if (first is None) != (second is None):
                said.append(f"{name}: only in {(one if second is None else other).folder}")
            continue
        said += rows_that_differ(name, first.set_index(keys), second.set_index(keys))
    return said


def rows_that_differ(name: str, first: pd.DataFrame, second: pd.DataFrame) -> list[str]:
    """Rows in only one table, and rows whose values differ."""
    common = first.index.intersection(second.index)
    said = [f"{name}: {n} rows only in the {which} result" for n, which in
            ((len(first) - len(common), "first"), (len(second) - len(common), "second")) if n]  # fmt: skip
    columns = [column for column in first.columns if column in second.columns]
    a, b = first.loc[common, columns], second.loc[common, columns]
    apart = (a != b) & ~(a.isna() & b.isna())
    if not apart.to_numpy().any():
        return said
    rows = apart.any(axis=1)
    where = [column for column in columns if apart[column].any()]
    said.append(f"{name}: {int(rows.sum())} of {len(common)} rows differ, in {', '.join(where[:6])}{', ...' if len(where) > 6 else ''}")
    if "week" in first.index.names:
        said += partings(apart[rows])
    return said


def partings(apart: pd.DataFrame) -> list[str]:
    """For the first few runs that part: the first week, and what differs in it."""
    said = []
    weeks = apart.reset_index()
    for (point, replication), part in list(weeks.groupby(["point", "replication"]))[:5]:
        week = part["week"].min()
        there = part[part["week"] == week]
        columns = [c for c in apart.columns if there[c].any()]
        said.append(f"  point {point}, replication {replication} part in week {week}: {', '.join(sorted(set(there['strategy'])))} "
                    f"in {', '.join(columns[:4])}")  # fmt: skip
    return said
