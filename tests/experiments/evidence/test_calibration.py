"""Calibration in waves: planted parameters are found again, a killed search goes on, the unmet is named."""

import json

import numpy as np
import pytest

from experiments.errors import UserError
from experiments.evidence.calibration import TARGETS, UNCERTAIN, scenario_with
from experiments.evidence.waves import Plan, kept, nearest_misses, waves
from experiments.statistics.history_matching import Prior, Target

PRIORS = {"a": Prior(0, 1), "b": Prior(0.1, 10, "log"), "c": Prior(-1, 1), "idle": Prior(0, 100)}
PLANTED = {"a": 0.3, "b": 2.0, "c": 0.4, "idle": 50.0}
PLAN = Plan(wanted=40, size=48, twice=12, most=10, minutes=5)


def toy(parameters: dict[str, float], seed: int) -> dict[str, float]:
    """Three patterns of three parameters, with luck; the fourth moves nothing."""
    a, b, c = (parameters[name] for name in "abc")
    luck = np.random.default_rng(seed).normal(0, 0.01, 3)
    return dict(zip(("sum", "product", "bend"), np.array([a + c, b * (1 + a), c**2 + a]) + luck))


def around(parameters: dict[str, float]) -> list[Target]:
    """Bands of a quarter either side, at least 0.15."""
    widths = {name: max(0.15, 0.25 * abs(value)) for name, value in toy(parameters, 7).items()}
    return [Target(name, value - widths[name], value + widths[name]) for name, value in toy(parameters, 7).items()]


def test_planted_parameters_are_found_and_the_uninformed_stays_free(tmp_path):
    found = waves(toy, PRIORS, around(PLANTED), tmp_path, PLAN)
    chosen = found.accepted
    assert len(chosen) >= PLAN.wanted and found.finished and found.unmet == []
    for name in "abc":
        low, high = chosen[name].quantile([0.02, 0.98])
        assert low <= PLANTED[name] <= high
        assert PRIORS[name].place(high) - PRIORS[name].place(low) < 0.7
    assert chosen["idle"].min() < 15 and chosen["idle"].max() > 85


def test_a_killed_search_goes_on_and_ends_alike(tmp_path):
    whole = waves(toy, PRIORS, around(PLANTED), tmp_path / "whole", PLAN)
    calls = []

    def dies(parameters, seed):
        calls.append(seed)
        if len(calls) == 70:
            raise KeyboardInterrupt
        return toy(parameters, seed)

    with pytest.raises(KeyboardInterrupt):
        waves(dies, PRIORS, around(PLANTED), tmp_path / "killed", PLAN)
    assert len(kept(tmp_path / "killed")) == 69
    with (tmp_path / "killed" / "worlds.jsonl").open("a") as file:
        file.write('{"wave": 1, "num')  # half a line
    again = waves(dies, PRIORS, around(PLANTED), tmp_path / "killed", PLAN)
    assert len(calls) == len(kept(tmp_path / "whole")) + 1
    assert again.worlds.equals(whole.worlds)


def test_what_cannot_be_met_is_set_aside_and_named_with_what_moves_it(tmp_path):
    targets = [*around(PLANTED)[:2], Target("bend", 5.0, 6.0)]
    found = waves(toy, PRIORS, targets, tmp_path, PLAN)
    assert found.unmet == ["bend"] and len(found.accepted) > 0
    row = nearest_misses(found, PRIORS, targets).iloc[0]
    assert row["pattern"] == "bend" and row["nearest"] < 2.1 and row["parameters"].startswith(("a (+", "c ("))


def test_a_folder_of_another_search_is_refused(tmp_path):
    (tmp_path / "search.json").write_text(json.dumps({"a": [0, 2, "linear"]}))
    with pytest.raises(UserError, match="other parameters"):
        waves(toy, PRIORS, around(PLANTED), tmp_path, PLAN)


def test_nothing_that_tells_who_wins_sets_a_parameter():
    patterns = {target.name.split()[0] for target in TARGETS}
    assert not patterns & {"P10", "F7", "F8", "F9", "F10", "F11", "F12"}
    assert "P2 contacted yearly" not in {target.name for target in TARGETS}


def test_every_prior_has_a_range_and_a_source():
    assert all(prior.low < prior.high and prior.source for prior in UNCERTAIN.values())
    scenario_with({key: prior.at(0.5) for key, prior in UNCERTAIN.items()})  # every key is known and in its range
    assert all(prior.place(prior.at(0.3)) == pytest.approx(0.3) for prior in UNCERTAIN.values())
