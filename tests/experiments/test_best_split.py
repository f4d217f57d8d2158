"""The table and the picture of the best use of hours, from proposals made by hand."""

import numpy as np
import pandas as pd
import pytest

from experiments.report.figures.best import flatness
from experiments.report.style import setup
from experiments.studies.best import EFFORT, STARTS, WEIGHTS, proposals, propose, study_at, table_of


def test_weights_of_actions_are_no_shares_of_hours():
    found = pd.DataFrame({"value": [1.0, 0.5], "share_info": [1.2, 0.1], "share_share_info": [0.4, 0.2], "share_call": [0.6, 0.8],
                          "effort_minutes": [5.0, 6.0]})  # fmt: skip
    final = pd.DataFrame({"proposal": [1, 0], "mean": [0.9, 0.3], "low": [0.8, 0.2], "high": [1.0, 0.4], "searched": [1.0, 0.0],
                          "effort_minutes": [5.0, 0.0], "note": [1, 1]})  # fmt: skip
    row = table_of([(5.0, 52, found, final)]).iloc[0]
    shares = row[[name for name in row.index if name.startswith("share_")]]
    assert shares.sum() == 1 and "share_info" not in row
    assert row["near"] == 1 and row["trials"] == 2


def test_distance_is_measured_in_parts_of_the_ranges_from_the_best():
    lowest = {name: low for name, (low, _) in WEIGHTS.items()} | {"effort_minutes": EFFORT[0]}
    one_off = lowest | {"request": WEIGHTS["request"][1]}
    highest = {name: high for name, (_, high) in WEIGHTS.items()} | {"effort_minutes": EFFORT[1]}
    found = pd.DataFrame([one_off | {"value": 0.5}, lowest | {"value": 2.0}, highest | {"value": 1.0}])
    tried = proposals([(5.0, 52, found, None)])
    assert tried["distance"].to_list() == pytest.approx([1 / 12**0.5, 0, 1])


def test_the_picture_of_flatness_shows_every_proposal_and_what_fifths_earn():
    setup()
    tried = pd.DataFrame({"hours": 5.0, "weeks": 52, "distance": np.arange(51) / 50, "value": 4.0 - np.arange(51) / 25})
    (axis,) = flatness(tried, "deals_per_100_hours", 0.05).axes
    assert axis.get_title(loc="left") == "5 h a week, 52 weeks: 12% above the line"  # values of 3.8 and more, of 4
    dots = next(line for line in axis.lines if line.get_label() == "one proposal")
    assert len(dots.get_xdata()) == 51 and dots.get_ydata()[-1] == pytest.approx(0.5)
    fifths = [bars.lines[0] for bars in axis.containers]
    assert [line.get_ydata()[0] for line in fifths] == pytest.approx([1 - x / 2 for x in (0.11, 0.31, 0.51, 0.71, 0.91)])
    assert len(flatness(tried.head(5), "deals_per_100_hours", 0.05).axes) == 1, "four others make no fifths"


def test_every_action_alone_is_tried_before_the_search_proposes(tmp_path):
    """A mixture counts as better only where it beats what it is mixed from; found again on disk, none is tried twice."""
    path = tmp_path / "search.journal"
    first = [propose(study_at(path, 1).ask()) for _ in STARTS]
    assert [[name for name in WEIGHTS if proposal[name] > 0] for proposal in first] == [[action] for action in STARTS]
    assert all(min(propose(study_at(path, 1).ask())[name] for name in STARTS) > 0 for _ in range(3))
