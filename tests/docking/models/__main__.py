"""Run all known-answer models and write the page about them: `python -m tests.docking.models [--out FILE] [--workers N]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import bass, telemarketer, tournament
from .report import page

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explanation" / "docking.md"


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if every comparison passed, else 1; the page is written either way."""
    parser = argparse.ArgumentParser(prog="python -m tests.docking.models", description="Hold the experiment pipeline against known answers.")
    parser.add_argument("--out", type=Path, default=PAGE, help="file to write (default: docs/explanation/docking.md)")
    parser.add_argument("--workers", type=int, default=1, help="worker processes (default: 1); the numbers do not depend on it")
    given = parser.parse_args(arguments)
    checks = [check for model in (tournament, bass, telemarketer) for check in model.checks(workers=given.workers)]
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(page(checks), encoding="utf-8")
    failed = [check for check in checks if not check.passed]
    for check in failed:
        print(f"not passed: {check.model}: {check.compared}: expected {check.expected}, got {check.got}", file=sys.stderr)
    print(f"{len(checks) - len(failed)} of {len(checks)} comparisons passed; see {given.out}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
