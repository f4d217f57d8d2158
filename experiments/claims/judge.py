"""The verdict on a claim: paired differences, corrected for all contrasts of a folder of claims, never edited."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from ..config.claim import Claim, Contrast, place_of
from ..errors import UserError

ALPHA = 0.05
FEWEST_PAIRS = 4
SUPPORTED, REFUTED, UNDECIDED = "supported", "refuted", "undecided"


@dataclass(frozen=True)
class Finding:
    """One contrast: n pairs, mean of what it is compared with, mean difference with its interval, verdict.

    The interval has level 1 - 0.05 / contrasts of all claims in the folder (Bonferroni), so that all of them hold
    together at 95 %, however many of them are run.
    """

    contrast: Contrast
    n: int
    base: float
    difference: float
    low: float
    high: float
    verdict: str


def paired(runs: pd.DataFrame, response: str, contrast: Contrast) -> pd.DataFrame:
    """Values of both sides, a row per replication: columns this, than. Raises UserError if a side has no runs."""
    response = contrast.response or response
    sides = {"this": (contrast.this, response), "than": (contrast.than, contrast.than_response or response)}
    table = {}
    for side, (text, measured) in sides.items():
        label, point = place_of(text)
        table[side] = values_of(runs, label, point, measured)
        if contrast.beyond:
            table[side] = table[side] - values_of(runs, contrast.beyond, point, measured)
    return pd.DataFrame(table).dropna()


def values_of(runs: pd.DataFrame, label: str, point: int, response: str) -> pd.Series:
    """A response of one strategy at one point, by replication. Raises UserError if there is no run of it."""
    mine = runs[(runs["strategy"] == label) & (runs["point"] == point)]
    if mine.empty:
        known = ", ".join(sorted({f"{s}@{p}" for s, p in zip(runs["strategy"], runs["point"])})[:8])
        raise UserError(f"claim: '{label}@{point}' has no runs; there are {known}")
    return mine.set_index("replication")[response]


def judge_contrast(table: pd.DataFrame, claim: Claim, contrast: Contrast, tests: int) -> Finding:
    """The verdict on one contrast.

    table: columns this, than; tests: contrasts of all claims in the folder. Supported: the whole interval lies on the
    claimed side of 0 and the estimate is at least the smallest effect that matters. Refuted: the whole interval lies on
    the other side of the smallest effect (an effect too small to matter refutes, too). "same" turns this round: supported
    if the interval lies within plus or minus the smallest effect, refuted if it lies outside.
    """
    difference = (table["this"] - table["than"]).to_numpy(float)
    n = len(difference)
    base = float(table["than"].mean()) if n else float("nan")
    if n < FEWEST_PAIRS:
        return Finding(contrast, n, base, float("nan"), float("nan"), float("nan"), UNDECIDED)
    mean, low, high = interval(difference, ALPHA / tests)
    direction = contrast.direction or claim.direction
    return Finding(contrast, n, base, mean, low, high, decide(mean, low, high, claim.smallest * abs(base), direction))


def interval(values: np.ndarray, alpha: float) -> tuple[float, float, float]:
    """Mean and t interval of level 1 - alpha; float64[n], n >= 2."""
    mean, error = float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))
    half = float(stats.t.ppf(1 - alpha / 2, len(values) - 1)) * error
    return mean, mean - half, mean + half


def decide(mean: float, low: float, high: float, smallest: float, direction: str) -> str:
    """Supported, refuted or undecided."""
    if direction == "same":
        if low > -smallest and high < smallest:
            return SUPPORTED
        return REFUTED if low >= smallest or high <= -smallest else UNDECIDED
    if direction == "less":
        mean, low, high = -mean, -high, -low
    if low > 0 and mean >= smallest:
        return SUPPORTED
    return REFUTED if high < smallest or high <= 0 else UNDECIDED


def judge(runs: pd.DataFrame, claim: Claim, tests: int) -> list[Finding]:
    """The findings on all contrasts of a claim."""
    return [judge_contrast(paired(runs, claim.response, c), claim, c, tests) for c in claim.contrasts]


def verdict_of(findings: list[Finding]) -> str:
    """One word for all judged contrasts: all must hold; one that is refuted refutes the claim."""
    verdicts = [finding.verdict for finding in findings if finding.contrast.judged]
    if REFUTED in verdicts:
        return REFUTED
    return SUPPORTED if all(v == SUPPORTED for v in verdicts) else UNDECIDED
