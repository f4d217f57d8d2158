"""The page for a room: classroom."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError
from .common import TEACH, Quiet, Sets, Workers, app, resumable, say, warn_of_compiling, writable
from .progress import progress

WEEKS_OF_A_YEAR = 52


@app.command(rich_help_panel=TEACH, epilog="Example: vitaminb classroom --out seminar.html")
def classroom(
    config: Annotated[Path | None, typer.Argument(help="config file (YAML); a small market without", show_default=False)] = None,
    sets: Sets = [],  # noqa: B006
    out: Annotated[Path, typer.Option(help="file to write")] = Path("classroom.html"),
    show: Annotated[bool, typer.Option("--open/--no-open", help="open it in the browser")] = True,
    years: Annotated[int, typer.Option(min=5, help="recorded runs of the config as it is")] = 100,
    lever_years: Annotated[int, typer.Option(min=5, help="recorded runs of each value of a lever")] = 20,
    recordings: Annotated[Path, typer.Option(help="folder that keeps what was recorded")] = Path("results/classroom"),
    workers: Workers = 0,
    quiet: Quiet = False,
) -> None:
    """Write a page for trainers: one file, in German and English, with the model inside; it needs no network."""
    from ..running.pools import warm_up

    warm_up()
    from classroom.build import MOST_BYTES, page_of
    from classroom.pack import DEFAULT, check, pack_of

    from .. import config as configs
    from ..results.disk import write_atomically

    experiment = configs.load(config or DEFAULT, sets)
    check(experiment)
    for place in (out.resolve().parent, recordings):
        writable(place)
    if out.is_dir():
        raise UserError(f"{out}: is a folder; name a file")
    warn_of_compiling(experiment)
    if experiment.scenario.weeks != WEEKS_OF_A_YEAR:
        say(f"The page speaks of years, and this config runs {experiment.scenario.weeks} weeks; set weeks=52 to make them agree.")
    bar, on_done = progress(quiet)
    with resumable(lambda: "years that were recorded to the end are kept. Begin the rest anew with the same command."), bar:
        pack = pack_of(experiment, years, lever_years, recordings, workers, on_done)
    content = page_of(pack).encode()
    if len(content) > MOST_BYTES:
        say(f"The page has {len(content) / 1e6:.1f} MB; with fewer people or groups it is easier to hand out.")
    write_atomically(out, content)
    typer.echo(f"Page: {out} ({len(content) / 1e6:.1f} MB)")
    if show:
        typer.launch(out.resolve().as_uri())
