"""Python statements as JavaScript."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence

from sim.compiling import prefetch

from .bits import ARITHMETIC, BITS
from .expressions import Expressions
from .names import Scope, walk
from .sources import refuse, without_docstring

NUMBER = re.compile(r"[\d.]+")


class Statements:
    """Translates the body of one function, line by line."""

    def __init__(self, scope: Scope):
        self.scope, self.source, self.expressions = scope, scope.source, Expressions(scope)
        self.value = self.expressions.value
        self.lines: list[str] = []
        self.temporaries = 0
        self.counters = self._counters()

    def _counters(self) -> set[str]:
        """Variables that only count loops, so that a loop may have them to itself."""
        loops = [x for x in walk(self.source.node) if isinstance(x, ast.For) and isinstance(x.target, ast.Name)]
        names = {loop.target.id for loop in loops}
        inside = {id(x) for loop in loops for x in ast.walk(loop) if isinstance(x, ast.Name) and x.id == loop.target.id}
        targets = {id(loop.target) for loop in loops}
        found = [x for x in walk(self.source.node) if isinstance(x, ast.Name)]
        return names - {x.id for x in found if id(x) not in inside or (isinstance(x.ctx, ast.Store) and id(x) not in targets)}

    def function(self, name: str) -> str:
        """The whole function as a JavaScript declaration."""
        own = [v for v in self.scope.variables if v not in self.scope.parameters and v not in self.counters]
        self.block(without_docstring(self.source.node.body))
        head = ", ".join(map(self.scope.variable, self.scope.parameters))
        declared = [f"let {', '.join(map(self.scope.variable, own))};"] if own else []
        rows = [f"const {row} = {where};" for row, where in self.scope.rows.items()]
        return "\n".join([f"function {name}({head}) {{", *rows, *declared, *self.lines, "}"])

    def block(self, body: list[ast.stmt]) -> None:
        """Statements one after the other."""
        for statement in body:
            handler = getattr(self, f"_{type(statement).__name__.lower()}", None)
            if handler is None:
                refuse(self.source, statement, f"{type(statement).__name__} is not understood")
            handler(statement)

    def _inside(self, head: str, body: list[ast.stmt], first: Sequence[str] = ()) -> bool:
        """A block in braces, left out if there is nothing in it; whether it was written."""
        before = len(self.lines)
        self.lines += [head + " {", *first]
        self.block(body)
        if len(self.lines) == before + 1:
            del self.lines[before:]
            return False
        self.lines.append("}")
        return True

    def _temporary(self, value: str) -> str:
        self.temporaries += 1
        self.lines.append(f"const t{self.temporaries}_ = {value};")
        return f"t{self.temporaries}_"

    def _pass(self, node: ast.Pass) -> None:
        pass

    def _break(self, node: ast.Break) -> None:
        self.lines.append("break;")

    def _continue(self, node: ast.Continue) -> None:
        self.lines.append("continue;")

    def _expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Call):
            refuse(self.source, node, "an expression without effect")
        function = self.scope.find(node.value.func)
        if function is prefetch:
            return
        if isinstance(node.value.func, ast.Name) and self.scope.callee(function, node.value).nothing:
            return
        self.lines.append(self.value(node.value) + ";")

    def _if(self, node: ast.If) -> None:
        wrote = self._inside(f"if ({self.value(node.test)})", node.body)
        if not node.orelse:
            return
        if not wrote:
            refuse(self.source, node, "a choice without consequences")
        self._inside("else", node.orelse)

    def _while(self, node: ast.While) -> None:
        if node.orelse:
            refuse(self.source, node, "else after a loop is not understood")
        self.scope.root.loops += 1
        self._inside(f"while ({self.value(node.test)})", node.body)
        self.scope.root.loops -= 1

    def _for(self, node: ast.For) -> None:
        if node.orelse or not isinstance(node.target, ast.Name):
            refuse(self.source, node, "such a loop is not understood")
        self.temporaries += 1
        name, end = self.scope.variable(node.target.id), f"end{self.temporaries}_"
        counter = name if node.target.id in self.counters else f"k{self.temporaries}_"
        if isinstance(node.iter, ast.Call) and isinstance(node.iter.func, ast.Name) and node.iter.func.id == "range":
            start, stop, step = self._range(node.iter)
            head = f"for (let {counter} = {start}, {end} = {stop}; {counter} < {end}; {counter} += {step})"
        elif isinstance(node.iter, ast.Name) and isinstance(self.scope.find(node.iter), str):
            head = f"for (const {counter} of {self.value(node.iter)})"
        else:
            refuse(self.source, node, f"loops go over ranges or rows, not over {ast.unparse(node.iter)}")
        self.scope.root.loops += 1
        self._inside(head, node.body, [] if counter == name else [f"{name} = {counter};"])
        self.scope.root.loops -= 1

    def _range(self, call: ast.Call) -> tuple[str, str, str]:
        given = [self.value(argument) for argument in call.args]
        if call.keywords or not 1 <= len(given) <= 3:
            refuse(self.source, call, "such a range is not understood")
        if len(given) == 3 and (self.expressions.constant(call.args[2]) or 0) <= 0:
            refuse(self.source, call, "a range goes upwards by constant steps")
        return ("0", given[0], "1") if len(given) == 1 else (given[0], given[1], given[2] if len(given) == 3 else "1")

    def _return(self, node: ast.Return) -> None:
        if node.value is None:
            self.lines.append("return;")
        elif isinstance(node.value, ast.Tuple):
            self._return_several(node.value)
        else:
            self.lines.append(f"return {self.value(node.value)};")

    def _return_several(self, node: ast.Tuple) -> None:
        """The first result is returned; the others, numbers, are left in REST as the very last thing."""
        plain = all(isinstance(part, ast.Name | ast.Constant) for part in node.elts)
        self.lines.append("{")
        parts = [self.value(part) if plain else self._temporary(self.value(part)) for part in node.elts]
        self.lines += [f"REST[{k}] = {part};" for k, part in enumerate(parts[1:])]
        self.lines += [f"return {parts[0]};", "}"]

    def _assign(self, node: ast.Assign) -> None:
        if len(node.targets) != 1:
            refuse(self.source, node, "one assignment at a time")
        target = node.targets[0]
        if isinstance(target, ast.Tuple):
            self._assign_several(node, target.elts)
        elif isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Slice):
            if target.slice.lower or target.slice.upper or target.slice.step:
                refuse(self.source, node, "only whole rows are filled")
            self.lines.append(f"{self.value(target.value)}.fill({self.value(node.value)});")
        else:
            self.lines.append(f"{self._target(target)} = {self.value(node.value)};")

    def _target(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return self.scope.variable(node.id)
        if isinstance(node, ast.Subscript) and not isinstance(node.value, ast.Call):
            return self.value(node)
        return refuse(self.source, node, "only variables and places of columns are assigned to")

    def _assign_several(self, node: ast.Assign, targets: list[ast.expr]) -> None:
        self.lines.append("{")
        if isinstance(node.value, ast.Call):
            self.results(node.value, len(targets), lambda values: self._put(targets, values))
        elif isinstance(node.value, ast.Tuple) and len(node.value.elts) == len(targets):
            self._put(targets, [self.value(part) for part in node.value.elts])
        else:
            refuse(self.source, node, "so many values, so many variables")
        self.lines.append("}")

    def _put(self, targets: list[ast.expr], values: list[str]) -> None:
        """Several values at once: all are known before the first is put anywhere."""
        known = [value if NUMBER.fullmatch(value) else self._temporary(value) for value in values]
        self.lines += [f"{self._target(target)} = {value};" for target, value in zip(targets, known, strict=True)]

    def results(self, call: ast.Call, count: int, put: Callable[[list[str]], None]) -> None:
        """Several results of a call, handed to `put`."""
        function = self.scope.find(call.func)
        callee = self.scope.callee(function, call)
        if callee.results != count:
            refuse(self.source, call, f"{callee.name} gives {callee.results} results")
        if not self.scope.program.write_in_place(self, callee, call, put):
            put([self._temporary(self.value(call)), *(f"REST[{k}]" for k in range(count - 1))])

    def _augassign(self, node: ast.AugAssign) -> None:
        target, operator = self._target(node.target), type(node.op)
        if operator in ARITHMETIC:
            self.lines.append(f"{target} {ARITHMETIC[operator]}= {self.value(node.value)};")
        elif operator in BITS and operator is not ast.RShift:
            whole = ast.BinOp(node.target, node.op, node.value)
            ast.copy_location(whole, node)
            self.lines.append(f"{target} = {self.expressions.word(whole)};")
        else:
            refuse(self.source, node, f"{operator.__name__} is not understood here")
