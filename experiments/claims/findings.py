"""The findings as text: a summary for everybody, a table, a section for each claim, nothing edited by hand."""

from __future__ import annotations

import pandas as pd

from ..statistics.conditions import short, summary
from ..words import pretty
from .judge import REFUTED, SUPPORTED, UNDECIDED
from .run import Result
from .words import SCENARIO, measure, plainly, said, weakest, wilson

SUMMARY_HEADS = {SUPPORTED: "Holds in the model", REFUTED: "Does not hold in the model", UNDECIDED: "Cannot be told from these runs"}
SHOWN_MECHANISMS = 4

HOW = """## How to read this

**Verdict.** Every contrast of a claim is compared within pairs of runs that share people, needs and luck. *Supported*: the whole
interval lies on the claimed side of zero and the effect is at least the smallest that matters. *Refuted*: the whole interval lies
below the smallest effect that matters, or on the other side. *Undecided*: neither. A claim is supported if all its judged
contrasts are, and refuted if one of them is. All intervals hold together at 95 %: they are corrected (Bonferroni) for the {tests}
contrasts of all claims in the folder, whichever of them are run.
"""
HOW_WORLDS = """
**Holds in.** {worlds} worlds were sampled: a member of the calibrated set each, and a Latin hypercube over {parameters} parameters
that are not calibrated. *With the claimed sign*: every judged contrast goes the claimed way. *Surely*: by at least two standard errors.

**Depends on.** The two parameters whose ranks go most with the effect over these worlds (Spearman's correlation); *not told from
chance* where shuffled effects reach the same in more than 5 of 100 shuffles.

**What carries it.** The effect (mean over the contrasts in the claim's own response) without each mechanism, paired with the model
as it is; intervals are corrected for all mechanisms.
"""


def page(results: list[Result], quick: bool, pictures: str) -> str:
    """The whole page in Markdown. pictures: path from the page to the folder of pictures."""
    parts = [HEAD, QUICK if quick else "", in_short(results), disagreements(results), f"![All claims]({pictures}/summary.png)\n",
             how(results), "## All claims\n", table(results), *(section(result, pictures) for result in results)]  # fmt: skip
    return "\n".join(part for part in parts if part)


HEAD = """# Findings

What became of each claim when it was put to the model. `vitaminb claims` writes this page; nothing in it is edited by hand. A claim
that the model refutes is a finding, not a bug. A claim that it supports is true of the model, whose assumptions stand in
[the description of the model](model.md) and whose fit to evidence stands in [validation](validation.md).
"""
QUICK = "**A quick look**: few replications; many verdicts will be undecided, and nothing is said about other worlds.\n"


def in_short(results: list[Result]) -> str:
    """The summary: one line a claim, by verdict."""
    lines = ["## In short", ""]
    for verdict, head in SUMMARY_HEADS.items():
        mine = [r for r in results if r.verdict == verdict]
        if mine:
            lines += [f"**{head} ({len(mine)} of {len(results)}):**", "", *(f"- {in_a_line(r)}" for r in mine), ""]
    return "\n".join(lines)


def in_a_line(result: Result) -> str:
    """A claim, what decided it, and how far it reaches beyond the model's defaults."""
    e = result.experiment
    deciding = plainly(weakest(result.findings, e.claim), e)
    yes, _, _, known = result.holds
    reach = f" It goes the claimed way in {yes} of {known} sampled worlds." if known else ""
    mark = " *A scenario: nothing outside the model tests it.*" if e.claim.scenario_only else ""
    return f"**{e.claim.id} {e.title}.** {e.claim.statement} *{deciding}.*{reach}{mark}"


def disagreements(results: list[Result]) -> str:
    """Where the article and the model disagree, with what evidence elsewhere says."""
    mine = [r for r in results if r.verdict == REFUTED and r.experiment.claim.source == "the article"]
    if not mine:
        return ""
    lines = ["## Where the article and the model disagree", ""]
    for r in mine:
        claim = r.experiment.claim
        refuted = [f for f in r.findings if f.verdict == REFUTED and f.contrast.judged]
        lines += [f"- **{claim.id}.** The article: {claim.statement} The model: {said(weakest(refuted, claim), r.experiment)}"
                  f"{f' (and {len(refuted) - 1} further contrasts)' if len(refuted) > 1 else ''}. Evidence elsewhere: "
                  f"{claim.elsewhere or 'none is known to us.'}"]  # fmt: skip
    return "\n".join([*lines, ""])


def how(results: list[Result]) -> str:
    """How to read the page."""
    text = HOW.format(tests=results[0].tests)
    sampled = next((r for r in results if len(r.worlds)), None)
    if sampled is not None:
        from .studies import WORLD

        text += HOW_WORLDS.format(worlds=len(sampled.worlds), parameters=len(WORLD))
    return text


def table(results: list[Result]) -> str:
    """One row a claim."""
    lines = ["| claim | | verdict | what decides | holds in | runs |", "|---|---|---|---|---|---|"]
    for r in results:
        e = r.experiment
        deciding = said(weakest(r.findings, e.claim), e)
        lines.append(f"| {e.claim.id} | {e.title or e.claim.statement} | **{r.verdict}** | {deciding} | {holds(r)} | {r.runs} |")
    return "\n".join(lines) + "\n"


