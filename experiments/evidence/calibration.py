"""Calibration: which parameters of ordinary people let the model show the published patterns.

Approximate Bayesian computation in the form of history matching (Craig et al. 1997; as pattern-oriented modelling: Grimm
et al. 2005). Optuna proposes parameters; each proposal is simulated and measured with the code that measures real logs;
a proposal's distance is the root mean square miss of the calibration bands, in half-widths of the band. Every proposal
below a threshold is accepted, and the whole accepted set is kept. Since one seed flatters, the best few are measured again
with other seeds; the defaults are the member that then has the least distance, rounded.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd

from sim.engine import run
from sim.scenario import Scenario

from .. import config
from ..config.yaml_file import put
from .bands import BANDS, Band
from .measure import patterns
from .model import BURN_IN, log_of, ordinary_market

# key of the config: (low, high, scale)
UNCERTAIN = {
    "market.hours": (1.0, 4.0, "linear"),
    "market.contacts": (240.0, 420.0, "linear"),
    "market.parameters.effort_minutes": (2.0, 8.0, "linear"),
    "market.parameters.notes_to_mere": (0.3, 8.0, "log"),
    "market.parameters.p_contact_weak": (0.1, 2.5, "log"),
    "market.parameters.p_contact_strong": (0.0, 1.5, "linear"),
    "market.parameters.call_share": (0.05, 0.5, "linear"),
    "market.parameters.reconnects": (0.3, 10.0, "log"),
    "market.parameters.p_request": (0.005, 0.4, "log"),
    "market.parameters.request_mutual": (0.01, 0.6, "log"),
    "rules.forgetting.half_life_weeks": (6.0, 60.0, "log"),
    "rules.forgetting.embedding": (0.0, 3.0, "linear"),
    "rules.reinforcement.letter": (0.015, 0.12, "log"),
    "rules.acceptance.intercept": (-4.0, -0.5, "linear"),
    "rules.acceptance.mutual_contact": (0.3, 5.0, "linear"),
    "rules.reconnecting.p_answer_contact": (0.1, 0.45, "linear"),
    "rules.reconnecting.history": (0.0, 2.0, "linear"),
    "rules.information.p_answer": (0.4, 1.0, "linear"),
}
ACCEPTED_SET = Path(__file__).parent / "accepted.csv"  # the accepted set behind the shipped defaults
APART = ("P7", "attention", "F1", "F2", "F3", "F4", "F5", "F6")  # need sellers or floods of mail: set apart
CALIBRATED = tuple(band for band in BANDS if band.role == "calibration" and band.pattern not in APART)
UNMEASURED = 2.0  # miss of a pattern that could not be measured, half-widths
PULL = 0.1  # how much the distance from the middle of the band counts inside it
ACCEPTED = 0.3  # distance up to which a proposal is accepted


def miss(band: Band, value: float) -> float:
    """How far a value lies outside its band, in half-widths, plus a little for being off its middle; >= 0."""
    half = (band.high - band.low) / 2
    if math.isnan(value):
        return UNMEASURED
    outside = max(0.0, band.low - value, value - band.high) / half
    return min(outside, 3.0) + PULL * min(1.0, abs(value - (band.low + band.high) / 2) / half)


def distance(measured: pd.DataFrame, bands: tuple[Band, ...] = CALIBRATED) -> float:
    """Root mean square miss over the bands; 0 would be the middle of every band."""
    values = measured.set_index(["pattern", "statistic"])["value"]
    misses = [miss(band, values.get((band.pattern, band.statistic), math.nan)) for band in bands]
    return math.sqrt(float(np.mean(np.square(misses))))


def scenario_with(parameters: dict[str, float], base: dict | None = None) -> Scenario:
    """The market of ordinary people with these values in place of the defaults."""
    tree = {"question": "calibration", "strategies": {"idle": {"sellers": 1}}} | (base or {})
    for key, value in parameters.items():
        put(tree, key.split("."), value, "calibration: ")
    return ordinary_market(config.build(tree, Path()).scenario)


def evaluate(parameters: dict[str, float], seed: int) -> tuple[float, pd.DataFrame]:
    """Distance and measured patterns of one proposal."""
    measured = patterns(log_of(run(scenario_with(parameters), seed, messages=True)), BURN_IN, draws=0)
    return distance(measured), measured


def propose(trial) -> dict[str, float]:
    """Optuna's next proposal within the ranges."""
    return {key: trial.suggest_float(key, low, high, log=scale == "log") for key, (low, high, scale) in UNCERTAIN.items()}


