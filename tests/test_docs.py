"""Docs that are generated are current, and every config loads."""

import re
from pathlib import Path

import pytest

from experiments import config
from experiments.config import reference

ROOT = Path(__file__).resolve().parents[1]


def test_parameter_reference_is_current():
    assert reference.TARGET.read_text(encoding="utf-8") == reference.page(), "run: python -m experiments.config.reference"


CONFIGS = [*sorted((ROOT / "configs").glob("*.yaml")), *sorted((ROOT / "configs" / "studies").glob("*.yaml"))]


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_config_loads_and_is_listed(path):
    experiment = config.load(path)
    config.check_points(experiment)
    assert "?" in experiment.question
    assert path.name in (ROOT / "configs" / "README.md").read_text(encoding="utf-8")


def test_commented_config_of_init_runs_as_it_is(tmp_path):
    from experiments.config.commented import commented_config

    path = tmp_path / "new.yaml"
    path.write_text(commented_config(), encoding="utf-8")
    assert config.load(path).replications == 50


def test_every_rule_has_its_submodel_in_the_protocol():
    protocol = (ROOT / "docs" / "explanation" / "model.md").read_text(encoding="utf-8")
    for rule in (ROOT / "sim" / "rules").glob("*.py"):
        if rule.name not in ("__init__.py", "arithmetic.py"):
            assert f"sim/rules/{rule.name}" in protocol, rule.name


PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "configs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_pictures_of_pages_exist(page):
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []
