"""The map of winners on a planted border."""

import numpy as np
import pandas as pd
import pytest

from experiments.errors import UserError
from experiments.report.figures.environments import initials, winners
from experiments.statistics.environment_map import environment_map

HOURS, NEEDS = np.linspace(1, 10, 10), np.linspace(2, 12, 6)
CALL, INFO = "call_first", "give_info_first"


def planted(noise: float, replications: int = 20, seed: int = 1) -> pd.DataFrame:
    """Calling pays where hours exceed needs / 2 + 2.25; luck is mostly shared by the strategies of a replication."""
    rng, rows = np.random.default_rng(seed), []
    for hours in HOURS:
        for needs in NEEDS:
            lead = hours - border(needs)
            for replication, luck in enumerate(rng.normal(scale=3 * noise, size=replications)):
                own = rng.normal(scale=noise, size=3)
                rows += [(hours, needs, name, replication, 10 + luck + extra + mine) for name, extra, mine in
                         zip((CALL, INFO, "idle"), (lead / 2, -lead / 2, -6.0), own)]  # fmt: skip
    return pd.DataFrame(rows, columns=["hours", "needs", "strategy", "replication", "deals"])


def border(needs: float) -> float:
    return needs / 2 + 2.25


@pytest.fixture(scope="module")
def found():
    return environment_map(planted(noise=1.0), ["hours", "needs"], "deals")


def test_the_planted_border_is_found_within_one_step(found):
    along = found.borders[found.borders["along"] == "hours"]
    for needs in NEEDS:
        at = along.loc[along["needs"] == needs, "at"]
        assert len(at) and np.all(np.abs(at - border(needs)) <= 1.0)


def test_winners_far_from_the_border_are_right_and_sure(found):
    won = found.winners.reset_index()
    far = won[np.abs(won["hours"] - border(won["needs"])) > 1.5]
    assert (far["strategy"] == np.where(far["hours"] > border(far["needs"]), CALL, INFO)).all()
    assert (far["sure"] > 0.95).all() and (far["low"] > 0).all()
    assert np.allclose(found.chances.sum(axis=1), 1)


def test_pairing_makes_sure_what_shared_luck_would_hide():
    runs = planted(noise=1.0)
    broken = runs.assign(replication=(runs["replication"] + 7 * (runs["strategy"] != CALL)) % 20)
    paired, apart = (environment_map(part, ["hours", "needs"], "deals").winners for part in (runs, broken))
    assert (apart["high"] - apart["low"]).mean() > 2 * (paired["high"] - paired["low"]).mean()
    assert paired["sure"].mean() > apart["sure"].mean()


def test_regret_knows_the_minimax_choice():
    means = {("poor", "a"): 1.0, ("poor", "b"): 2.0, ("rich", "a"): 9.0, ("rich", "b"): 5.0}
    rows = [(market, s, r, mean + 0.1 * r) for (market, s), mean in means.items() for r in range(4)]
    found = environment_map(pd.DataFrame(rows, columns=["market", "strategy", "replication", "y"]), ["market"], "y")
    assert found.regret["worst"].to_dict() == pytest.approx({"a": 1.0, "b": 4.0})
    assert found.regret["mean"].to_dict() == pytest.approx({"a": 0.5, "b": 2.0})
    assert found.regret.index[0] == "a" and found.regret.loc["a", "chance"] == 1
    assert found.regret.loc["b", "where"] == ("rich",)
    assert np.isnan(found.borders["at"]).all() and list(found.borders["next_winner"]) == ["a"]


def test_equal_strategies_share_the_chance():
    runs = planted(noise=1.0)
    twin = runs[runs["strategy"] == CALL].assign(strategy="twin")
    found = environment_map(pd.concat([runs, twin]), ["hours", "needs"], "deals")
    assert np.allclose(found.chances[CALL], found.chances["twin"])
    assert (found.winners["sure"] <= 0.5 + 1e-9)[found.winners["strategy"] == CALL].all()


def test_missing_runs_are_refused():
    runs = planted(noise=1.0)
    with pytest.raises(UserError, match="1 of 3600 runs"):
        environment_map(runs.drop(index=5), ["hours", "needs"], "deals")
    with pytest.raises(UserError, match="twice"):
        environment_map(runs, ["hours"], "deals")
    with pytest.raises(UserError, match="no column rain"):
        environment_map(runs, ["hours", "rain"], "deals")


def test_figure_labels_every_cell(found):
    figure = winners(found)
    labels = [text.get_text() for text in figure.axes[0].texts]
    assert len(labels) == len(HOURS) * len(NEEDS) and "CF\n100" in labels and "GIF\n100" in labels
    assert list(initials(["call_first", "collect_friends", "idle"]).values()) == ["CF", "CF2", "I"]


def test_further_conditions_are_panels():
    runs = pd.concat([planted(noise=1.0).assign(market=market) for market in ("rich", "poor")])
    figure = winners(environment_map(runs, ["hours", "needs", "market"], "deals"))
    assert [axis.get_title("left") for axis in figure.axes] == ["market poor", "market rich"]
