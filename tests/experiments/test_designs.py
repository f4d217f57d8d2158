"""Designs: their points, their runs on several kinds of workers, and what reports say of them."""

import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest
from test_pipeline import TINY, assert_same_tables, results_of, run_without_report, vitaminb

from experiments import cli, config
from experiments.config.design import Design, Factor, points_of
from experiments.errors import UserError
from experiments.statistics.conditions import balanced, cut_between_points, cut_by_pairing, effects, summary, winners
from sim.scenario import MECHANISMS

FACTORIAL = TINY.replace("replications: 4", "replications: 3") + """
design:
  factors:
    strategies.call_first.hours: [2, 5]
    rules.trade.needs_per_year: {low: 6, high: 12}
"""


def experiment_of(tmp_path, text: str):
    path = tmp_path / "design.yaml"
    path.write_text(text)
    return config.load(path)


@pytest.fixture(scope="module")
def factorial(tmp_path_factory):
    path = tmp_path_factory.mktemp("designs") / "factorial.yaml"
    path.write_text(FACTORIAL)
    return path


@pytest.fixture(scope="module")
def finished(factorial):
    return results_of(vitaminb("run", factorial, "--out", factorial.parent / "results"))


def test_factorial_visits_every_combination(tmp_path):
    experiment = experiment_of(tmp_path, FACTORIAL)
    hours, needs = "strategies.call_first.hours", "rules.trade.needs_per_year"
    assert experiment.points == [{hours: h, needs: n} for h in (2, 5) for n in (6.0, 12.0)]
    assert experiment.at(3).scenario.strategies["call_first"].hours == 5
    assert experiment.at(3).scenario.rules.trade.needs_per_year == 12


def test_ablation_is_one_word(tmp_path):
    experiment = experiment_of(tmp_path, TINY + "\ndesign: ablation\n")
    assert len(experiment.points) == 1 + len(MECHANISMS)
    assert experiment.at(1).scenario.ablate == (next(iter(MECHANISMS)),)


@pytest.mark.parametrize(("kind", "count"), [("latin_hypercube", 10), ("sobol", 16), ("morris", 30), ("saltelli", 64)])
def test_samplers_stay_in_range(tmp_path, kind, count):
    text = TINY + f"\ndesign: {{kind: {kind}, samples: 10, factors: {{market.hours: {{low: 1, high: 2}}, market.capacity: " \
                  "{low: 60, high: 250, scale: log}}}\n"  # fmt: skip
    points = pd.DataFrame(experiment_of(tmp_path, text).points)
    assert len(points) == count
    assert points["market.hours"].between(1, 2).all() and points["market.capacity"].between(60, 250).all()
    assert {type(value) for point in experiment_of(tmp_path, text).points for value in point.values()} == {float}
    assert points["market.hours"].max() > 1.7 and points["market.capacity"].min() < 90


WHOLE = {"few": {"low": -1, "high": 2, "integer": True}, "levels": {"values": list("abcd")}}


@pytest.mark.parametrize("kind", ["latin_hypercube", "sobol", "saltelli"])
def test_whole_numbers_and_levels_are_sampled_evenly(kind):
    points = pd.DataFrame(points_of(Design(kind=kind, samples=64, factors=WHOLE), 1, {}))
    for name, values in (("few", [-1, 0, 1, 2]), ("levels", list("abcd"))):
        counts = points[name].value_counts()
        assert sorted(counts.index) == values and counts.max() - counts.min() <= (0 if kind != "saltelli" else 8)


def test_whole_numbers_on_a_log_scale_have_the_share_of_their_logarithms():
    factor = Factor(low=1, high=7, scale="log", integer=True)
    drawn = np.array([factor.at(u) for u in (np.arange(3000) + 0.5) / 3000])
    shares = np.bincount(drawn, minlength=8)[1:] / len(drawn)
    assert np.allclose(shares, np.log2([2 / 1, 3 / 2, 4 / 3, 5 / 4, 6 / 5, 7 / 6, 8 / 7]) / 3, atol=0.001)


