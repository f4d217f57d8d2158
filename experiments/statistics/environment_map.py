"""Where each strategy wins: winners over a grid of conditions, how sure they are, where winners change, and regret.

Doubt comes from resampling replications (bootstrap), the same ones for every strategy and every cell, so that
comparisons stay paired, with or without common random numbers. Regret is that of Savage (1951): what a strategy earns
less than the best one under the same conditions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import UserError
from .estimates import FEWEST, LEVEL, holm, p_of_best
from .intervals import mean_intervals
from .resampling import limits, on_top, resampled


@dataclass(frozen=True)
class EnvironmentMap:
    """What is best where. Tables have a row per cell, indexed by the conditions in ascending order.

    winners: strategy (the highest mean), sure (share of resamples with it on top, 0..1), clear (whether it beats all
    rivals, corrected for all cells), margin (lead over the second, in the
    unit of the response), low, high (interval of the lead); means, chances, regrets: a column per strategy; borders:
    see `borders_of`; regret: see `regret_of`.
    """

    conditions: list[str]
    response: str
    winners: pd.DataFrame
    means: pd.DataFrame
    chances: pd.DataFrame
    regrets: pd.DataFrame
    borders: pd.DataFrame
    regret: pd.DataFrame


def environment_map(runs: pd.DataFrame, conditions: list[str], response: str) -> EnvironmentMap:
    """Map the best strategy over conditions.

    runs: a row per cell, strategy and replication, with columns `conditions` (any number), strategy, replication and
    the response (more is better). Raises UserError if a run is missing, or for fewer than 2 strategies or 3
    replications.
    """
    values, cells, names = cube(runs, conditions, response)
    draws = resampled(values.swapaxes(0, 1))
    table = {"index": cells, "columns": names}
    means = pd.DataFrame(values.mean(axis=1), **table)
    chances = pd.DataFrame(on_top(draws), **table)
    regrets = pd.DataFrame(shortfall(means.to_numpy()), **table)
    return EnvironmentMap(conditions, response, winners_of(means, chances, values), means, chances, regrets,
                          borders_of(means, draws), regret_of(regrets, shortfall(draws)))  # fmt: skip


def cube(runs: pd.DataFrame, conditions: list[str], response: str) -> tuple[np.ndarray, pd.MultiIndex, list[str]]:
    """Responses, float64[cells, replications, strategies], the cells in ascending order, and the strategies' names."""
    absent = [name for name in (*conditions, "strategy", "replication", response) if name not in runs]
    if absent or not conditions:
        raise UserError(f"environment map: no column {', '.join(absent) or 'of conditions'}; name columns of the runs")
    names = list(dict.fromkeys(runs["strategy"]))
    if len(names) < 2:
        raise UserError("environment map: there is one strategy; give at least 2 to compare")
    keys = [*conditions, "replication", "strategy"]
    if runs.duplicated(keys).any():
        raise UserError("environment map: some run is there twice; name all conditions that vary")
    table = runs.set_index(keys)[response].unstack("strategy")[names].unstack("replication")
    missing = int((~np.isfinite(table.to_numpy(float))).sum())
    if missing:
        raise UserError(f"{response}: {missing} of {table.size} runs have no value; repeat them or change response")
    if table.shape[1] < FEWEST * len(names):
        raise UserError(f"environment map: run at least {FEWEST} replications; fewer cannot tell how sure a winner is")
    cells = table.index if isinstance(table.index, pd.MultiIndex) else pd.MultiIndex.from_arrays([table.index])
    return table.to_numpy(float).reshape(len(table), len(names), -1).swapaxes(1, 2), cells.set_names(conditions), names


def shortfall(means: np.ndarray) -> np.ndarray:
    """Regret: what each strategy lacks to the best of its cell; float64[..., strategies], >= 0."""
    return means.max(axis=-1, keepdims=True) - means


