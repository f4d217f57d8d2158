"""Verdicts, effects in few runs, and what null models do to them."""

import numpy as np
import pandas as pd
import pytest

from experiments.claims.effects import by_mechanism, by_world, deciding
from experiments.claims.judge import REFUTED, SUPPORTED, UNDECIDED, decide, judge, judge_contrast, paired, verdict_of
from experiments.claims.words import percent, wilson
from experiments.config.claim import Claim, Contrast, compared_points


def claim(*contrasts, **others) -> Claim:
    given = contrasts or ({"this": "a", "than": "b"},)
    return Claim(**{"id": "T", "statement": "a has more", "response": "deals", "contrasts": given} | others)


def runs(points: int = 1, replications: int = 20, seed: int = 0, **means) -> pd.DataFrame:
    """Normal responses with these means, common luck in each replication."""
    rng = np.random.default_rng(seed)
    rows = []
    for point in range(points):
        for replication in range(replications):
            luck = rng.normal()
            rows += [(point, replication, name, mean + luck + rng.normal(), 0.5 * mean) for name, mean in means.items()]
    return pd.DataFrame(rows, columns=["point", "replication", "strategy", "deals", "strong"])


@pytest.mark.parametrize(
    "mean, low, high, direction, expected",
    [
        (2.0, 1.0, 3.0, "more", SUPPORTED),
        (0.5, 0.1, 0.9, "more", REFUTED),  # real, but too small to matter
        (0.9, 0.1, 1.7, "more", UNDECIDED),
        (-2.0, -3.0, -1.0, "more", REFUTED),
        (-2.0, -3.0, -1.0, "less", SUPPORTED),
        (2.0, 1.0, 3.0, "less", REFUTED),
        (0.1, -0.5, 0.7, "same", SUPPORTED),
        (2.0, 1.2, 3.0, "same", REFUTED),
        (0.8, -0.5, 2.0, "same", UNDECIDED),
    ],
)
def test_verdicts_can_go_either_way(mean, low, high, direction, expected):
    assert decide(mean, low, high, 1.0, direction) == expected


def test_all_judged_contrasts_must_hold_and_one_refuted_refutes():
    contrasts = ({"this": "a", "than": "b"}, {"this": "a", "than": "c"})
    table = runs(a=20, b=10, c=30)
    assert [f.verdict for f in judge(table, claim(*contrasts), 2)] == [SUPPORTED, REFUTED]
    assert verdict_of(judge(table, claim(*contrasts), 2)) == REFUTED
    shown = (contrasts[0], contrasts[1] | {"judged": False})
    assert verdict_of(judge(table, claim(*shown), 2)) == SUPPORTED


def test_both_sides_can_be_counted_beyond_a_third():
    found = paired(runs(a=20, b=10, idle=8), "strong", Contrast(this="a", than="b", beyond="idle"))
    assert (found["this"] == 6).all() and (found["than"] == 1).all()


def test_identical_strategies_are_rarely_found_to_differ():
    null = claim(smallest=0.0)
    rng, wrong = np.random.default_rng(5), 0
    for _ in range(400):
        luck, noise = rng.normal(size=12), rng.normal(size=(2, 12))
        found = judge_contrast(pd.DataFrame({"this": 10 + luck + noise[0], "than": 10 + luck + noise[1]}), null, null.contrasts[0], 1)
        wrong += found.verdict == SUPPORTED
    assert 0 < wrong <= 400 * 0.025 + 3 * np.sqrt(400 * 0.025)


def test_correction_widens_the_interval():
    one, many = (judge(runs(a=12, b=10), claim(), tests)[0] for tests in (1, 100))
    assert many.low < one.low < one.high < many.high


def test_only_compared_points_are_run_elsewhere():
    assert compared_points(claim({"this": "a@3", "than": "b@0"})) == [0, 3]


def test_a_world_says_how_sure_its_sign_is():
    worlds = [{"x": 0.0}, {"x": 1.0}, {"x": 2.0}]
    parts = [runs(replications=4, seed=k, a=a, b=10).assign(point=k) for k, a in enumerate((30, 10, 2))]
    found = by_world(pd.concat(parts), claim(), worlds)
    assert found["sign"].tolist() == [1, 0, -1]
    assert (found["error"] > 0).all()


def test_luck_alone_decides_no_world_mostly():
    parts = [runs(replications=2, seed=k, a=10, b=10).assign(point=k) for k in range(60)]
    found = by_world(pd.concat(parts), claim(), [{} for _ in range(60)])
    assert (found["sign"] != 0).mean() < 0.2


def test_the_deciding_parameter_is_found_and_chance_is_called_chance():
    rng = np.random.default_rng(1)
    table = pd.DataFrame(rng.random((60, 8)), columns=list("abcdefgh")).assign(error=1.0, sign=0)
    told = deciding(table.assign(effect=-table["c"] + 0.3 * rng.normal(size=60)))
    assert told[0][0] == "c" and told[0][1] < 0 and told[0][2]
    assert not any(clear for _, _, clear in deciding(table.assign(effect=rng.normal(size=60))))


def test_a_mechanism_that_carries_the_effect_is_clear():
    parts = [runs(replications=8, seed=0, a=a, b=10).assign(point=k) for k, a in enumerate((20, 20, 10))]
    found = by_mechanism(pd.concat(parts), claim(), ["idle_rule", "carrier"]).set_index("mechanism")
    assert not found.loc["idle_rule", "clear"] and found.loc["idle_rule", "change"] == 0
    assert found.loc["carrier", "clear"] and found.loc["carrier", "change"] == pytest.approx(-1, abs=0.2)


def test_words():
    assert percent(0.5) == "+50%" and percent(9.0) == "10 times as much" and percent(float("nan")) == ""
    low, high = wilson(60, 60)
    assert high == 1 and 0.9 < low < 1
