"""Where a line through the lead crosses 0, with the closed interval of Fieller (1954)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

LEVEL = 0.95
CURVED = 2.0  # standard errors of curvature from which a line is not to be trusted


@dataclass(frozen=True)
class Threshold:
    """at, low, high: in the parameter's unit; leads_below: whether the first strategy leads below it; printed only if `sure`.

    sure: the interval is closed and inside the drawn range, and the lead is no clear curve. why: what is wrong otherwise.
    """

    at: float
    low: float
    high: float
    leads_below: bool
    sure: bool
    why: str = ""


def threshold(values: np.ndarray, lead: np.ndarray, logarithmic: bool = False, beside: np.ndarray | None = None) -> Threshold:
    """Where the mean lead is 0. values, lead: float64[worlds]; beside: a second parameter, held at its median."""
    x = np.log(values) if logarithmic else np.asarray(values, float)
    columns = [np.ones_like(x), x] + ([] if beside is None else [beside - np.median(beside)])
    b, covariance, df = fitted(np.column_stack(columns), lead)
    ends = fieller(b[0], b[1], covariance, float(stats.t.ppf((1 + LEVEL) / 2, df)))
    bend, bent, _ = fitted(np.column_stack([*columns, (x - x.mean()) ** 2]), lead)
    curved = abs(bend[-1]) >= CURVED * np.sqrt(bent[-1, -1])
    inside = ends is not None and ends[0] >= x.min() and ends[1] <= x.max()
    why = ("the slope is not sure" if ends is None else "it may lie outside the drawn range" if not inside
           else "the lead does not follow a line" if curved else "")  # fmt: skip
    back = np.exp if logarithmic else float
    at, low, high = (-b[0] / b[1] if b[1] else np.nan), *(ends or (np.nan, np.nan))
    return Threshold(float(back(at)) if abs(at) < 500 else np.nan, float(back(low)), float(back(high)), bool(b[1] < 0), not why, why)


def fitted(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Least squares: coefficients, their covariance, degrees of freedom."""
    df = len(y) - x.shape[1]
    inverse = np.linalg.pinv(x.T @ x)
    b = inverse @ x.T @ y
    return b, inverse * float(((y - x @ b) ** 2).sum() / df), df


def fieller(a: float, b: float, covariance: np.ndarray, t: float) -> tuple[float, float] | None:
    """Ends of the set of x with |a + b x| <= t standard errors; None if that is no closed interval."""
    square = b**2 - t**2 * covariance[1, 1]
    linear = 2 * (a * b - t**2 * covariance[0, 1])
    rest = a**2 - t**2 * covariance[0, 0]
    root = linear**2 - 4 * square * rest
    if square <= 0 or root < 0:
        return None
    ends = sorted((-linear + sign * np.sqrt(root)) / (2 * square) for sign in (-1, 1))
    return float(ends[0]), float(ends[1])
