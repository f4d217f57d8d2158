"""A program: the Python functions that are needed, and all that they call, as JavaScript functions.

A translated function bears a `$` before its name, which no variable has. A function that needs whole numbers beyond 2^53,
or numpy, has a counterpart written in JavaScript, marked by a line `// counterpart of package.module:name fingerprint`;
when the text of the Python function changes, its fingerprint does, and the translator refuses to go on.
"""

import ast
import re
from collections.abc import Callable
from typing import Any

from sim.compiling import prefetch, real

from .in_place import InPlace
from .names import Callee, Record, Scope, walk
from .sources import NotTranslatable, Source, fingerprint, named_source, refuse, source_of, without_docstring
from .statements import Statements

CALLED = re.compile(r"\$\w+")
COUNTERPART = re.compile(r"^ *// counterpart of (\S+) (\S+)$", re.MULTILINE)


class Program:
    """Functions by the place where they stand; `text()` is the JavaScript of all of them."""

    def __init__(self, by_hand: str = ""):
        """by_hand: JavaScript with counterparts of Python functions."""
        self.functions: dict[tuple, Callee] = {}
        self.by_hand: set[tuple] = set()
        self.names: set[str] = set()
        self.written: list[str] = []
        for dotted, known in COUNTERPART.findall(by_hand):
            self._counterpart(named_source(dotted), known)

    def _counterpart(self, source: Source, known: str) -> None:
        found = fingerprint(source)
        if known != found:
            refuse(source, source.node, f"has changed: look at its JavaScript counterpart and note the fingerprint {found}")
        self.by_hand.add((source.path, source.node.lineno))

    def _note(self, source: Source, suffix: str, enclosing: dict | None = None) -> Callee:
        name = f"${source.name}{suffix}"
        if name in self.names:
            name = f"${source.name}_of_{source.module.rpartition('.')[2]}{suffix}"
        if name in self.names:
            refuse(source, source.node, f"a second function of the name {name}")
        self.names.add(name)
        scope = Scope(source, self, enclosing or {})
        callee = Callee(name, len(scope.parameters), self._results(source, scope), self._does_nothing(source, scope), source)
        self.functions[source.path, source.node.lineno, suffix] = callee
        return callee

    def callee(self, function: Callable, complain: Callable[[str], Any] = lambda why: None) -> Callee:
        """A function of the model, translated if it was not yet."""
        try:
            source = source_of(function)
        except AttributeError:
            complain(f"{function!r} has no Python text")
            raise NotTranslatable(f"{function!r} has no Python text") from None
        found = self.functions.get((source.path, source.node.lineno, ""))
        return found or self._translate(source, "", {})

    def _translate(self, source: Source, suffix: str, enclosing: dict) -> Callee:
        callee = self._note(source, suffix, enclosing)
        if not callee.nothing and not self.is_by_hand(source):
            self.written.append(Statements(Scope(source, self, enclosing)).function(callee.name))
        return callee

    def write_in_place(self, outer: Statements, callee: Callee, call: ast.Call, put: Callable[[list[str]], None]) -> bool:
        """Write a function where it is called, its results handed to `put`; whether that was possible."""
        return InPlace(outer, callee, call, put).write()

    def is_by_hand(self, source: Source) -> bool:
        """Whether a function has a counterpart written in JavaScript."""
        return (source.path, source.node.lineno) in self.by_hand

    def is_straight(self, source: Source) -> bool:
        """Whether a function only computes, without choice, loop or effect."""
        *body, last = without_docstring(source.node.body)
        computes = all(isinstance(x, ast.Assign) and not any(isinstance(y, ast.Subscript) for y in x.targets) for x in body)
        if not computes or not isinstance(last, ast.Return):
            return False
        if isinstance(last.value, ast.Call):
            callee = Scope(source, self, {}).find(last.value.func)
            return hasattr(callee, "__code__") and self.is_straight(source_of(callee))
        return isinstance(last.value, ast.Tuple)

    def maker(self, function) -> tuple[Source, Record, ast.Call] | None:
        """The source, the record and the last call of a function that only makes a record; else None."""
        if not hasattr(function, "__code__"):
            return None
        source = source_of(function)
        *body, last = without_docstring(source.node.body)
        computes = all(isinstance(x, ast.Assign) and isinstance(x.targets[0], ast.Name) for x in body)
        if not computes or not isinstance(last, ast.Return) or not isinstance(last.value, ast.Call):
            return None
        record = Scope(source, self, {}).find(last.value.func)
        return (source, record, last.value) if isinstance(record, Record) else None

    def simple(self, function) -> tuple[Source, ast.expr] | None:
        """The source and the value of a function that is one expression; else None."""
        if not hasattr(function, "__code__"):
            return None
        source = source_of(function)
        body = without_docstring(source.node.body)
        one = len(body) == 1 and isinstance(body[0], ast.Return) and not isinstance(body[0].value, ast.Tuple | type(None))
        return (source, body[0].value) if one and not self.is_by_hand(source) else None

    def template(self, factory: Callable, suffix: str = "", **given) -> Callee:
        """The function that a factory builds around what it is given, written out as functions of their own."""
        source = source_of(factory)
        enclosing = dict(given)
        *definitions, last = without_docstring(source.node.body)
        for node in definitions:
            if not isinstance(node, ast.FunctionDef):
                refuse(source, node, "a factory holds functions only")
            inner = Source(node.name, source.module, node, source.path, source.names)
            enclosing[node.name] = self._translate(inner, suffix, enclosing)
        if not isinstance(last, ast.Return) or not isinstance(last.value, ast.Name):
            refuse(source, last, "a factory returns one of its functions")
        return enclosing[last.value.id]

    def add(self, name: str, parameters: tuple[str, ...], body: str, results: int = 1) -> Callee:
        """A function that has no text in Python, since Python makes it on the way."""
        if name in self.names:
            raise NotTranslatable(f"{name}: a second function of this name")
        self.names.add(name)
        self.written.append(f"function {name}({', '.join(parameters)}) {{\n{body}\n}}")
        return Callee(name, len(parameters), results)

    def text(self, caller: str | None = None) -> str:
        """All functions, or those that a caller's text needs: what was written in place everywhere is left out."""
        bodies = {body.split("(", 1)[0].removeprefix("function "): body for body in self.written}
        needed, found = set(bodies), CALLED.findall(caller or "")
        if caller is not None:
            needed = set()
            while found:
                name = found.pop()
                if name in bodies and name not in needed:
                    needed.add(name)
                    found += CALLED.findall(bodies[name])
        return "\n".join(body for name, body in bodies.items() if name in needed)

    def _results(self, source: Source, scope: Scope) -> int:
        """How many results a function gives."""
        found = set()
        for node in walk(source.node):
            if isinstance(node, ast.Return):
                found.add(self._results_of(node.value, source, scope))
        if len(found) > 1:
            refuse(source, source.node, "gives now one result, now several")
        return found.pop() if found else 1

    def _results_of(self, value: ast.expr | None, source: Source, scope: Scope) -> int:
        if isinstance(value, ast.Tuple):
            if any(isinstance(part, ast.Tuple | ast.List) for part in value.elts):
                refuse(source, value, "results are numbers, but for the first")
            return len(value.elts)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            function = scope.find(value.func)
            if isinstance(function, Callee):
                return function.results
            if function is real:
                return 1
            if getattr(function, "__module__", "").startswith("sim.") and hasattr(function, "__code__") and function is not prefetch:
                inner = source_of(function)
                return self._results(inner, Scope(inner, self, {}))
        return 1

    def _does_nothing(self, source: Source, scope: Scope) -> bool:
        """Whether a function only fetches memory ahead."""
        return all(self._is_nothing(node, scope) for node in without_docstring(source.node.body))

    def _is_nothing(self, node: ast.stmt, scope: Scope) -> bool:
        if isinstance(node, ast.For | ast.If):
            return all(self._is_nothing(inner, scope) for inner in node.body + node.orelse)
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name)):
            return False
        function = scope.find(node.value.func)
        if function is prefetch or isinstance(function, Callee):
            return function is prefetch or function.nothing
        if not hasattr(function, "__code__"):
            return False
        inner = source_of(function)
        return self._does_nothing(inner, Scope(inner, self, {}))
