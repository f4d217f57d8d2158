"""The scorecard and its picture."""

import numpy as np
import pandas as pd
import pytest

from experiments.evidence import BANDS, change_when_doubled, figure_scorecard, patterns, score, scorecard
from experiments.evidence.funnel import LEAD_COLUMNS, funnel
from experiments.evidence.intervals import COLUMNS
from experiments.evidence.log import DAY

TABLES = {"messages": ("week", "sender", "receiver", "action", "reply", "picked"), "leads": LEAD_COLUMNS}


def rows(*given) -> pd.DataFrame:
    """A table like that of `patterns` from (pattern, statistic, value)."""
    return pd.DataFrame([(p, s, v, v - 0.1, v + 0.1, 50, "share") for p, s, v in given], columns=COLUMNS)


def row(table: pd.DataFrame, statistic: str) -> pd.Series:
    """The scorecard's row of a statistic."""
    return table[table["statistic"] == statistic].iloc[0]


def small_log(shift: float) -> pd.DataFrame:
    """Thirty strangers write to others on different days; more answer with a smaller shift."""
    asked = [(k * DAY, k, 100 + k) for k in range(30)]
    back = [((k + 1) * DAY, 100 + k, k) for k in range(30) if k % 10 >= shift]
    return pd.DataFrame(asked + back + [(60 * DAY, 0, 100), (45 * DAY, 1, 101)], columns=["time", "sender", "receiver"])


def test_every_band_is_a_statistic_that_is_measured_or_handed_in():
    known = set(patterns(small_log(5), draws=0)[["pattern", "statistic"]].itertuples(index=False, name=None))
    missing = {(band.pattern, band.statistic) for band in BANDS} - known
    handed_in = {("P2", "largest change when listed contacts double")} | {key for key in missing if key[0] == "P10"}
    assert {key for key in missing if not key[0].startswith("F")} == handed_in and len(handed_in) == 5
    empty = {name: pd.DataFrame(columns=[*names]) for name, names in TABLES.items()}
    steps = funnel(empty["messages"], empty["leads"], pd.DataFrame({"person": [0], "hours": [1.0], "deals": [0]}), 52, draws=0)
    assert {key for key in missing if key[0].startswith("F")} <= set(steps[["pattern", "statistic"]].itertuples(index=False, name=None))
    assert all(band.low < band.high or band.role == "reported" for band in BANDS)


def test_a_row_that_is_only_reported_has_no_band_and_no_verdict():
    table = score(rows(("F12", "deals / request, picked", 0.001)))
    found = row(table, "deals / request, picked")
    assert found["value"] == 0.001 and found["hit"] is None and np.isnan(found["band_low"])
    assert figure_scorecard(table, {}).axes[0].get_xlim()[1] > 0.001


def test_hit_miss_and_unmeasured():
    table = score(rows(("P4", "activated / deactivated", 1.0), ("P6", "common contact / none", 5.0)))
    assert row(table, "activated / deactivated")["hit"] is True
    assert row(table, "common contact / none")["hit"] is False
    assert row(table, "30+ / 1 at once")["hit"] is None
    assert len(table) == len(BANDS)


def test_several_seeds_give_their_median_and_spread():
    seeds = pd.concat([rows(("P5", "active after 1 month", v)) for v in (0.1, 0.6, 0.7)])
    found = row(score(seeds), "active after 1 month")
    assert found["value"] == 0.6 and found["hit"] is True
    assert 0.1 <= found["low"] < 0.2 and 0.69 < found["high"] <= 0.7


def test_real_values_stand_beside_the_model():
    real = {"mail": rows(("P4", "activated / deactivated", 1.1))}
    table = score(rows(("P4", "activated / deactivated", 1.0)), real)
    assert row(table, "activated / deactivated")["real_value_by_file"] == {"mail": 1.1}
    assert np.isnan(row(table, "30+ / 1 at once")["real_value_by_file"]["mail"])


def test_scorecard_takes_one_log_or_one_per_seed():
    one = row(scorecard(small_log(5)), "2-3 / 1 at once")
    several = row(scorecard(small_log(shift) for shift in (4, 5, 6)), "2-3 / 1 at once")
    assert one["role"] == several["role"] == "validation"
    measured = score(pd.concat([patterns(small_log(shift), draws=0) for shift in (4, 5, 6)]))
    pd.testing.assert_series_equal(row(measured, "2-3 / 1 at once"), several)


def test_largest_change_of_a_layer():
    base = rows(("P2", "contacted weekly", 4.0), ("P2", "contacted yearly", 100.0), ("P4", "x", 1.0))
    doubled = rows(("P2", "contacted weekly", 4.2), ("P2", "contacted yearly", 80.0), ("P4", "x", 9.0))
    assert change_when_doubled(base, doubled)["value"].iloc[0] == pytest.approx(0.2)


def test_the_picture_has_a_strip_for_everything_measured():
    real = {"mail": rows(("P4", "activated / deactivated", 1.1), ("P7", "30+ / 1 at once", 0.3))}
    table = score(rows(("P4", "activated / deactivated", 1.5)), real)
    figure = figure_scorecard(table, real)
    labels = [axis.get_ylabel() for axis in figure.axes]
    assert labels == ["P4  activated / deactivated", "P7  30+ / 1 at once"]
    assert figure.axes[0].get_xlim()[1] > 1.6
