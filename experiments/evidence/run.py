"""The model's scorecard: many seeds, every band, the real logs beside it, a table and a picture."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ..report import kept_figure
from ..store import write_atomically
from ..style import setup
from .figure import figure_scorecard
from .log import read_log
from .measure import patterns
from .model import ordinary_market, patterns_of_seeds
from .scoring import score


def scorecard_of_model(real: list[Path], seeds: int, out: Path, workers: int) -> tuple[pd.DataFrame, Path]:
    """Measure the shipped market of ordinary people; returns the scorecard and the path of its picture.

    Writes scorecard.csv, seeds.csv (every statistic of every seed), scorecard.png and .svg into the folder.
    """
    logs = {path.stem: patterns(read_log(path)) for path in real}
    measured = patterns_of_seeds(ordinary_market(), range(1, seeds + 1), workers)
    table = score(measured, logs)
    out.mkdir(parents=True, exist_ok=True)
    setup()
    kept_figure(out, "scorecard", figure_scorecard(table, logs), "", "")
    flat = table.drop(columns="real_value_by_file")
    for name in logs:
        flat[name] = [values[name] for values in table["real_value_by_file"]]
    write_atomically(out / "scorecard.csv", flat.to_csv(index=False).encode())
    write_atomically(out / "seeds.csv", measured.to_csv(index=False).encode())
    return flat.drop(columns="source"), out / "scorecard.png"
