"""Strategies as compiled kernels know them: one function for a whole shelf, which calls the one that is wanted.

All that a strategy decides is compiled into the loops around it. Only the loop over own ties, where most of the looking
is done, is compiled once for each strategy; prospects, occasions and the ranking of options are compiled once for all.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from ..compiling import kernel, natural, real, rule, whole
from ..randomness import unit
from ..views import tie_at
from .loops import make_read
from .plan import make_plan
from .weighing import make_weigh


class Functions(NamedTuple):
    """What compiled kernels know of a strategy."""

    name: str
    choose: Callable
    answer: Callable
    work: Callable
    fields: tuple[str, ...]
    version: str | None


def unpacker(fields: tuple[str, ...]):
    """A compiled function that gives a row of float64 numbers the names of a strategy's parameters."""
    record = namedtuple("Parameters", fields)  # type: ignore[misc]
    numbers = ", ".join(f"row[{k}]" for k in range(len(fields)))
    return rule(eval(f"lambda row: record({numbers})", {"record": record}))


def valuer_of(choose, named):
    """What one strategy would do with the own ties in slots lo..hi-1, and its priority, in a loop that does nothing else."""

    @rule
    def value_ties(row, i, lo, hi, ego, week, ties, options):
        params = named(row)
        for slot in range(natural(lo), natural(hi)):
            action, priority = choose(ego, tie_at(ties, i, slot, week, options.fit[slot]), params, unit(options.luck[slot]))
            options.wish[slot] = action
            options.worth[slot] = priority

    return value_ties


def chooser_of(choose, named):
    """What one strategy would do about one thing, and its priority, as plain numbers."""

    @rule
    def decide(row, ego, tie, u):
        action, priority = choose(ego, tie, named(row), u)
        return whole(action), real(priority)

    return decide


def answerer_of(answer, named):
    """How one strategy answers a contact request."""

    @rule
    def answers(row, ego, tie, request, u):
        return whole(answer(ego, tie, request, named(row), u))

    return answers


def worker_of(work, named):
    """How urgent one strategy holds work on a lead to be, as a plain number."""

    @rule
    def works(row, ego, lead, u):
        return real(work(ego, lead, named(row), u))

    return works


def among(functions: Iterable[Callable], arguments: str):
    """One compiled function for several: wanted(code, arguments...) calls the one at that place, the last for any other code.

    It is written out as one flat chain of ifs. Functions around functions would do the same, but each would be compiled anew
    with all that it contains, and numba inlines no look-up in a table.
    """
    names = {f"function_{code}": function for code, function in enumerate(functions)}
    *cases, last = (f"return {name}({arguments})" for name in names)
    text = "".join(f"    if code == {code}:\n        {case}\n" for code, case in enumerate(cases))
    exec(f"def wanted(code, {arguments}):\n{text}    {last}\n", names)
    return rule(names["wanted"])


@cache
def kernels_for(functions: tuple[Functions, ...]):
    """The two kernels that know strategies, for a shelf: plan and read."""
    name = None if any(f.version is None for f in functions) else " ".join(f"{f.name}{f.version}" for f in functions)
    chooses = [(rule(f.choose), unpacker(f.fields)) for f in functions]
    value_ties = among([valuer_of(*each) for each in chooses], "row, i, lo, hi, ego, week, ties, options")
    decide = among([chooser_of(*each) for each in chooses], "row, ego, tie, u")
    answer = among([answerer_of(rule(f.answer), unpacker(f.fields)) for f in functions], "row, ego, tie, request, u")
    work = among([worker_of(rule(f.work), unpacker(f.fields)) for f in functions], "row, ego, lead, u")
    return kernel(make_plan(make_weigh(value_ties, decide, work)), name), kernel(make_read(answer), name)
