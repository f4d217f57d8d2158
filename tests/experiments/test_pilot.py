"""Plan before you run: what a wished effect takes."""

import numpy as np
import pytest
from test_pipeline import TINY

from experiments import config
from experiments.running import pilot
from experiments.running.pilot import Spread, cheapest, scaled
from experiments.statistics.power import replications_for, smallest_effect


@pytest.fixture
def experiment(tmp_path):
    (tmp_path / "tiny.yaml").write_text(TINY)
    return config.load(tmp_path / "tiny.yaml")


def test_the_cheapest_size_is_marked(experiment, monkeypatch):
    """Twice the market halves the variance but takes four times as long: the smallest is cheapest; and the other way round."""
    for power, winner in ((2.0, "45 people"), (0.5, "180 people")):
        def known(other, runs, power=power):
            size = other.scenario.people / 90
            return Spread(1.0 / np.sqrt(size), 1, 5.0, size**power, runs)

        monkeypatch.setattr(pilot, "spread", known)
        said = cheapest(experiment, 0.2)
        (marked,) = [line for line in said if "cheapest" in line]
        assert winner in marked and len(said) == 4


def test_a_market_is_scaled_with_its_sellers_unless_they_are_varied(experiment):
    assert [g.sellers for g in scaled(experiment, 0.5).scenario.strategies.values()] == [4, 4]
    assert scaled(experiment, 0.2) is None, "fewer people than contacts"


def test_the_promised_power_is_met():
    """Paired differences with a known effect: the replications asked for find it in about 80 of 100 studies."""
    from scipy import stats

    rng, sd, effect = np.random.default_rng(4), 1.0, 0.4
    n = replications_for(effect, sd)
    found = [stats.ttest_1samp(rng.normal(effect, sd, n), 0).pvalue < 0.05 for _ in range(600)]
    assert 0.75 < np.mean(found) < 0.86
    assert smallest_effect(sd, n) == pytest.approx(effect, rel=0.02)


def test_one_strategy_alone_has_no_power_within_its_market(experiment, monkeypatch):
    monkeypatch.setattr(pilot, "spread", lambda *_: None)
    said = [pilot.detectable(experiment), *cheapest(experiment, 0.2)]
    assert all("nothing is compared in it" in line and "between points of a design are not estimated" in line for line in said)
