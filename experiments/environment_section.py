"""The environment map in a report: to be drawn where two conditions are numbers."""

from __future__ import annotations

from .config import Experiment


def map_figures(experiment: Experiment, keys: list[str]) -> dict:
    """No map yet."""
    return {}
