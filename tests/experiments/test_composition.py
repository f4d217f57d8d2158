"""Composition on games whose answers are known."""

import numpy as np
import pandas as pd
import pytest

from experiments.composition import compose, fit, settle

HAWK_DOVE = np.array([[-0.5, 2.0], [0.0, 1.0]])  # V = 2, C = 3: hawks settle at V / C = 2/3


def played(matrix: np.ndarray, names, noise: float, replications: int = 20, seed: int = 5) -> pd.DataFrame:
    rng, rows, k = np.random.default_rng(seed), [], len(names)
    mixes = [m for m in np.ndindex(*(6,) * k) if sum(m) == 5 and max(m) < 5]
    for point, mix in enumerate(mixes):
        x = np.array(mix) / 5
        for replication in range(replications):
            payoff = matrix @ x + rng.normal(scale=noise, size=k)
            rows += [(point, replication, name, x[i], payoff[i]) for i, name in enumerate(names) if x[i] > 0]
    return pd.DataFrame(rows, columns=["point", "replication", "strategy", "share", "payoff"])


def test_hawks_and_doves_settle_where_theory_says():
    found = compose(played(HAWK_DOVE, ["hawk", "dove"], 0.3), ["hawk", "dove"])
    assert found.rest_low[0] <= 2 / 3 <= found.rest_high[0] and found.rest[0] == pytest.approx(2 / 3, abs=0.06)
    assert found.invades[0, 1] > 0.975 and found.invades[1, 0] > 0.975
    assert (found.low <= HAWK_DOVE).all() and (HAWK_DOVE <= found.high).all()


def test_fit_recovers_a_matrix_without_noise():
    matrix, misfit = fit(played(HAWK_DOVE, ["hawk", "dove"], 0.0), ["hawk", "dove"])
    assert np.allclose(matrix, HAWK_DOVE) and misfit < 1e-12


def test_dominance_excludes_and_equals_stay():
    assert settle(np.array([[2.0, 2.0], [1.0, 1.0]])) == pytest.approx([1, 0], abs=1e-6)
    assert settle(np.ones((3, 3))) == pytest.approx([1 / 3] * 3)


def test_identical_strategies_invade_nobody():
    found = compose(played(np.ones((2, 2)), ["a", "b"], 0.5), ["a", "b"])
    assert 0.025 < found.invades[0, 1] < 0.975


def test_rock_paper_scissors_circles_around_the_middle():
    game = np.array([[0.0, -1, 1], [1, 0, -1], [-1, 1, 0]])
    assert settle(game, np.array([0.4, 0.3, 0.3])) == pytest.approx([1 / 3] * 3, abs=0.03)
