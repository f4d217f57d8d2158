"""Vitamin B: an agent-based simulation of how people in sales build business through social networks."""

from .contacts import StartingTies
from .engine import Run, run
from .scenario import Group, Market, Rules, Scenario, Switch
from .version import VERSION

__version__ = VERSION

__all__ = [
    "Group", "Market", "NetworkingModel", "Networker", "Rules", "Run", "Scenario", "StartingTies", "Switch", "run"
]  # fmt: skip


def __getattr__(name: str):
    """Mesa is loaded only when its side of the model is asked for."""
    if name == "NetworkingModel":
        from .agents.model import NetworkingModel

        return NetworkingModel
    if name == "Networker":
        from .agents.networker import Networker

        return Networker
    raise AttributeError(f"module 'sim' has no attribute '{name}'")
