"""Claims on disk: findings.md, a table as CSV, one picture a claim, and the summary slide."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from ..report.page import kept_figure
from ..report.style import setup
from ..results.store import write_atomically
from ..results.tables import csv_of
from .figures import claim_figure, save_small, summary_figure
from .findings import page, table, verdict_line
from .run import Result


def write_all(results: list[Result], out: Path, quick: bool, findings: Path | None, images: Path | None) -> tuple[str, Path]:
    """Write everything; returns the table for the terminal and the path of the findings.

    findings: a second copy of the page, with its pictures in `images` (by default a folder named after the page, beside it).
    """
    setup()
    draw(results, out / "figures")
    write_atomically(out / "claims.csv", csv_of(rows(results)))
    path = out / "findings.md"
    write_atomically(path, page(results, quick, "figures").encode())
    if findings is not None:
        images = images or findings.with_suffix("")
        draw(results, images, small=True)
        pictures = Path(os.path.relpath(images, findings.parent)).as_posix()
        write_atomically(findings, page(results, quick, pictures).encode())
    return f"{table(results)}\n{verdict_line(results)}", path


def draw(results: list[Result], folder: Path, small: bool = False) -> None:
    """All pictures: PNG and SVG, or only small PNG."""
    folder.mkdir(parents=True, exist_ok=True)
    makers = {"summary": lambda: summary_figure(results)}
    for result in results:
        name = result.experiment.claim.id
        makers[name] = lambda result=result: claim_figure(result)
        makers |= {f"{name}-{part}": make for section in result.sections for part, (make, _, _) in section.figures.items()}
    for name, make in makers.items():
        figure = make()
        if small:
            save_small(figure, folder / f"{name}.png")
        else:
            kept_figure(folder, name, figure, "", "")


def rows(results: list[Result]) -> pd.DataFrame:
    """One row per contrast."""
    return pd.DataFrame(
        {
            "claim": r.experiment.claim.id, "verdict": r.verdict, "this": f.contrast.this, "than": f.contrast.than,
            "response": f.contrast.response or r.experiment.claim.response, "beyond": f.contrast.beyond, "judged": f.contrast.judged,
            "contrast_verdict": f.verdict, "pairs": f.n, "base": f.base, "difference": f.difference, "low": f.low, "high": f.high,
            "corrected_for": r.tests, "runs": r.runs, "failed": r.failed, "worlds": r.holds[3], "worlds_hold": r.holds[0],
            "worlds_surely": r.holds[1], "worlds_surely_not": r.holds[2],
        }
        for r in results for f in r.findings
    )  # fmt: skip
