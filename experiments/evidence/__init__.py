"""Patterns of a message log, real or simulated, and the scorecard that holds the model against them."""

from .bands import BANDS, Band
from .figure import figure_scorecard
from .log import from_simulation, read_log
from .measure import patterns
from .scoring import change_when_doubled, score, scorecard

__all__ = [
    "BANDS",
    "Band",
    "change_when_doubled",
    "figure_scorecard",
    "from_simulation",
    "patterns",
    "read_log",
    "score",
    "scorecard",
]
