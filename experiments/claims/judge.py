"""The verdict on a claim: paired differences, corrected for the number of claims, never edited."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from ..errors import UserError
from .record import Claim, Contrast, place_of

ALPHA = 0.05
SUPPORTED, REFUTED, UNDECIDED = "supported", "refuted", "undecided"


@dataclass(frozen=True)
class Finding:
    """One contrast: n pairs, mean of what it is compared with, mean difference with its interval, verdict.

    The interval has level 1 - 0.05 / (claims x contrasts) (Bonferroni), so that all of them hold together at 95 %.
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
    sides = {}
    response = contrast.response or response
    for side, text, measured in (("this", contrast.this, response), ("than", contrast.than, contrast.than_response or response)):
        label, point = place_of(text)
        mine = runs[(runs["strategy"] == label) & (runs["point"] == point)]
        if mine.empty:
            known = ", ".join(sorted({f"{s}@{p}" for s, p in zip(runs["strategy"], runs["point"])})[:8])
            raise UserError(f"claim: '{text}' has no runs; there are {known}")
        sides[side] = mine.set_index("replication")[measured]
    return pd.DataFrame(sides).dropna()


def judge_contrast(table: pd.DataFrame, claim: Claim, contrast: Contrast, tests: int) -> Finding:
    """The verdict on one contrast.

    table: columns this, than; tests: contrasts of all claims together. Supported: the whole interval lies on the claimed
    side of 0 and the estimate is at least the smallest effect that matters. Refuted: the whole interval lies on the other
    side of the smallest effect (an effect too small to matter refutes, too). "same" turns this round: supported if the
    interval lies within plus or minus the smallest effect, refuted if it lies outside.
    """
    difference = (table["this"] - table["than"]).to_numpy(float)
    n = len(difference)
    base = float(table["than"].mean()) if n else float("nan")
    if n < 6:
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
    """One word for all contrasts: all must hold; one that is refuted refutes the claim."""
    verdicts = [finding.verdict for finding in findings]
    if REFUTED in verdicts:
        return REFUTED
    return SUPPORTED if all(v == SUPPORTED for v in verdicts) else UNDECIDED


def effect_of(runs: pd.DataFrame, claim: Claim) -> float:
    """How far the claim holds in these runs: the weakest contrast's mean difference, as a share of what it is compared
    with, positive in the claimed direction; nan without values. For "same", the smallest effect minus the largest size."""
    return min(effect_of_contrast(paired(runs, claim.response, c), c.direction or claim.direction, claim.smallest) for c in claim.contrasts)


def effect_of_contrast(table: pd.DataFrame, direction: str, smallest: float) -> float:
    """Mean difference as a share of the mean of what it is compared with, positive in the claimed direction."""
    base = abs(table["than"].mean()) if len(table) else float("nan")
    change = float((table["this"] - table["than"]).mean()) / base if base else float("nan")
    return {"more": change, "less": -change, "same": smallest - abs(change)}[direction]
