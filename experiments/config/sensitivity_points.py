"""Points of Morris and Saltelli designs, from SALib, in the order that `experiments.statistics` analyses."""

from __future__ import annotations

import numpy as np

from ..extras import extra

Ranges = dict[str, tuple[float, float]]


def problem(factors: Ranges) -> dict:
    """Factors as SALib wants them."""
    return {"num_vars": len(factors), "names": list(factors), "bounds": [list(limits) for limits in factors.values()]}


def morris_points(factors: Ranges, trajectories: int, levels: int, seed: int) -> np.ndarray:
    """Points of a Morris design, float64[trajectories x (factors + 1), factors], trajectory by trajectory."""
    morris = extra("SALib.sample.morris", "design: morris")
    return morris.sample(problem(factors), trajectories, num_levels=levels, seed=seed % 2**32)


def saltelli_points(factors: Ranges, base: int, seed: int) -> np.ndarray:
    """Points of a Saltelli design, float64[base x (factors + 2), factors]: A, AB_1 .. AB_d, B, block by block. base: a power of 2."""
    sobol = extra("SALib.sample.sobol", "design: saltelli")
    return sobol.sample(problem(factors), base, calc_second_order=False, seed=seed % 2**32)
