"""The best use of hours: Optuna tunes the portfolio strategy for given hours, market and horizon.

The search compares proposals under the same luck (replications 0, 1, ...); the final comparison holds out other
replications, so that the winner is not the luckiest. A search is kept on disk and goes on where it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sim.engine import run
from sim.measures import NAMES
from sim.scenario import Group, Scenario

from ..config import Experiment
from ..errors import UserError
from ..extras import extra
from ..responses.of_a_run import responses
from ..running.pools import spawned
from ..running.simulation import seed_of
from ..statistics.estimates import mean_interval

WEIGHTS = {
    "request": (0.0, 1.5), "share_info": (0.0, 1.5), "call": (0.0, 1.5), "reconnect": (0.0, 1.5), "pitch": (0.0, 1.0),
    "post": (0.0, 1.0), "event": (0.0, 1.0), "groom": (0.0, 1.0), "closeness": (-0.5, 1.0), "common_ground": (0.0, 1.0),
    "offer_call": (0.0, 1.0),
}  # fmt: skip
NOTES = (0, 1, 2)
EFFORT = (1.0, 30.0)
STARTS = ("request", "share_info", "call", "reconnect", "pitch")  # each alone is tried first
LABEL = "portfolio"
HELD_OUT = 10_000  # first replication of the final comparison
NEAR = 0.05  # proposals within this share of the best count as near it


@dataclass(frozen=True)
class Task:
    """One search: hours a week, weeks, the market around, replications per proposal."""

    experiment: Experiment
    hours: float
    weeks: int
    replications: int

    def scenario(self, parameters: dict) -> Scenario:
        """The market with the portfolio sellers playing these weights."""
        scenario = self.experiment.scenario
        sellers = scenario.strategies[LABEL].sellers if LABEL in scenario.strategies else 25
        groups = {k: g for k, g in scenario.strategies.items() if k != LABEL}
        group = Group(strategy="portfolio", sellers=sellers, hours=self.hours, parameters=parameters)
        return scenario.model_copy(update={"weeks": self.weeks, "strategies": groups | {LABEL: group}})


def values_of(task: Task, parameters: dict, replications: list[int]) -> tuple[np.ndarray, dict[str, float]]:
    """The response in each replication, and the mean share of hours by action."""
    scenario, found, hours = task.scenario(parameters), [], np.zeros(0)
    group = scenario.labels.index(LABEL)
    kinds = [name for name in NAMES if name.startswith("hours_")]
    for replication in replications:
        done = run(scenario, seed_of(task.experiment, (0, replication)))
        found.append(responses(done, group)[task.experiment.response])
        spent = np.array([done.weekly[kind][:, group].sum() for kind in kinds])
        hours = spent if hours.size == 0 else hours + spent
    share = hours / max(hours.sum(), 1e-12)
    return np.array(found), {kind.removeprefix("hours_"): float(x) for kind, x in zip(kinds, share)}


def propose(trial) -> dict:
    """Optuna's next proposal."""
    parameters = {name: trial.suggest_float(name, low, high) for name, (low, high) in WEIGHTS.items()}
    parameters["note"] = trial.suggest_categorical("note", NOTES)
    parameters["effort_minutes"] = trial.suggest_float("effort_minutes", *EFFORT, log=True)
    return parameters


def alone(action: str) -> dict:
    """All hours for one action, with ordinary notes of a few minutes."""
    return dict.fromkeys(WEIGHTS, 0.0) | {action: WEIGHTS[action][1], "note": 1, "effort_minutes": 6.0}


def study_at(path: Path, seed: int):
    """A search on disk, made or found again."""
    import optuna
    from optuna.storages import JournalStorage
    from optuna.storages.journal import JournalFileBackend

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    sampler = optuna.samplers.TPESampler(seed=seed, n_startup_trials=20)
    study = optuna.create_study(storage=JournalStorage(JournalFileBackend(str(path))), study_name="best", sampler=sampler,
                                direction="maximize", load_if_exists=True)  # fmt: skip
    for action in STARTS:
        study.enqueue_trial(alone(action), skip_if_exists=True)
    return study


def search(task: Task, trials: int, path: Path) -> pd.DataFrame:
    """Try proposals until there are so many; a row each: parameters, value (mean response), share of hours by action."""

    def objective(trial) -> float:
        values, shares = values_of(task, propose(trial), list(range(task.replications)))
        for kind, share in shares.items():
            trial.set_user_attr(f"share_{kind}", share)
        if np.isnan(values).any():
            return 0.0  # spends no hour: no deals
        return float(values.mean())

    study = study_at(path, task.experiment.seed)
    study.optimize(objective, n_trials=max(0, trials - len([t for t in study.trials if t.value is not None])))
    done = [t for t in study.trials if t.value is not None]
    return pd.DataFrame([{"value": t.value} | t.params | t.user_attrs for t in done]).sort_values("value", ascending=False)


