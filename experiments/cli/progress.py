"""How far the runs are: a bar on a terminal, elsewhere a line now and then."""

from __future__ import annotations

import time
from contextlib import nullcontext

from .common import say

SECONDS_BETWEEN_LINES = 30.0


def progress(quiet: bool):
    """Something to enter while runs are made, and a function that is told how many are done, of how many."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet:
        return nullcontext(), lambda done, planned: None
    if not console.is_terminal:
        return nullcontext(), Lines()
    return bar_on(console)


def bar_on(console):
    """A bar with the time that is left."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    bar = Progress(*columns, console=console)
    task = bar.add_task("runs", total=None)
    return bar, lambda done, planned: bar.update(task, completed=done, total=planned)


class Lines:
    """A line now and then, for log files: how many runs are done, and about how long the others take."""

    def __init__(self, clock=time.monotonic, tell=say):
        self.clock, self.tell = clock, tell
        self.told, self.before = clock(), None
        self.first: tuple[float, int] | None = None  # when the first run was done; before it, the model may have been compiled

    def __call__(self, done: int, planned: int) -> None:
        """Say it if enough time has passed since the last line."""
        now = self.clock()
        self.before = done if self.before is None else self.before
        if self.first is None and done > self.before:
            self.first = now, done
        if now - self.told >= SECONDS_BETWEEN_LINES:
            self.told = now
            self.tell(f"{done:,} of {planned:,} runs are done{self.left(now, done, planned)}.")

    def left(self, now: float, done: int, planned: int) -> str:
        """', about 3 minutes left', as soon as that is known."""
        if self.first is None or done <= self.first[1]:
            return ""
        minutes = (now - self.first[0]) / (done - self.first[1]) * (planned - done) / 60
        return f", about {minutes:.0f} minutes left" if minutes >= 1.5 else ", about a minute left"
