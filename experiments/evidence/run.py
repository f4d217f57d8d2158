"""The model's scorecard: many seeds, every band, the real logs beside it, a table, a picture and a page."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from ..errors import UserError
from ..report.page import kept_figure
from ..report.style import setup
from ..results.disk import write_atomically
from ..results.tables import csv_of
from .figure import figure_scorecard
from .log import read_log
from .measure import patterns
from .model import ordinary_market, patterns_of_seeds
from .page import page
from .scoring import score


def scorecard_of_model(real: list[Path], seeds: int, out: Path, workers: int, validation: Path | None = None,
                       images: Path | None = None) -> tuple[pd.DataFrame, pd.DataFrame, Path]:  # fmt: skip
    """Measure the shipped market of ordinary people; returns the scorecard, the rates and the path of the picture.

    Writes scorecard.csv, seeds.csv (every statistic of every seed), validation.md, scorecard.png and .svg into the folder;
    the page also to `validation`, with its picture in `images` (by default beside it).
    """
    if len({path.stem for path in real}) < len(real):
        raise UserError("--real: two logs have the same name; rename one, since it stands in the table")
    logs = {path.stem: patterns(read_log(path)) for path in real}
    measured = patterns_of_seeds(ordinary_market(), range(1, seeds + 1), workers)
    table = score(measured, logs)
    setup()
    kept_figure(out, "scorecard", figure_scorecard(table, logs), "", "")
    flat = table.drop(columns="real_value_by_file")
    for name in logs:
        flat[name] = [values[name] for values in table["real_value_by_file"]]
    write_atomically(out / "scorecard.csv", csv_of(flat))
    write_atomically(out / "seeds.csv", csv_of(measured))
    command = f"vitaminb evidence --model --seeds {seeds}{''.join(f' --real {path.name}' for path in real)} --page validation.md"
    write_atomically(out / "validation.md", page(table, measured, logs, seeds, command, "scorecard.png").encode())
    if validation is not None:
        images = images or validation.parent
        images.mkdir(parents=True, exist_ok=True)
        write_atomically(images / "scorecard.png", (out / "scorecard.png").read_bytes())
        picture = Path(os.path.relpath(images / "scorecard.png", validation.parent)).as_posix()
        write_atomically(validation, page(table, measured, logs, seeds, command, picture).encode())
    rates = measured[measured["pattern"] == "rates"].groupby(["statistic", "unit"], sort=False)["value"].median().reset_index()
    return flat.drop(columns="source"), rates, out / "scorecard.png"