@pytest.mark.parametrize(("high", "values"), [(4, {1, 2, 3, 4}), (6, {1, 3, 4, 6}), (10, {1, 4, 7, 10}), (2, {1, 2}), (3, {1, 2, 3})])
def test_levels_of_a_morris_design_are_spread_from_end_to_end(high, values):
    points = points_of(Design(kind="morris", samples=40, factors={"x": {"low": 1, "high": high, "integer": True}}), 1, {})
    drawn = [point["x"] for point in points]
    assert set(drawn) == values == {high + 1 - value for value in drawn}


def test_mixture_keeps_the_number_of_sellers(tmp_path):
    text = TINY + "\ndesign: {kind: mixture, groups: [call_first, spam_requests], steps: 4}\n"
    points = pd.DataFrame(experiment_of(tmp_path, text).points)
    assert (points.sum(axis=1) == 16).all() and points.min().min() == 1 and len(points) == 5


def test_csv_of_points(tmp_path):
    (tmp_path / "points.csv").write_text("weeks,strategies.call_first.strategy\n10,idle\n12,\n")
    experiment = experiment_of(tmp_path, TINY + "\ndesign: {kind: list, file: points.csv}\n")
    assert experiment.points == [{"weeks": 10, "strategies.call_first.strategy": "idle"}, {"weeks": 12}]
    assert experiment.at(0).scenario.strategy_of("call_first").name == "idle"


def test_another_strategy_comes_with_its_own_parameters(tmp_path):
    text = TINY.replace("call_first: {sellers: 8}", "call_first: {sellers: 8, parameters: {call_every_weeks: 4}}")
    experiment = experiment_of(tmp_path, text + "\ndesign: {factors: {strategies.call_first.strategy: [call_first, idle]}}\n")
    assert experiment.at(1).scenario.parameters_of("call_first").model_dump().keys() >= {"effort_minutes"}


@pytest.mark.parametrize(
    ("design", "said"),
    [
        ("{kind: factorial}", "needs factors"),
        ("{kind: grid, factors: {weeks: [1]}}", "design.kind"),
        ("{factors: {weeks: {low: 5, high: 2}}}", "low must be below high"),
        ("{factors: {weeks: {low: 5, high: 9.5, integer: true}}}", "integer needs whole low and high, not 5 and 9.5"),
        ("{factors: {weeks: []}}", "values is empty"),
        ("{factors: {rules.trade.needs_per_yeer: [1, 2]}}", "did you mean 'needs_per_year'"),
        ("{factors: {weeks: [0, 10]}}", "weeks"),
        ("{kind: list, file: absent.csv}", "absent.csv: there is no such file"),
        ("{kind: mixture, groups: [call_first, nobody]}", "'nobody' is no group"),
    ],
)
def test_bad_designs_are_refused_before_anything_runs(tmp_path, monkeypatch, capsys, design, said):
    path = tmp_path / "bad.yaml"
    path.write_text(TINY + f"\ndesign: {design}\n")
    monkeypatch.setattr(sys, "argv", ["vitaminb", "run", str(path), "--out", str(tmp_path / "results")])
    with pytest.raises(SystemExit) as exit:
        cli.main()
    assert exit.value.code == 2 and said in capsys.readouterr().err
    assert not (tmp_path / "results").exists()


def test_every_point_and_replication_is_run_once(finished):
    runs = pd.read_parquet(finished / "runs.parquet")
    assert runs.groupby(["point", "replication"]).size().eq(2).all() and len(runs) == 4 * 3 * 2
    assert runs.groupby("replication")["seed"].nunique().eq(1).all(), "points share their luck"
    page = (finished / "report.html").read_text()
    assert "League by condition" in page and "12 planned, 12 ok" in page


