"""The JSON schema of configs, by which editors complete and check them. It knows the short forms, too."""

from __future__ import annotations

import json
from typing import Any

from sim.scenario import MECHANISMS
from sim.strategies import SHELF

from .records import EXPERIMENT_KEYS, SCENARIO_KEYS, Experiment

SCHEMA_FILE = "vitaminb.schema.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def for_editors(where: str) -> str:
    """The first line of a config that tells editors where the schema is, relative to the config."""
    return f"# yaml-language-server: $schema={where}\n"


def schema() -> dict[str, Any]:
    """JSON schema of a config: the keys of the experiment and of its scenario side by side, as files have them."""
    whole = Experiment.model_json_schema()
    scenario = whole["$defs"].pop("Scenario")["properties"]
    keys = {key: whole["properties"][key] for key in EXPERIMENT_KEYS} | {key: scenario[key] for key in SCENARIO_KEYS}
    keys |= short_forms(keys) | names(keys)
    keys["extends"] = {"type": "string", "description": "another config, whose values hold where this one says nothing; relative to this one"}
    return whole | {"$schema": DRAFT, "title": "Vitamin B experiment", "properties": keys, "required": ["question"]}


def short_forms(keys: dict[str, Any]) -> dict[str, Any]:
    """Forms that a config may have before its parts are records: names only, groups without values, one file."""
    groups, files = keys["strategies"], keys["strategy_files"]
    group = {"anyOf": [groups["additionalProperties"], {"type": "null"}]}
    named = groups | {"additionalProperties": group, "properties": dict.fromkeys(SHELF, group)}
    only_names = {"type": "array", "items": {"type": "string"}}
    return {
        "strategies": {"description": groups["description"], "anyOf": [named, only_names]},
        "strategy_files": {"description": files["description"], "anyOf": [files, {"type": "string"}]},
    }


def names(keys: dict[str, Any]) -> dict[str, Any]:
    """Keys whose values are names out of a list that is known."""
    from ..responses.of_a_run import RESPONSES

    return {
        "response": keys["response"] | {"enum": list(RESPONSES)},
        "ablate": keys["ablate"] | {"items": {"enum": list(MECHANISMS)}},
    }


def text() -> str:
    """The schema as a file."""
    return json.dumps(schema(), indent=2) + "\n"