def holds(result: Result) -> str:
    """Sampled worlds in which the claimed sign holds."""
    yes, _, _, known = result.holds
    return f"{yes} of {known}" if known else "–"


def section(result: Result, pictures: str) -> str:
    """The page of one claim."""
    claim, e = result.experiment.claim, result.experiment
    lines = [f"## {claim.id}: {e.title or claim.statement}", "", f"*Claimed by {claim.source}:* {claim.statement}", "",
             f"**{result.verdict.capitalize()}** by {result.runs} runs ({result.failed} failed). {compared(result)}", ""]  # fmt: skip
    lines += [f"- {'' if f.contrast.judged else 'shown only, would be '}{f.verdict}: {said(f, e)}; {f.n} pairs" for f in result.findings]
    lines += ["", *ranks(result), *elsewhere_assumed(result), *where(result), *why(result), *further(result, pictures)]
    lines += [f"*Evidence elsewhere:* {claim.elsewhere or 'none is known to us.'}", ""]
    lines += [SCENARIO, ""] if claim.scenario_only else []
    return "\n".join([*lines, f"![{claim.id}]({pictures}/{claim.id}.png)", ""])


def compared(result: Result) -> str:
    """What was compared, in a sentence."""
    e = result.experiment
    measures = list(dict.fromkeys(measure(e.claim, c) for c in e.claim.contrasts))
    size = f"{len(e.points)} conditions" if e.design else f"{e.scenario.weeks} weeks"
    return (f"Compared: {', '.join(measures)}; {size} in a market of {e.scenario.people} people; the smallest effect that matters is "
            f"{e.claim.smallest:.0%}.")  # fmt: skip


def ranks(result: Result) -> list[str]:
    """Chances of being best, where three or more strategies compete for the claim's response under one condition."""
    claim = result.experiment.claim
    found = summary(result.question[result.question["point"] == 0], claim.response).dropna(subset=["mean"])
    if result.experiment.design or len(found) < 3 or claim.direction == "same" or not claim.response.startswith("deals"):
        return []
    order = found.sort_values("mean", ascending=False).itertuples()
    listed = [f"{pretty(row.strategy)} {row.mean:.2f} (best in {round(100 * row.chance)} of 100)" for row in order]
    return [f"**Ranks** by {pretty(claim.response)}, with the chance of being best: {', '.join(listed)}.", ""]


def elsewhere_assumed(result: Result) -> list[str]:
    """The verdict under each other assumption."""
    if not result.variants:
        return []
    claim, e = result.experiment.claim, result.experiment
    lines = [f"- {name}: {verdict}; {said(weakest(findings, claim), e)}" for name, (verdict, findings) in result.variants.items()]
    return ["**Under other assumptions** that the evidence leaves open (intervals corrected within this list only):", "", *lines, ""]


def where(result: Result) -> list[str]:
    """Where it holds, and what decides it."""
    yes, sure, sure_not, known = result.holds
    if not known:
        return []
    low, high = wilson(yes, known)
    text = (f"**Where it holds:** with the claimed sign in {yes} of {known} sampled worlds ({low:.0%} to {high:.0%}), surely in {sure}; "
            f"surely not in {sure_not}; the other {known - sure - sure_not} are too close to call.")  # fmt: skip
    if result.decide:
        parts = [f"{short(key)} ({'more' if rho > 0 else 'less'} of it helps; {rho:+.2f}{'' if clear else ', not told from chance'})"
                 for key, rho, clear in result.decide]  # fmt: skip
        text += " It depends most on " + " and ".join(parts) + "."
    return [text, ""]


def why(result: Result) -> list[str]:
    """Which mechanisms carry it: those without which the effect changes clearly."""
    if result.mechanisms.empty:
        return []
    usual = result.mechanisms["effect"].iloc[0]
    clear = result.mechanisms[result.mechanisms["clear"]].sort_values("change", key=abs, ascending=False)
    text = f"**What carries it:** the effect is {usual:+.0%} with all mechanisms"
    if clear.empty:
        return [f"{text}; switching off any one of them changes nothing that can be told from luck.", ""]
    parts = [f"without {pretty(row.mechanism)} {row.effect:+.0%} ({100 * row.change:+.0f} points; "
             f"{100 * row.low:+.0f} to {100 * row.high:+.0f})" for row in clear.head(SHOWN_MECHANISMS).itertuples()]  # fmt: skip
    return [f"{text}, {', '.join(parts)}.", ""]


def further(result: Result, pictures: str) -> list[str]:
    """The sections that a claim asks for beside its verdict."""
    lines = []
    for part in result.sections:
        lines += [f"### {part.title}", "", *(f"- {sentence}" for sentence in part.sentences), ""]
        if part.rows and len(part.rows) <= 40:
            lines += [f"| {' | '.join(part.header)} |", "|" + "---|" * len(part.header), *(f"| {' | '.join(row)} |" for row in part.rows), ""]
        lines += [f"![{title}]({pictures}/{result.experiment.claim.id}-{name}.png)\n" for name, (_, title, _) in part.figures.items()]
    return lines


def verdict_line(results: list[Result]) -> str:
    """All verdicts in one sentence."""
    counts = pd.Series([r.verdict for r in results]).value_counts()
    return ", ".join(f"{counts.get(v, 0)} {v}" for v in (SUPPORTED, REFUTED, UNDECIDED))