def near(found: pd.DataFrame) -> pd.DataFrame:
    """The proposals within 5 % of the best: how flat the optimum is."""
    return found[found["value"] >= (1 - NEAR) * found["value"].max()]


def distances(found: pd.DataFrame) -> np.ndarray:
    """How far each proposal lies from the best one, 0..1: root mean square over weights and effort, in parts of their ranges."""
    ranges = pd.DataFrame(WEIGHTS | {"effort_minutes": np.log(EFFORT)}, index=["low", "high"])
    places = (found.assign(effort_minutes=np.log(found["effort_minutes"]))[ranges.columns] - ranges.loc["low"]) / np.ptp(ranges, axis=0)
    return np.sqrt(((places - places.loc[found["value"].idxmax()]) ** 2).mean(axis=1)).to_numpy()


def proposals(cells: list[tuple]) -> pd.DataFrame:
    """Every proposal of every cell: hours, weeks, value, distance from the best one, parameters, shares of hours; best first."""
    return pd.concat([found.assign(hours=hours, weeks=weeks, distance=distances(found)) for hours, weeks, found, _ in cells], ignore_index=True)


def finals(task: Task, found: pd.DataFrame, replications: int, best: int = 5) -> pd.DataFrame:
    """The best few proposals again under luck that the search has not seen, beside the plain portfolio.

    Columns: proposal, searched (value in the search), mean, low, high, and the parameters.
    """
    fresh = [HELD_OUT + k for k in range(replications)]
    names = [*WEIGHTS, "note", "effort_minutes"]
    rows = []
    for rank, row in enumerate(found.head(best)[["value", *names]].to_dict("records")):
        parameters = {name: row[name] for name in names}
        mean, low, high = mean_interval(values_of(task, parameters, fresh)[0])
        rows.append({"proposal": rank + 1, "searched": row["value"], "mean": mean, "low": low, "high": high} | parameters)
    mean, low, high = mean_interval(values_of(task, {}, fresh)[0])
    rows.append({"proposal": 0, "searched": float("nan"), "mean": mean, "low": low, "high": high})
    return pd.DataFrame(rows).sort_values("mean", ascending=False)


def one_cell(experiment: Experiment, hours: float, weeks: int, trials: int, replications: int, folder: str) -> tuple:
    """Search and final comparison of one pair of hours and horizon."""
    task = Task(experiment, hours, weeks, replications)
    path = Path(folder) / f"search-{hours:g}h-{weeks}w.journal"
    found = search(task, trials, path)
    return hours, weeks, found, finals(task, found, 3 * replications)


def best_use(experiment: Experiment, hours: list[float], weeks: list[int], trials: int, replications: int, folder: Path,
             workers: int) -> list[tuple]:  # fmt: skip
    """All cells of hours and horizon, in worker processes; each is (hours, weeks, proposals, finals)."""
    if not experiment.response.startswith(("deals", "value")):
        raise UserError(f"response: {experiment.response} is not to be made as great as possible; take deals_per_100_hours")
    extra("optuna", "the search for the best split")
    folder.mkdir(parents=True, exist_ok=True)
    values_of(Task(experiment, 1.0, 2, 1), {}, [0])  # compile before the workers need it
    cells = [(h, w) for h in hours for w in weeks]
    with spawned(min(workers, len(cells))) as pool:
        jobs = [pool.submit(one_cell, experiment, h, w, trials, replications, str(folder)) for h, w in cells]
        return [job.result() for job in jobs]


def table_of(cells: list[tuple]) -> pd.DataFrame:
    """One row a cell: the winner under held-out luck, the plain portfolio, how flat the optimum is, where the hours go."""
    rows = []
    for hours, weeks, found, final in cells:
        winner, plain = final[final["proposal"] > 0].iloc[0], final[final["proposal"] == 0].iloc[0]
        close = near(found)
        row = {"hours": hours, "weeks": weeks, "mean": winner["mean"], "low": winner["low"], "high": winner["high"],
               "plain": plain["mean"], "searched": winner["searched"], "near": len(close), "trials": len(found)}  # fmt: skip
        shares = {c: found.iloc[int(winner["proposal"]) - 1][c] for c in found.columns if c.startswith("share_") and c not in WEIGHTS}
        row |= {"effort_minutes": winner["effort_minutes"], "effort_low": close["effort_minutes"].min(),
                "effort_high": close["effort_minutes"].max(), "note": winner["note"]} | shares  # fmt: skip
        rows.append(row)
    return pd.DataFrame(rows)
