"""Vitamin B: which networking strategy pays? The public door to the model and its experiments.

    from vitaminb import Group, Scenario, run
    result = run(Scenario(strategies={"call_first": Group()}), seed=1)

The rooms behind it are the top-level packages `sim` (the model), `experiments` and `classroom`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.study import study
    from sim import Group, Market, Networker, NetworkingModel, Rules, Run, Scenario, StartingTies, Switch, run

__all__ = [
    "Group", "Market", "Networker", "NetworkingModel", "Rules", "Run", "Scenario", "StartingTies", "Switch", "run", "study",
]  # fmt: skip


def __getattr__(name: str):
    """Rooms are opened when something out of them is asked for, so that `import vitaminb` takes no time."""
    from .rooms import refuse_strangers

    if name not in (*__all__, "__version__"):
        raise AttributeError(f"module 'vitaminb' has no attribute '{name}'")
    refuse_strangers()
    return getattr(import_module("experiments.study" if name == "study" else "sim"), name)


def __dir__() -> list[str]:
    """What can be taken from here."""
    return [*__all__, "__version__"]
