"""The report: one self-contained page from the stored tables; nothing is run again."""

from __future__ import annotations

import base64
import io
import shlex
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from jinja2 import Environment, PackageLoader, StrictUndefined

from sim.parameters import ASSUMPTION

from ..config import Experiment
from ..responses.bounds import bounds
from ..results.caveats import caveats
from ..results.disk import write_atomically
from ..results.store import TABLES, Store
from ..results.tables import csv_of
from ..statistics import league
from ..statistics.conditions import label_of
from ..statistics.hours import without_idle_rates
from ..statistics.intervals import mean_interval
from ..words import capital, pretty
from .answer import answer_of, first_screen, words_of
from .in_short import write_in_short
from .methods import ideas, methods, parameters, setting
from .sections import Section, sections_of
from .style import setup

LEAGUE_HEADS = ("rank", "strategy", "mean", "on_top", "same_letter", "eur", "wait", "never")  # keys of words, in the order of `league.rows_of`
ON_PAGE, IN_PRINT = 110, 300  # dots per inch of pictures in the page, and of those beside it
MOST_SHOWN = 500  # replications of which series, sellers and deals are shown
LONGEST_CSV = 50_000  # rows; longer tables are Parquet only
MOST_LEAGUES = 60  # conditions in league.csv
NUMBERS = {
    "Deals": {
        "deals_per_100_hours": ("deals per 100 hours", 2),
        "deals_per_seller_year": ("deals per seller and year", 2),
        "value_per_hour": ("EUR per hour", 0),
        "weeks_to_first_deal": ("weeks to first deal (median)", 0),
        "with_deal": ("sellers with a deal", 2),
        "gini_deals": ("inequality of deals (Gini)", 2),
    },
    "Relationships": {
        "trust_earned": ("trust earned per seller", 1),
        "strong": ("strong ties per seller", 1),
        "weak": ("weak ties per seller", 1),
        "hours_per_strong_tie": ("hours per strong tie", 0),
    },
    "Standing": {
        "acceptance": ("requests accepted", 2),
        "annoyance": ("times somebody was annoyed, per seller and year", 1),
        "reputation": ("reputation at the end", 2),
    },
}  # heading of a table: response: (heading of its column, digits)


def write_report(folder: Path, allow_unbalanced: bool = False, language: str = "en") -> Path:
    """Draw the pictures and write `report.html` from the stored tables of finished results. Returns its path.

    language: of the first screen and of the headings, "en" or "de".
    """
    words = words_of(language)
    setup()
    store = Store.open(folder)
    experiment, status = store.experiment(), store.status()
    runs = store.table("runs")
    runs = pd.DataFrame() if runs is None else runs
    found = sections_of(experiment, runs, allow_unbalanced)
    refused = len(found) == 1 and found[0].title == "Not compared"
    shown = first_point(store, runs) if len(runs) and not refused else {}
    ranked = leagues_of(experiment, runs) if shown else None
    listed = parameters(experiment)
    assumed = sum(p["source"] == ASSUMPTION for p in listed), len(listed)
    parts = first_screen(answer_of(experiment, shown if shown else {}, assumed), words)
    verdict = [capital(said) for said in (found[0].sentences if found else parts[0]["sentences"]) + caveats(status, store.provenance())]
    beside = parts[1:]
    heads = [words.name(experiment.response) if head == "mean" else words(head) for head in LEAGUE_HEADS]
    ranks = league.rows_of(ranked[ranked["point"] == ranked["point"].min()], words.name) if shown else []
    ranks = [[words.local(cell) for cell in row] for row in ranks]
    shown = in_order(shown, ranked)
    here = count_of(shown["runs"]) if shown else ""
    text = template().render(
        t=words,
        title=experiment.title or store.provenance()["experiment"],
        question=experiment.question.strip(),
        verdict=verdict,
        parts=beside,
        status=status,
        runs_said=runs_said(status),
        runs_here=here,
        setting=setting(experiment),
        failures=failures_of(store),
        sections=[drawn_section(store.folder / "figures", section, "") for section in found],
        numbers=number_tables(shown["runs"]) if shown else [],
        league_header=heads,
        league=ranks,
        first_condition=label_of(experiment.points[int(shown["runs"]["point"].iloc[0])]) if shown else "",
        worlds=ranges_of(experiment),
        single=len(experiment.points) == 1,
        figures=draw_all(store.folder / "figures", shown, experiment.response, here) if shown else [],
        methods=methods(experiment, status, runs),
        ideas=ideas(experiment),
        parameters=listed,
        provenance={"seconds": "?"} | store.provenance(),
        folder=shlex.quote(str(named_from_here(store.folder))),
    )
    path = store.folder / "report.html"
    write_atomically(store.folder / "reproduce.sh", reproduce(store).encode())
    write_in_short(store.folder, verdict, beside, heads, ranks, ranked)
    write_csvs(store, {"league": ranked, "parameters": pd.DataFrame(listed)})
    write_atomically(path, text.encode())
    return path


