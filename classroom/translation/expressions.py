"""Python expressions as JavaScript. Whole numbers are doubles below 2^53."""

import ast
import math

import numpy as np

from sim.compiling import natural, prefetch, real, short, whole
from sim.randomness import u32

from .bits import ARITHMETIC, BITS, Bits
from .names import Callee, Fields, NotInPlace, Record, Scope, number

COMPARISONS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
SHAPES = {0: "{}.length", 1: "{}[0].length"}


class Expressions(Bits):
    """Translates the expressions of one function."""

    def value(self, node: ast.expr) -> str:
        """An expression as JavaScript that gives the same number."""
        if isinstance(node, ast.BinOp) and type(node.op) in BITS:
            constant = self.constant(node)
            return number(constant) if constant is not None else self.word(node)
        handler = getattr(self, f"_{type(node).__name__.lower()}", None)
        if handler is None:
            self.refuse(node, f"{type(node).__name__} is not understood")
        return handler(node)

    def _constant(self, node: ast.Constant) -> str:
        if type(node.value) not in (int, float, bool):
            self.refuse(node, "only numbers are understood")
        return number(node.value, lambda why: self.refuse(node, why))

    def _name(self, node: ast.Name) -> str:
        found = self.scope.find(node)
        if isinstance(found, int | float):
            return number(found, lambda why: self.refuse(node, why))
        if isinstance(found, str):
            return found
        if isinstance(found, Fields):
            raise NotInPlace(node.id)
        if callable(found) or isinstance(found, Callee):
            return self.scope.callee(found, node).name
        self.refuse(node, "neither a number nor a function")

    def _attribute(self, node: ast.Attribute) -> str:
        if isinstance(node.value, ast.Name) and self.scope.find(node.value) is np:
            self.refuse(node, "numpy is not understood")
        if isinstance(found := self.scope.find(node.value), Fields):
            return found[node.attr]
        return f"{self.value(node.value)}.{node.attr}"

    def _subscript(self, node: ast.Subscript) -> str:
        if isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            place = self.constant(node.slice)
            if place not in SHAPES:
                self.refuse(node, "the shape of a column or a row only")
            return SHAPES[place].format(self.value(node.value.value))
        if isinstance(node.value, ast.Call):
            return self._part_of_call(node)
        places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if len(places) == 2 and isinstance(node.value, ast.Attribute) and isinstance(places[0], ast.Name):
            if row := self.scope.row(node.value, places[0]):
                return f"{row}[{self._place(places[1])}]"
        return self.value(node.value) + "".join(f"[{self._place(place)}]" for place in places)

    def _place(self, node: ast.expr) -> str:
        constant = self.constant(node)
        if isinstance(node, ast.Slice | ast.Starred) or (constant is not None and constant < 0):
            self.refuse(node, "places are counted from 0 and named one by one")
        return self.value(node)

    def _part_of_call(self, node: ast.Subscript) -> str:
        call, place = self.value(node.value), self.constant(node.slice)
        callee = self.scope.callee(self.scope.find(node.value.func), node)
        if callee.results < 2 or type(place) is not int or not 0 <= place < callee.results:
            self.refuse(node, "no such result")
        return call if place == 0 else f"({call}, REST[{place - 1}])"

    def _binop(self, node: ast.BinOp) -> str:
        left, right = self.value(node.left), self.value(node.right)
        if type(node.op) in ARITHMETIC:
            return f"({left} {ARITHMETIC[type(node.op)]} {right})"
        if isinstance(node.op, ast.FloorDiv):
            return f"Math.floor({left} / {right})"
        if isinstance(node.op, ast.Mod):
            return f"remainder({left}, {right})"
        self.refuse(node, f"{type(node.op).__name__} is not understood")

    def _unaryop(self, node: ast.UnaryOp) -> str:
        constant = self.constant(node)
        if constant is not None:
            return number(constant, lambda why: self.refuse(node, why))
        if isinstance(node.op, ast.Not):
            return f"!{self.value(node.operand)}"
        if isinstance(node.op, ast.USub):
            return f"(-{self.value(node.operand)})"
        self.refuse(node, f"{type(node.op).__name__} is not understood here")

    def _boolop(self, node: ast.BoolOp) -> str:
        return "(" + (" && " if isinstance(node.op, ast.And) else " || ").join(map(self.value, node.values)) + ")"

    def _compare(self, node: ast.Compare) -> str:
        parts, left = [], node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            if type(operator) not in COMPARISONS:
                self.refuse(node, f"{type(operator).__name__} is not understood")
            parts.append(f"{self.value(left)} {COMPARISONS[type(operator)]} {self.value(right)}")
            left = right
        if any(isinstance(part, ast.Call) for middle in node.comparators[:-1] for part in ast.walk(middle)):
            self.refuse(node, "a call in the middle of a chain would be made twice")
        return "(" + " && ".join(parts) + ")"

    def _ifexp(self, node: ast.IfExp) -> str:
        return f"({self.value(node.test)} ? {self.value(node.body)} : {self.value(node.orelse)})"

    def _call(self, node: ast.Call) -> str:
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            self.refuse(node, "arguments are given by place")
        if isinstance(node.func, ast.Attribute):
            if self.scope.find(node.func.value) is np and node.func.attr == "int64":
                return f"Math.trunc({self._only(node)})"
            self.refuse(node, "such a call is not understood")
        function = self.scope.find(node.func)
        if function is u32:
            return f"({self.bits(node.args[0])} >>> 0)"
        if function is real:
            return self._only(node)
        if function in (whole, short, natural, int):
            return f"Math.trunc({self._only(node)})"
        if function in (abs, math.sqrt):
            return f"Math.{function.__name__}({self._only(node)})"
        if function in (min, max):
            if len(node.args) != 2:
                self.refuse(node, "of two numbers only")
            return f"{'least' if function is min else 'greatest'}({self._arguments(node)})"
        if function is prefetch:
            self.refuse(node, "fetching gives no number")
        if isinstance(function, Record):
            return self._record(node, function)
        if inner := self.in_place(node):
            return inner[0].value(inner[1])
        return self._call_of(node, self.scope.callee(function, node))

    def _only(self, node: ast.Call) -> str:
        if len(node.args) != 1:
            self.refuse(node, "one argument is expected")
        return self.value(node.args[0])

    def _arguments(self, node: ast.Call) -> str:
        return ", ".join(map(self.value, node.args))

    def _record(self, node: ast.Call, record: Record) -> str:
        if len(node.args) != len(record.fields):
            self.refuse(node, f"{record.name} has {len(record.fields)} fields")
        parts = (f"{field}: {self.value(argument)}" for field, argument in zip(record.fields, node.args, strict=True))
        return "{" + ", ".join(parts) + "}"

    def in_place(self, node: ast.Call):
        """A function that is one expression, to be written where it is called, if its arguments are plain; else None."""
        found = self.scope.program.simple(self.scope.find(node.func))
        if found is None or not all(isinstance(argument, ast.Name | ast.Constant) for argument in node.args):
            return None
        source, expression = found
        scope = Scope(source, self.scope.program, {}, outer=self.scope)
        if len(node.args) != len(scope.parameters):
            self.refuse(node, f"{source.name} takes {len(scope.parameters)} arguments")
        for name, argument in zip(scope.parameters, node.args, strict=True):
            constant = self.constant(argument)
            fields = self.scope.find(argument)
            scope.given[name] = fields if isinstance(fields, Fields) else self.value(argument) if constant is None else constant
        return Expressions(scope), expression

    def _call_of(self, node: ast.Call, callee: Callee) -> str:
        if callee.arity is not None and callee.arity != len(node.args):
            self.refuse(node, f"{callee.name} takes {callee.arity} arguments")
        return f"{callee.name}({self._arguments(node)})"
