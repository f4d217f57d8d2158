"""What is generated from the parameter records, in a checkout: `python -m experiments.config.reference`."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from sim.scenario import MECHANISMS, Market, Rules
from sim.strategies import SHELF

from .schema import SCHEMA_FILE, text

HOUSE = Path(__file__).resolve().parents[2]
TARGET, SCHEMA = HOUSE / "docs" / "reference" / "parameters.md", HOUSE / "configs" / SCHEMA_FILE


def rows(record: type[BaseModel]) -> list[str]:
    """Table lines of a record."""
    lines = ["| parameter | default | range | unit | meaning | source |", "|---|---|---|---|---|---|"]
    for key, field in record.model_fields.items():
        if not field.json_schema_extra:
            continue
        limits = {type(limit).__name__: limit for limit in field.metadata}
        extra = field.json_schema_extra
        lines.append(f"| `{key}` | {field.default:g} | {limits['Ge'].ge:g}..{limits['Le'].le:g} | {extra['unit']} | "
                     f"{field.description} | {extra['source']} |")  # fmt: skip
    return lines


def page() -> str:
    """The whole page."""
    parts = ["# Parameters", "", "Generated from the code by `python -m experiments.config.reference`; do not edit.", "",
             "## market", "", *rows(Market)]  # fmt: skip
    for name, field in Rules.model_fields.items():
        parts += ["", f"## rules.{name}", "", (field.annotation.__doc__ or "").splitlines()[0], "", *rows(field.annotation)]
    for strategy in SHELF.values():
        parts += ["", f"## Strategy {strategy.name}", "", strategy.doc.splitlines()[0], "", *rows(strategy.parameters)]
    parts += ["", "## Mechanisms that `ablate` switches off", "", "| mechanism | parameters at which it has no effect |", "|---|---|"]
    for name, (section, neutral) in MECHANISMS.items():
        said = ", ".join(f"`rules.{section}.{key}` = {value:g}" for key, value in neutral.items())
        parts.append(f"| `{name}` | {said} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
    SCHEMA.write_text(text(), encoding="utf-8")
    print(f"Wrote {TARGET.name} and {SCHEMA.name}")