def write_csvs(store: Store, more: dict[str, pd.DataFrame | None]) -> None:
    """Every stored table that is not too long for it, and `more`, as tidy CSV beside the Parquet files."""
    for name in (*TABLES, "failures"):
        path = store.folder / f"{name}.parquet"
        if path.is_file() and pq.read_metadata(path).num_rows <= LONGEST_CSV:
            write_atomically(store.folder / f"{name}.csv", csv_of(store.table(name)))
    for name, table in more.items():
        if table is not None:
            write_atomically(store.folder / f"{name}.csv", csv_of(table))


def leagues_of(experiment: Experiment, runs: pd.DataFrame) -> pd.DataFrame:
    """The league at the first points, as many as are worth printing."""
    first = sorted(runs["point"].unique())[:MOST_LEAGUES]
    return league.leagues(runs[runs["point"].isin(first)], experiment.response)


def ranges_of(experiment: Experiment) -> list[tuple[str, str, str]]:
    """What the worlds cover: parameter, least, most; nothing with one world."""
    drawn = pd.DataFrame(experiment.drawn)
    return [(key, f"{drawn[key].min():.3g}", f"{drawn[key].max():.3g}") for key in drawn]


def named_from_here(folder: Path) -> Path:
    """A folder as one may type it: relative to the working folder if it lies in there, else whole."""
    whole, here = folder.resolve(), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def count_of(runs: pd.DataFrame) -> str:
    """How many runs a table or picture of one condition shows."""
    return f"n = {runs['replication'].nunique():,}."


def failures_of(store: Store) -> list[dict]:
    """Failed runs, at most a hundred of them."""
    failures = store.table("failures")
    return failures.head(100).to_dict("records") if failures is not None else []


