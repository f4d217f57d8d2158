"""Pages of the reference that follow from the code: `python docs/generate.py` writes them anew."""

from pathlib import Path

REFERENCE = Path(__file__).resolve().parent / "reference"
HEAD = "\n\nGenerated from the code by `python docs/generate.py`; do not edit.\n"


def cell(text) -> str:
    """Text as it may stand in a table."""
    return " ".join(str(text).split()).replace("|", "\\|")


def commands() -> str:
    """The command line: every command with its options and its example."""
    import typer

    from experiments.cli import app

    parts = ["# The command line" + HEAD]
    for name, command in typer.main.get_command(app).commands.items():
        parts.append(f"## vitaminb {name}\n\n{' '.join((command.help or '').split())}\n\n`{command.epilog.removeprefix('Example: ')}`\n")
        rows = [row for param in command.params if (row := option(param))]
        if rows:
            parts.append("| argument or option | default | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def option(param) -> str:
    """One line of a command's table, empty for what every command has."""
    if param.name == "help":
        return ""
    is_option = param.param_type_name == "option"
    name = ", ".join(f"`{word}`" for word in param.opts) if is_option else f"`{param.name.upper()}`"
    plain = param.default is None or callable(param.default) or param.default is False or param.default in ("", (), [])
    default = "" if plain or not is_option else f"`{param.default}`"
    return f"| {name} | {cell(default)} | {cell(param.help or '')} |"


def config_keys() -> str:
    """Every key of a config that is no parameter of market or rules: those stand in parameters.md."""
    from experiments.config import schema

    whole = schema()
    parts = ["# Keys of a config" + HEAD, "Keys of `market` and `rules`: see [the parameters](parameters.md).", "", *table(whole["properties"])]
    for record in ("Group", "Switch", "Design", "Factor", "Stop", "Keep", "NetworkFrom", "Claim", "Contrast"):
        if record in whole["$defs"]:
            found = whole["$defs"][record]
            parts += [f"\n## {record}\n", found.get("description", ""), "", *table(found["properties"])]
    return "\n".join(parts) + "\n"


def table(properties: dict) -> list[str]:
    """A line for each key: default, range, meaning."""
    lines = ["| key | default | range | unit | meaning |", "|---|---|---|---|---|"]
    for key, said in properties.items():
        kinds = [said, *said.get("anyOf", [])]
        low, high = (next((kind[word] for kind in kinds if word in kind), None) for word in ("minimum", "maximum"))
        limits = f"{low:,}..{high:,}" if low is not None and high is not None else ""
        default = said.get("default")
        shown = f"`{default}`" if default not in (None, "", [], {}) and not isinstance(default, dict) else ""
        lines.append(f"| `{key}` | {cell(shown)} | {limits} | {said.get('unit', '')} | {cell(said.get('description', ''))} |")
    return lines


def responses() -> str:
    """Every response with unit and meaning."""
    from experiments.responses.of_a_run import RESPONSES

    lines = ["# Responses" + HEAD, "What a run is measured by: one value for each strategy and run, a column of `runs.parquet`;",
             "any of them may be the `response` of a config.", "", "| response | unit | meaning |", "|---|---|---|"]  # fmt: skip
    lines += [f"| `{name}` | {unit} | {cell(meaning)} |" for name, (unit, meaning) in RESPONSES.items()]
    return "\n".join(lines) + "\n"


PAGES = {"commands.md": commands, "config.md": config_keys, "responses.md": responses}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
    print("Wrote", ", ".join(PAGES))