def search(trials: int, storage: Path, seed: int, worker: int) -> None:
    """Add trials to a study on disk; several processes may do so at once, and it can be resumed."""
    import optuna
    from optuna.storages import JournalStorage
    from optuna.storages.journal import JournalFileBackend

    optuna.logging.set_verbosity(optuna.logging.WARNING)

    def objective(trial):
        found, measured = evaluate(propose(trial), seed=1000 + trial.number)
        for row in measured.itertuples():
            trial.set_user_attr(f"{row.pattern} {row.statistic}", float(row.value))
        return found

    sampler = optuna.samplers.TPESampler(seed=seed + worker, multivariate=True, n_startup_trials=60, constant_liar=True)
    study = optuna.create_study(storage=JournalStorage(JournalFileBackend(str(storage))), study_name="calibration",
                                sampler=sampler, load_if_exists=True)  # fmt: skip
    study.optimize(objective, n_trials=trials)


def all_trials(storage: Path) -> pd.DataFrame:
    """Every finished trial: its parameters, its measured patterns, its distance."""
    import optuna
    from optuna.storages import JournalStorage
    from optuna.storages.journal import JournalFileBackend

    study = optuna.load_study(storage=JournalStorage(JournalFileBackend(str(storage))), study_name="calibration")
    done = [t for t in study.trials if t.value is not None]
    return pd.DataFrame([{"trial": t.number, "distance": t.value} | t.params | t.user_attrs for t in done])


def accepted(trials: pd.DataFrame, threshold: float = ACCEPTED) -> pd.DataFrame:
    """The trials that are good enough, best first."""
    return trials[trials["distance"] <= threshold].sort_values("distance")


def again(chosen: pd.DataFrame, workers: int, best: int = 8, seeds: int = 6) -> pd.DataFrame:
    """The best accepted members measured with other seeds: columns trial, distance (of the median patterns), least first."""
    from ..running.pools import spawned

    few = chosen.head(best)
    jobs = [({key: row[key] for key in UNCERTAIN}, 500 + seed) for _, row in few.iterrows() for seed in range(seeds)]
    with spawned(workers) as pool:
        measured = list(pool.map(evaluate, *zip(*jobs)))
    rows = []
    for k, trial in enumerate(few["trial"]):
        tables = pd.concat([table for _, table in measured[k * seeds : (k + 1) * seeds]])
        rows.append((trial, distance(tables.groupby(["pattern", "statistic"])["value"].median().reset_index())))
    return pd.DataFrame(rows, columns=["trial", "distance"]).sort_values("distance", ignore_index=True)


def summary(chosen: pd.DataFrame, best: int) -> pd.DataFrame:
    """One row per parameter: range searched, default (the trial `best`), and 5 % to 95 % of the accepted set."""
    default = chosen[chosen["trial"] == best].iloc[0]
    rows = [(key, low, high, default[key], chosen[key].quantile(0.05), chosen[key].quantile(0.95))
            for key, (low, high, _) in UNCERTAIN.items()]  # fmt: skip
    return pd.DataFrame(rows, columns=["parameter", "searched_low", "searched_high", "default", "accepted_low", "accepted_high"])


def calibrate(trials: int, out: Path, workers: int, seed: int = 1) -> pd.DataFrame:
    """Search until there are that many trials, in worker processes; goes on where an interrupted search was.

    Writes trials.csv, accepted.csv and summary.csv into the folder. Returns the accepted trials, best first.
    """
    from ..results.disk import write_atomically
    from ..results.tables import csv_of
    from ..running.pools import spawned

    out.mkdir(parents=True, exist_ok=True)
    storage = out / "trials.journal"
    evaluate({}, 1)  # compile before the workers need it
    search(0, storage, seed, 0)
    missing = max(0, trials - len(all_trials(storage)))
    shares = [missing // workers + (k < missing % workers) for k in range(workers)]
    with spawned(workers) as pool:
        list(pool.map(search, shares, [storage] * workers, [seed + trials] * workers, range(1, workers + 1)))
    found = all_trials(storage)
    chosen = accepted(found)
    write_atomically(out / "trials.csv", csv_of(found))
    write_atomically(out / "accepted.csv", csv_of(chosen))
    if len(chosen):
        ranking = again(chosen, workers)
        write_atomically(out / "again.csv", csv_of(ranking))
        write_atomically(out / "summary.csv", csv_of(summary(chosen, int(ranking["trial"][0]))))
    return chosen
