"""Bass diffusion among agents keeps to its equation, to the exact law of a small market, and goes through the pipeline unchanged."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from experiments.results.parts import unpack
from experiments.running.simulation import seed_of
from tests.docking.models import bass
from tests.docking.models.pipeline import collect, labelled

P, Q = 0.03, 0.38


def times(seed, p=P, q=Q, m=2_000):
    return bass.adoption_times(p, q, m, np.random.default_rng(seed))


def small_runs(q, count=400):
    p, m, peak = bass.SMALL["p"], bass.SMALL["m"], bass.peak_time(bass.SMALL["p"], bass.SMALL["q"])
    return pd.DataFrame({"share_1": [(times(seed, p, q, m) <= peak).mean() for seed in range(count)]})


def test_without_imitation_agents_adopt_at_exponential_times():
    assert stats.kstest(times(1, q=0.0), stats.expon(scale=1 / P).cdf).pvalue > 0.01


def test_imitation_makes_them_adopt_sooner():
    assert np.median(times(1, q=Q)) < 0.5 * np.median(times(1, q=0.0))


def test_the_closed_form_solves_the_equation():
    t, step = np.linspace(0.1, 20, 50), 1e-5
    slope = (bass.closed_form(t + step, P, Q) - bass.closed_form(t - step, P, Q)) / (2 * step)
    share = bass.closed_form(t, P, Q)
    assert slope == pytest.approx((P + Q * share) * (1 - share), abs=1e-6)
    assert bass.closed_form(0.0, P, Q) == 0


def test_adoption_is_fastest_at_the_peak_time():
    t = np.linspace(0, 20, 20_001)
    rate = np.diff(bass.closed_form(t, P, Q))
    assert t[rate.argmax()] == pytest.approx(bass.peak_time(P, Q), abs=0.002)


def test_the_exact_law_without_imitation_is_binomial():
    law = bass.exact_law(5.0, P, 0.0, 20)
    assert law == pytest.approx(stats.binom(20, 1 - np.exp(-5 * P)).pmf(np.arange(21)), abs=1e-12)


def test_the_mean_of_the_exact_law_nears_the_closed_form_as_the_market_grows():
    def gap(m):
        return abs(bass.exact_law(6.0, P, Q, m) @ np.arange(m + 1) / m - bass.closed_form(6.0, P, Q))

    assert gap(200) < 0.3 * gap(20)


def test_a_small_market_has_its_exact_law():
    assert bass.small_law(small_runs(bass.SMALL["q"])).passed


def test_the_exact_law_finds_a_wrong_imitation_rate():
    assert not bass.small_law(small_runs(bass.SMALL["q"] * 1.15)).passed


def test_the_gap_to_the_closed_form_shrinks_with_the_root_of_the_market():
    rows = [{"replication": r, "m": m, "gap": bass.largest_gap(times(r, m=m), P, Q)} for r in range(30) for m in bass.MARKETS]
    assert bass.convergence(pd.DataFrame(rows)).passed


def test_a_wrong_closed_form_is_not_approached():
    rows = [{"replication": r, "m": m, "gap": bass.largest_gap(times(r, m=m), P, 1.1 * Q)} for r in range(10) for m in bass.MARKETS]
    assert not bass.convergence(pd.DataFrame(rows)).passed


def test_most_agents_adopt_when_the_formula_says():
    peaks = [bass.observed_peak(times(seed, m=100_000)) for seed in range(20)]
    assert np.mean(peaks) == pytest.approx(bass.peak_time(P, Q), abs=0.1)


@pytest.fixture(scope="module")
def study():
    return bass.Study(bass.__name__, bass.Design(kind="list", rows=(bass.SMALL | {"agents": True}, bass.SMALL | {"m": 20})), replications=3)


def test_jobs_are_interleaved(study):
    assert study.jobs == [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2)]


def test_two_workers_give_the_tables_of_runs_done_one_by_one(study):
    tables = collect(study, workers=2)
    alone = [labelled(bass.run(study.points[job[0]], seed_of(study, job)), job)["runs"] for job in sorted(study.jobs)]
    expected = pd.concat(alone, ignore_index=True)
    pd.testing.assert_frame_equal(tables["runs"][expected.columns.tolist()], expected, check_dtype=False)
    assert tables["runs"]["m"].tolist() == [50, 50, 50, 20, 20, 20]
    assert len(tables["sellers"]) == 3 * 50


def test_a_finished_run_says_which_it_was(study):
    from tests.docking.models.pipeline import task

    table = unpack(task(study.model, study.points[1], (1, 2), 7))["runs"].to_pandas()
    assert table[["point", "replication"]].to_numpy().tolist() == [[1, 2]]
