"""Reading and ordering of message logs."""

import numpy as np
import pandas as pd
import pytest

from experiments.errors import UserError
from experiments.evidence import from_simulation, patterns, read_log
from experiments.evidence.log import DAY, WEEK, normalise
from sim.outcomes import MESSAGE_COLUMNS


def made(*rows) -> pd.DataFrame:
    """A log from (day, sender, receiver)."""
    return pd.DataFrame([(day * DAY, s, r) for day, s, r in rows], columns=["time", "sender", "receiver"])


@pytest.mark.parametrize("text", ["1 2 3000000\n2 1 9000000\n", "1,2,3000000\n2,1,9000000\n", 
                                  "from\tto\tseconds\n1\t2\t3000000\n2\t1\t9000000\n",
                                  "# who whom when\n1;2;3000000\n2;1;9000000\n"])  # fmt: skip
def test_reads_blanks_commas_tabs_and_headings(tmp_path, text):
    path = tmp_path / "log"
    path.write_text(text)
    log = read_log(path)
    assert log["time"].tolist() == [3e6, 9e6]
    assert log["sender"].tolist() == ["1", "2"] and log["receiver"].tolist() == ["2", "1"]


@pytest.mark.parametrize(
    "text, says", [("", "is empty"), ("1 2\n2 3\n", "no times"), ("from,to,time\n1,2,2020-01-01\n1,2,soon\n", "line 3"),
     ("sender,receiver,weight\n1,2,3\n", "no times")]
)
def test_bad_files_are_refused_with_the_place(tmp_path, text, says):
    path = tmp_path / "bad"
    path.write_text(text)
    with pytest.raises(UserError, match=says):
        read_log(path)


def test_missing_file_and_missing_column_are_named(tmp_path):
    with pytest.raises(UserError, match="no such file"):
        read_log(tmp_path / "nowhere")
    with pytest.raises(UserError, match="can be read"):
        read_log(tmp_path)
    with pytest.raises(UserError, match="'receiver' is missing"):
        patterns(pd.DataFrame({"time": [0], "sender": [1]}))
    with pytest.raises(UserError, match="no message between two people"):
        patterns(made((0, 1, 1)))


def test_an_answer_becomes_a_message_back_right_after_its_message():
    messages = {
        "week": np.array([3, 3, 4]),
        "sender": np.array([0, 5, 0]),
        "receiver": np.array([1, 6, 1]),
        "kind": np.array(["request", "request", "call"]),
        "answered": np.array([True, False, True]),
        "mutual": np.array([2, 0, 0]),
    }
    log = from_simulation(messages)
    assert log[["sender", "receiver"]].to_numpy().tolist() == [[0, 1], [1, 0], [5, 6], [0, 1], [1, 0]]
    assert log["kind"].tolist() == ["request", "accept", "request", "call", "answer"]
    assert log["time"].tolist() == [3 * WEEK] * 3 + [4 * WEEK] * 2
    assert log["mutual"].tolist() == [2, -1, 0, 0, -1]
    assert normalise(log).click.tolist() == [True, True, True, False, False]


def test_a_run_keeps_the_columns_that_the_adapter_reads():
    assert {"week", "sender", "receiver", "kind", "answered", "mutual"} <= set(MESSAGE_COLUMNS)


def test_the_longest_stretch_without_four_silent_weeks_counts():
    log = normalise(made((0, 1, 2), (1, 2, 1), (2, 1, 2), (30, 8, 9), (200, 1, 2)))
    assert log.day.tolist() == [0, 1, 2]


def test_mailings_are_set_aside_only_where_they_are_common():
    mail = made((0, 1, 2), (0, 1, 3), (1, 2, 1), (2, 3, 1))
    assert normalise(mail).recipients.tolist() == [2, 2, 1, 1]
    assert normalise(mail).without_mailings().day.tolist() == [1, 2]
    rare = pd.concat([mail, made(*[(3 + i / 100, 4, 5) for i in range(60)])])
    assert len(normalise(rare).without_mailings().day) == 64


def test_a_log_of_a_year_keeps_half_a_year_as_history():
    assert normalise(made(*[(7 * week, 1, 2) for week in range(54)])).lead_in == 26 * 7
    assert normalise(made(*[(7 * week, 1, 2) for week in range(40)])).lead_in == 0
    assert normalise(made((0, 1, 2), (1, 2, 1)), lead_in_weeks=3).lead_in == 21
