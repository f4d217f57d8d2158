"""Where the text of a Python function stands: its syntax tree, its module's names, its file and lines."""

import ast
import hashlib
import importlib
import io
import textwrap
import tokenize
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class NotTranslatable(ValueError):
    """Python that the translator doesn't understand; the message starts with file and line."""


class Source(NamedTuple):
    """A function as it stands in a file."""

    name: str
    module: str
    node: ast.FunctionDef
    path: str
    names: dict[str, Any]  # what its module knows, by name


def refuse(source: Source, node: ast.AST | None, why: str):
    """Give up on a piece of Python, saying where it stands."""
    line = getattr(node, "lineno", source.node.lineno)
    raise NotTranslatable(f"{source.path}:{line}: {source.name}: {why}")


@cache
def functions_in(path: str) -> dict[tuple[str, int], ast.FunctionDef]:
    """All functions of a file by name and by the line on which they, or their decorators, start."""
    tree = ast.parse(Path(path).read_text(encoding="utf-8"), path)
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {(node.name, line.lineno): node for node in found for line in (node, *node.decorator_list)}


def source_of(function) -> Source:
    """The source of a plain or compiled function."""
    plain = getattr(function, "py_func", function)
    code = plain.__code__
    node = functions_in(code.co_filename).get((plain.__name__, code.co_firstlineno))
    if node is None:
        raise NotTranslatable(f"{code.co_filename}:{code.co_firstlineno}: {plain.__name__}: its text was not found")
    return Source(plain.__name__, plain.__module__, node, code.co_filename, plain.__globals__)


def named_source(dotted: str) -> Source:
    """The source of `package.module:function` or `package.module:Class.method`."""
    module, _, path = dotted.partition(":")
    thing = importlib.import_module(module)
    for part in path.split("."):
        thing = getattr(thing, part)
    return source_of(getattr(thing, "fget", None) or thing)


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a function that do something."""
    first = body[0]
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return body[1:] if is_text else body


def fingerprint(source: Source) -> str:
    """Twelve digits that change with the function's text; comments, docstring and layout don't count."""
    lines = Path(source.path).read_text(encoding="utf-8").splitlines(keepends=True)
    start, end = source.node.body[0].lineno - 1, without_docstring(source.node.body)[0].lineno - 1
    text = "".join(lines[source.node.lineno - 1 : start] + lines[end : source.node.end_lineno])
    layout = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    tokens = tokenize.generate_tokens(io.StringIO(textwrap.dedent(text)).readline)
    words = "".join("".join(token.string.split()) for token in tokens if token.type not in layout)
    return hashlib.sha256(words.encode()).hexdigest()[:12]
