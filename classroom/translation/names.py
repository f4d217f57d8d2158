"""What names stand for: numbers, functions, records and the variables of a function."""

import ast
import builtins
import math
import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from .sources import Source, refuse

RESERVED = set(
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for "
    "function if implements import in instanceof interface let new null package private protected public return static super switch "
    "this throw true try typeof undefined var void while with yield".split()
) | {"Math", "NaN", "Infinity", "REST", "remainder", "least", "greatest"}
TAKEN = re.compile(r".+_$|in\d+_")
BUILTINS = ("abs", "int", "max", "min")


class Callee(NamedTuple):
    """A function as JavaScript calls it: results beyond the first are left in REST."""

    name: str
    arity: int | None
    results: int = 1
    nothing: bool = False  # whether it only fetches memory ahead, which changes nothing
    source: Source | None = None


class NotInPlace(Exception):
    """A function can't be written where it is called; it is called, then."""


class Fields:
    """A record that is never made: only the fields that are asked for are."""

    def __init__(self, record: "Record", prefix: str):
        self.record, self.prefix = record, prefix
        self.used: list[str] = []

    def __getitem__(self, field: str) -> str:
        if field not in self.used:
            self.used.append(field)
        return f"{self.prefix}{field}"


class Record(NamedTuple):
    """A named tuple."""

    name: str
    fields: tuple[str, ...]


def number(x, complain: Callable[[str], Any] = lambda why: None) -> str:
    """A number as JavaScript text of the same value."""
    if isinstance(x, bool):
        return "true" if x else "false"
    if isinstance(x, int) and int(float(x)) != x:
        complain("a whole number that a double can't hold")
    if isinstance(x, float) and not math.isfinite(x):
        complain("not a finite number")
    text = repr(x)
    return f"({text})" if text.startswith("-") else text


class Scope:
    """What the names of one function stand for: its variables, what encloses it, its module, Python's own."""

    def __init__(self, source: Source, program, enclosing: dict[str, Any], prefix: str = "", outer: "Scope | None" = None):
        """prefix: before the names of variables; outer: of the function in which this one is written in place."""
        self.source, self.program, self.enclosing, self.prefix = source, program, enclosing, prefix
        self.root = outer.root if outer else self
        self.given: dict[str, Any] = {}  # texts, numbers or fields that stand for parameters of a function written in place
        self.loops, self.rows = 0, {}  # of the root: how deep in loops, and rows that are looked up before them
        arguments = source.node.args
        if arguments.defaults or arguments.kwonlyargs or arguments.vararg or arguments.kwarg or arguments.posonlyargs:
            refuse(source, source.node, "parameters are given by place, without defaults")
        self.parameters = [argument.arg for argument in arguments.args]
        stored = [x.id for x in walk(source.node) if isinstance(x, ast.Name) and isinstance(x.ctx, ast.Store)]
        self.variables = list(dict.fromkeys([*self.parameters, *stored]))
        for name in self.variables:
            if TAKEN.match(name):
                refuse(source, source.node, f"the translator takes names like '{name}' for itself")
        self.fixed = {name for name in self.parameters if name not in stored}
        self.parts = {name: value for name, value in parts_of(source.node).items() if stored.count(name) == 1}

    def find(self, node: ast.expr):
        """What a name stands for: a JavaScript variable (text), a number, a function, a `Record` or a module."""
        if not isinstance(node, ast.Name):
            return None
        if node.id in self.given:
            return self.given[node.id]
        if node.id in self.variables:
            return self.variable(node.id)
        for names in (self.enclosing, self.source.names):
            if node.id in names:
                found = names[node.id]
                if isinstance(found, type) and issubclass(found, tuple) and hasattr(found, "_fields"):
                    return Record(found.__name__, found._fields)
                return found
        if node.id in BUILTINS:
            return getattr(builtins, node.id)
        return refuse(self.source, node, f"the name '{node.id}' is not known")

    def variable(self, name: str) -> str:
        """The JavaScript name of a variable."""
        return self.prefix + name + ("_" if name in RESERVED else "")

    def row(self, column: ast.Attribute, place: ast.Name) -> str | None:
        """A row of a column that stays the same throughout the function, if it is needed in a loop."""
        root, table, index = self.root, self.fixed_part(column.value), self.fixed_part(place)
        if not root.loops or table is None or index is None:
            return None
        name = f"{table}_{column.attr}_{index}".replace(".", "_")
        root.rows[name] = f"{table}.{column.attr}[{index}]"
        return name

    def fixed_part(self, node: ast.expr) -> str | None:
        """A parameter of the outermost function that is never assigned to, or a part of its record, as JavaScript; else None."""
        if isinstance(node, ast.Attribute):
            base = self.fixed_part(node.value)
            return base and f"{base}.{node.attr}"
        if isinstance(node, ast.Name) and node.id in self.parts:
            return self.fixed_part(self.parts[node.id])
        found = self.find(node)
        return found if found in {self.root.variable(name) for name in self.root.fixed} else None

    def callee(self, found, node: ast.expr) -> Callee:
        """How to call what a name stands for."""
        if isinstance(found, Callee):
            return found
        if isinstance(found, str):
            return Callee(found, None)
        if not callable(found) or isinstance(found, type):
            refuse(self.source, node, f"not a function: {ast.unparse(node)}")
        return self.program.callee(found, lambda why: refuse(self.source, node, why))


def parts_of(function: ast.FunctionDef) -> dict[str, ast.Attribute]:
    """Variables that are given a part of a record, as in `ties = world.ties`, where nothing has happened yet."""
    found = {}
    for statement in function.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
            several = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts)
            pairs = zip(target.elts, value.elts, strict=True) if several else [(target, value)]
            found |= {name.id: part for name, part in pairs if isinstance(name, ast.Name) and isinstance(part, ast.Attribute)}
    return found


@cache
def walk(node: ast.AST) -> tuple[ast.AST, ...]:
    """Everything inside a function, without the functions in it."""
    children = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.FunctionDef | ast.Lambda)]
    return tuple(inner for child in children for inner in (child, *walk(child)))
