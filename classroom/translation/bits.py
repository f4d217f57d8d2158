"""Constants, and sets of bits: words of 32 bits without a sign.

`& | ^ << >> ~` take words and give words; `u32(...)` and `& 0xFFFFFFFF` cut a sum, a difference or a product of whole numbers
to one, as if they had been computed with all their digits.
"""

import ast

from sim.randomness import MASK, u32

from .names import Scope, number
from .sources import refuse

ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
BITS = {ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>>"}
FOLDED = {ast.BitOr: int.__or__, ast.BitAnd: int.__and__, ast.Add: int.__add__, ast.Sub: int.__sub__}


class Bits:
    """Translates what concerns single bits; `scope` knows what names stand for."""

    def __init__(self, scope: Scope):
        self.scope, self.source = scope, scope.source

    def refuse(self, node: ast.expr, why: str):
        """Give up, saying where."""
        refuse(self.source, node, f"{why}: {ast.unparse(node)}")

    def value(self, node: ast.expr) -> str:
        """An expression as JavaScript that gives the same number."""
        raise NotImplementedError

    def in_place(self, node: ast.Call):
        """A function that is one expression, written where it is called: (its translator, the expression), or None."""
        raise NotImplementedError

    def constant(self, node: ast.expr):
        """The number that an expression of constants stands for, or None."""
        if isinstance(node, ast.Constant) and type(node.value) in (int, float, bool):
            return node.value
        if isinstance(node, ast.Name):
            found = self.scope.find(node)
            return found if type(found) in (int, float, bool) else None
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Invert):
            inner = self.constant(node.operand)
            return None if inner is None else -inner if isinstance(node.op, ast.USub) else ~inner
        if isinstance(node, ast.BinOp) and type(node.op) in FOLDED:
            one, other = self.constant(node.left), self.constant(node.right)
            if type(one) is int and type(other) is int:
                return FOLDED[type(node.op)](one, other)
        return None

    def word(self, node: ast.BinOp) -> str:
        """A set of bits without a sign."""
        small = isinstance(node.op, ast.BitAnd) and any(0 <= (self.constant(x) or -1) < 2**31 for x in (node.left, node.right))
        raw = self.bits(node)
        return raw if small or isinstance(node.op, ast.RShift) or raw.endswith(" >>> 0)") else f"({raw} >>> 0)"

    def bits(self, node: ast.expr) -> str:
        """The same 32 bits, perhaps with a sign: good enough inside another operation on bits."""
        constant = self.constant(node)
        if constant is not None:
            if not -(2**31) <= constant <= MASK:
                self.refuse(node, "more than 32 bits")
            return number(constant)
        if isinstance(node, ast.Call) and self.scope.find(node.func) is u32:
            return self.bits(node.args[0])
        if isinstance(node, ast.Call) and (inner := self.in_place(node)):
            return inner[0].bits(inner[1])
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
            return f"(~{self.bits(node.operand)})"
        return self._of_two(node) if isinstance(node, ast.BinOp) else self.value(node)

    def _of_two(self, node: ast.BinOp) -> str:
        """The bits of an operation on two numbers."""
        if isinstance(node.op, ast.Mult):
            return f"Math.imul({self.bits(node.left)}, {self.bits(node.right)})"
        if isinstance(node.op, ast.Add | ast.Sub):
            return f"({self.bits(node.left)} {ARITHMETIC[type(node.op)]} {self.bits(node.right)})"
        if type(node.op) not in BITS:
            return self.value(node)
        if isinstance(node.op, ast.LShift | ast.RShift):
            return self._shift(node)
        if isinstance(node.op, ast.BitAnd) and MASK in (self.constant(node.left), self.constant(node.right)):
            return f"({self.bits(node.left if self.constant(node.right) == MASK else node.right)} >>> 0)"
        return f"({self.bits(node.left)} {BITS[type(node.op)]} {self.bits(node.right)})"

    def _shift(self, node: ast.BinOp) -> str:
        by = self.constant(node.right)
        if by is not None and not 0 <= by < 32:
            self.refuse(node, "a shift by more than 31 bits")
        return f"({self.bits(node.left)} {BITS[type(node.op)]} {self.value(node.right)})"
