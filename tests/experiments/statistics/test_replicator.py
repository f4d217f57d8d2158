"""Pay-offs, invasion and replicator dynamics on games whose answers are known."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from experiments.errors import UserError
from experiments.report.figures.replicator import dynamics
from experiments.statistics.payoffs import fit_payoffs, invasions, payoffs_at
from experiments.statistics.replicator import path, rest_points

V, C = 2.0, 3.0
HAWK_DOVE = np.array([[(V - C) / 2, V], [0.0, V / 2]])
ROCK_PAPER_SCISSORS = np.array([[0.0, -1, 1], [1, 0, -1], [-1, 1, 0]])


def played(game, names: str, noise: float, replications: int = 20, seed: int = 1) -> pd.DataFrame:
    """Runs at mixes on a grid; half of the luck is shared by all mixes of a replication."""
    game = game if callable(game) else lambda x, matrix=game: matrix @ x
    rng, rows, names = np.random.default_rng(seed), [], names.split()
    shared = rng.normal(scale=noise, size=(replications, len(names)))
    for mix, parts in enumerate(p for p in product(range(8, -1, -1), repeat=len(names)) if sum(p) == 8):
        x = np.array(parts) / 8
        earned = game(x) + shared + rng.normal(scale=noise, size=shared.shape)
        there = [k for k in range(len(names)) if x[k]]
        rows += [(mix, r, names[k], x[k], earned[r, k]) for r in range(replications) for k in there]
    return pd.DataFrame(rows, columns=["mix", "replication", "strategy", "share", "payoff"])


def mixed(points: pd.DataFrame, count: int) -> pd.Series:
    """The rest point at which `count` strategies are present."""
    return points[points["present"].map(len) == count].iloc[0]


def test_hawk_dove_rests_at_v_over_c():
    fit = fit_payoffs(played(HAWK_DOVE, "hawk dove", noise=0.3))
    points = rest_points(fit)
    inside = mixed(points, 2)
    assert inside["hawk"] == pytest.approx(V / C, abs=0.08) and inside["hawk_low"] <= V / C <= inside["hawk_high"]
    assert inside["hawk_high"] - inside["hawk_low"] < 0.3
    assert inside["stability"] == "stable" and inside["exists"] == 1 and inside["stable"] > 0.95
    assert set(invasions(fit)["verdict"]) == {"invades"}
    assert list(points["stability"]) == ["unstable", "unstable", "stable"]


def test_intervals_of_the_mixed_ess_hold():
    held = 0
    for seed in range(20):
        inside = mixed(rest_points(fit_payoffs(played(HAWK_DOVE, "hawk dove", noise=0.3, seed=seed)), resamples=60), 2)
        held += inside["hawk_low"] <= V / C <= inside["hawk_high"]
    assert held >= 17


def test_shares_flow_to_the_mixed_ess():
    fit = fit_payoffs(played(HAWK_DOVE, "hawk dove", noise=0.0))
    assert np.allclose(fit.coefficients, HAWK_DOVE) and fit.misfit["hawk"] == 1
    ends = [path(fit, {"hawk": h, "dove": 1 - h}).iloc[-1]["hawk"] for h in (0.01, 0.99)]
    assert ends == pytest.approx([V / C] * 2, abs=1e-3)


def test_rock_paper_scissors_circles_and_is_neutral():
    fit = fit_payoffs(played(ROCK_PAPER_SCISSORS, "rock paper scissors", noise=0.0))
    inside = mixed(rest_points(fit), 3)
    assert inside[["rock", "paper", "scissors"]].tolist() == pytest.approx([1 / 3] * 3)
    assert inside["stability"] == "neutral"
    around = path(fit, {"rock": 0.5, "paper": 0.25, "scissors": 0.25})
    product_of_shares = around.prod(axis=1)
    assert np.allclose(product_of_shares, product_of_shares.iloc[0], rtol=1e-4)
    assert np.ptp(around["rock"]) > 0.2
    won = invasions(fit, rare=0.0).set_index(["resident", "invader"])["verdict"]
    assert won["rock", "paper"] == "invades" and won["paper", "rock"] == "repelled"


@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_identical_strategies_have_no_invader(noise):
    wrong = 0
    for seed in range(20 if noise else 1):
        fit = fit_payoffs(played(np.ones((3, 3)), "a b c", noise, seed=seed))
        wrong += set(invasions(fit)["verdict"]) != {"no difference"}
    assert wrong <= 3
    if not noise:
        assert set(rest_points(fit)["stability"]) == {"neutral"}


def test_dominance_leaves_one():
    points = rest_points(fit_payoffs(played(np.array([[2.0, 2.0], [1.0, 1.0]]), "strong weak", noise=0.1)))
    assert list(points["present"]) == [("strong",), ("weak",)]
    assert list(points["stability"]) == ["stable", "unstable"]


def test_curved_payoffs_are_noticed_and_fitted():
    def crowded(x):
        return np.array([3 * x[0] * x[1], 0.4])

    runs = played(crowded, "crowd loner", noise=0.05)
    assert fit_payoffs(runs).misfit["crowd"] < 1e-3
    fit = fit_payoffs(runs, "quadratic")
    assert payoffs_at(fit.coefficients, np.array([0.5, 0.5])) == pytest.approx([0.75, 0.4], abs=0.05)
    points = rest_points(fit)
    assert sorted(points["crowd"]) == pytest.approx([0, 0.1584, 0.8416, 1], abs=0.03)
    assert points.sort_values("crowd")["stability"].tolist() == ["stable", "unstable", "stable", "unstable"]


def test_data_that_cannot_be_used_is_refused():
    runs = played(HAWK_DOVE, "hawk dove", noise=0.1)
    broken = runs.copy()
    broken.loc[[3, 4], "payoff"] = np.nan
    with pytest.raises(UserError, match=f"2 of {len(runs)} rows"):
        fit_payoffs(broken)
    with pytest.raises(UserError, match="more mixes"):
        fit_payoffs(runs[runs["mix"] == 4])
    with pytest.raises(UserError, match="sum to 1"):
        fit_payoffs(runs.assign(share=runs["share"] / 2))
    with pytest.raises(UserError, match="same ones"):
        fit_payoffs(runs.drop(index=runs[(runs["mix"] == 4) & (runs["replication"] == 0)].index))


def test_figures_for_two_and_three_strategies():
    pair, triple = played(HAWK_DOVE, "hawk dove", 0.2), played(ROCK_PAPER_SCISSORS, "rock paper scissors", 0.2)
    for runs, corners in ((pair, 0), (triple, 3)):
        fit = fit_payoffs(runs)
        figure = dynamics(fit, rest_points(fit), runs)
        assert len(figure.axes) == 1 and len(figure.axes[0].texts) >= corners
