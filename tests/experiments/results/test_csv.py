"""Spreadsheets take no cell of ours for a formula."""

import io

import pandas as pd
import pytest

from experiments.results.tables import csv_of


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", " =1"])
def test_formulas_become_text(text):
    table = pd.DataFrame({"strategy": [text, "plain"], "value": [-1.5, 2.0], text: [1, 2]})
    back = pd.read_csv(io.BytesIO(csv_of(table)))
    assert list(back["strategy"]) == [f"'{text}", "plain"] and list(back["value"]) == [-1.5, 2.0]
    assert list(back.columns) == ["strategy", "value", f"'{text}"]
