"""Estimates with intervals that respect that one person's messages resemble each other.

A statistic is a function of sums over messages, ties or people. Each of these belongs to one person (the cluster:
the sender, or the one who opened the tie), so resampling people is weighting the sums per person.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

COLUMNS = ("pattern", "statistic", "value", "low", "high", "n", "unit")
LEVEL = 0.95
LEAST_PEOPLE = 10
"""With fewer people behind a statistic it gets no interval."""


class Estimates:
    """Collects rows of `COLUMNS`; the intervals are percentiles over resampled people.

    people: how many there are, numbered from 0; draws: resamplings, 0 for no intervals; content: a number that depends
    on the data alone (`Log.content`) and seeds the resampling, so the same data give the same intervals.
    """

    def __init__(self, people: int, draws: int = 500, content: int = 0):
        """Draw how often each person counts: float64[draws, people], rows sum to the number of people."""
        generator = np.random.default_rng(content)
        self.people = people
        self.times = generator.multinomial(people, np.full(people, 1 / people), draws).astype(float)
        self.rows: list[tuple] = []

    def add(
        self,
        pattern: str,
        statistic: str,
        who: np.ndarray,
        columns: list,
        of: Callable[[np.ndarray], np.ndarray],
        unit: str = "share",
    ) -> None:
        """One row: `of` turns sums[..., k] of the k columns (one value per item of `who`) into the statistic."""
        who = np.asarray(who, np.int64)
        sums = np.stack([np.bincount(who, column, self.people) for column in np.asarray(columns, float)], axis=-1)
        with np.errstate(divide="ignore", invalid="ignore"):
            value, drawn = of(sums.sum(axis=0)), of(self.times @ sums)
        enough = len(np.unique(who)) >= LEAST_PEOPLE
        self.keep(pattern, statistic, value, drawn if enough else [], len(who), unit)

    def share(self, pattern: str, statistic: str, who: np.ndarray, yes: np.ndarray) -> None:
        """The share of items that are true."""
        self.add(pattern, statistic, who, [yes, np.ones(len(who))], lambda s: s[..., 0] / s[..., 1])

    def mean(self, pattern: str, statistic: str, who: np.ndarray, values: np.ndarray, unit: str) -> None:
        """The mean over items."""
        self.add(pattern, statistic, who, [values, np.ones(len(who))], lambda s: s[..., 0] / s[..., 1], unit)

    def contrast(
        self, pattern: str, statistic: str, who: np.ndarray, yes: np.ndarray, groups: tuple, odds: bool = False
    ) -> None:
        """The share of true items in the first group over that in the second, as ratio of rates or of odds."""
        of = odds_ratio if odds else rate_ratio
        one, other = groups
        use = one | other
        columns = [(one & yes)[use], one[use], (other & yes)[use], other[use]]
        self.add(pattern, statistic, who[use], columns, of, "odds ratio" if odds else "ratio")

    def keep(self, pattern: str, statistic: str, value: float, drawn: np.ndarray, n: int, unit: str) -> None:
        """A row from a statistic and its resampled values; both bounds are NaN where nothing was resampled."""
        drawn = np.asarray(drawn)[np.isfinite(drawn)]
        tails = [50 * (1 - LEVEL), 50 * (1 + LEVEL)]
        low, high = np.percentile(drawn, tails) if len(drawn) and np.isfinite(value) else (np.nan, np.nan)
        value = float(value) if np.isfinite(value) else np.nan
        self.rows.append((pattern, statistic, value, float(low), float(high), int(n), unit))

    def table(self) -> pd.DataFrame:
        """All rows so far."""
        return pd.DataFrame(self.rows, columns=COLUMNS)


def rate_ratio(sums: np.ndarray) -> np.ndarray:
    """(yes / all) / (yes / all) of two groups, sums[..., 4]."""
    return sums[..., 0] / sums[..., 1] / (sums[..., 2] / sums[..., 3])


def odds_ratio(sums: np.ndarray) -> np.ndarray:
    """(yes / no) / (yes / no) of two groups, sums[..., 4] with yes and all of each."""
    return sums[..., 0] / (sums[..., 1] - sums[..., 0]) / (sums[..., 2] / (sums[..., 3] - sums[..., 2]))
