"""What there is in a folder of results, and by how much two results differ."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import UserError
from .store import Store

COLUMNS = ("results", "state", "runs", "megabytes", "made")


def all_results(out: Path) -> list[Store]:
    """Every results folder below `out`, oldest first."""
    made = [path.parent for path in out.rglob("provenance.json") if path.parent.name != "partial"]
    return [Store(folder) for folder in sorted(made, key=lambda folder: (folder.name, str(folder))) if (folder / "config.yaml").is_file()]


def listed(stores: list[Store]) -> pd.DataFrame:
    """A row for each: folder, state, runs that are ok, size on disk, and when it was begun (UTC)."""
    return pd.DataFrame([row_of(store) for store in stores], columns=list(COLUMNS))


def row_of(store: Store) -> tuple:
    """What is to be said of one."""
    status = store.status()
    done = status["ok"] if status else sum(kind == "ok" for kind in store.finished().values())
    size = sum(path.stat().st_size for path in store.folder.rglob("*") if path.is_file())
    return str(store.folder), state_of(status), done, round(size / 1e6, 1), made_at(store.folder.name)


def state_of(status: dict | None) -> str:
    """finished; with failed runs; interrupted."""
    if status is None:
        return "interrupted"
    return f"finished, {status['failed']} failed" if status["failed"] else "finished"


def made_at(run: str) -> str:
    """The time in the name of a run: 20260101-120000-abc123 -> 2026-01-01 12:00."""
    day, _, rest = run.partition("-")
    if len(day) != 8 or not day.isdigit() or not rest[:4].isdigit():
        return ""
    return f"{day[:4]}-{day[4:6]}-{day[6:]} {rest[:2]}:{rest[2:4]}"


def too_old(stores: list[Store], keep: int) -> list[Store]:
    """Finished results of which there are at least `keep` newer finished ones of the same experiment."""
    found: list[Store] = []
    for parent in dict.fromkeys(store.folder.parent for store in stores):
        finished = [store for store in stores if store.folder.parent == parent and store.status() is not None]
        found += finished[: max(0, len(finished) - keep)]
    return found


def sizes(one: Store, other: Store, response: str = "") -> pd.DataFrame:
    """By how much the response differs: a row for each strategy and point that both results have, with 95 % intervals.

    Runs with the same luck in both are compared in pairs, others as two samples. Raises UserError if nothing can be compared.
    """
    response = response or one.experiment().response
    first, second = (runs_of(store, response) for store in (one, other))
    common = first.index.droplevel("replication").intersection(second.index.droplevel("replication")).unique()
    rows = [difference(place, first.xs(place, level=("point", "strategy")), second.xs(place, level=("point", "strategy")), response)
            for place in common]  # fmt: skip
    if not rows:
        raise UserError(f"{one.folder} and {other.folder}: have no strategy in common; compare two results of one market")
    return pd.DataFrame(rows)


def runs_of(store: Store, response: str) -> pd.DataFrame:
    """Seed and response of every run, by point, strategy and replication."""
    runs = store.table("runs")
    if runs is None:
        raise UserError(f"{store.folder}: has no finished runs; go on with `vitaminb resume {store.folder}`")
    if response not in runs.columns:
        raise UserError(f"--response {response}: is not stored in {store.folder}; stored are {', '.join(runs.columns[3:])}")
    return runs.set_index(["point", "strategy", "replication"])[["seed", response]].sort_index()


def difference(place: tuple, first: pd.DataFrame, second: pd.DataFrame, response: str) -> dict:
    """One row: the two means, their difference and its interval."""
    paired = first["seed"].equals(second["seed"]) and first[response].notna().equals(second[response].notna())
    a, b = (part[response].dropna().to_numpy(float) for part in (first, second))
    low, high = interval(a, b, paired)
    return {"point": place[0], "strategy": place[1], "response": response, "first": mean(a), "second": mean(b),
            "difference": mean(b) - mean(a), "low": low, "high": high, "paired": paired}  # fmt: skip


def mean(values: np.ndarray) -> float:
    """The mean; nan without values."""
    return float(values.mean()) if len(values) else math.nan


def interval(a: np.ndarray, b: np.ndarray, paired: bool) -> tuple[float, float]:
    """95 % interval of mean(b) - mean(a): t interval of the pairs, or Welch's; nan with fewer than three values."""
    from scipy import stats

    if min(len(a), len(b)) < 3:
        return math.nan, math.nan
    if np.ptp(b - a if paired else np.concatenate([a, b])) == 0:
        return mean(b) - mean(a), mean(b) - mean(a)
    test = stats.ttest_rel(b, a) if paired else stats.ttest_ind(b, a, equal_var=False)
    found = test.confidence_interval(0.95)
    return float(found.low), float(found.high)
