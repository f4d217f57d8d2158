"""The findings as text: a table, a section for each claim, nothing edited by hand."""

from __future__ import annotations

import math

import pandas as pd

from ..conditions import short
from ..style import pretty
from .judge import SUPPORTED, Finding
from .record import Claim
from .run import Result

HEAD = """# Findings

What became of each claim when it was put to the model. This page is written by `vitaminb claims`; nothing in it is edited
by hand. A claim that the model refutes is a finding, not a bug; a claim that it supports is true of the model, whose
assumptions stand in [the description of the model](model.md).

**Verdict.** Every contrast of a claim is compared within pairs of runs that share people, needs and luck. Supported: the whole
interval lies on the claimed side of zero and the effect is at least the smallest that matters. Refuted: the whole interval lies
below the smallest effect that matters, or on the other side. Undecided: neither. Intervals are corrected for all
{tests} contrasts of the {claims} claims together (Bonferroni, 95 %).
**Holds in** is the share of {worlds} sampled worlds (a Latin hypercube over {parameters} uncertain parameters) in which every
contrast has the claimed sign.
"""


def page(results: list[Result], quick: bool) -> str:
    """The whole page in Markdown."""
    tests = sum(len(r.findings) for r in results)
    worlds = max((len(r.worlds) for r in results), default=0)
    parameters = max((len(r.worlds.columns) - 1 for r in results if len(r.worlds)), default=0)
    text = HEAD.format(tests=tests, claims=len(results), worlds=worlds, parameters=parameters)
    if quick:
        text += "\n**A quick look**: few replications; most verdicts will be undecided.\n"
    return text + "\n" + table(results) + "\n" + "\n".join(section(result) for result in results)


def table(results: list[Result]) -> str:
    """One row a claim."""
    lines = ["| claim | | verdict | weakest contrast | holds in | runs |", "|---|---|---|---|---|---|"]
    for r in results:
        claim = r.experiment.claim
        lines.append(f"| {claim.id} | {claim.statement} | **{r.verdict}** | {said(weakest(r), claim)} | {holds(r)} | {r.runs} |")
    return "\n".join(lines) + "\n"


def weakest(result: Result) -> Finding:
    """The contrast that is furthest from the claim."""
    claim = result.experiment.claim
    return min(result.findings, key=lambda f: strength(f, claim))


def strength(finding: Finding, claim: Claim) -> float:
    """How far a contrast goes the claimed way, as a share; the lower, the further from the claim."""
    share = finding.difference / abs(finding.base) if finding.base else float("nan")
    direction = finding.contrast.direction or claim.direction
    value = {"more": share, "less": -share, "same": claim.smallest - abs(share)}[direction]
    return -math.inf if math.isnan(value) else value


def said(finding: Finding, claim: Claim) -> str:
    """One contrast in a few words: difference with interval, in the response's unit and as a share."""
    response = finding.contrast.response or claim.response
    if math.isnan(finding.difference):
        return f"{pretty(finding.contrast.this)} and {pretty(finding.contrast.than)}: too few runs with a value"
    share = f", {finding.difference / abs(finding.base):+.0%}" if finding.base else ""
    return (f"{pretty(finding.contrast.this)} against {pretty(finding.contrast.than)}: {finding.difference:+.3g} {pretty(response)} "
            f"({finding.low:+.3g} to {finding.high:+.3g}{share})")  # fmt: skip


def holds(result: Result) -> str:
    """Share of sampled worlds in which the claimed sign holds."""
    known = result.worlds["effect"].dropna() if len(result.worlds) else pd.Series(dtype=float)
    return f"{int((known > 0).sum())} of {len(known)}" if len(known) else "–"


def section(result: Result) -> str:
    """The page of one claim."""
    claim, e = result.experiment.claim, result.experiment
    lines = [f"## {claim.id}: {e.title or claim.statement}", "", f"*Claimed by {claim.source}:* {claim.statement}", "",
             f"**{result.verdict.capitalize()}** by {result.runs} runs ({result.failed} failed). {compared(result)}", ""]  # fmt: skip
    lines += [f"- {finding.verdict}: {said(finding, claim)}; {finding.n} pairs" for finding in result.findings]
    lines += ["", *where(result), *why(result)]
    if claim.elsewhere:
        lines += [f"*Evidence elsewhere:* {claim.elsewhere}", ""]
    if claim.scenario_only:
        lines += ["No test of this exists outside the model: read it as a scenario.", ""]
    return "\n".join(lines)


def compared(result: Result) -> str:
    """What was compared, in a sentence."""
    e = result.experiment
    size = f"{e.scenario.weeks} weeks in a market of {e.scenario.people} people" if not e.design else "several conditions"
    return f"Compared: {pretty(e.claim.response)} after {size}; the smallest effect that matters is {e.claim.smallest:.0%}."


def where(result: Result) -> list[str]:
    """Where it holds, and what decides it."""
    if result.worlds.empty:
        return []
    lines = [f"**Where it holds:** in {holds(result)} sampled worlds."]
    if result.decide:
        lines[0] += " It depends most on " + " and ".join(f"{short(key)} ({direction(result, key)})" for key in result.decide) + "."
    link = result.worlds.groupby("rules.trade.moderate_ties")["effect"].apply(lambda x: f"{int((x > 0).sum())} of {int(x.notna().sum())}")
    lines[0] += f" If strong ties help trade most: {link.get(0.0, '–')}; if moderately weak ties do: {link.get(1.0, '–')}."
    return [*lines, ""]


def direction(result: Result, key: str) -> str:
    """Whether more of a parameter helps or hurts the claim."""
    helps = result.worlds[key].corr(result.worlds["effect"], method="spearman") > 0
    return "more of it helps" if helps else "more of it hurts"


def why(result: Result) -> list[str]:
    """Which mechanism carries it: without which the effect changes most."""
    table = result.mechanisms.dropna() if len(result.mechanisms) else result.mechanisms
    if table.empty:
        return []
    usual = table["effect"].median()
    table = table.assign(change=table["effect"] - usual).sort_values("change", key=abs, ascending=False).head(3)
    parts = [f"without {pretty(row.mechanism)} {row.effect:+.0%}" for row in table.itertuples()]
    return [f"**What carries it:** the effect is {usual:+.0%} with most mechanisms switched off one by one (median); "
            f"it changes most {', '.join(parts)}.", ""]  # fmt: skip


def verdict_line(results: list[Result]) -> str:
    """All verdicts in one sentence."""
    counts = pd.Series([r.verdict for r in results]).value_counts()
    return ", ".join(f"{counts.get(v, 0)} {v}" for v in (SUPPORTED, "refuted", "undecided"))
