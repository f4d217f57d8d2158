"""The hinge finds what is planted, nothing in shuffled worlds, and what a trial of 270 real worlds found."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.statistics import hinge as hinges
from experiments.statistics.hinge import hinge
from experiments.statistics.shares import jeffreys, log_ratio, middle_of_sellers, pairs, split_of, winners_share
from experiments.statistics.threshold import threshold
from experiments.statistics.watch import signs_to_watch

TRIAL = Path(__file__).parents[4] / "shared" / "data" / "worlds_270.csv"
NOISE = 0.56  # of the range: as weak as the strongest parameter of the trial's worlds


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(hinges, "SHUFFLES", 99)
    monkeypatch.setattr(hinges, "SPLITS", 6)


def drawn(rng, n: int, parameters: int = 29) -> pd.DataFrame:
    return pd.DataFrame(rng.random((n, parameters)), columns=[f"p{k}" for k in range(parameters)])


def lead_of(rng, score, share: float = 0.5, noise: float = NOISE):
    lead = np.asarray(score) + rng.normal(0, noise, len(score))
    return lead - np.quantile(lead, 1 - share)


@pytest.mark.parametrize("share", [0.5, 0.15])
def test_the_right_parameter_is_found_in_nine_of_ten(share):
    rng, right = np.random.default_rng(1), 0
    for _ in range(20):
        worlds = drawn(rng, 150)
        found = hinge(worlds, lead_of(rng, worlds["p7"], share))
        right += found.best == "p7" and found.p <= 0.05
    assert right >= 18


def test_shuffled_worlds_have_no_hinge():
    rng, false = np.random.default_rng(2), 0
    for _ in range(30):
        worlds = drawn(rng, 100)
        false += hinge(worlds, rng.permutation(lead_of(rng, worlds["p7"]))).status not in ("none", "one-sided")
    assert false <= 2


def test_both_of_two_are_found_and_nothing_else():
    rng, both = np.random.default_rng(3), 0
    for _ in range(10):
        worlds = drawn(rng, 200)
        found = hinge(worlds, lead_of(rng, worlds["p3"] - worlds["p5"], noise=0.3))
        both += {p.name for p in found.parameters} == {"p3", "p5"}
    assert both >= 9


@pytest.mark.parametrize("n, share", [(60, 0.5), (150, 0.5), (150, 0.2)])
def test_fiellers_interval_covers_the_threshold(n, share):
    rng, held = np.random.default_rng(4), []
    for _ in range(120):
        x = rng.random(n)
        truth = 1 - share
        found = threshold(x, x - truth + rng.normal(0, 0.3, n))
        held.append(found.low <= truth <= found.high or np.isnan(found.low))
    assert np.mean(held) >= 0.90 and not found.leads_below


def test_thresholds_that_are_not_sure_say_why():
    rng = np.random.default_rng(5)
    x = rng.random(100)
    assert threshold(x, rng.normal(size=100)).why == "the slope is not sure"
    assert threshold(x, x + 2 + rng.normal(0, 0.1, 100)).why == "it may lie outside the drawn range"
    assert threshold(x, (x - 0.3) ** 2 * 5 + x - 0.9 + rng.normal(0, 0.05, 100)).why == "the lead does not follow a line"
    fine = threshold(np.exp(5 * x), 5 * x - 2 + rng.normal(0, 0.5, 100), logarithmic=True)
    assert fine.sure and 5 < fine.low < fine.at < fine.high < 9


def test_few_worlds_and_one_sided_ones_are_said_to_be_so():
    rng = np.random.default_rng(6)
    assert hinge(drawn(rng, 60), rng.normal(size=60)).status == "few"
    assert hinge(drawn(rng, 120), rng.random(120) - 0.02).status == "one-sided"


@pytest.mark.skipif(not TRIAL.is_file(), reason="the trial's worlds are not here")
def test_the_trials_worlds_hinge_on_trust_needed_and_pitch_minutes():
    trial = pd.read_csv(TRIAL)
    keys = [key for key in trial.columns[1:48]]
    lead = log_ratio(trial["d_spam_requests"].to_numpy(), trial["best_rival"].to_numpy())
    found = hinge(trial[keys], lead, frozenset({"pitch_minutes"}))
    assert [p.name for p in found.parameters] == ["trade.trust_needed", "pitch_minutes"] and found.status in ("leans", "hinge")
    assert 0.68 <= found.accuracy <= 0.80 and found.ceiling > found.accuracy
    alone = threshold(trial["trade.trust_needed"].to_numpy(), lead)
    assert alone.leads_below and (alone.low, alone.at, alone.high) == pytest.approx((0.071, 0.129, 0.172), abs=0.02)
    fewer = hinge(trial[keys][:60], lead[:60])
    assert fewer.status == "few" and fewer.parameters == ()


@pytest.mark.skipif(not TRIAL.is_file(), reason="the trial's worlds are not here")
def test_the_trials_shares_of_worlds():
    trial = pd.read_csv(TRIAL)
    table = trial[[key for key in trial if key.startswith("d_")]]
    found = winners_share(table).set_index("strategy")
    assert found.loc["d_spam_requests", ["share", "low", "high"]].astype(float).tolist() == pytest.approx([0.32, 0.27, 0.38], abs=0.01)
    assert found["share"].sum() == pytest.approx(1)


def test_an_interval_of_a_share_never_leaves_what_is_possible():
    assert jeffreys(0, 20)[0] == 0 and 0 < jeffreys(0, 20)[1] < 0.15 and jeffreys(20, 20)[1] == 1
    rng = np.random.default_rng(7)
    held = [low <= 0.32 <= high for k in rng.binomial(100, 0.32, 500) for low, high in [jeffreys(k, 100)]]
    assert np.mean(held) >= 0.92


def test_variance_splits_into_luck_and_worlds():
    rng = np.random.default_rng(8)
    world = np.r_[np.arange(100), np.arange(30), np.arange(30)]
    lead = rng.normal(0, 1, 100)[world] + rng.normal(0, 0.5, len(world))
    found = split_of(lead, world)
    assert found.luck == pytest.approx(0.25, rel=0.3) and found.between == pytest.approx(1.0, rel=0.35) and found.reruns == 60
    assert split_of(lead[:100], world[:100]) is None


def test_seller_against_seller_within_each_run():
    rng, rows = np.random.default_rng(9), []
    for r in range(40):
        level = rng.normal(0, 50)
        rows += [(r, name, level + gap + rng.normal()) for name, gap in (("a", 1.0), ("b", 0.0)) for _ in range(10)]
    sellers = pd.DataFrame(rows, columns=["replication", "strategy", "deals"])
    found = pairs(sellers, "a", "b")
    assert found.more == pytest.approx(0.76, abs=0.05) and found.low < 0.76 < found.high and found.equal == 0
    assert pairs(sellers, "a", "c") is None
    low, high = middle_of_sellers(pd.DataFrame({"strategy": "a", "deals": np.arange(101)}), "a")
    assert (low, high) == (10, 90)


def test_signs_to_watch_come_from_another_seed_of_the_same_world():
    """An outcome's own luck must not count: pure luck is a sign in few of 100 studies, though it goes with the lead of its run."""
    rng, false, true = np.random.default_rng(10), 0, 0
    for _ in range(40):
        world = np.repeat(np.arange(40), 2)
        luck, real = rng.normal(size=80), rng.normal(size=40)[world]
        runs = pd.DataFrame({"world": world, "lead": luck + real, "luck": luck, "real": real + 0.5 * rng.normal(size=80)})
        names = {sign.outcome for sign in signs_to_watch(runs, ["luck", "real"])}
        false, true = false + ("luck" in names), true + ("real" in names)
    assert false <= 4 and true >= 30
    assert signs_to_watch(runs[runs["world"] < 10], ["real"]) == []
