"""The results that there are: list, compare, clean."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UserError
from .common import LOOK, Json, Results, app, opened, print_json, say

Out = Annotated[Path, typer.Option(help="folder of results")]


@app.command("list", rich_help_panel=LOOK, epilog="Example: vitaminb list")
def list_results(out: Out = Path("results"), json: Json = False) -> None:
    """List all results: where they are, whether they are finished, and how large they are."""
    from ..results.overview import all_results, listed

    table = listed(all_results(out))
    if json:
        print_json(table)
    elif table.empty:
        say(f"There are no results in {out}; make some with: vitaminb run four_strategies")
    else:
        typer.echo(table.to_string(index=False))


@app.command(rich_help_panel=LOOK, epilog="Example: vitaminb compare four_strategies spam_flood")
def compare(
    first: Results,
    second: Results,
    response: Annotated[str, typer.Option(help="what to compare; by default what the first compares strategies by")] = "",
    json: Json = False,
) -> None:
    """Say by how much each strategy does better or worse in the second results than in the first."""
    from ..results.overview import sizes

    stores = opened(first), opened(second)
    table = sizes(*stores, response)
    if json:
        print_json({"first": stores[0].folder, "second": stores[1].folder, "rows": table})
        return
    for name, store in zip(("First", "Second"), stores):
        typer.echo(f"{name}: {store.folder}")
    typer.echo(f"{table['response'].iloc[0].replace('_', ' ')}, means over runs; the difference with a 95 % interval:")
    for row in table.itertuples():
        at = f"point {row.point}, " if table["point"].nunique() > 1 else ""
        said = "" if row.low != row.low else f" ({row.low:+.2f} to {row.high:+.2f})"
        typer.echo(f"  {at}{row.strategy}: {row.first:.2f} and {row.second:.2f}, {row.difference:+.2f}{said}")
    if not table["paired"].all():
        say("The two have different luck, so the intervals are wider than with the same seed and replications.")


@app.command(rich_help_panel=LOOK, epilog="Example: vitaminb clean four_strategies --keep 1 --yes")
def clean(
    experiment: Annotated[str, typer.Argument(help="only results of this experiment", show_default=False)] = "",
    out: Out = Path("results"),
    keep: Annotated[int, typer.Option(min=0, help="how many of the newest to keep, of each experiment")] = 1,
    unfinished: Annotated[bool, typer.Option("--unfinished", help="remove interrupted results, too")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="remove them; without this, only say what would be removed")] = False,
) -> None:
    """Remove old results. Interrupted ones stay unless you say otherwise."""
    from ..results.overview import all_results, too_old

    folder = out / experiment
    if experiment and not folder.is_dir():
        raise UserError(f"{folder}: there are no such results; `vitaminb list` shows what there is")
    stores = all_results(folder)
    old = too_old(stores, keep) + [store for store in stores if unfinished and store.status() is None]
    for store in old:
        if yes:
            with store.lock():
                shutil.rmtree(store.folder)
        typer.echo(f"{'Removed' if yes else 'Would remove'}: {store.folder}")
    if not old:
        say("There is nothing to remove.")
    elif not yes:
        say("Nothing was removed; do it with --yes.")
