"""Replicator dynamics on fitted pay-offs: where shares go if what pays is copied, and where they rest.

dx_i / dt = x_i (pay-off of i - mean pay-off) / spread of pay-offs (Taylor and Jonker 1978). A rest point is stable if
all eigenvalues of the dynamics along the simplex have negative real parts (Hofbauer and Sigmund 1998).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
from scipy.integrate import solve_ivp
from scipy.optimize import approx_fprime, root

from ..errors import UserError
from .payoffs import Payoffs, payoffs_at

RESAMPLES = 400
LEVEL = 0.95
MOST_STRATEGIES = 8
FLAT = 1e-5  # rates of return, as shares of the spread of pay-offs, that count as none


def change(shares: np.ndarray, coefficients: np.ndarray) -> np.ndarray:
    """Rates of change of the shares, float64[n], per unit of time: 1 / spread of pay-offs."""
    earned = payoffs_at(coefficients, shares)
    return shares * (earned - shares @ earned) / (spread(coefficients) or 1.0)


def spread(coefficients: np.ndarray) -> float:
    """Largest less smallest coefficient; what differs less than rounding counts as 0."""
    found = float(np.ptp(coefficients))
    return found if found > 1e-12 * np.abs(coefficients).max() else 0.0


def path(fit: Payoffs, start: dict[str, float], time: float = 100.0, steps: int = 200) -> pd.DataFrame:
    """Shares over time from a start (shares that sum to 1): a row per time, a column per strategy."""
    x = np.array([start.get(name, 0.0) for name in fit.names])
    if (x < 0).any() or not np.isclose(x.sum(), 1) or set(start) - set(fit.names):
        raise UserError(f"composition: start {start} is no mix of {', '.join(fit.names)}; give shares that sum to 1")
    at = np.linspace(0, time, steps)
    found = solve_ivp(lambda _, x: change(x, fit.coefficients), (0, time), x, t_eval=at, rtol=1e-8, atol=1e-10)
    return pd.DataFrame(found.y.T, index=pd.Index(found.t, name="time"), columns=list(fit.names))


def rest_points(fit: Payoffs, resamples: int = RESAMPLES, seed: int = 0) -> pd.DataFrame:
    """All rest points: strategies alone, and mixes in which all present earn the same.

    Columns: per strategy its share, <strategy>_low, <strategy>_high (95 % percentile interval over resamples of
    replications in which the point exists); present (names); stability ("stable", "saddle", "unstable", "neutral");
    exists, stable (shares of resamples in which the point exists, and in which it is stable). Refuses more than 8
    strategies.
    """
    if len(fit.names) > MOST_STRATEGIES:
        raise UserError(f"composition: {len(fit.names)} strategies are too many; take at most {MOST_STRATEGIES}")
    rng = np.random.default_rng(seed)
    draws = [fit.resampled(rng) for _ in range(resamples)]
    points = [x for face in faces(len(fit.names)) for x in rests_of(fit.coefficients, face)]
    return pd.DataFrame([described(fit, x, draws) for x in points])


def faces(n: int) -> list[tuple[int, ...]]:
    """All sets of present strategies, the smallest first."""
    return [face for size in range(1, n + 1) for face in combinations(range(n), size)]


def rests_of(coefficients: np.ndarray, face: tuple[int, ...]) -> list[np.ndarray]:
    """Different rest points at which exactly these strategies are present, from several starts; float64[n] each."""
    n, found = coefficients.shape[0], []
    middle = np.full(len(face), 1 / len(face))
    starts = [middle]
    if len(face) > 1 and coefficients.shape[1] > n:  # only curved pay-offs have several
        starts += [*(0.2 * middle + 0.8 * np.eye(len(face)))]
    for start in starts:
        x = rest_near(coefficients, face, start)
        if x is not None and not any(np.allclose(x, other, atol=1e-4) for other in found):
            found.append(x)
    return found


def rest_near(coefficients: np.ndarray, face: tuple[int, ...], start: np.ndarray) -> np.ndarray | None:
    """The rest point that a root search reaches from shares of the present ones, float64[n]; None if there is none."""
    here, x = list(face), np.zeros(len(coefficients))
    if len(face) == 1:
        x[here] = 1.0
        return x
    unit = spread(coefficients) or 1.0

    def unequal(shares: np.ndarray) -> np.ndarray:
        x[here] = shares
        earned = payoffs_at(coefficients, x)[here] / unit
        return np.append(np.diff(earned), shares.sum() - 1)

    found = root(unequal, start)
    x[here] = found.x
    return x.copy() if np.abs(unequal(found.x)).max() < 1e-8 and (found.x > 1e-9).all() else None


def rates(coefficients: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Real parts of the eigenvalues of the dynamics at a rest point, along the simplex; float64[n - 1], ascending."""
    n = len(x)
    slopes = approx_fprime(x, change, 1e-7, coefficients)
    along = np.linalg.svd(np.ones((1, n)))[2][1:]  # directions that keep the sum of the shares
    return np.sort(np.linalg.eigvals(along @ slopes @ along.T).real)


def stability(coefficients: np.ndarray, x: np.ndarray) -> str:
    """Whether small deviations die out (stable), grow (unstable), do both (saddle), or stay (neutral)."""
    found = rates(coefficients, x)
    if found[-1] > FLAT:
        return "unstable" if found[0] > -FLAT else "saddle"
    return "stable" if found[-1] < -FLAT else "neutral"


def described(fit: Payoffs, x: np.ndarray, resamples: list[np.ndarray]) -> dict:
    """A row of `rest_points`."""
    face = tuple(np.flatnonzero(x))
    drawn = [(c, rest_near(c, face, x[list(face)])) for c in resamples]
    drawn = [(c, point) for c, point in drawn if point is not None]
    points = np.array([point for _, point in drawn]) if drawn else np.full((1, len(x)), np.nan)
    low, high = np.percentile(points, [50 - 50 * LEVEL, 50 + 50 * LEVEL], axis=0)
    row = {}
    for k, name in enumerate(fit.names):
        row |= {name: x[k], f"{name}_low": low[k], f"{name}_high": high[k]}
    stable = sum(stability(c, point) == "stable" for c, point in drawn)
    return row | {"present": tuple(fit.names[k] for k in face), "stability": stability(fit.coefficients, x),
                  "exists": len(drawn) / len(resamples), "stable": stable / len(resamples)}  # fmt: skip
