"""From the model's Python to JavaScript that gives the same bits: a small translator that refuses what it doesn't know."""

from .names import Callee
from .program import Program
from .sources import NotTranslatable

__all__ = ["Callee", "NotTranslatable", "Program"]
