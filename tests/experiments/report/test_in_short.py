"""The answer in short: what a terminal shows and what programs read."""

import json

import pandas as pd
import pyarrow as pa

from experiments.report.answer import words_of
from experiments.report.in_short import answer_in_short, write_in_short
from experiments.report.page import named_from_here
from experiments.results import tables


def test_text_and_json_say_the_same(tmp_path):
    parts = [{"key": "hinge", "heading": "What it hangs on", "sentences": ["No hinge found."]},
             {"key": "price", "heading": "P", "sentences": ["5"]}]
    league = pd.DataFrame({"strategy": ["call_first"], "mean": [1.5], "low": [float("nan")]})
    write_in_short(tmp_path, ["Call first leads."], parts, ["", "strategy", "deals"], [["1", "call first", "1.50"]], league)
    text, said = answer_in_short(tmp_path)
    assert text.splitlines()[:2] == ["Call first leads.", "What it hangs on: No hinge found."]
    assert text.splitlines()[-1] == "1  call first  1.50"
    assert said["verdict"] == ["Call first leads."] and said["price"] == ["5"]
    assert said["league"] == [{"strategy": "call_first", "mean": 1.5, "low": None}] and json.dumps(said)


def test_cells_speak_the_language():
    assert words_of("de").local("1,234.50 (1.1 to 2.2)") == "1.234,50 (1,1 bis 2,2)"
    assert words_of("de").local("call first to all") == "call first to all" and words_of("en").local("1.5 to 2") == "1.5 to 2"


def test_a_folder_is_named_as_one_may_type_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert str(named_from_here(tmp_path / "runs" / "a")) == "runs/a"
    assert named_from_here(tmp_path.parent / "elsewhere").is_absolute()


def test_many_small_tables_wait_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "TABLES_AT_ONCE", 4)
    joined = tables.Tables(tmp_path)
    for k in range(11):
        joined.add("runs", pa.table({"point": [0], "replication": [k], "x": [float(k)]}))
        assert len(joined.waiting["runs"]) <= 4
    joined.close()
    joined.put_in_place(("runs",))
    assert pd.read_parquet(tmp_path / "runs.parquet")["x"].tolist() == list(map(float, range(11)))
