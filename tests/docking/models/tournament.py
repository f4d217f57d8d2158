"""Axelrod's tournament of the iterated prisoner's dilemma, docked to the `axelrod` library and to exact expectations.

Axelrod 1980 (Journal of Conflict Resolution 24:3): round robin, 200 moves a match, 3 points each for mutual cooperation, 1 for
mutual defection, 5 and 0 if one defects. The library: Knight et al. 2016 (Journal of Open Research Software 4:e35).
"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import stats

from experiments.config.design import Design, Point
from experiments.statistics.estimates import mean_interval, pivot
from sim.randomness import run_seed

from .checks import ALPHA, Check, covers, fewest_covering, said, same_distribution
from .pipeline import Study, collect

NAME = "Axelrod's tournament"
TURNS = 200
SAME_ORDER = 0.95  # rank correlation from which two tournaments count as of one order
PAYOFF = {(True, True): 3, (True, False): 0, (False, True): 5, (False, False): 1}  # own move, other's move; True: cooperate
Moves = list[bool]
Strategy = Callable[[Moves, Moves, random.Random], bool]  # own moves, the other's moves, luck -> cooperate?


def cooperator(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Always cooperates."""
    return True


def defector(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Always defects."""
    return False


def tit_for_tat(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Cooperates first, then repeats the other's last move (Rapoport, in Axelrod 1980)."""
    return not other or other[-1]


def suspicious_tit_for_tat(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Tit for tat that defects first."""
    return bool(other) and other[-1]


def tit_for_2_tats(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Defects after two defections in a row (Maynard Smith, in Axelrod 1984)."""
    return other[-2:] != [False, False]


def grudger(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Cooperates until the other defects, then never again (Friedman, in Axelrod 1980)."""
    return False not in other


def davis(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Cooperates ten times, then as the grudger (Davis, in Axelrod 1980)."""
    return len(own) < 10 or False not in other


def win_stay_lose_shift(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Keeps its move if the other cooperated, else changes it (Nowak and Sigmund 1993)."""
    return not own or own[-1] == other[-1]


def bully(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Defects first, then does the opposite of the other's last move."""
    return bool(other) and not other[-1]


def alternator(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Cooperates, defects, cooperates, and so on."""
    return len(own) % 2 == 0


def coin(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Cooperates with probability 1/2 (RANDOM, in Axelrod 1980)."""
    return luck.random() < 0.5


def joss(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Tit for tat that answers cooperation with cooperation 9 times in 10 (Joss, in Axelrod 1980)."""
    return not other or (other[-1] and luck.random() < 0.9)


def generous_tit_for_tat(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Tit for tat that forgives a defection with probability 1/3 (Nowak and Sigmund 1992, for these payoffs)."""
    return not other or other[-1] or luck.random() < 1 / 3


def grofman(own: Moves, other: Moves, luck: random.Random) -> bool:
    """Cooperates, with probability 2/7 if the two did different things (Grofman, in Axelrod 1980)."""
    return not own or own[-1] == other[-1] or luck.random() < 2 / 7


# name in the library -> (our rule, whether it needs luck)
STRATEGIES: dict[str, tuple[Strategy, bool]] = {
    "Cooperator": (cooperator, False), "Defector": (defector, False), "TitForTat": (tit_for_tat, False),
    "SuspiciousTitForTat": (suspicious_tit_for_tat, False), "TitFor2Tats": (tit_for_2_tats, False), "Grudger": (grudger, False),
    "FirstByDavis": (davis, False), "WinStayLoseShift": (win_stay_lose_shift, False), "Bully": (bully, False),
    "Alternator": (alternator, False), "Random": (coin, True), "FirstByJoss": (joss, True), "GTFT": (generous_tit_for_tat, True),
    "FirstByGrofman": (grofman, True),
}  # fmt: skip
NAMES = tuple(STRATEGIES)
DETERMINISTIC = tuple(name for name, (_, lucky) in STRATEGIES.items() if not lucky)

# Chance to cooperate at first, and after (own, other) = CC, CD, DC, DD: for exact expectations, apart from the rules above.
MEMORY_ONE = {
    "Cooperator": (1, (1, 1, 1, 1)), "Defector": (0, (0, 0, 0, 0)), "TitForTat": (1, (1, 0, 1, 0)),
    "SuspiciousTitForTat": (0, (1, 0, 1, 0)), "Grudger": (1, (1, 0, 0, 0)), "WinStayLoseShift": (1, (1, 0, 0, 1)),
    "Bully": (0, (0, 1, 0, 1)), "Alternator": (1, (0, 0, 1, 1)), "Random": (0.5, (0.5, 0.5, 0.5, 0.5)),
    "FirstByJoss": (1, (0.9, 0, 0.9, 0)), "GTFT": (1, (1, 1 / 3, 1, 1 / 3)), "FirstByGrofman": (1, (1, 2 / 7, 2 / 7, 1)),
}  # fmt: skip


def play(player: Strategy, opponent: Strategy, seed: int, turns: int = TURNS) -> tuple[int, int]:
    """Scores of both in one match: points summed over the turns."""
    luck, own, other = random.Random(seed), [], []
    for _ in range(turns):
        moves = player(own, other, luck), opponent(other, own, luck)
        own.append(moves[0])
        other.append(moves[1])
    rounds = list(zip(own, other))
    return sum(PAYOFF[a, b] for a, b in rounds), sum(PAYOFF[b, a] for a, b in rounds)


def our_match(player: str, opponent: str, seed: int) -> tuple[int, int]:
    """A match in our engine."""
    return play(STRATEGIES[player][0], STRATEGIES[opponent][0], seed)


def library_match(player: str, opponent: str, seed: int) -> tuple[int, int]:
    """The same match in the library."""
    import axelrod

    match = axelrod.Match((getattr(axelrod, player)(), getattr(axelrod, opponent)()), turns=TURNS, seed=seed)
    match.play()
    return match.final_score()


ENGINES = {"ours": our_match, "axelrod": library_match}


def run(point: Point, seed: int) -> dict[str, pd.DataFrame]:
    """One player's matches against itself and all that follow it in the list; a seed of its own for each.

    point: engine ("ours", "axelrod"), player (a name of STRATEGIES).
    """
    match, player = ENGINES[point["engine"]], point["player"]
    opponents = NAMES[NAMES.index(player) :]
    scores = [match(player, opponent, run_seed(seed, k)) for k, opponent in enumerate(opponents)]
    return {"matches": pd.DataFrame(scores, columns=["score", "opponent_score"]).assign(opponent=opponents)}


def study(replications: int) -> Study:
    """Both engines, every player; luck differs from point to point, so that the engines share none."""
    factors = {"engine": tuple(ENGINES), "player": NAMES}
    return Study(__name__, Design(factors=factors, common_random_numbers=False), replications)


def expected_score(player: str, opponent: str, turns: int = TURNS) -> float:
    """Exact expectation of a player's score if both remember one move, from the Markov chain over CC, CD, DC, DD."""
    (first, after), (first_other, after_other) = MEMORY_ONE[player], MEMORY_ONE[opponent]
    mirrored = [after_other[k] for k in (0, 2, 1, 3)]  # the opponent sees the moves the other way round

    def joint(a: float, b: float) -> np.ndarray:
        return np.array([a * b, a * (1 - b), (1 - a) * b, (1 - a) * (1 - b)])

    step = np.array([joint(a, b) for a, b in zip(after, mirrored)])
    points, state, total = np.array([3, 0, 5, 1]), joint(first, first_other), 0.0
    for _ in range(turns):
        total += float(state @ points)
        state = state @ step
    return total


def totals(matches: pd.DataFrame) -> pd.DataFrame:
    """Points of each strategy in each tournament, itself as an opponent left out: a row per replication, a column per strategy.

    matches: of one engine, any set of players that all met.
    """
    met = matches[matches["player"] != matches["opponent"]]
    turned = met.rename(columns={"player": "opponent", "opponent": "player", "score": "opponent_score", "opponent_score": "score"})
    points = pd.concat([met, turned]).groupby(["replication", "player"], as_index=False)["score"].sum()
    return pivot(points.rename(columns={"player": "strategy"}), "score")


def checks(replications: int = 30, workers: int = 1) -> list[Check]:
    """Run the tournament in both engines and compare."""
    matches = collect(study(replications), workers)["matches"]
    samples = {key: part[["score", "opponent_score"]].to_numpy() for key, part in matches.groupby(["engine", "player", "opponent"])}
    pairs = [(player, opponent) for engine, player, opponent in samples if engine == "ours"]
    fixed = [pair for pair in pairs if set(pair) <= set(DETERMINISTIC)]
    lucky = [pair for pair in pairs if pair not in fixed]
    return [
        identical_scores(samples, fixed),
        same_scores(samples, lucky),
        same_means(samples, lucky),
        exact_means(samples, [pair for pair in lucky if set(pair) <= set(MEMORY_ONE)]),
        same_order(matches),
    ]


def identical_scores(samples: dict, pairs: list) -> Check:
    """Deterministic strategies: every match ends alike, in every replication."""
    alike = sum(np.array_equal(samples["ours", *pair], samples["axelrod", *pair]) for pair in pairs)
    return Check(NAME, f"both scores of every match of {len(DETERMINISTIC)} deterministic strategies, {TURNS} turns, with the library's",
                 f"{len(pairs)} of {len(pairs)} matches", f"{alike} of {len(pairs)}", "identical", alike == len(pairs))  # fmt: skip


def same_scores(samples: dict, pairs: list) -> Check:
    """Stochastic strategies: scores of single matches have the library's distribution."""
    n = len(samples["ours", *pairs[0]])
    p = same_distribution([(samples["ours", *pair][:, side], samples["axelrod", *pair][:, side]) for pair in pairs for side in (0, 1)])
    return Check(NAME, f"distribution of both scores of {len(pairs)} stochastic matches, {n} replications in each engine "
                 "(Kolmogorov-Smirnov, Holm)", "none differs", f"{(p < ALPHA).sum()} of {len(p)} differ; least p = {p.min():.2f}",
                 "distribution", bool((p >= ALPHA).all()))  # fmt: skip


def same_means(samples: dict, pairs: list) -> Check:
    """Stochastic strategies: our mean score less the library's, over all matches, in points a turn."""
    gaps = [samples["ours", *pair][:, 0] - samples["axelrod", *pair][:, 0] for pair in pairs]
    interval = mean_interval(np.mean(gaps, axis=0) / TURNS)
    return Check(NAME, "mean score of the stochastic matches less the library's, points a turn", "0", said(interval, 4),
                 "distribution", bool(interval[1] <= 0 <= interval[2]))  # fmt: skip


def exact_means(samples: dict, pairs: list) -> Check:
    """The pipeline's 95 % intervals of mean scores hold the exact expectations about 95 times in 100."""
    held = sum(covers(samples["ours", *pair][:, 0], expected_score(*pair)) for pair in pairs)
    fewest = fewest_covering(len(pairs))
    return Check(NAME, "95 % intervals of mean scores that hold the exact expectation (Markov chain of two memory-one strategies)",
                 f"at least {fewest} of {len(pairs)}", f"{held} of {len(pairs)}", "distribution", held >= fewest)  # fmt: skip


def same_order(matches: pd.DataFrame) -> Check:
    """All strategies together: who earns more than whom."""
    ours, theirs = (totals(matches[matches["engine"] == engine]).mean() for engine in ENGINES)
    order = stats.spearmanr(ours, theirs[ours.index]).statistic
    return Check(NAME, f"order of all {len(NAMES)} strategies by mean points in the tournament, with the library's (Spearman)",
                 f"at least {SAME_ORDER}, {theirs.idxmax()} first", f"{order:.3f}, {ours.idxmax()} first",
                 "relation", bool(order >= SAME_ORDER and ours.idxmax() == theirs.idxmax()))  # fmt: skip
