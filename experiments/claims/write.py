"""Claims on disk: findings.md, a table as CSV, one picture a claim, and the summary slide."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ..report import kept_figure
from ..store import write_atomically
from ..style import setup
from .figures import claim_figure, summary_figure
from .findings import page, table, verdict_line
from .run import Result


def write_all(results: list[Result], out: Path, quick: bool, findings: Path | None) -> tuple[str, Path]:
    """Write everything; returns the table for the terminal and the path of the findings."""
    setup()
    for result in results:
        kept_figure(out / "figures", result.experiment.claim.id, claim_figure(result), "", "")
    kept_figure(out / "figures", "summary", summary_figure(results), "", "")
    write_atomically(out / "claims.csv", rows(results).to_csv(index=False).encode())
    text = page(results, quick)
    path = out / "findings.md"
    write_atomically(path, text.encode())
    if findings is not None:
        write_atomically(findings, text.encode())
    return f"{table(results)}\n{verdict_line(results)}", path


def rows(results: list[Result]) -> pd.DataFrame:
    """One row per contrast."""
    return pd.DataFrame(
        {
            "claim": r.experiment.claim.id, "verdict": r.verdict, "this": f.contrast.this, "than": f.contrast.than,
            "response": f.contrast.response or r.experiment.claim.response, "contrast_verdict": f.verdict, "pairs": f.n,
            "base": f.base, "difference": f.difference, "low": f.low, "high": f.high, "runs": r.runs, "failed": r.failed,
            "worlds": len(r.worlds), "worlds_hold": int((r.worlds["effect"] > 0).sum()) if len(r.worlds) else None,
        }
        for r in results for f in r.findings
    )  # fmt: skip
