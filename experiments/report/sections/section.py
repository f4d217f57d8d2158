"""A part of a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Section:
    """Heading, sentences, a table, pictures by file name."""

    title: str
    sentences: list[str] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    figures: dict[str, tuple[Callable, str, str]] = field(default_factory=dict)  # name: (draw, title, caption)
