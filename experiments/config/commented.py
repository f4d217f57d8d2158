"""The commented config that `vitaminb init` writes, made from the parameter records."""

from __future__ import annotations

from pydantic import BaseModel

from sim.scenario import MECHANISMS, Market, Rules
from sim.strategies import SHELF

from .schema import SCHEMA_FILE, for_editors

HEAD = """# An experiment. Run it with: vitaminb run <this file>; check it with: vitaminb check <this file>
title: My experiment
question: Which of two strategies closes more deals with the same hours?
replications: 50   # runs with different luck; intervals shrink with more
seed: 1            # the same seed gives the same numbers

weeks: 104
people: 1000       # everybody, sellers included

# Groups of sellers. The name of a group is the name of its strategy, unless `strategy:` says otherwise.
# Known strategies: {strategies}
strategies:
  give_info_first:
    sellers: 25
    hours: 5
  call_first:
    sellers: 25
    hours: 5
    # parameters: {{call_every_weeks: 4}}
    # switch: {{week: 26, to: give_info_first}}

# Mechanisms that can be switched off: {mechanisms}
# ablate: [revival]
"""


def section(name: str, record: type[BaseModel], indent: str) -> list[str]:
    """The parameters of a record as commented lines with their defaults, ranges, units and meaning."""
    lines = [f"#{indent}{name}:"]
    for key, field in record.model_fields.items():
        annotation = field.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            lines += section(key, annotation, indent + "  ")
        elif field.json_schema_extra:
            limits = {type(limit).__name__: limit for limit in field.metadata}
            low, high = limits["Ge"].ge, limits["Le"].le
            unit = field.json_schema_extra["unit"]
            lines.append(f"#{indent}  {key}: {field.default}  # {low:g}..{high:g} {unit}: {field.description}")
    return lines


def commented_config() -> str:
    """A config that runs as it is, with every parameter of market and rules as a comment."""
    head = HEAD.format(strategies=", ".join(SHELF), mechanisms=", ".join(MECHANISMS))
    lines = ["# Everything below is the default; uncomment what you change.", *section("market", Market, " "), "",
             *section("rules", Rules, " ")]  # fmt: skip
    return for_editors(SCHEMA_FILE) + head + "\n" + "\n".join(lines) + "\n"
