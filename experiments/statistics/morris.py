"""Morris' elementary effects of a stochastic model, without the effect that luck alone would show.

|effect| is positive by luck even for a factor that does nothing. Here the sign of an effect comes from all other
replications than its size, so that an inert factor has a mean of 0 at every noise; with luck, mu* errs towards 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..errors import UserError
from .replicated import Estimate, Replicated, advice, checked, cross, luck_and_mean_response, replicated, squared_mean
from .sobol import frame

TOLERANCE = 0.25


@dataclass(frozen=True)
class ElementaryEffects:
    """Strength of each factor over its whole range, with 95 % intervals.

    factors: a row per factor, in the unit of the response: mu (mean effect), mu_star (mean size of effects), sigma
    (spread of effects between places: interactions or curvature, luck removed), rms (root of the mean squared effect,
    luck removed), each with _low, _high; luck: share of the variance of single runs over the design; needed:
    sentences, one per mu_star whose interval is wider than the tolerance.
    """

    factors: pd.DataFrame
    luck: Estimate
    needed: list[str]


def elementary_effects(factors: dict[str, tuple[float, float]], points: np.ndarray, y: np.ndarray, common: bool = True,
                       tolerance: float = TOLERANCE, seed: int = 0) -> ElementaryEffects:  # fmt: skip
    """Analyse a Morris design.

    factors: range of each; points: float64[trajectories x (factors + 1), factors] in SALib's order and in the ranges;
    y: float64[the same rows, replications]; common: see `sobol_indices`; tolerance: half the width that the interval of
    mu_star should have, as a share of the largest mu_star. Raises UserError for missing values, naming how many rows.
    """
    d = len(factors)
    blocks, scale = checked(y, d + 1, common), float(np.std(y))
    effects = effects_of(points_in_cube(factors, points, len(y)), blocks)
    found = replicated(lambda v, w: components(effects, blocks, v, w), len(blocks), blocks.shape[2], common, seed)
    rows = np.eye(4 * d + 2)
    kinds = [{name: scaled(found, rows[k * d + i], scale, k >= 2) for i, name in enumerate(factors)} for k in range(4)]
    table = pd.concat([frame(part, name) for part, name in zip(kinds, ("mu", "mu_star", "sigma", "rms"))], axis=1)
    width = tolerance * max(abs(e.value) for e in kinds[1].values())
    needed = [advice(f"mu* of {name}", e, width, "trajectories") for name, e in kinds[1].items()]
    luck = found.ratio(rows[-2], rows[-1] + rows[-2])
    return ElementaryEffects(table, luck, [said for said in needed if said])


def points_in_cube(factors: dict[str, tuple[float, float]], points: np.ndarray, rows: int) -> np.ndarray:
    """Points in the unit cube, float64[trajectories, factors + 1, factors]; refuses steps of several factors."""
    points = np.asarray(points, float)
    if points.shape != (rows, len(factors)):
        raise UserError(f"sensitivity: points {points.shape} do not fit {rows} rows of {len(factors)} factors")
    low, high = np.array(list(factors.values()), float).T
    cube = ((points - low) / (high - low)).reshape(-1, len(factors) + 1, len(factors))
    moved = (np.abs(np.diff(cube, axis=1)) > 1e-9).astype(int)
    if (moved.sum(axis=1) != 1).any() or (moved.sum(axis=2) != 1).any():
        raise UserError("sensitivity: not a Morris design; a trajectory must move every factor once, one a step")
    return cube


def effects_of(cube: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Effects per whole range, float64[trajectories, factors, replications]."""
    steps = np.diff(cube, axis=1)  # trajectories, steps, factors: one entry of each row and column is not 0
    factor = np.abs(steps).argmax(axis=2)
    slopes = np.diff(y, axis=1) / np.take_along_axis(steps, factor[:, :, None], axis=2)
    return np.take_along_axis(slopes, factor.argsort(axis=1)[:, :, None], axis=1)


def components(effects: np.ndarray, y: np.ndarray, v: np.ndarray, w: np.ndarray) -> np.ndarray:
    """float64[4 d + 2]: each factor's mu, mu*, sigma squared, mean squared effect; luck, mean response's variance."""
    w = np.broadcast_to(w, (len(effects), 1, effects.shape[2]))
    weighted = effects * w
    total = weighted.sum(axis=2, keepdims=True)
    sizes = np.sign(total - weighted) * weighted
    mu, mu_star = (np.average(x.sum(axis=2) / w.sum(axis=2), axis=0, weights=v) for x in (weighted, sizes))
    square = np.average(cross(effects, effects, w), axis=0, weights=v)
    return np.array([*mu, *mu_star, *(square - squared_mean(effects, v, w)), *square, *luck_and_mean_response(y, v, w)])


def scaled(found: Replicated, row: np.ndarray, scale: float, squared: bool) -> Estimate:
    """An estimate in the unit of the response; roots of squares that chance made negative are 0."""
    e = found.linear(row)
    value, low, high = (np.sqrt(max(x, 0.0)) if squared else x for x in (e.value, e.low, e.high))
    return Estimate(float(scale * value), float(scale * low), float(scale * high), e.runs)
