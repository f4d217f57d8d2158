"""The validation page: how the model fits the evidence, what each pattern, file and parameter was used for; written by command."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sim.scenario import Scenario

from .bands import BANDS
from .calibration import ACCEPTED_SET, UNCERTAIN
from .rates import WITH

TEXT = """# Validation: does the model behave like the world where we can check?

This page is written by the command below; nothing in it is edited by hand. What each statistic is, exactly, stands in
[evidence](../reference/evidence.md).

    {command}

The shipped market of ordinary people was run with {seeds} seeds; a value is the median over
seeds, its interval holds 95 % of them.

**{hits} of {measured} statistics lie in their band**: {by_role}.
{missed}

![Bands, real logs and model]({picture})

*Grey: the band; dots: real logs with 95 % intervals; diamond: the model, hollow where it misses.*

## Scorecard

{scorecard}

*Calibration*: the band set a parameter, so a hit proves nothing. *Validation*: it set none. *Plausibility*: the band comes from weak
sources. P7 and P10 are measured in a market with sellers: one person in three sells in passing (an assumption), one in fifty mass-mails.

## What each file was used for

No parameter was fitted to a file directly; bands were, and some bands were drawn from these files.

{files}

## Calibrated parameters

History matching (`vitaminb calibrate`; see [decisions](decisions.md)): waves of worlds, spread evenly over all {parameters} uncertain
parameters, are simulated and measured as above; a world is ruled out by any pattern off its band by more than the luck of seeds explains.
The shipped set has {members} accepted worlds, which sampled worlds of the [claims](findings.md) draw from.

{calibrated}

Of all other parameters, the [reference](../reference/parameters.md) names the source, or says that there is none. The weight of
notes was set by mass requests (P7), trade by plausible leads (P10), before any strategy was compared.

Again from the start: `vitaminb calibrate` (30 minutes on two cores; resumable), then the accepted set in place of
`experiments/evidence/accepted.csv`, its best member as the defaults, and this page anew.

## Rates in units that people know

{rates}
"""


def page(table: pd.DataFrame, measured: pd.DataFrame, real: Mapping[str, pd.DataFrame], seeds: int, command: str, picture: str) -> str:
    """The page in Markdown. table: result of `score`; measured: all rows of all seeds; real: name -> `patterns` of a log."""
    known = table[table["hit"].notna()]
    roles = [f"{int(part['hit'].astype(bool).sum())} of {len(part)} for {role}" for role, part in known.groupby("role", sort=False)]
    misses = [f"{r.pattern} {r.statistic} ({r.value:.3g}; band {r.band_low:g} to {r.band_high:g})"
              for r in known[~known["hit"].astype(bool)].itertuples()]  # fmt: skip
    members = pd.read_csv(ACCEPTED_SET)
    return TEXT.format(
        command=command, seeds=seeds, hits=int(known["hit"].astype(bool).sum()), measured=len(known), by_role="; ".join(roles),
        missed=f"\n**Unmet**: {'; '.join(misses)}." if misses else "", picture=picture, scorecard=scorecard_rows(table, real),
        files=file_rows(table, real), parameters=len(UNCERTAIN),
        members=len(members), calibrated=parameter_rows(members), rates=rate_rows(measured),
    )  # fmt: skip


def markdown(header: list[str], rows: list[list[str]]) -> str:
    """A table."""
    return "\n".join([f"| {' | '.join(header)} |", "|" + "---|" * len(header), *(f"| {' | '.join(row)} |" for row in rows)])


def digits(value: float) -> str:
    """Three significant digits, a dash for what was not measured."""
    return "–" if np.isnan(value) else f"{value:.3g}"


def band_text(low: float, high: float) -> str:
    """A band in words, a dash where there is none."""
    return "–" if np.isnan(low) else f"{low:g} to {high:g}"


def scorecard_rows(table: pd.DataFrame, real: Mapping[str, pd.DataFrame]) -> str:
    """Pattern, band, model, real logs, hit, use, source."""
    said = {True: "hit", False: "**miss**", None: "–"}
    rows = [[r.pattern, r.statistic, band_text(r.band_low, r.band_high), f"{digits(r.value)} ({digits(r.low)} to {digits(r.high)})",
             said[r.hit], *(digits(r.real_value_by_file[name]) for name in real), r.role, r.source] for r in table.itertuples()]  # fmt: skip
    return markdown(["", "statistic", "band", "model", "", *real, "used for", "source of the band"], rows)


def file_rows(table: pd.DataFrame, real: Mapping[str, pd.DataFrame]) -> str:
    """For each real log: bands drawn from it, and how it fares in the bands that were not."""
    rows = []
    for name in real:
        behind = [band for band in BANDS if band.drawn_from(name)]
        calibrating = sorted({band.pattern for band in behind if band.role == "calibration"})
        others = [(band, row.real_value_by_file[name]) for band, row in zip(BANDS, table.itertuples()) if not band.drawn_from(name)]
        held = [(band, value) for band, value in others if np.isfinite(value)]
        inside = sum(band.low <= value <= band.high for band, value in held)
        patterns = ", ".join(sorted({band.pattern for band, _ in held})) or "–"
        rows.append([name, ", ".join(sorted({band.pattern for band in behind})) or "–", ", ".join(calibrating) or "–", patterns,
                     f"{inside} of {len(held)}"])  # fmt: skip
    if not rows:
        return "(No real log was given.)"
    return markdown(["file", "bands drawn from it", "of these, calibrating", "bands it can confirm", "its values in these bands"], rows)


def default_of(key: str) -> float:
    """The shipped default of a calibrated parameter."""
    scenario = Scenario()
    if key.startswith("market.parameters."):
        return float(getattr(scenario.parameters_of("market"), key.rsplit(".", 1)[1]))
    value = scenario
    for name in key.split("."):
        value = getattr(value, name)
    return float(value)


def parameter_rows(members: pd.DataFrame) -> str:
    """Default, 5 % to 95 % of the accepted set, and the prior range with its source."""
    rows = [[f"`{key}`", digits(default_of(key)), f"{digits(members[key].quantile(0.05))} to {digits(members[key].quantile(0.95))}",
             f"{prior.low:g} to {prior.high:g}", prior.source] for key, prior in UNCERTAIN.items() if key in members]  # fmt: skip
    return markdown(["parameter", "default", "accepted (5 % to 95 %)", "prior", "source of the prior"], rows)


def rate_rows(measured: pd.DataFrame) -> str:
    """Rates with what they are to be compared with."""
    mine = measured[measured["pattern"] == "rates"]
    rows = []
    for name, part in mine.groupby("statistic", sort=False):
        low, high = part["value"].quantile([0.025, 0.975])
        rows.append([name, f"{digits(part['value'].median())} ({digits(low)} to {digits(high)})", part["unit"].iloc[0], WITH[name]])
    return markdown(["rate", "model", "unit", "compare with"], rows)
