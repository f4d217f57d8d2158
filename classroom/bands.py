"""Bands over many replications, recorded by the project's own runner before the page is built."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from experiments import config as configs
from experiments.errors import UserError
from experiments.results.disk import write_atomically
from experiments.results.store import Store
from experiments.running.runner import run_all

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
SERIES = {"deals": True, "trust_earned": False, "relationships": False}  # weekly measure: whether it adds up over weeks
TOTALS = ("deals", "trust_earned", "relationships", "annoyance")
DECIMALS = 2
NO_MORE = {"design": None, "stop": None, "claim": None, "strategy_files": (), "network": None}
LEAN = {"weekly": True, "sellers": False, "deals": False, "messages": False, "networks": False, "traces": False}


def record(tree: dict, rows: list[dict], replications: int, kept: Path, workers: int, on_done: Callable[[int, int], None]) -> list[dict]:
    """What happens at each row of changed keys of a config, over so many replications; read from `kept` if nothing changed since.

    Returns, for each row, `totals`: measure -> [group][replication] at the end, per group, and `series`: measure ->
    [group][quantile][week], per seller. Raises UserError if a run fails.
    """
    from sim.compiling import sources_hash

    tree = tree | NO_MORE | {"replications": replications, "keep": LEAN}
    tree["design"] = {"kind": "list", "rows": rows} if any(rows) else None
    key = hashlib.sha256(json.dumps([tree, sources_hash(), QUANTILES, list(SERIES), TOTALS], sort_keys=True).encode()).hexdigest()
    file = kept / f"bands-{key[:16]}.json"
    if file.is_file():
        return json.loads(file.read_text(encoding="utf-8"))
    experiment = configs.build(tree, Path())
    with tempfile.TemporaryDirectory(prefix="vitaminb-") as folder:
        store = Store.create(Path(folder), experiment, "classroom", "vitaminb classroom")
        status = run_all(store, workers, on_done)
        if status["failed"]:
            raise UserError(f"the classroom's years cannot be recorded: {store.table('failures').iloc[0]['reason']}")
        weekly = store.table("weekly")
    weekly["relationships"] = weekly["strong"] + weekly["weak"]
    labels = list(experiment.scenario.strategies)
    sellers = [experiment.scenario.strategies[label].sellers for label in labels]
    found = [point_of(weekly[weekly["point"] == point], labels, sellers) for point in range(len(rows))]
    write_atomically(file, json.dumps(found).encode())
    return found


def point_of(weekly, labels: list[str], sellers: list[int]) -> dict:
    """Totals and bands of one point from its weekly sums."""
    series, totals = {}, {}
    for measure in TOTALS:
        by_group = [weekly[weekly["strategy"] == label].pivot(index="replication", columns="week", values=measure).to_numpy()
                    for label in labels]  # fmt: skip
        adds_up = SERIES.get(measure, True)
        ends = [values.sum(axis=1) if adds_up else values[:, -1] for values in by_group]
        totals[measure] = [rounded(end) for end in ends]
        if measure in SERIES:
            curves = [values.cumsum(axis=1) if adds_up else values for values in by_group]
            series[measure] = [rounded(np.quantile(curve / max(1, n), QUANTILES, axis=0)) for curve, n in zip(curves, sellers, strict=True)]
    return {"totals": totals, "series": series}


def rounded(values: np.ndarray) -> list:
    """Plain numbers with few decimals: whole ones stay whole."""
    return np.round(values, DECIMALS).tolist()
