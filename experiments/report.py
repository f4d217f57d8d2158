"""The report: one self-contained page from the stored tables; nothing is run again."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BaseModel

from sim.parameters import ASSUMPTION

from .config import Experiment
from .estimates import mean_interval
from .store import TABLES, Store, write_atomically
from .style import pretty, setup
from .verdict import sentences

ROWS = {
    "deals_per_100_hours": ("deals per 100 hours", 2),
    "deals_per_seller_year": ("deals per seller and year", 2),
    "value_per_hour": ("EUR per hour", 0),
    "trust_earned": ("trust earned per seller", 1),
    "strong": ("strong ties per seller", 1),
    "weak": ("weak ties per seller", 1),
    "hours_per_strong_tie": ("hours per strong tie", 0),
    "weeks_to_first_deal": ("weeks to first deal (median)", 0),
    "with_deal": ("sellers with a deal", 2),
    "gini_deals": ("inequality of deals (Gini)", 2),
    "acceptance": ("requests accepted", 2),
    "annoyance": ("people annoyed per seller and year", 1),
    "reputation": ("reputation at the end", 2),
}


def write_report(folder: Path) -> Path:
    """Draw the pictures and write `report.html` from the stored tables of finished results. Returns its path."""
    store = Store.open(folder)
    experiment, status = store.experiment(), store.status()
    tables = {name: table for name in TABLES if name != "messages" and (table := store.table(name)) is not None}
    runs = tables.get("runs", pd.DataFrame())
    failures = store.table("failures")
    text = template().render(
        title=experiment.title or store.provenance()["experiment"],
        question=experiment.question.strip(),
        verdict=sentences(runs) if len(runs) else ["No run succeeded, so there is nothing to say."],
        status=status,
        setting=setting(experiment),
        failures=failures.to_dict("records") if failures is not None else [],
        strategies=[pretty(name) for name in dict.fromkeys(runs["strategy"])] if len(runs) else [],
        table=number_rows(runs) if len(runs) else [],
        figures=draw_all(store.folder / "figures", tables) if len(runs) else [],
        ideas=ideas(experiment),
        parameters=(listed := parameters(experiment)),
        assumptions=sum(p["source"] == ASSUMPTION for p in listed),
        provenance={"seconds": "?"} | store.provenance(),
        folder=f"results/{store.folder.parent.name}/{store.folder.name}",
    )
    path = store.folder / "report.html"
    write_atomically(path, text.encode())
    return path


def template():
    """The page, with everything escaped that comes from data."""
    environment = Environment(
        loader=PackageLoader("experiments"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("report.html.j2")


def setting(experiment: Experiment) -> str:
    """Size and length in words."""
    scenario = experiment.scenario
    sellers = sum(group.sellers for group in scenario.strategies.values())
    said = f"Each: {scenario.weeks} weeks in a market of {scenario.people:,} people, {sellers} of them sellers."
    if scenario.ablate:
        said += f" Switched off: {', '.join(map(pretty, scenario.ablate))}."
    if experiment.network:
        said += f" The network at the start was read from {Path(experiment.network.file).name}."
    return said


def number_rows(runs: pd.DataFrame) -> list[dict]:
    """The table of responses: a row each, a cell per strategy."""
    names = list(dict.fromkeys(runs["strategy"]))
    return [
        {"name": said, "cells": [cell(runs.loc[runs["strategy"] == name, response], digits) for name in names]}
        for response, (said, digits) in ROWS.items()
    ]


def cell(values: pd.Series, digits: int) -> dict:
    """Mean and interval as text; a dash if some run has no value."""
    if values.isna().any():
        return {"mean": "–", "range": ""}
    mean, low, high = mean_interval(values.to_numpy())
    return {
        "mean": f"{mean:,.{digits}f}",
        "range": "" if pd.isna(low) else f"{low:,.{digits}f} to {high:,.{digits}f}",
    }


def draw_all(folder: Path, tables: dict[str, pd.DataFrame]) -> list[dict]:
    """Draw every picture that the tables allow, as PNG and SVG files; the PNGs also for the page."""
    import matplotlib.pyplot as plt

    from .figures import FIGURES

    setup()
    folder.mkdir(exist_ok=True)
    drawn = []
    for name, (draw, title, caption) in FIGURES.items():
        figure = draw(tables)
        if figure is None:
            continue
        png, svg = io.BytesIO(), io.BytesIO()
        figure.savefig(png, format="png", dpi=110, bbox_inches="tight", pad_inches=0.15)
        figure.savefig(svg, format="svg", bbox_inches="tight", metadata={"Date": None})
        plt.close(figure)
        write_atomically(folder / f"{name}.png", png.getvalue())
        write_atomically(folder / f"{name}.svg", svg.getvalue())
        drawn.append({"title": title, "caption": caption, "data": base64.b64encode(png.getvalue()).decode()})
    return drawn


def ideas(experiment: Experiment) -> list[dict]:
    """What each group does, from the strategy's own words."""
    scenario = experiment.scenario
    return [
        {"name": pretty(label), "sellers": group.sellers, "hours": f"{group.hours:g}",
         "idea": scenario.strategy_of(label).doc.split("\n\n")[0].replace("\n", " ")}
        for label, group in scenario.strategies.items()
    ]  # fmt: skip


def parameters(experiment: Experiment) -> list[dict]:
    """Every parameter of market, rules and strategies as run, with unit, range and source."""
    scenario = experiment.scenario
    rows = listed("market", scenario.market) + listed("rules", scenario.effective_rules())
    for label in scenario.labels:
        rows += listed(f"strategies.{label}" if label != "market" else "market", scenario.parameters_of(label))
    return rows


def listed(prefix: str, record: BaseModel) -> list[dict]:
    """The parameters of a record and of the records in it."""
    rows = []
    for key, field in type(record).model_fields.items():
        value = getattr(record, key)
        if isinstance(value, BaseModel):
            rows += listed(f"{prefix}.{key}", value)
        elif field.json_schema_extra:
            limits = {type(limit).__name__: limit for limit in field.metadata}
            rows.append(
                {"name": f"{prefix}.{key}", "value": f"{value:g}", "unit": field.json_schema_extra["unit"],
                 "low": f"{limits['Ge'].ge:g}", "high": f"{limits['Le'].le:g}", "meaning": field.description,
                 "source": field.json_schema_extra["source"], "changed": value != field.default}
            )  # fmt: skip
    return rows
