"""Config files as trees: YAML in, with line numbers, and `--set`."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from ..errors import UserError

LARGEST_CONFIG = 1_000_000  # bytes


def read_yaml(path: Path) -> tuple[dict, Any]:
    """The tree of a config file, and the same tree with line numbers."""
    try:
        if path.stat().st_size > LARGEST_CONFIG:
            raise UserError(f"{path}: a config of more than 1 MB is surely something else; name the config file")
        text = path.read_text(encoding="utf-8")
        plain, lined = YAML(typ="safe", pure=True).load(text), YAML(typ="rt").load(text)
    except FileNotFoundError:
        raise UserError(f"{path}: there is no such file; `vitaminb init` writes one to start from") from None
    except IsADirectoryError:
        raise UserError(f"{path}: is a folder; name the config file in it") from None
    except UnicodeDecodeError:
        raise UserError(f"{path}: is not text in UTF-8; save the config as UTF-8") from None
    except PermissionError:
        raise UserError(f"{path}: may not be read; change its permissions") from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UserError(f"{path}, line {line}: not valid YAML: {str(error.problem).splitlines()[0]}") from None
    except YAMLError as error:
        raise UserError(f"{path}: not valid YAML: {str(error).splitlines()[0]}") from None
    if not isinstance(plain, dict):
        raise UserError(f"{path}: holds no keys; `vitaminb init` writes a config to start from")
    return plain, lined


def parse_override(text: str) -> tuple[list[str], Any]:
    """The path and value of `--set a.b=c`; the value is read as YAML."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise UserError(f"--set {text}: write key=value, for example --set weeks=52")
    try:
        return path.strip().split("."), YAML(typ="safe", pure=True).load(value)
    except YAMLError:
        raise UserError(f"--set {text}: the value is not valid YAML; put text with special signs in quotes") from None


def override(tree: dict, texts: list[str]) -> dict:
    """The tree with `--set` values in place; keys are checked later, with everything else."""
    tree = copy.deepcopy(tree)
    for text in texts:
        path, value = parse_override(text)
        put(tree, path, value, f"--set {text}: ")
    return tree


def put(tree: dict, path: list[str], value: Any, place: str) -> None:
    """Set one value of a tree, where the way to it exists or is empty."""
    for name in path[:-1]:
        if tree.get(name) is None:
            tree[name] = {}
        tree = tree[name]
        if not isinstance(tree, dict):
            raise UserError(f"{place}'{name}' holds a value, not further keys")
    tree[path[-1]] = value


def line_of(lined, loc) -> str:
    """', line 7' for a location in a tree with line numbers, as near as it is known."""
    line = None
    for part in loc:
        try:
            line = lined.lc.key(part)[0] if isinstance(lined, dict) else lined.lc.item(part)[0]
            lined = lined[part]
        except (KeyError, IndexError, AttributeError, TypeError):
            break
    return f", line {line + 1}" if line is not None else ""
