"""Claims from config to findings, with a tiny market; the shipped claims are whole."""

from pathlib import Path

import pandas as pd
import pytest

from experiments.claims.run import read_claims, run_claim
from experiments.claims.studies import FULL, QUICK, Effort, crossed, studies, worlds
from experiments.claims.write import write_all
from experiments.config import at_point
from experiments.errors import UserError

SHIPPED = Path(__file__).resolve().parents[3] / "configs" / "claims"
TINY = """
title: Twins
question: Do twins differ?
claim:
  id: T01
  statement: Twins close as many deals, and calls change nothing.
  source: a test
  response: deals_per_100_hours
  direction: same
  smallest: 0.5
  contrasts:
    - {this: "one@1", than: "other@1"}
    - {this: "one@0", than: "other@0", response: share_best_ties, judged: false}
seed: 3
workers: 1
weeks: 12
people: 90
contact_slots: 256
market: {contacts: 30, close: 6, near: 10, community: 45, circle: 15}
rules: {trade: {needs_per_year: 26, outside: 1.0}}
design: {kind: factorial, factors: {weeks: [6, 9, 12]}}
strategies:
  one: {strategy: call_first, sellers: 8}
  other: {strategy: call_first, sellers: 8}
"""


def folder(tmp_path: Path, text: str = TINY) -> Path:
    (tmp_path / "T01.yaml").write_text(text)
    return tmp_path


def test_shipped_claims_are_whole():
    found, tests = read_claims(SHIPPED, [])
    assert [e.claim.id for e in found] == [f"C{k:02}" for k in range(1, 21)] + ["X1", "X2", "X3", "X4"]
    assert tests == sum(len(e.claim.contrasts) for e in found)
    assert all(e.claim.elsewhere or e.claim.id.startswith("X") for e in found)
    assert {e.claim.id for e in found if e.claim.scenario_only} == {"C05", "C15", "C16"}


def test_correction_does_not_depend_on_how_many_are_run():
    assert read_claims(SHIPPED, ["C06"])[1] == read_claims(SHIPPED, [])[1]


def test_worlds_come_from_the_accepted_set_and_can_be_built():
    (experiment,), _ = read_claims(SHIPPED, ["C06"])
    drawn = worlds(experiment, 5)
    assert "market.contacts" not in drawn[0]  # the claim's own design sets it
    assert "rules.forgetting.half_life_weeks" in drawn[0] and "market.capacity" in drawn[0]
    for world in drawn:
        at_point(experiment, world, "")


def test_what_point_and_change_switch_off_is_switched_off_together():
    assert crossed([{"ablate": ["referrals"]}], [{"ablate": ["blur"]}]) == [{"ablate": ["blur", "referrals"]}]


def test_a_quick_look_runs_the_question_only():
    (experiment,), _ = read_claims(SHIPPED, ["C12"])
    assert set(studies(experiment, QUICK)) == {"question"}
    full = studies(experiment, FULL)
    assert set(full) == {"question", "variants", "worlds", "mechanisms"}
    assert len(full["worlds"].points) == 2 * FULL.worlds  # two of five points are compared


@pytest.mark.parametrize(
    "old, new, named",
    [
        ('than: "other@1"', 'than: "sister@1"', "sister"),
        ('this: "one@1"', 'this: "one@7"', "one@7"),
        ("response: share_best_ties", "response: share_best_tie", "share_best_ties"),
        ("id: T01", "id: ../T01", "claim"),
    ],
)
def test_a_claim_that_cannot_be_run_is_refused_in_one_sentence(tmp_path, old, new, named):
    with pytest.raises(UserError) as error:
        read_claims(folder(tmp_path, TINY.replace(old, new)), [])
    assert named in str(error.value) and "T01.yaml" in str(error.value) and "\n" not in str(error.value)


def test_studies_of_every_shipped_claim_can_be_laid_out():
    for experiment in read_claims(SHIPPED, [])[0]:
        for name, study in studies(experiment, FULL).items():
            study.at(len(study.points) - 1)
            assert study.points and study.claim is None, (experiment.claim.id, name)


def test_two_claims_of_one_name_are_refused(tmp_path):
    (folder(tmp_path) / "T02.yaml").write_text(TINY)
    with pytest.raises(UserError, match="taken"):
        read_claims(tmp_path, [])


def test_from_config_to_findings(tmp_path):
    (experiment,), tests = read_claims(folder(tmp_path), [])
    effort = Effort(replications=8, per_variant=6, worlds=0, per_world=0, per_mechanism=0, trials=0)
    result = run_claim(experiment, tmp_path / "out", effort, tests, 1, lambda name: None)
    assert result.failed == 0 and len(result.question) == 8 * 3 * 2
    assert result.question["share_best_ties"].between(0, 1).all()
    assert "moderately weak ties help trade most" in result.variants
    again = run_claim(experiment, tmp_path / "out", effort, tests, 1, lambda name: None)
    assert again.findings == result.findings
    page = tmp_path / "docs" / "findings.md"
    page.parent.mkdir()
    write_all([result], tmp_path / "out", False, page, tmp_path / "images")
    text = page.read_text()
    assert "## In short" in text and "../images/T01.png" in text and result.verdict in text
    assert (tmp_path / "images" / "T01.png").stat().st_size > 5000 and (tmp_path / "images" / "summary.png").exists()
    assert pd.read_csv(tmp_path / "out" / "claims.csv")["corrected_for"].tolist() == [2, 2]
