"""The words of the first screen: sentences with places for numbers, the same keys in every language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ...errors import UserError
from ...words import pretty

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "de")


@dataclass(frozen=True)
class Words:
    """language: its code; said: sentences by key; names: strategies, parameters and responses by their labels."""

    language: str
    said: dict[str, str]
    names: dict[str, str]

    def __call__(self, key: str, **values) -> str:
        """A sentence with its numbers and names."""
        return self.said[key].format(**values)

    def name(self, label: str) -> str:
        """A strategy, parameter or response as people of this language call it."""
        return self.names.get(label, pretty(label.split(".")[-1]))

    def number(self, value: float, digits: int = 2) -> str:
        """A number with this language's point and thousands."""
        text = f"{round(value, digits) + 0.0:,.{digits}f}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "de" else text

    def local(self, cell: str) -> str:
        """A cell of a table, with this language's point and thousands, if it holds numbers."""
        if self.language != "de" or not any(c.isdigit() for c in cell):
            return cell
        return cell.translate(str.maketrans(",.", ".,")).replace(" to ", " bis ")

    def short(self, value: float) -> str:
        """A number of three digits that count."""
        text = f"{value:.3g}"
        return text.replace(".", ",") if self.language == "de" else text

    def listed(self, labels: list[str]) -> str:
        """Names with commas and an 'and'."""
        named = [self("named", name=self.name(label)) for label in labels]
        return named[0] if len(named) == 1 else ", ".join(named[:-1]) + f" {self.said['and']} {named[-1]}"


@cache
def words_of(language: str) -> Words:
    """The words of a language. Raises UserError if there are none."""
    if language not in LANGUAGES:
        raise UserError(f"--language {language}: is not known; choose {' or '.join(LANGUAGES)}")
    found = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return Words(language, found["said"], found["names"])
