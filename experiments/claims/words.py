"""Claims in words: sides of a contrast, differences, and where a claim holds."""

from __future__ import annotations

import math

import numpy as np

from ..config import Experiment
from ..config.claim import Claim, Contrast, place_of
from ..statistics.conditions import label_of
from ..words import pretty
from .judge import Finding

MOST_KEYS = 3
SCENARIO = "No test of this exists outside the model: read it as a scenario."


def side(experiment: Experiment, text: str) -> str:
    """A strategy, and the condition under which it is looked at."""
    label, point = place_of(text)
    condition = experiment.points[point]
    if len(condition) > MOST_KEYS:  # a split of all sellers: its first part says which
        condition = dict(list(condition.items())[:1])
    return f"{pretty(label)} ({label_of(condition)})" if condition else pretty(label)


def measure(claim: Claim, contrast: Contrast) -> str:
    """What a contrast compares."""
    one = pretty(contrast.response or claim.response)
    other = f" against {pretty(contrast.than_response)}" if contrast.than_response else ""
    beyond = f" beyond {pretty(contrast.beyond)}" if contrast.beyond else ""
    return one + other + beyond


def number(value: float) -> str:
    """Three significant digits, without an exponent where people would not expect one."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def share(finding: Finding) -> float:
    """The difference as a share of what it is compared with; nan if that is 0."""
    return finding.difference / abs(finding.base) if finding.base else math.nan


def percent(value: float) -> str:
    """A share as a signed percentage, or as a multiple where that is easier."""
    if math.isnan(value):
        return ""
    return f"{number(1 + value)} times as much" if value > 2 else f"{value:+.0%}"


def plainly(finding: Finding, experiment: Experiment) -> str:
    """One contrast without statistics: who had how much of what, and how much others had."""
    contrast = finding.contrast
    if math.isnan(finding.difference):
        return "too few runs with a value"
    return (f"{measure(experiment.claim, contrast)}: {side(experiment, contrast.this)} {number(finding.base + finding.difference)}, "
            f"{side(experiment, contrast.than)} {number(finding.base)}")  # fmt: skip


def said(finding: Finding, experiment: Experiment) -> str:
    """One contrast: both means, difference with interval."""
    contrast, claim = finding.contrast, experiment.claim
    pair = f"{side(experiment, contrast.this)} against {side(experiment, contrast.than)}"
    if math.isnan(finding.difference):
        return f"{pair}: too few runs with a value ({finding.n})"
    relative = percent(share(finding))
    signed = [f"{'+' if x > 0 else ''}{number(x)}" for x in (finding.difference, finding.low, finding.high)]
    return (f"{pair}: {number(finding.base + finding.difference)} against {number(finding.base)} {measure(claim, contrast)}; difference "
            f"{signed[0]} ({signed[1]} to {signed[2]}{', ' + relative if relative else ''})")  # fmt: skip


def towards_claim(finding: Finding, claim: Claim) -> float:
    """How far a contrast goes the claimed way, as a share; the lower, the further from the claim."""
    value, direction = share(finding), finding.contrast.direction or claim.direction
    found = {"more": value, "less": -value, "same": claim.smallest - abs(value)}[direction]
    return -math.inf if math.isnan(found) else found


def weakest(findings: list[Finding], claim: Claim) -> Finding:
    """The judged contrast that decides: among those with the worst verdict, the one furthest from the claim."""
    order = {"refuted": 0, "undecided": 1, "supported": 2}
    judged = [f for f in findings if f.contrast.judged]
    return min(judged, key=lambda f: (order[f.verdict], towards_claim(f, claim)))


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927); n >= 1."""
    z = 1.959964
    middle, half = hits + z * z / 2, z * np.sqrt(hits * (n - hits) / n + z * z / 4)
    return max(0.0, float((middle - half) / (n + z * z))), min(1.0, float((middle + half) / (n + z * z)))
