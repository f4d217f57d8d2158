"""All claims: run what is missing, and judge. Every study can be interrupted and resumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from sim.scenario import MECHANISMS

from .. import config
from ..config import Experiment
from ..config.claim import place_of
from ..errors import UserError
from ..report.sections import Section, sections_of
from ..results.store import Store, command_line
from ..running.runner import run_all
from .best_split import best_split
from .effects import block, by_mechanism, by_world, deciding
from .judge import Finding, judge, verdict_of
from .studies import FULL, QUICK, Effort, folder_of, studies, used_points, variants, worlds


@dataclass(frozen=True)
class Result:
    """What came of a claim.

    findings: one per contrast; tests: contrasts that the intervals are corrected for; question: the runs of the question;
    variants: verdict and findings under other assumptions; worlds, mechanisms: see `effects`, empty on a quick look; decide:
    the parameters that go most with the effect; sections: further answers, as in reports; runs, failed: how many.
    """

    experiment: Experiment
    findings: list[Finding]
    tests: int
    question: pd.DataFrame
    variants: dict[str, tuple[str, list[Finding]]]
    worlds: pd.DataFrame
    mechanisms: pd.DataFrame
    decide: list[tuple[str, float, bool]]
    runs: int
    failed: int
    sections: list[Section] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """Supported, refuted or undecided."""
        return verdict_of(self.findings)

    @property
    def holds(self) -> tuple[int, int, int, int]:
        """Sampled worlds: with the claimed sign, surely so, surely not so, in all."""
        known = self.worlds.dropna(subset=["sign"]) if len(self.worlds) else pd.DataFrame({"effect": [], "sign": []})
        return int((known["effect"] > 0).sum()), int((known["sign"] > 0).sum()), int((known["sign"] < 0).sum()), len(known)


def read_claims(folder: Path, wanted: list[str]) -> tuple[list[Experiment], int]:
    """The configs in a folder that state a claim, in the order of their names, all or those wanted by id; and how many
    contrasts the claims of the whole folder have, for which every interval is corrected."""
    paths = sorted(Path(folder).glob("*.yaml"))
    found = {}
    for path, experiment in ((path, config.load(path)) for path in paths):
        if experiment.claim is None:
            continue
        if experiment.claim.id in found:
            raise UserError(f"{path}: claim: id: '{experiment.claim.id}' is taken by another config in this folder; choose another")
        check(path, experiment)
        found[experiment.claim.id] = experiment
    if not found:
        raise UserError(f"{folder}: holds no config with a claim; name a folder that does with --folder")
    unknown = [name for name in wanted if name not in found]
    if unknown:
        raise UserError(config.unknown_key(unknown[0], list(found)).replace("key", "claim"))
    chosen = [experiment for name, experiment in found.items() if not wanted or name in wanted]
    return chosen, sum(len(experiment.claim.contrasts) for experiment in found.values())


def check(path: Path, experiment: Experiment) -> None:
    """Every side of every contrast must be a group with sellers at a point of the design. Raises UserError."""
    points, groups = len(experiment.points), list(experiment.scenario.strategies)
    for contrast in experiment.claim.contrasts:
        for side in (contrast.this, contrast.than, *([contrast.beyond] if contrast.beyond else [])):
            label, point = place_of(side)
            if label not in groups:
                raise UserError(f"{path}: claim: contrasts: '{label}' is no group of strategies; known are {', '.join(groups)}")
            if point >= points:
                raise UserError(f"{path}: claim: contrasts: '{side}' names a point that the design does not have; there are 0..{points - 1}")
    config.check_points(experiment)


def run_claims(experiments: list[Experiment], tests: int, out: Path, quick: bool, workers: int = 0,
               on_study: Callable[[str], None] = lambda name: None) -> list[Result]:  # fmt: skip
    """Run and judge claims. Studies that are done already, by content, are not run again. tests: see `read_claims`."""
    effort = QUICK if quick else FULL
    return [run_claim(experiment, out, effort, tests, workers, on_study) for experiment in experiments]


def run_claim(experiment: Experiment, out: Path, effort: Effort, tests: int, workers: int, on_study) -> Result:
    """Run the studies of one claim and judge it."""
    claim, runs, counts = experiment.claim, {}, []
    for name, study in studies(experiment, effort).items():
        on_study(f"{claim.id} {name}")
        runs[name], status = done(study, out, f"{claim.id}-{name}", workers)
        counts.append(status)
    sampled = by_world(runs["worlds"], claim, worlds(experiment, effort.worlds)) if "worlds" in runs else pd.DataFrame()
    switched = by_mechanism(runs["mechanisms"], claim, list(MECHANISMS)) if "mechanisms" in runs else pd.DataFrame()
    return Result(
        experiment, judge(runs["question"], claim, tests), tests, runs["question"],
        under_variants(runs["variants"], experiment) if "variants" in runs else {},
        sampled, switched, deciding(sampled) if len(sampled) else [],
        sum(c["ok"] for c in counts), sum(c["failed"] for c in counts),
        further(experiment, runs["question"], effort, out, on_study),
    )  # fmt: skip


def under_variants(runs: pd.DataFrame, experiment: Experiment) -> dict[str, tuple[str, list[Finding]]]:
    """Verdict and findings under each other assumption, corrected for all of them and the claim's own contrasts."""
    claim = experiment.claim
    names = variants(used_points(experiment))
    tests = len(names) * len(claim.contrasts)
    found = {name: judge(block(runs, claim, number), claim, tests) for number, name in enumerate(names)}
    return {name: (verdict_of(findings), findings) for name, findings in found.items()}


def further(experiment: Experiment, runs: pd.DataFrame, effort: Effort, out: Path, on_study) -> list[Section]:
    """What is told beside the verdict, as the claim asks for."""
    if experiment.claim.answer == "design":
        return sections_of(experiment, runs, allow_unbalanced=True)
    if experiment.claim.answer == "split":
        on_study(f"{experiment.claim.id} best split")
        return [best_split(experiment, effort.trials, out)]
    return []


def done(study: Experiment, out: Path, name: str, workers: int) -> tuple[pd.DataFrame, dict]:
    """The runs of a study: read if they are there, run if they are missing."""
    folder = folder_of(out, study, name)
    if (folder / "provenance.json").is_file():
        store = Store.open(folder)
    else:
        store = Store.create(out, study, name, command_line(), folder)
    status = run_all(store, workers)
    runs = store.table("runs")
    if runs is None:
        raise UserError(f"{folder}: every run failed; see failures.parquet there")
    return runs, status


