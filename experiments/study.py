"""Studies from Python: the same stages as the command line, for notebooks and scripts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from . import config as configs
from .results.store import Store
from .running.runner import run_all


def study(config: Mapping | str | Path, out: str | Path = "results", name: str = "study", workers: int = 0) -> Store:
    """Run an experiment, or go on with it where it was interrupted, and return its results.

    config: a config file, or the same as a mapping (keys as in a config; files relative to the working folder); out:
    folder of results; name: its folder in there, for a mapping; workers: processes, 0: one for each core. The store's
    `table("runs")` gives a row per point, replication and strategy; `experiments.report.write_report(store.folder)` the
    report. Raises UserError, one sentence, for a bad config; runs that fail are rows of `table("failures")`.
    """
    if isinstance(config, Mapping):
        experiment = configs.build(dict(config), Path())
    else:
        experiment, name = configs.load(Path(config)), Path(config).stem
    configs.check_points(experiment)
    store = Store.unfinished(Path(out), experiment, name) or Store.create(Path(out), experiment, name, f"study({name!r})")
    run_all(store, workers)
    return store