def first_point(store: Store, runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of the first point that has runs: the config as it is, in most designs.

    All of its runs; of what has many rows a run, only the first 500 replications, so that memory stays flat.
    """
    first = runs["point"].min()
    mine = runs[runs["point"] == first]
    last = int(np.sort(mine["replication"].unique())[:MOST_SHOWN][-1])
    where = [("point", "==", int(first)), ("replication", "<=", last)]
    others = {name: store.table(name, where) for name in TABLES if name not in ("runs", "messages")}
    return {"runs": mine} | {name: table for name, table in others.items() if table is not None}


def in_order(shown: dict[str, pd.DataFrame], ranked: pd.DataFrame | None) -> dict[str, pd.DataFrame]:
    """The tables with strategies in the order of the league, the best first."""
    if ranked is None:
        return shown
    place = {name: k for k, name in enumerate(ranked.loc[ranked["point"] == ranked["point"].min(), "strategy"])}
    return {key: table.sort_values("strategy", key=lambda names: names.map(place), kind="stable") if "strategy" in table else table
            for key, table in shown.items()}  # fmt: skip


def drawn_section(folder: Path, section: Section, note: str) -> dict:
    """A section with its pictures drawn."""
    figures = [kept_figure(folder, name, draw(), title, caption, note, IN_PRINT) for name, (draw, title, caption) in section.figures.items()]
    return {"title": section.title, "sentences": section.sentences, "header": section.header, "rows": section.rows,
            "figures": [figure for figure in figures if figure]}  # fmt: skip


def reproduce(store: Store) -> str:
    """A shell script that makes the results again and compares them."""
    made = store.provenance()
    commit = made["commit"]["sha"]
    lines = ["#!/bin/sh", "# Makes these results again from the full config beside this script.", "set -e", 'cd "$(dirname "$0")"']
    if commit:
        lines.append(f"# Vitamin B {made['vitaminb']}, commit {commit}{'' if made['commit']['clean'] else ' with uncommitted changes'}")
    lines += [f"# {name} {version}" for name, version in made["packages"].items()]
    lines += ["vitaminb run config.yaml --out again", 'vitaminb diff . again/config/"$(ls -t again/config | head -n 1)"']
    return "\n".join(lines) + "\n"


def template():
    """The page, with everything escaped that comes from data."""
    environment = Environment(
        loader=PackageLoader("experiments.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("report.html.j2")


def number_tables(runs: pd.DataFrame) -> list[dict]:
    """The tables of responses: a row for each strategy, a column for each response."""
    groups = {name: group for name, group in without_idle_rates(runs).groupby("strategy", sort=False)}
    return [
        {"title": title, "header": [said for said, _ in columns.values()],
         "rows": [{"name": pretty(name), "cells": [cell(group[response], digits) for response, (_, digits) in columns.items()]}
                  for name, group in groups.items()]}
        for title, columns in NUMBERS.items()
    ]  # fmt: skip


def cell(values: pd.Series, digits: int) -> dict:
    """Mean and interval of a response as text, that of a share within 0..1; a dash if some run has no value."""
    if values.isna().any():
        return {"mean": "–", "range": ""}
    mean, low, high = mean_interval(values.to_numpy(), bounds(values.name))
    return {"mean": number(mean, digits), "range": "" if pd.isna(low) else f"{number(low, digits)} to {number(high, digits)}"}


def number(value: float, digits: int) -> str:
    """A number without a sign before zero."""
    return f"{round(value, digits) + 0.0:,.{digits}f}"


def draw_all(folder: Path, tables: dict[str, pd.DataFrame], response: str, note: str) -> list[dict]:
    """Draw the league by a response and every picture that the tables allow, as PNG and SVG files; the PNGs also for the page."""
    from .figures import FIGURES, deals

    league = kept_figure(folder, "league", deals.league(tables["runs"], response), capital(pretty(response)), deals.LEAGUE_CAPTION, note,
                         IN_PRINT)  # fmt: skip
    figures = [league] + [
        kept_figure(folder, name, draw(tables), title, caption, note, IN_PRINT)
        for name, (draw, title, caption, needs) in FIGURES.items()
        if needs <= tables.keys()
    ]
    return [figure for figure in figures if figure]


def runs_said(status: dict) -> str:
    """How many runs there are, as every table and picture says."""
    return f"Runs: {status['planned']:,} planned, {status['ok']:,} ok, {status['failed']:,} failed, {status['pending']:,} pending."


def kept_figure(folder: Path, name: str, figure, title: str, caption: str, note: str = "", dpi: int = ON_PAGE) -> dict | None:
    """Store a picture as PNG and SVG, and give what the page needs of it. note: small print below the picture; dpi: of the stored PNG."""
    import matplotlib.pyplot as plt

    if figure is None:
        return None
    folder.mkdir(exist_ok=True)
    figure.draw_without_rendering()  # gives everything its place, where it stays: else the note would move legends onto itself
    figure.set_layout_engine("none")
    for legend in figure.legends:
        legend.set_bbox_to_anchor((0, 0, 1, 1), figure.transFigure)
    figure.text(0.995, -0.25 / figure.get_figheight(), note, ha="right", va="top", fontsize=11, color="#555555")
    png, fine, svg = io.BytesIO(), io.BytesIO(), io.BytesIO()
    figure.savefig(png, format="png", dpi=ON_PAGE, bbox_inches="tight", pad_inches=0.15)
    if dpi != ON_PAGE:
        figure.savefig(fine, format="png", dpi=dpi, bbox_inches="tight", pad_inches=0.15)
    figure.savefig(svg, format="svg", bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)
    write_atomically(folder / f"{name}.png", fine.getvalue() or png.getvalue())
    write_atomically(folder / f"{name}.svg", svg.getvalue())
    return {"title": title, "caption": caption, "data": base64.b64encode(png.getvalue()).decode()}
