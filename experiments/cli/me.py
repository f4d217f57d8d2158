"""My own network: me."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError
from .common import STUDY, Quiet, Workers, app, say, warn_of_compiling, writable

LANGUAGES = {"en": ("en",), "de": ("de",), "both": ("en", "de")}


@app.command(rich_help_panel=STUDY, epilog="Example: vitaminb me my-archive.zip --hours 5")
def me(
    exports: Annotated[list[Path], typer.Argument(help="your own export: archive (ZIP or folder), contacts, messages, mailbox, chat",
                                                  show_default=False)],
    hours: Annotated[float, typer.Option(help="hours a week for networking")] = 5.0,
    name: Annotated[str, typer.Option("--me", help="your own name as the files have it, where they do not tell")] = "",
    weeks: Annotated[int, typer.Option(min=4, max=520, help="horizon")] = 52,
    worlds: Annotated[int, typer.Option(min=2, help="worlds: sets of assumptions that show the published patterns")] = 20,
    replications: Annotated[int, typer.Option(min=1, help="runs of each strategy in each world")] = 4,
    hash_names: Annotated[bool, typer.Option("--hash-names", help="hashes instead of names in the report")] = False,
    language: Annotated[str, typer.Option(help="en, de or both")] = "both",
    out: Annotated[Path, typer.Option(help="the report")] = Path("my-network.html"),
    quiet: Quiet = False,
    workers: Workers = 0,
) -> None:
    """Say what your own network is, which strategy pays with it, and whom each would approach. Nothing leaves this machine."""
    import os

    from ..evidence.calibration import ACCEPTED_SET
    from ..report.mine import page, sentences, texts
    from ..results.disk import write_atomically
    from ..studies.mine import Plan, study, verdict

    if language not in LANGUAGES:
        raise UserError(f"--language {language}: must be one of {', '.join(LANGUAGES)}")
    if not 0 < hours <= 80:
        raise UserError(f"--hours {hours:g}: must be above 0 and at most 80")
    writable(out.resolve().parent)
    warn_of_compiling()
    plan = Plan(tuple(map(str, exports)), name, hours, weeks, worlds, replications)

    def told(n: int, of: int) -> None:
        if not quiet and (n == of or n % max(1, of // 10) == 0):
            say(f"{n} of {of} worlds done")

    mine = study(plan, ACCEPTED_SET, workers or os.cpu_count() or 1, hash_names, told)
    found = verdict(mine)
    write_atomically(out, page(mine, found, LANGUAGES[language]).encode())
    code = LANGUAGES[language][0]
    typer.echo("\n".join(sentences(texts(code), code, mine, found)))
    typer.echo(f"Report: {out}")
