"""A run done again, to look at it: its numbers beside the stored ones, or a seller's diary."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from ..apart import Failed, apart, raised_at
from ..errors import UserError, reason_of
from ..responses.of_a_run import runs_table
from ..results.diary import diary
from ..results.store import Store
from .simulation import driver_for, simulate

SAME = "The same numbers as stored."
DIFFERENT = "These numbers differ from the stored ones: the code or a package changed since."
NONE_STORED = "There are no stored numbers of this run to compare with."


def safely(experiment, function, arguments: list, point: int, replication: int):
    """Do a run again: here, or apart if users' own strategies run in it, which may hang or end their process. Raises UserError."""
    said = f"replication {replication} of point {point}"
    try:
        if experiment.scenario.own_strategies:
            return apart(f"{__name__}:{function.__name__}", arguments, 60 * experiment.minutes_per_run)
        return function(*arguments)
    except UserError:
        raise
    except Failed as error:
        raise UserError(f"{said} fails: it {error}") from None
    except Exception as error:
        raise UserError(f"{said} fails: it raises {reason_of(error)}{raised_at(error)}") from None


def replayed(folder: str, point: int, replication: int) -> tuple[list[dict], str]:
    """The responses of a run that is done again, a row for each strategy, and how they compare with the stored ones."""
    store = Store.open(Path(folder))
    experiment = store.experiment()
    again = runs_table(simulate(experiment, (point, replication), driver_for(experiment)), replication, point)
    stored = store.table("runs")
    if stored is not None:
        stored = stored[(stored["replication"] == replication) & (stored["point"] == point)].reset_index(drop=True)
    verdict = NONE_STORED if stored is None or stored.empty else SAME if again.equals(stored) else DIFFERENT
    return json.loads(again.to_json(orient="records", double_precision=15)), verdict


def as_text(rows: list[dict]) -> str:
    """The responses as a table: a column for each strategy."""
    return pd.DataFrame(rows).drop(columns=["point", "replication", "seed"]).set_index("strategy").T.to_string()


def explained(folder: str, point: int, replication: int, person: int | None) -> list[str]:
    """One seller's diary; by default of the seller with most deals."""
    experiment = Store.open(Path(folder)).experiment()
    done = simulate(experiment, (point, replication), driver_for(experiment), messages=True)
    if person is None:
        person = int(done.sellers["person"][done.sellers["deals"].argmax()])
    return diary(done, person)
