"""What every worker process needs, imported once: workers are forked from a process that has it already."""

from . import outcomes, parts, runner, strategy_files  # noqa: F401
