"""The engine of the classroom: the model itself as one JavaScript text, and scenarios as plans that it can run.

The text is made from the Python sources each time it is asked for, so a page can't be out of date.
"""

import json
import re
from functools import cache
from pathlib import Path

from sim.events import take_seats
from sim.kernel.loops import age, hear, make_read, settle, trade
from sim.kernel.mail import count_mail, deliver, start_inboxes
from sim.kernel.plan import make_plan
from sim.kernel.shelf import chooser_of, valuer_of, worker_of
from sim.kernel.weighing import make_weigh
from sim.parameters import values
from sim.population import arrange, fill_people, fill_ties
from sim.randomness import unit, words
from sim.strategies import SHELF, Strategy

from ..translation import Callee, Program
from .plan import plan_of
from .tables import constants, tables

HERE = Path(__file__).parent
BY_HAND = ("by_hand.js", "driver.js", "run.js")
LOOPS = (
    arrange, age, count_mail, deliver, fill_people, fill_ties, hear, settle, start_inboxes, take_seats, trade, unit, words,
)  # fmt: skip


def add_strategy(program: Program, strategy: Strategy) -> tuple[Callee, Callee, Callee, Callee]:
    """Write out how one strategy values own ties, what it decides about other things, how it answers and works on leads."""
    fields = tuple(values(strategy.parameters()))
    record = ", ".join(f"{field}: row[{k}]" for k, field in enumerate(fields))
    named = program.add(f"$named_{strategy.name}", ("row",), f"return {{{record}}};")
    choose, answer = program.callee(strategy.choose), program.callee(strategy.answer)
    value_ties, decide = (program.template(made, f"_{strategy.name}", choose=choose, named=named) for made in (valuer_of, chooser_of))
    body = f"return {answer.name}(ego, tie, request, {named.name}(row), u);"
    answers = program.add(f"$answers_{strategy.name}", ("row", "ego", "tie", "request", "u"), body)
    work = program.template(worker_of, f"_{strategy.name}", work=program.callee(strategy.work), named=named)
    return value_ties, decide, answers, work


def among(program: Program, name: str, functions: list[Callee]) -> Callee:
    """A function that leaves the work to one of several, by a code that comes first."""
    parameters = tuple(f"x{k}" for k in range(functions[0].arity))
    call = ", ".join(parameters)
    cases = "\n".join(f"case {code}: return {function.name}({call});" for code, function in enumerate(functions))
    return program.add(name, ("code", *parameters), f"switch (code) {{\n{cases}\n}}\nreturn NONE;", functions[0].results)


@cache
def javascript() -> str:
    """The whole engine, as a script that defines one constant, `VitaminB`."""
    by_hand = "\n".join((HERE / name).read_text(encoding="utf-8") for name in BY_HAND)
    program = Program(by_hand)
    written = zip(*(add_strategy(program, strategy) for strategy in SHELF.values()), strict=True)
    names = ("$value_ties_by_code", "$decide_by_code", "$answer_by_code", "$work_by_code")
    value_ties, decide, answer, work = (among(program, name, functions) for name, functions in zip(names, written, strict=True))
    program.template(make_plan, weigh=program.template(make_weigh, value_ties=value_ties, decide=decide, work=work))
    program.template(make_read, answer=answer)
    for loop in LOOPS:
        program.callee(loop)
    known = "\n".join(f"const {name} = {json.dumps(value)};" for name, value in constants().items())
    stripped = re.sub(r"^\s*//.*\n", "", by_hand, flags=re.MULTILINE)
    public = (
        "return { startRun: (plan, seed) => new Run(plan, seed), strategies: STRATEGIES, kinds: KINDS, notes: NOTES, "
        "replies: REPLIES, routes: ROUTES, relationship: RELATIONSHIP, measures: MEASURES.map(({ name }) => name).concat('deals') };"
    )
    return f'const VitaminB = (() => {{\n"use strict";\n{known}\n{tables()}\n{stripped}\n{program.text(by_hand)}\n{public}\n}})();\n'


__all__ = ["javascript", "plan_of"]
