"""Functions written where they are called, which spares browsers the way through REST and the making of records."""

from __future__ import annotations

import ast
from collections.abc import Callable

from .names import Callee, Fields, NotInPlace, Scope
from .sources import Source, without_docstring
from .statements import Statements


class InPlace(Statements):
    """A function of several results, written where it is called.

    Only one that computes without choice or loop, or is given a record that is made on the spot.
    """

    def __init__(self, outer: Statements, callee: Callee, call: ast.Call, put: Callable[[list[str]], None]):
        self.outer, self.call, self.put, self.callee = outer, call, put, callee

    def write(self) -> bool:
        """Write the function into the lines of the outer one; whether that was possible."""
        outer, program, source = self.outer, self.outer.scope.program, self.callee.source
        if source is None or program.is_by_hand(source):
            return False
        calls = {k: argument.func for k, argument in enumerate(self.call.args) if isinstance(argument, ast.Call)}
        self.makers = {k: program.maker(outer.scope.find(function)) for k, function in calls.items()}
        given = [outer.scope.find(argument) for argument in self.call.args]
        if not (program.is_straight(source) or any(self.makers.values()) or any(isinstance(x, Fields) for x in given)):
            return False
        before, temporaries = len(outer.lines), outer.temporaries
        try:
            self._write(source)
        except NotInPlace:
            del outer.lines[before:]
            outer.temporaries = temporaries
            return False
        return True

    def _write(self, source: Source) -> None:
        outer = self.outer
        outer.temporaries += 1
        self.label = f"in{outer.temporaries}_"
        super().__init__(Scope(source, outer.scope.program, {}, self.label, outer.scope))
        self.lines, self.temporaries = outer.lines, outer.temporaries
        pending = [self._give(k, name, argument) for k, (name, argument) in enumerate(zip(self.scope.parameters, self.call.args, strict=True))]
        start = len(self.lines)
        self.lines.append(f"{self.label}: {{")
        own = [self.scope.variable(v) for v in self.scope.variables if v not in self.scope.parameters and v not in self.counters]
        if own:
            self.lines.append(f"let {', '.join(own)};")
        self.block(without_docstring(source.node.body))
        if self.lines[-1] == f"break {self.label};":
            self.lines.pop()
        self.lines.append("}")
        for fields in filter(None, pending):
            self.lines[start:start] = fields()
        outer.temporaries = self.temporaries

    def _give(self, k: int, name: str, argument: ast.expr):
        """Let a parameter stand for its argument; returns how to write the fields of a record that were used."""
        outer, constant, found = self.outer, self.outer.expressions.constant(argument), self.outer.scope.find(argument)
        if maker := self.makers.get(k):
            return self._fields(name, maker, argument)
        if name in self.scope.fixed and (constant is not None or isinstance(found, str | Fields)):
            self.scope.given[name] = found if constant is None else constant
        else:
            self.lines.append(f"let {self.scope.variable(name)} = {outer.value(argument)};")
        return None

    def _fields(self, name: str, maker, argument: ast.Call):
        """A record made on the spot: of its fields only those that are used."""
        source, record, made = maker
        if name not in self.scope.fixed:
            raise NotInPlace(name)
        prefix = f"{self.label}{name}_"
        scope = Scope(source, self.scope.program, {}, prefix + "of_", self.outer.scope)
        for parameter, given in zip(scope.parameters, argument.args, strict=True):
            found, constant = self.outer.scope.find(given), self.outer.expressions.constant(given)
            if parameter not in scope.fixed or not (isinstance(found, str) or constant is not None):
                raise NotInPlace(name)
            scope.given[parameter] = found if constant is None else constant
        fields = self.scope.given[name] = Fields(record, prefix)
        maker_of_it = Statements(scope)

        def write() -> list[str]:
            own = [scope.variable(v) for v in scope.variables if v not in scope.parameters]
            maker_of_it.block(without_docstring(source.node.body)[:-1])
            values = dict(zip(record.fields, made.args, strict=True))
            used = [f"const {prefix}{field} = {maker_of_it.value(values[field])};" for field in fields.used]
            needed = any(variable in line for variable in own for line in used)
            return ([f"let {', '.join(own)};", *maker_of_it.lines] if needed else []) + used

        return write

    def _return(self, node: ast.Return) -> None:
        if isinstance(node.value, ast.Tuple):
            self.put([self.value(part) for part in node.value.elts])
        elif isinstance(node.value, ast.Call):
            self.results(node.value, self.callee.results, self.put)
        else:
            raise NotInPlace(self.callee.name)
        self.lines.append(f"break {self.label};")
