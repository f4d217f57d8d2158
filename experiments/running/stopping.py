"""How many replications: a fixed number, or until it is sure enough, point by point."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ..config import Experiment
from ..responses.bounds import per_hour
from ..results.store import Job, Store
from ..statistics.hours import FEW_HOURS


def rounds(experiment: Experiment, store: Store):
    """The rounds of runs of an experiment."""
    return UntilSure(experiment, store) if experiment.stop else Fixed(experiment)


class Fixed:
    """All replications of all points in one round."""

    def __init__(self, experiment: Experiment):
        self.experiment = experiment

    def jobs(self) -> Iterator[list[Job]]:
        """Interleaved: replication 0 of every point, then 1, so that a partial result is a fair one."""
        points = range(len(self.experiment.points))
        yield [(p, r) for r in range(self.experiment.replications) for p in points]

    def notes(self) -> dict:
        """Nothing to add."""
        return {}


class UntilSure:
    """Rounds of replications for the points that are still open, decided at fixed numbers of replications.

    What is decided depends on finished rounds alone, so the workers and interruptions do not matter.
    """

    def __init__(self, experiment: Experiment, store: Store):
        self.experiment, self.store = experiment, store
        self.reasons: dict[int, dict] = {}

    def jobs(self) -> Iterator[list[Job]]:
        """The next round, once the round before is done."""
        stop, most = self.experiment.stop, self.experiment.replications
        start, end = 0, min(stop.first, most)
        open_points = list(range(len(self.experiment.points)))
        while open_points and start < end:
            yield [(p, r) for r in range(start, end) for p in open_points]
            open_points = [p for p in open_points if not self.sure(p, end)]
            start, end = end, min(end + stop.batch, most)

    def sure(self, point: int, replications: int) -> bool:
        """Whether the first `replications` runs of a point settle it; notes why, or that they do not."""
        jobs = [(point, r) for r in range(replications)]
        table = pd.DataFrame(self.store.values(self.experiment.response, jobs).values())
        idle = self.idle(jobs)
        sure, reason = judge(self.experiment, table.drop(columns=idle, errors="ignore").dropna())
        if idle:
            reason += f"; {', '.join(idle)} left most hours unused, so a rate per hour says nothing about it"
        self.reasons[point] = {"point": point, "replications": replications, "sure": sure, "reason": reason}
        return sure

    def idle(self, jobs: list[Job]) -> list[str]:
        """Groups that a rate per hour says nothing about, as they left most hours unused."""
        if not per_hour(self.experiment.response):
            return []
        used = pd.DataFrame(self.store.values("hours_used", jobs).values()).mean()
        return [name for name, share in used.items() if share < FEW_HOURS]

    def notes(self) -> dict:
        """Why each point stopped."""
        return {"stopped": [self.reasons[p] for p in sorted(self.reasons)]}


def judge(experiment: Experiment, table: pd.DataFrame) -> tuple[bool, str]:
    """Whether the values, a row per replication and a column per strategy, settle the question, and why."""
    from ..statistics.selection import decide, precise_enough

    stop = experiment.stop
    if len(table) < 6 or not len(table.columns):
        return False, "too few runs succeeded"
    if stop.half_width is not None:
        wide = [name for name in table if not precise_enough(table[name].to_numpy(), stop.half_width, stop.confidence)]
        said = f"the interval of {', '.join(wide)} is still wider" if wide else "every interval is narrow enough"
        return not wide, f"{said} (plus or minus {stop.half_width:g})"
    decision = decide(table, stop.indifference, stop.confidence, first_stage=stop.first)
    return decision.stop, decision.reason