def winners_of(means: pd.DataFrame, chances: pd.DataFrame, values: np.ndarray) -> pd.DataFrame:
    """The best strategy of each cell, how sure it is, and its lead over the second of the means.

    values: float64[cells, replications, strategies].
    """
    order, cell = np.argsort(-means.to_numpy(), axis=1, kind="stable"), np.arange(len(means))
    first, second = order[:, 0], order[:, 1]
    margin, low, high = mean_intervals((values[cell, :, first] - values[cell, :, second]).T)
    clear = holm(np.array([p_of_best(part) for part in values])) < 1 - LEVEL
    columns = {"strategy": means.columns.to_numpy()[first], "sure": chances.to_numpy()[cell, first], "clear": clear,
               "margin": margin, "low": low, "high": high}  # fmt: skip
    return pd.DataFrame(columns, index=means.index)


def neighbours(cells: pd.MultiIndex) -> list[tuple[str, int, int]]:
    """Pairs of cells one level apart in one condition: condition, position of the lower cell, of the upper."""
    place, pairs = {cell: k for k, cell in enumerate(cells)}, []
    for axis, name in enumerate(cells.names):
        levels = sorted(set(cells.get_level_values(axis)))
        following = dict(zip(levels, levels[1:]))
        for cell, k in place.items():
            other = place.get((*cell[:axis], following.get(cell[axis]), *cell[axis + 1 :]))
            if other is not None:
                pairs.append((name, k, other))
    return pairs


def borders_of(means: pd.DataFrame, draws: np.ndarray) -> pd.DataFrame:
    """Edges between neighbouring cells with different winners, a row each.

    Columns: the conditions of the lower cell; along (the condition that changes), upper (its next level), winner,
    next_winner, at (where the two winners' means cross, by linear interpolation between the cells; nan if levels are no
    numbers), sure (share of resamples in which the cells have exactly these two winners).
    """
    values, names, cells = means.to_numpy(), means.columns, means.index
    won, drawn, rows = values.argmax(axis=1), draws.argmax(axis=2), []
    for along, k, other in neighbours(cells):
        a, b = won[k], won[other]
        if a == b:
            continue
        axis = cells.names.index(along)
        lower, upper = cells[k][axis], cells[other][axis]
        lead, lag = values[k, a] - values[k, b], values[other, b] - values[other, a]
        number = pd.api.types.is_number(lower) and pd.api.types.is_number(upper)
        at = lower + (upper - lower) * lead / (lead + lag) if number and lead + lag > 0 else np.nan
        sure = float(((drawn[:, k] == a) & (drawn[:, other] == b)).mean())
        rows.append((*cells[k], along, upper, names[a], names[b], at, sure))
    columns = [*cells.names, "along", "upper", "winner", "next_winner", "at", "sure"]
    return pd.DataFrame(rows, columns=columns)


def regret_of(regrets: pd.DataFrame, draws: np.ndarray) -> pd.DataFrame:
    """Regret of each strategy over all cells, the least worst regret first.

    Columns: worst, worst_low, worst_high, mean, mean_low, mean_high (unit of the response), where (the cell of the
    worst regret), chance (of having the least worst regret: the minimax-regret choice). Means of few replications make
    regret look larger than it is, as the best of a cell is partly the luckiest.
    """
    worst, mean = draws.max(axis=1), draws.mean(axis=1)
    least = worst == worst.min(axis=1, keepdims=True)
    worst_low, worst_high = limits(worst)
    mean_low, mean_high = limits(mean)
    table = pd.DataFrame({
        "worst": regrets.max(), "worst_low": worst_low, "worst_high": worst_high, "mean": regrets.mean(),
        "mean_low": mean_low, "mean_high": mean_high,
        "where": [regrets.index[k] for k in regrets.to_numpy().argmax(axis=0)],
        "chance": (least / least.sum(axis=1, keepdims=True)).mean(axis=0),
    }, index=regrets.columns)  # fmt: skip
    return table.sort_values("worst", kind="stable")
