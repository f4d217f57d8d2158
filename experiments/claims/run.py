"""All claims: run what is missing, judge, draw, and write the findings. Every study can be interrupted and resumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .. import config
from ..config import Experiment
from ..errors import UserError
from ..runner import run_all
from ..store import Store, command_line
from .judge import Finding, judge, verdict_of
from .studies import FULL, QUICK, Effort, by_mechanism, by_world, deciding, folder_of, studies


@dataclass(frozen=True)
class Result:
    """What came of a claim.

    findings: one per contrast; worlds: one row per sampled world with its `effect`, empty on a quick look; mechanisms: the
    effect without each mechanism; decide: the two parameters that go most with the effect; runs, failed: how many.
    """

    experiment: Experiment
    findings: list[Finding]
    verdict: str
    worlds: pd.DataFrame
    mechanisms: pd.DataFrame
    decide: list[str]
    runs: int
    failed: int


def read_claims(folder: Path, wanted: list[str]) -> list[Experiment]:
    """The configs in a folder that state a claim, in the order of their names; all, or those wanted by id."""
    paths = sorted(Path(folder).glob("*.yaml"))
    found = {e.claim.id: e for e in map(config.load, paths) if e.claim is not None}
    if not found:
        raise UserError(f"{folder}: holds no config with a claim; name a folder that does with --folder")
    unknown = [name for name in wanted if name not in found]
    if unknown:
        raise UserError(config.unknown_key(unknown[0], list(found)).replace("key", "claim"))
    return [experiment for name, experiment in found.items() if not wanted or name in wanted]


def run_claims(experiments: list[Experiment], out: Path, quick: bool, workers: int = 0,
               on_study: Callable[[str], None] = lambda name: None) -> list[Result]:  # fmt: skip
    """Run and judge claims. Studies that are done already, by content, are not run again."""
    effort = QUICK if quick else FULL
    tests = sum(len(experiment.claim.contrasts) for experiment in experiments)
    return [run_claim(experiment, out, effort, tests, workers, on_study) for experiment in experiments]


def run_claim(experiment: Experiment, out: Path, effort: Effort, tests: int, workers: int, on_study) -> Result:
    """Run the studies of one claim and judge it. tests: contrasts of all claims together."""
    runs, counts = {}, []
    for name, study in studies(experiment, effort).items():
        on_study(f"{experiment.claim.id} {name}")
        runs[name], status = done(study, out, f"{experiment.claim.id}-{name}", workers)
        counts.append(status)
    findings = judge(runs["question"], experiment.claim, tests)
    worlds = by_world(runs["worlds"], experiment, effort.worlds) if "worlds" in runs else pd.DataFrame()
    mechanisms = by_mechanism(runs["mechanisms"], experiment) if "mechanisms" in runs else pd.DataFrame()
    return Result(
        experiment, findings, verdict_of(findings), worlds, mechanisms, deciding(worlds) if len(worlds) else [],
        sum(c["ok"] for c in counts), sum(c["failed"] for c in counts),
    )  # fmt: skip


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
