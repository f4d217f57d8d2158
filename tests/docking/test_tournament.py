"""Our tournament gives the scores of the `axelrod` library, and the exact expectations where strategies need luck."""

import numpy as np
import pandas as pd
import pytest

from tests.docking.models import tournament as model
from tests.docking.models.checks import covers, fewest_covering, same_distribution

# Scores of 200 moves, row against column, in the order of DETERMINISTIC; from the library, version 4.14.0.
LIBRARY = {
    "Cooperator": [600, 0, 600, 597, 600, 600, 600, 600, 0, 300],
    "Defector": [1000, 200, 204, 200, 208, 204, 240, 600, 996, 600],
    "TitForTat": [600, 199, 600, 500, 600, 600, 600, 600, 450, 498],
    "SuspiciousTitForTat": [602, 200, 500, 200, 602, 203, 221, 401, 450, 500],
    "TitFor2Tats": [600, 198, 600, 597, 600, 600, 600, 600, 360, 300],
    "Grudger": [600, 199, 600, 203, 600, 600, 600, 600, 991, 597],
    "FirstByDavis": [600, 190, 600, 221, 600, 600, 600, 600, 946, 585],
    "WinStayLoseShift": [600, 100, 600, 401, 600, 600, 600, 600, 265, 450],
    "Bully": [1000, 1, 450, 450, 560, 6, 51, 600, 400, 402],
    "Alternator": [800, 100, 503, 500, 800, 107, 135, 450, 397, 400],
}
TOTALS = [3897, 4252, 4647, 3679, 4455, 4990, 4942, 4216, 3520, 3792]  # of the library's own round robin
LUCKY = [(a, b) for k, a in enumerate(model.NAMES) for b in model.NAMES[k:] if not {a, b} <= set(model.DETERMINISTIC)]


def scores(player, opponent, seeds, engine=model.our_match):
    return np.array([engine(player, opponent, seed)[0] for seed in seeds])


def matches_of(names, engine, seeds=(1,)):
    """A table of matches as the study gives it."""
    rows = [(seed, a, b, *engine(a, b, seed)) for seed in seeds for k, a in enumerate(names) for b in names[k:]]
    return pd.DataFrame(rows, columns=["replication", "player", "opponent", "score", "opponent_score"])


@pytest.mark.parametrize("player", model.DETERMINISTIC)
def test_deterministic_strategies_score_as_in_the_library(player):
    assert [model.our_match(player, opponent, 3)[0] for opponent in model.DETERMINISTIC] == LIBRARY[player]


def test_round_robin_totals_are_those_of_the_library():
    assert model.totals(matches_of(model.DETERMINISTIC, model.our_match)).loc[1, list(model.DETERMINISTIC)].tolist() == TOTALS


def test_both_scores_of_a_match_belong_to_their_players():
    assert model.our_match("Defector", "Cooperator", 1) == (1000, 0)
    assert model.our_match("Cooperator", "Defector", 1) == (0, 1000)


@pytest.mark.parametrize(
    ("player", "opponent", "score"), [("TitForTat", "Defector", 199), ("Random", "Cooperator", 800), ("Random", "Defector", 100),
                                      ("Defector", "Random", 600), ("Defector", "TitForTat", 204)],
)  # fmt: skip
def test_exact_expectations_are_those_worked_out_by_hand(player, opponent, score):
    assert model.expected_score(player, opponent) == pytest.approx(score)


@pytest.mark.parametrize("player", [name for name in model.DETERMINISTIC if name in model.MEMORY_ONE])
def test_the_exact_expectation_of_a_deterministic_match_is_its_score(player):
    others = [name for name in model.DETERMINISTIC if name in model.MEMORY_ONE]
    assert [model.expected_score(player, other) for other in others] == [model.our_match(player, other, 1)[0] for other in others]


def test_intervals_of_stochastic_matches_hold_the_exact_expectation():
    pairs = [pair for pair in LUCKY if set(pair) <= set(model.MEMORY_ONE)]
    held = [covers(scores(*pair, range(1000 * k, 1000 * k + 30)), model.expected_score(*pair)) for k, pair in enumerate(pairs)]
    assert sum(held) >= fewest_covering(len(pairs))


def test_a_strategy_that_forgives_too_seldom_is_found(monkeypatch):
    monkeypatch.setitem(model.STRATEGIES, "GTFT", (lambda own, other, luck: not other or other[-1] or luck.random() < 0.25, True))
    assert not covers(scores("GTFT", "Defector", range(30)), model.expected_score("GTFT", "Defector"))


def test_a_run_plays_all_who_follow_in_the_list_each_with_luck_of_its_own():
    table = model.run({"engine": "ours", "player": "Random"}, 1)["matches"]
    assert table["opponent"].tolist() == ["Random", "FirstByJoss", "GTFT", "FirstByGrofman"]
    again = model.our_match("Random", "Random", model.run_seed(1, 0))
    assert tuple(table.loc[0, ["score", "opponent_score"]]) == again != model.our_match("Random", "Random", model.run_seed(1, 1))


def test_the_two_engines_share_no_luck_but_a_replication_can_be_repeated():
    from experiments.running.simulation import seed_of

    study = model.study(2)
    seeds = [seed_of(study, job) for job in study.jobs]
    assert len(study.points) == 2 * len(model.NAMES) and len(set(seeds)) == len(seeds)
    assert seeds == [seed_of(model.study(2), job) for job in study.jobs]


@pytest.mark.long
def test_the_library_agrees_here_and_now():
    import axelrod

    players = [getattr(axelrod, name)() for name in model.DETERMINISTIC]
    results = axelrod.Tournament(players, turns=model.TURNS, repetitions=1).play(progress_bar=False)
    assert [total[0] for total in results.scores] == TOTALS
    for player in model.DETERMINISTIC:
        assert [model.library_match(player, opponent, 1)[0] for opponent in model.DETERMINISTIC] == LIBRARY[player]
    pairs = [(scores(*pair, range(40)), scores(*pair, range(40), model.library_match)) for pair in LUCKY]
    assert (same_distribution(pairs) > 0.05).all()
