"""Calibration: in which worlds the model shows the patterns of people, and the first half of the funnel.

History matching in waves of space-filling designs (`waves`): each world is simulated and measured with the code that measures real
logs; a world is ruled out by any pattern that lies off its band by more than the luck of seeds explains. All parameters of
`UNCERTAIN` vary. Nothing here looks at a strategy, at who sells, or at who wins; F7 to F12 and P10 set nothing.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.engine import Run, run
from sim.scenario import Scenario

from .. import config
from ..config.yaml_file import put
from ..results.disk import write_atomically
from ..statistics.history_matching import Target
from .bands import BANDS
from .measure import patterns
from .model import BURN_IN, funnel_of, log_of, ordinary_market, with_sellers
from .steady import steady_in_run
from .uncertain import UNCERTAIN
from .waves import Found, Plan, nearest_misses, waves

ACCEPTED_SET = Path(__file__).parent / "accepted.csv"  # the accepted set that sampled worlds draw from
LEADS = "leads" in Run.__dataclass_fields__  # whether runs tell leads: without them the funnel cannot be measured
APART = {"P7", "attention"} | (set() if LEADS else {f"F{k}" for k in range(1, 7)})  # need floods of mail, or leads
CALIBRATED = tuple(band for band in BANDS if band.role == "calibration" and band.pattern not in APART)
TARGETS = [Target(f"{band.pattern} {band.statistic}", band.low, band.high) for band in CALIBRATED]


def scenario_with(parameters: dict[str, float], base: dict | None = None) -> Scenario:
    """The market of ordinary people with these values in place of the defaults."""
    tree = {"question": "calibration", "strategies": {"idle": {"sellers": 1}}} | (base or {})
    for key, value in parameters.items():
        put(tree, key.split("."), value, "calibration: ")
    return ordinary_market(config.build(tree, Path()).scenario)


def simulate(parameters: dict[str, float], seed: int) -> dict[str, float]:
    """Patterns of one world by name ("P5 active after 1 month"): of people alone, and of the funnel where runs tell leads."""
    market = scenario_with(parameters)
    done = run(market, seed, messages=True)
    of_log = patterns(log_of(done), BURN_IN, draws=0)
    tables = [of_log[of_log["pattern"] != "steady"], steady_in_run(done.weekly, market.people)]
    if LEADS:
        tables.append(funnel_of(run(with_sellers(market), seed, messages=True)))
    return {f"{r.pattern} {r.statistic}": float(r.value) for r in pd.concat(tables).itertuples()}


def summary(found: Found) -> pd.DataFrame:
    """One row per parameter: prior, value in the world nearest to the middle of all bands, 5 % to 95 % of the accepted worlds, and
    their width as a share of the prior's (0.9 where no pattern informs it)."""
    chosen = found.accepted
    rows = []
    for key, prior in UNCERTAIN.items():
        low, high = chosen[key].quantile([0.05, 0.95])
        width = prior.place(high) - prior.place(low)
        rows.append((key, prior.low, prior.high, chosen[key].iloc[0], low, high, width, prior.source))
    names = ["parameter", "prior_low", "prior_high", "nearest", "accepted_low", "accepted_high", "width", "source"]
    return pd.DataFrame(rows, columns=names)


def calibrate(wanted: int, out: Path, workers: int, minutes: float = 30.0) -> Found:
    """Wave after wave until so many worlds are accepted or the time is over; goes on where an interrupted search was.

    Writes worlds.csv, accepted.csv, summary.csv and unmet.csv into the folder.
    """
    simulate({}, 1)  # compile before the workers need it
    found = waves(simulate, UNCERTAIN, TARGETS, out, Plan(wanted=wanted, workers=workers, minutes=minutes, most=40))
    tables = {"worlds": found.worlds, "accepted": found.accepted, "unmet": nearest_misses(found, UNCERTAIN, TARGETS)}
    if len(found.accepted):
        tables["summary"] = summary(found)
    for name, table in tables.items():
        write_atomically(out / f"{name}.csv", table.to_csv(index=False).encode())
    return found
