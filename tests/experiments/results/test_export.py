"""Exports hold what the tables hold, in names that other programs take."""

import pandas as pd
import pytest

from experiments.results.export import short_names, write_stata


def test_stata_reads_what_was_written(tmp_path):
    table = pd.DataFrame({"strategy": ["call_first", "idle"], "market.capacity": [100.0, 150.5], "deals": [3, 4], "met": [True, False]})
    table.attrs["units"] = {"deals": ("deals", "deals closed")}
    write_stata(table, tmp_path / "runs.dta")
    with pd.read_stata(tmp_path / "runs.dta", iterator=True) as reader:
        found, labels = reader.read(), reader.variable_labels()
    assert found["market_capacity"].tolist() == [100.0, 150.5] and found["strategy"].tolist() == ["call_first", "idle"]
    assert found["met"].tolist() == [1, 0] and labels["deals"] == "deals closed (deals)"


def test_long_names_stay_different():
    names = short_names(["rules.trade.a_very_long_name_of_a_parameter", "rules.other.a_very_long_name_of_a_parameter", "x"])
    assert len(set(names.values())) == 3 and max(map(len, names.values())) <= 32 and names["x"] == "x"


@pytest.mark.parametrize("column", ["1st", "a b", "market.x"])
def test_names_begin_with_a_letter(column):
    assert short_names([column])[column].isidentifier()
