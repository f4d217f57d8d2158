"""A mixture design in a report: pay-off by share, who invades whom, and where mixtures settle."""

from __future__ import annotations

import pandas as pd

from ...config import Experiment
from ...errors import UserError
from ...statistics.payoffs import Payoffs, fit_payoffs, invasions
from ...statistics.replicator import MOST_STRATEGIES, rest_points
from ...words import pretty
from .section import Section

BAD_FIT = 0.01
SHOWN = 6


def shares_of(experiment: Experiment, runs: pd.DataFrame) -> pd.DataFrame:
    """Runs of the mixed strategies with columns mix, share, payoff."""
    mixed = runs[runs["strategy"].isin(experiment.design.groups)]
    total = mixed.groupby(["point", "replication"])["sellers"].transform("sum")
    return mixed.assign(mix=mixed["point"], share=mixed["sellers"] / total, payoff=mixed[experiment.response])


def fitted(mixed: pd.DataFrame) -> Payoffs:
    """Linear pay-offs, or quadratic ones where luck cannot explain how runs depart from a line and there are mixes enough."""
    fit = fit_payoffs(mixed)
    if min(fit.misfit.values()) >= BAD_FIT:
        return fit
    try:
        return fit_payoffs(mixed, "quadratic")
    except UserError:
        return fit


def composition_section(experiment: Experiment, runs: pd.DataFrame) -> Section:
    """Pay-off by share, invasion, and where mixtures settle."""
    from ..figures import composition as draw
    from ..figures import replicator as flow

    mixed, section = shares_of(experiment, runs), Section("What if more people do the same")
    section.figures["payoffs"] = (lambda: draw.payoffs(mixed, experiment.response), "Pay-off by share",
                                  "What each strategy earns by its own share of the sellers; mean and 95 % interval.")  # fmt: skip
    try:
        fit = fitted(mixed)
    except UserError as error:
        section.sentences = [f"{error}."]
        return section
    found = invasions(fit)
    section.sentences = [invasion_said(row) for row in found.itertuples()]
    section.header = ["resident", "rare invader", "advantage", "low", "high", "verdict"]
    section.rows = [[pretty(row.resident), pretty(row.invader), *(f"{x:.3g}" for x in (row.advantage, row.low, row.high)), row.verdict]
                    for row in found.itertuples()]  # fmt: skip
    wrong = [pretty(name) for name, p in fit.misfit.items() if p < BAD_FIT]
    if wrong:
        section.sentences.append(f"Pay-offs of {', '.join(wrong)} depart from the fitted form by more than luck; read what follows with care.")
    if len(fit.names) > MOST_STRATEGIES:
        return section
    points = rest_points(fit)
    stable = points[points["stability"] == "stable"].head(SHOWN)
    section.sentences += [rest_said(fit, row) for _, row in stable.iterrows()] or [
        "No mixture is stable: if sellers copied what pays, shares would keep moving."]  # fmt: skip
    if len(fit.names) in (2, 3):
        section.figures["dynamics"] = (lambda: flow.dynamics(fit, points, mixed), "Where mixtures go",
                                       "Replicator dynamics on the fitted pay-offs. Filled: stable; grey: neutral; open: unstable.")  # fmt: skip
    return section


def invasion_said(row) -> str:
    """A row of `invasions` in words."""
    word = {"invades": "invades", "repelled": "cannot invade", "no difference": "may or may not invade"}[row.verdict]
    return f"A rare {pretty(row.invader)} {word} a market of {pretty(row.resident)}: {row.advantage:+.2f} ({row.low:+.2f} to {row.high:+.2f})."


def rest_said(fit: Payoffs, row: pd.Series) -> str:
    """A stable rest point in words."""
    mix = ", ".join(f"{pretty(name)} {row[name]:.0%} ({row[f'{name}_low']:.0%} to {row[f'{name}_high']:.0%})" for name in row["present"])
    return f"If sellers copied what pays, shares could settle at {mix}; stable in {round(100 * row['stable'])} of 100 resamplings."
