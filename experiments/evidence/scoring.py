"""The scorecard: what a model's logs show, what the bands allow, what real logs show."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from .bands import BANDS, hits
from .intervals import COLUMNS
from .measure import patterns

KEY = ["pattern", "statistic"]


def scorecard(
    logs: pd.DataFrame | Iterable[pd.DataFrame],
    real: Mapping[str, pd.DataFrame] | None = None,
    lead_in_weeks: float | None = None,
) -> pd.DataFrame:
    """Measure one log, or one log per seed, and hold it against the bands: see `score`.

    logs: as `patterns` takes them, maybe a generator; real: name -> result of `patterns` on a real log.
    """
    if isinstance(logs, pd.DataFrame):
        return score(patterns(logs, lead_in_weeks), real)
    return score(pd.concat([patterns(log, lead_in_weeks, draws=0) for log in logs]), real)


def score(measured: pd.DataFrame, real: Mapping[str, pd.DataFrame] | None = None) -> pd.DataFrame:
    """One row per band: pattern, statistic, band_low, band_high, value, low, high, hit, real_value_by_file, role, source.

    measured: rows of `patterns` of one log, or of all seeds one below the other; then value is the median and low and
    high bound 95 % of the seeds. Rows from elsewhere (P10) may be appended. hit is None where nothing was measured;
    real_value_by_file: name -> value, NaN where that log is too short or holds no case.
    """
    model = summary(measured).set_index(KEY)
    files = {name: table.set_index(KEY)["value"] for name, table in (real or {}).items()}
    rows = []
    for band in BANDS:
        key = (band.pattern, band.statistic)
        value, low, high = model.loc[key, ["value", "low", "high"]] if key in model.index else (np.nan,) * 3
        rows.append(
            {
                "pattern": band.pattern,
                "statistic": band.statistic,
                "band_low": band.low,
                "band_high": band.high,
                "value": value,
                "low": low,
                "high": high,
                "hit": hits(band, value),
                "real_value_by_file": {name: float(values.get(key, np.nan)) for name, values in files.items()},
                "role": band.role,
                "source": band.source,
            }
        )
    return pd.DataFrame(rows).astype({"hit": object})


def summary(measured: pd.DataFrame) -> pd.DataFrame:
    """One row per statistic: as it is if it was measured once, else median and the range of 95 % of the seeds."""
    groups = measured.groupby(KEY, sort=False)
    if groups.size().max() <= 1:
        return measured
    values = groups["value"]
    return pd.DataFrame(
        {"value": values.median(), "low": values.quantile(0.025), "high": values.quantile(0.975), "n": groups["n"].sum()}
    ).reset_index()


def change_when_doubled(base: pd.DataFrame, doubled: pd.DataFrame) -> pd.DataFrame:
    """P2's second half: the largest relative change of a layer when people list twice as many contacts.

    base, doubled: results of `patterns` on two runs with the same seed. Returns one row like those of `patterns`.
    """
    layers = [table[table["pattern"] == "P2"].set_index("statistic")["value"] for table in (base, doubled)]
    change = (layers[1] / layers[0] - 1).abs().max()
    row = ("P2", "largest change when listed contacts double", change, np.nan, np.nan, len(layers[0]), "share")
    return pd.DataFrame([row], columns=COLUMNS)
