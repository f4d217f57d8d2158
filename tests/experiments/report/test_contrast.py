"""A contrast as the response of a design: planted slopes and interactions are found, and nothing where there is nothing."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments import config as configs
from experiments.errors import UserError
from experiments.report.sections import sections_of
from experiments.statistics.contrast import by_point, differences, slopes

TREE = {"question": "Which?", "replications": 20, "contrast": "call_first - idle",
        "strategies": {"call_first": {"sellers": 5}, "idle": {"sellers": 5}},
        "design": {"kind": "factorial", "factors": {"market.capacity": [60.0, 120.0, 180.0], "market.sensitivity": [0.2, 0.8]}}}  # fmt: skip


def made_up(experiment, effect, seed=0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = [(p, r, name, effect(point) * (name == "call_first") + 5 + rng.normal(0, 0.3))
            for p, point in enumerate(experiment.points) for r in range(20) for name in ("call_first", "idle")]  # fmt: skip
    return pd.DataFrame(rows, columns=["point", "replication", "strategy", "deals_per_100_hours"])


def planted(point) -> float:
    capacity, sensitivity = (point["market.capacity"] - 60) / 120 - 0.5, (point["market.sensitivity"] - 0.2) / 0.6 - 0.5
    return 1 + 2 * capacity + 4 * capacity * sensitivity


def test_slopes_and_interactions_are_found():
    experiment = configs.build(TREE, Path())
    apart = differences(made_up(experiment, planted), "call_first", "idle", "deals_per_100_hours")
    found = slopes(apart, pd.DataFrame(experiment.points)).set_index("term")
    assert found.loc["market.capacity", "mean"] == pytest.approx(2, abs=0.2)
    assert found.loc["market.capacity x market.sensitivity", "low"] > 3 and found.loc["market.sensitivity", "low"] < 0
    assert (by_point(apart)["n"] == 20).all()


def test_intervals_hold_together():
    experiment, false = configs.build(TREE, Path()), 0
    for seed in range(60):
        apart = differences(made_up(experiment, lambda point: 0.0, seed), "call_first", "idle", "deals_per_100_hours")
        table = by_point(apart)
        false += bool(((table["low"] > 0) | (table["high"] < 0)).any())
    assert false <= 6


def test_the_report_answers_the_contrast_first():
    experiment = configs.build(TREE, Path())
    first = sections_of(experiment, made_up(experiment, planted))[0]
    assert first.title == "call first against idle" and "surely has more deals per 100 hours than idle under" in first.sentences[0]
    assert any(s.startswith("market capacity together with market sensitivity") for s in first.sentences)


def test_a_contrast_names_two_groups():
    with pytest.raises(UserError, match="contrast"):
        configs.build(TREE | {"contrast": "call_first"}, Path())
    with pytest.raises(UserError, match="nobody"):
        configs.build(TREE | {"contrast": "call_first - nobody"}, Path())