def test_independent_luck_on_request(factorial, tmp_path):
    folder = run_without_report(factorial, tmp_path, ("design.common_random_numbers=false",))
    assert pd.read_parquet(folder / "runs.parquet")["seed"].nunique() == 12


def test_a_cluster_of_two_workers_gives_the_same_tables_though_one_is_killed(factorial, finished, tmp_path):
    """Dask's scheduler and two workers as processes of their own; one is killed while it is at work."""
    pytest.importorskip("distributed")
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
             "--scheduler-file", str(tmp_path / "scheduler.json")]  # fmt: skip
    work = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(tmp_path / "scheduler.json"), "--nthreads",
            "1", "--no-dashboard", "--host", "127.0.0.1", "--no-nanny"]  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    started = [subprocess.Popen(start, **quiet)]
    try:
        wait_for(lambda: (tmp_path / "scheduler.json").exists())
        started += [subprocess.Popen(work, **quiet) for _ in range(2)]
        import json

        address = json.loads((tmp_path / "scheduler.json").read_text())["address"]
        command = [sys.executable, "-m", "experiments.cli", "run", str(factorial), "--scheduler", address, "--out", str(tmp_path / "out")]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        wait_for(lambda: list(tmp_path.glob("out/*/*/parts/*.arrow")))
        started[1].kill()
        said = run.communicate(timeout=240)[0]
        assert run.returncode == 0
    finally:
        for process in started:
            process.kill()
            process.wait()
    from pathlib import Path

    assert_same_tables(finished, Path(said.strip().splitlines()[-1].removeprefix("Report: ")).parent)


def wait_for(condition, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def runs_with(shift: float, replications: int = 40) -> pd.DataFrame:
    luck = np.random.default_rng(3).normal(size=replications)
    rows = [(p, r, s, base + luck[r] + shift * p) for p in (0, 1) for r in range(replications) for s, base in (("a", 5.0), ("b", 4.5))]
    return pd.DataFrame(rows, columns=["point", "replication", "strategy", "x"])


def test_effects_are_paired_with_the_baseline():
    found = effects(runs_with(0.7), "x")
    assert np.allclose(found["difference"], 0.7) and found["low"].isna().all() and (found["p"] < 0.001).all()
    assert effects(runs_with(0.0), "x")["p"].eq(1).all()


def test_winner_is_sure_when_luck_is_shared():
    won = winners(summary(runs_with(0.0), "x"))
    assert list(won["strategy"]) == ["a", "a"] and won["sure"].all()


def test_unbalanced_points_are_refused_unless_told():
    runs = runs_with(0.0)
    broken = runs[~((runs["point"] == 1) & (runs["replication"] == 3))]
    with pytest.raises(UserError, match="1 of 40 replications lack some point"):
        balanced(broken, 2)
    assert sorted(balanced(broken, 2, allow=True)["replication"].unique()) == [r for r in range(40) if r != 3]


def test_a_point_without_any_run_is_unbalanced_too():
    runs = runs_with(0.0)
    with pytest.raises(UserError, match="40 of 40 replications lack some point"):
        balanced(runs, 3)
    assert len(balanced(runs, 3, allow=True)) == len(runs)


def test_the_gain_by_common_luck_is_that_of_theory():
    """With correlation r, a difference's standard error shrinks by 1 / sqrt(1 - r): here r = 0.96 between points, 0 between strategies."""
    rng = np.random.default_rng(1)
    rows = []
    for r in range(4000):
        for strategy in "ab":
            luck = rng.normal()
            rows += [(p, r, strategy, np.sqrt(0.96) * luck + np.sqrt(0.04) * rng.normal()) for p in (0, 1)]
    runs = pd.DataFrame(rows, columns=["point", "replication", "strategy", "x"])
    assert cut_between_points(runs, "x")["ratio"].between(4.7, 5.3).all()
    assert cut_by_pairing(runs, "x")["ratio"].between(0.95, 1.05).all()
