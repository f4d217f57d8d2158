"""History matching: which worlds a set of observed patterns does not rule out (Craig et al. 1997; Vernon et al. 2010).

A pattern's band counts as three standard deviations of tolerance either side of its middle. A world is ruled out if a pattern
lies more than three standard deviations off, the luck of seeds and (before it is simulated) the error of the emulator
included. Nothing is maximised: what is left is a region, and worlds are spread evenly over it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import qmc

from .emulator import Quadratic, fit

CUT = 3.0
"""Standard deviations from which on a world is ruled out (Pukelsheim's three-sigma rule)."""
PARTICLES, SWEEPS, LEVELS = 1024, 8, 30


@dataclass(frozen=True)
class Prior:
    """What is thought possible of one parameter before anything is measured; `source` says why."""

    low: float
    high: float
    scale: str = "linear"
    source: str = ""

    def at(self, share: float) -> float:
        """The value at a share 0..1 of the range, evenly on its scale."""
        if self.scale == "log":
            return float(self.low * (self.high / self.low) ** share)
        return float(self.low + (self.high - self.low) * share)

    def place(self, value: float) -> float:
        """The share 0..1 at which a value lies."""
        if self.scale == "log":
            return float(np.log(value / self.low) / np.log(self.high / self.low))
        return float((value - self.low) / (self.high - self.low))


@dataclass(frozen=True)
class Target:
    """A measured pattern that should lie in low..high."""

    name: str
    low: float
    high: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def half(self) -> float:
        return (self.high - self.low) / 2


def luck_of_seeds(first: pd.DataFrame, second: pd.DataFrame) -> pd.Series:
    """Variance of each pattern between seeds of the same world, robustly, from pairs of rows.

    Half the squared difference of a pair has the variance as its mean; its median over pairs, divided by the median of
    chi-squared with one degree of freedom (0.4549), does not mind the odd wild world. 0 where no pair was measured.
    """
    return (((first - second) ** 2 / 2).median() / 0.4549).fillna(0.0)


def implausibility(measured: pd.DataFrame, targets: list[Target], luck: Mapping[str, float]) -> pd.DataFrame:
    """How many standard deviations each pattern of each world lies off the middle of its band; infinite if not measured.

    measured: worlds x patterns. Without luck, `CUT` is reached exactly at the ends of the band.
    """
    columns = {}
    for target in targets:
        spread = np.sqrt((target.half / CUT) ** 2 + luck.get(target.name, 0.0))
        columns[target.name] = ((measured[target.name] - target.middle).abs() / spread).fillna(np.inf)
    return pd.DataFrame(columns, index=measured.index)


def emulators(places: np.ndarray, measured: pd.DataFrame, targets: list[Target]) -> list[tuple[Target, Quadratic]]:
    """One quadratic surface for each pattern that at least half of the worlds show.

    places: float64[worlds, parameters], 0..1. Patterns are bent to asinh((value - middle) / half), so that worlds far off
    the band do not outweigh those near it.
    """
    bent = np.column_stack([np.arcsinh((measured[t.name].to_numpy(float) - t.middle) / t.half) for t in targets])
    known, found = np.isfinite(bent), []
    for rows in np.unique(known.T, axis=0):
        alike = np.flatnonzero((known.T == rows).all(axis=1))
        if rows.mean() >= 0.5:
            surfaces = fit(2 * places[rows] - 1, bent[rows][:, alike])
            found += [(targets[k], surface) for k, surface in zip(alike, surfaces)]
    return found


def expected(places: np.ndarray, surfaces: list[tuple[Target, Quadratic]]) -> np.ndarray:
    """The largest implausibility that the emulators expect, error and luck included, float64[worlds]."""
    worst = np.zeros(len(places))
    for _, surface in surfaces:
        tolerance = np.arcsinh(1.0) / CUT
        worst = np.maximum(worst, np.abs(surface(2 * places - 1)) / np.hypot(tolerance, surface.spread))
    return worst


def spread_evenly(number: int, dimensions: int, seed: int) -> np.ndarray:
    """A space-filling design in the unit cube (scrambled Sobol points), float64[number, dimensions]."""
    return qmc.Sobol(dimensions, rng=np.random.default_rng(seed)).random_base2(int(np.ceil(np.log2(max(2, number)))))[:number]


def not_ruled_out(worst: Callable[[np.ndarray], np.ndarray], dimensions: int, number: int, seed: int) -> np.ndarray:
    """Points spread over the part of the unit cube with worst(points) <= CUT, float64[number, dimensions].

    Subset simulation: particles spread over the cube; the better quarter stays, is copied and moved at random within its
    level (differential evolution steps), until all lie below the cut. If the emulator knows no such place, the best level
    that was reached stands in. Of twice as many particles as needed, those that crowd others are dropped.
    """
    generator = np.random.default_rng([seed, 1])
    particles = spread_evenly(PARTICLES, dimensions, seed)
    values = worst(particles)
    for _ in range(LEVELS):
        level = max(CUT, float(np.quantile(values, 0.25)))
        kept = np.flatnonzero(values <= level)
        chosen = generator.choice(kept, PARTICLES, replace=len(kept) < PARTICLES)
        particles, values = particles[chosen], values[chosen]
        for _ in range(SWEEPS):
            particles, values = moved(particles, values, worst, level, generator)
        if level <= CUT:
            break
    return thinned(particles[generator.permutation(PARTICLES)[: 2 * number]], number)


def moved(particles: np.ndarray, values: np.ndarray, worst: Callable, level: float,
          generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Every particle after one proposed step, kept if its value stays within the level; walls reflect."""
    number, dimensions = particles.shape
    one, other = generator.integers(number, size=(2, number))
    length = 1.7 / np.sqrt(2 * dimensions) * generator.uniform(0.2, 1.2, size=(number, 1))
    steps = particles + length * (particles[one] - particles[other]) + generator.normal(0, 0.01, particles.shape)
    steps = np.abs(np.mod(steps + 1, 2) - 1)
    found = worst(steps)
    better = found <= level
    return np.where(better[:, None], steps, particles), np.where(better, found, values)


def thinned(points: np.ndarray, number: int) -> np.ndarray:
    """So many of the points: again and again the one that is farthest from all chosen ones."""
    chosen = [0]
    away = np.linalg.norm(points - points[0], axis=1)
    while len(chosen) < min(number, len(points)):
        chosen.append(int(away.argmax()))
        away = np.minimum(away, np.linalg.norm(points - points[chosen[-1]], axis=1))
    return points[chosen]
