"""The schema of configs says yes to what `load` says yes to: editors must not underline what runs."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from experiments import config as configs
from experiments.config.commented import commented_config

CONFIGS = Path(__file__).resolve().parents[2] / "configs"
FILES = sorted(path for path in CONFIGS.rglob("*.yaml"))
SCHEMA = json.loads((CONFIGS / configs.SCHEMA_FILE).read_text(encoding="utf-8"))
CHECK = Draft202012Validator(SCHEMA)


def tree_of(text: str) -> dict:
    return YAML(typ="safe", pure=True).load(text)


def faults(text: str) -> list[str]:
    return [error.json_path for error in CHECK.iter_errors(tree_of(text))]


def test_the_shipped_schema_is_current():
    assert SCHEMA == configs.schema(), "run: python -m experiments.config.reference"
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_configs_are_valid_and_name_the_schema_beside_them(path):
    text = path.read_text(encoding="utf-8")
    assert faults(text) == []
    key, _, target = text.splitlines()[0].partition("$schema=")
    assert key == "# yaml-language-server: " and (path.parent / target).resolve() == CONFIGS / configs.SCHEMA_FILE


SHORT_FORMS = {
    "names of strategies": "strategies: [call_first, idle]",
    "a group without values": "strategies: {call_first: }",
    "a design of one word": "design: ablation\nstrategies: [idle]",
    "a list as factor": "design: {factors: {weeks: [4, 8]}}\nstrategies: [idle]",
    "one switch": "strategies: {idle: {switch: {week: 3, to: call_first}}, call_first: {}}",
    "two switches": "strategies: {idle: {switch: [{week: 3, to: call_first}, {week: 6, to: idle}]}, call_first: {}}",
}


@pytest.mark.parametrize("form", SHORT_FORMS)
def test_short_forms_load_and_are_valid(form, tmp_path):
    text = f"question: Which one?\n{SHORT_FORMS[form]}\n"
    (tmp_path / "c.yaml").write_text(text)
    configs.load(tmp_path / "c.yaml")
    assert faults(text) == []


WRONG = {
    "a misspelt key": ("replicatons: 3", "$"),
    "a misspelt parameter": ("rules: {trust: {asymetry: 3}}", "$.rules.trust"),
    "a number out of range": ("weeks: 0", "$.weeks"),
    "an unknown response": ("response: happiness", "$.response"),
    "an unknown mechanism": ("ablate: [revivall]", "$.ablate[0]"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_faults_are_underlined_where_they_stand(fault):
    line, place = WRONG[fault]
    assert faults(f"question: Which one?\nstrategies: [idle]\n{line}\n") == [place]


def test_a_new_config_is_valid():
    assert faults(commented_config()) == []
