"""Libraries that only some jobs need: asked for in one sentence where they are missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from .errors import UserError


def extra(module: str, job: str, package: str = "") -> ModuleType:
    """A library that this job needs, imported; raises UserError that says how to install it.

    package: its name for pip, if that is another one.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module.partition(".")[0]:
            raise
        wanted = package or module.partition(".")[0]
        raise UserError(f"{job}: needs {wanted}, which is not installed; install it with: pip install {wanted}") from None
