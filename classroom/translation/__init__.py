"""From the model's Python to JavaScript that gives the same bits: a small translator that refuses what it doesn't know.

Understood are the plain functions of the rules, phases, strategies and kernels: numbers, choices, loops over ranges and
rows, columns by place, named tuples, several results. What else stands in a function, by whatever file and line, is refused
with `NotTranslatable`, never guessed. Functions that Python only makes while it runs (one for each strategy) are written
out from their factory (`Program.template`). The few that need numpy, or whole numbers beyond 2^53, have counterparts written by
hand in JavaScript; each bears the fingerprint of the Python text that it stands for, and a change of that text is refused
until somebody has looked at the counterpart and noted the new fingerprint, which the refusal names.

An example, from `sim/rules/posting.py`, and what it becomes:

    @rule
    def p_notice_posts(posts, load, p):
        if posts <= 0:
            return 0.0
        return p.p_notice if load <= 1.0 else p.p_notice / load

    function $p_notice_posts(posts, load, p) {
    if ((posts <= 0)) {
    return 0.0;
    }
    return ((load <= 1.0) ? p.p_notice : (p.p_notice / load));
    }

Three things can't be seen in the text and are taken for granted: whole numbers stay below 2^53, sets of bits are words of
32 bits without a sign, and places lie inside their columns. Tests hold them by comparing histories bit by bit.
"""

from .names import Callee
from .program import Program
from .sources import NotTranslatable

__all__ = ["Callee", "NotTranslatable", "Program"]
