"""A quick stand-in for a simulation: a quadratic surface in all parameters, fitted by ridge regression."""

from dataclasses import dataclass

import numpy as np

SHRINKAGE = 10.0 ** np.arange(-3, 4)  # noise over prior variance of a coefficient
CURVATURE = (0.0, 0.1, 0.3, 1.0)  # weight of squares and products against that of straight lines


@dataclass(frozen=True)
class Quadratic:
    """level + slope . x + x . bend . x for x in -1..1 (float64[worlds, parameters]).

    level: float; slope: float64[parameters]; bend: float64[parameters, parameters], symmetric; spread: standard deviation of
    what it misses, by leaving out one world at a time (so the luck of seeds is part of it), >= 0.
    """

    level: float
    slope: np.ndarray
    bend: np.ndarray
    spread: float

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """Predicted values, float64[worlds]."""
        return self.level + x @ self.slope + np.einsum("ij,ij->i", x @ self.bend, x)


def fit(x: np.ndarray, values: np.ndarray) -> list[Quadratic]:
    """The surfaces through values[worlds, patterns] at x[worlds, parameters] in -1..1 that miss left-out worlds least.

    Ridge regression in its dual form, so there may be fewer worlds than coefficients; strength of the shrinkage and weight
    of the curvature are chosen for each pattern by the leave-one-out error, which has a closed form.
    """
    inner, rest = x @ x.T, values - values.mean(axis=0)
    best = [(np.inf, 0.0, np.zeros(len(x)))] * values.shape[1]
    for curvature in CURVATURE:
        powers, vectors = np.linalg.eigh(centred(inner + curvature * inner**2))
        turned = vectors.T @ rest
        for shrinkage in SHRINKAGE * max(powers.mean(), 1e-12):
            weights = vectors @ (turned / (powers + shrinkage)[:, None])
            left_out = weights / ((vectors**2) @ (1 / (powers + shrinkage)))[:, None]
            errors = (left_out**2).mean(axis=0)
            best = [min(old, (error, curvature, weights[:, k]), key=lambda found: found[0])
                    for k, (old, error) in enumerate(zip(best, errors))]  # fmt: skip
    return [surface(x, values[:, k], *found) for k, found in enumerate(best)]


def surface(x: np.ndarray, y: np.ndarray, error: float, curvature: float, weights: np.ndarray) -> Quadratic:
    """The coefficients that belong to the dual weights."""
    weights = weights - weights.mean()
    slope, bend = weights @ x, curvature * (x.T * weights) @ x
    level = np.mean(y - x @ slope - np.einsum("ij,ij->i", x @ bend, x))
    return Quadratic(float(level), slope, bend, float(np.sqrt(error)))


def centred(kernel: np.ndarray) -> np.ndarray:
    """The kernel with the mean taken out of every feature."""
    rows = kernel.mean(axis=0)
    return kernel - rows - rows[:, None] + rows.mean()
