"""Config files as trees: YAML in, with lines and wordings, what they extend, and `--set`."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import UserError, one_line
from ..files import MOST_BYTES, read_file, whole_path
from .yaml_tree import Tree, Trouble, read_tree

TEXTS = (("title",), ("question",), ("network", "me"), ("network", "file"), ("claim", "id"), ("claim", "statement"), ("claim", "source"))
LONGEST_CHAIN = 10  # configs that extend one another
Places = dict[tuple, tuple[Path, int]]  # by path of keys: file and line


def read_yaml(path: Path) -> Tree:
    """The tree of a config file. Raises UserError that names file and line."""
    content = read_file(path, MOST_BYTES, "there is no such file; `vitaminb init` writes one to start from")
    try:
        tree = read_tree(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UserError(f"{path}: is not text in UTF-8; save the config as UTF-8") from None
    except Trouble as error:
        raise UserError(f"{path}, line {error.line}: {error.said}") from None
    if not isinstance(tree.value, dict):
        hint = "write key: value, with a blank after the colon" if tree.value else "`vitaminb init` writes a config to start from"
        raise UserError(f"{path}: holds no keys; {hint}")
    for where in TEXTS:  # a year is a title, and a number may be somebody's name
        if where in tree.texts:
            put(tree.value, list(where), tree.texts[where], "")
    return tree


def read_config(path: Path, seen: tuple[str, ...] = ()) -> tuple[dict, Places]:
    """The values of a config and of what it extends, files named from the root, and where each stands. Raises UserError."""
    tree = read_yaml(path)
    folder = path.parent
    plain = with_whole_paths(tree.value, lambda name: whole_path(folder, name))
    places: Places = {where: (path, line) for where, line in tree.lines.items()}
    if "extends" not in plain:
        return plain, places
    base, here = plain.pop("extends"), f"{path}, line {tree.lines.get(('extends',), 1)}: extends: "
    if not isinstance(base, str) or not base:
        raise UserError(f"{here}must name a config file")
    other = whole_path(folder, base)
    if other in seen or other == whole_path("", str(path)) or len(seen) >= LONGEST_CHAIN:
        raise UserError(f"{here}{base} extends this config in turn; let one of them stand alone")
    below, their_places = read_config(Path(other), (*seen, whole_path("", str(path))))
    return merged(below, plain), their_places | places


def merged(below: dict, above: dict) -> dict:
    """Two trees in one: mappings are joined key by key, everything else of `above` stands in place of that of `below`."""
    both = dict(below)
    for key, value in above.items():
        joined = isinstance(value, dict) and isinstance(both.get(key), dict)
        both[key] = merged(both[key], value) if joined else value
    return both


def with_whole_paths(tree: dict, whole: Callable[[str], str]) -> dict:
    """A tree in which every file is named as `whole` names it: network, strategies, points, networks among the levels."""

    def each(value):
        return [whole(one) if isinstance(one, str) else one for one in value] if isinstance(value, list | tuple) else one_of(value)

    def one_of(value):
        return whole(value) if isinstance(value, str) and value else value

    tree = dict(tree)
    if isinstance(tree.get("network"), dict) and "file" in tree["network"]:
        tree["network"] = tree["network"] | {"file": one_of(tree["network"]["file"])}
    if "strategy_files" in tree:
        tree["strategy_files"] = each(tree["strategy_files"])
    if isinstance(tree.get("design"), dict):
        tree["design"] = design_with_whole_paths(tree["design"], one_of, each)
    return tree


def design_with_whole_paths(design: dict, one_of, each) -> dict:
    """A design whose files are named from the root: that of its points, and networks among its levels and in its rows."""
    design = dict(design)
    if "file" in design:
        design["file"] = one_of(design["file"])
    factors, rows = design.get("factors"), design.get("rows")
    if isinstance(factors, dict) and "network.file" in factors:
        given = factors["network.file"]
        levels = given | {"values": each(given.get("values"))} if isinstance(given, dict) else each(given)
        design["factors"] = factors | {"network.file": levels}
    if isinstance(rows, list):
        design["rows"] = [row | {"network.file": one_of(row["network.file"])} if isinstance(row, dict) and "network.file" in row
                          else row for row in rows]  # fmt: skip
    return design


def from_the_shell(name: str) -> str:
    """A file that `--set` names: where the shell stands, if it is there, else as in a config."""
    found = whole_path(os.getcwd(), name)
    return found if os.path.exists(found) or name.startswith("~") else name


def parse_override(text: str) -> tuple[list[str], Any]:
    """The path and value of `--set a.b=c`; the value is read as YAML, and as it stands where a text belongs."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise UserError(f"--set {one_line(text, 100)}: write key=value, for example --set weeks=52")
    keys = path.strip().split(".")
    try:
        tree = read_tree(value)
    except Trouble as error:
        raise UserError(f"--set {one_line(text, 100)}: the value is not valid YAML ({error.said}); put text with special "
                        "signs in quotes") from None  # fmt: skip
    return keys, tree.texts.get((), tree.value) if tuple(keys) in TEXTS else tree.value


def override(tree: dict, texts: list[str]) -> dict:
    """The tree with `--set` values in place; keys are checked later, with everything else."""
    tree = copy.deepcopy(tree)
    for text in texts:
        path, value = parse_override(text)
        levels = levels_of(path, value, text)
        if levels is not None:
            sweep(tree, ".".join(path), levels, text)
            continue
        put(tree, path, value, f"--set {one_line(text, 100)}: ")
        if path[0] in ("network", "strategy_files", "design"):
            part = with_whole_paths({path[0]: tree[path[0]]}, from_the_shell)
            tree.update(part)
    return tree


def levels_of(path: list[str], value: Any, text: str) -> list | None:
    """The levels that `--set weeks=4,8,12` names; None if it names one value."""
    given = text.partition("=")[2].strip()
    if not isinstance(value, str) or "," not in given or given[:1] in "\"'" or tuple(path) in TEXTS[:3] or path[0] == "claim":
        return None
    if path[0] in ("strategy_files", "design") or (path[-1] == "file" and os.path.exists(from_the_shell(value))):
        return None
    return [parse_override(f"x={part.strip()}")[1] for part in given.split(",")]


def sweep(tree: dict, key: str, levels: list, text: str) -> None:
    """Let a key be a factor of the design with these levels."""
    design = tree.get("design") or {}
    if not isinstance(design, dict) or design.get("kind", "factorial") != "factorial":
        raise UserError(f"--set {one_line(text, 100)}: several values make a factorial design, but the config has another; give one value")
    factors = design.get("factors") or {}
    if not isinstance(factors, dict):
        raise UserError(f"--set {one_line(text, 100)}: design.factors of the config holds no factors; mend it first")
    swept = with_whole_paths({"design": {"factors": {key: levels}}}, from_the_shell)["design"]["factors"]
    tree["design"] = design | {"kind": "factorial", "factors": factors | swept}


def put(tree: dict, path: list[str], value: Any, place: str) -> None:
    """Set one value of a tree, where the way to it exists or is empty."""
    for name in path[:-1]:
        if tree.get(name) is None:
            tree[name] = {}
        tree = tree[name]
        if not isinstance(tree, dict):
            raise UserError(f"{place}'{name}' holds a value, not further keys")
    tree[path[-1]] = value


def place_of(places: Places, loc, otherwise: Path) -> str:
    """'mine.yaml, line 7' for a location in a config, as near as it is known."""
    for end in range(len(loc), 0, -1):
        if found := places.get(tuple(loc[:end])):
            return f"{found[0]}, line {found[1]}"
    return str(otherwise)
