"""The engine of the classroom: the model itself as one JavaScript text, and scenarios as plans that it can run.

The text is made from the Python sources each time it is asked for, so a page can't be out of date.
"""

import json
import re
from functools import cache
from pathlib import Path

from sim import actions
from sim.kernel import common_of, guest_keys
from sim.kernel import options as kernel_options
from sim.kernel.loops import age, hear, make_read, settle, trade
from sim.kernel.mail import COLUMNS, count_mail, deliver, start_inboxes
from sim.kernel.plan import make_plan, weigher_of
from sim.measures import MEASURES, SCALE
from sim.parameters import values
from sim.population import arrange, fill_people, fill_ties
from sim.randomness import SELLERS, unit, words
from sim.state import NONE, PEOPLE, REQUESTS, REQUESTS_KEPT, TIES
from sim.strategies import SHELF, Strategy
from sim.week import MOST_PROSPECTS, ROUTES

from ..translation import Callee, Program
from .plan import plan_of

ARRAYS = {
    "int8": "Int8Array", "uint8": "Uint8Array", "int16": "Int16Array", "uint16": "Uint16Array", "int32": "Int32Array",
    "uint32": "Uint32Array", "float32": "Float32Array", "float64": "Float64Array",
}  # fmt: skip
HERE = Path(__file__).parent
BY_HAND = ("by_hand.js", "driver.js", "run.js")
LOOPS = (
    arrange, age, common_of, count_mail, deliver, fill_people, fill_ties, guest_keys, hear, settle, start_inboxes, trade, unit, words,
)  # fmt: skip
REPLIES = ("READ", "ACCEPTED", "ANSWERED", "TALKED", "NEED_TOLD", "ANNOYED", "BROKEN", "OFFER_HEARD")
NOTES = ("CONCRETE", "PITCH_NOTE", "OFFER_CALL")


def strategy_records() -> list[dict]:
    """Every strategy with its parameters: name, default, range, unit, meaning."""
    return [
        {
            "name": strategy.name,
            "parameters": [
                {
                    "name": name,
                    "default": field.default,
                    "low": next(m.ge for m in field.metadata if hasattr(m, "ge")),
                    "high": next(m.le for m in field.metadata if hasattr(m, "le")),
                    "unit": field.json_schema_extra["unit"],
                    "meaning": field.description,
                }
                for name, field in strategy.parameters.model_fields.items()
            ],
        }
        for strategy in SHELF.values()
    ]


def constants() -> dict:
    """What the part written by hand needs to know of the model."""
    return {
        "NONE": NONE,
        "NOTHING_LEFT": float(kernel_options.DONE),
        "BLOCK": kernel_options.BLOCK,
        "LOW_BITS": kernel_options.LOW_BITS,
        "MOST_PROSPECTS": MOST_PROSPECTS,
        "REQUESTS_KEPT": REQUESTS_KEPT,
        "PITCH_HOURS": actions.PITCH_HOURS,
        "SELLERS": SELLERS,
        "MEASURES": [{"name": name, "parts": SCALE if fixed else 1} for name, (_, fixed, _) in MEASURES.items()],
        "STRATEGIES": strategy_records(),
        "KINDS": {kind: name for kind, name in actions.KINDS.items()},
        "REPLIES": {name.lower(): getattr(actions, name) for name in REPLIES},
        "NOTES": {name.lower(): getattr(actions, name) for name in NOTES},
        "ROUTES": list(ROUTES),
    }


def tables() -> str:
    """Functions that make the columns of every table, written out: browsers are quick with objects that are born complete."""
    types = {"PEOPLE": PEOPLE, "TIES": TIES, "REQUESTS": REQUESTS}
    types = {table: {name: dtype for name, (dtype, _, _) in columns.items()} for table, columns in types.items()} | {"MAIL": COLUMNS}
    made = (
        f"const {table} = (size) => ({{ {', '.join(f'{name}: new {ARRAYS[dtype]}(size)' for name, dtype in columns.items())} }});"
        for table, columns in types.items()
    )
    rows = [f"{name}: rows(ties.{name}, people, slots)" for name in TIES]
    rows += [f"{name}: rows(requests.{name}, people, REQUESTS_KEPT)" for name in REQUESTS]
    return "\n".join([*made, f"const BOOK = (ties, requests, people, slots) => ({{ {', '.join(rows)} }});"])


def add_strategy(program: Program, strategy: Strategy) -> tuple[Callee, Callee]:
    """Write out what one strategy weighs and how it answers."""
    fields = tuple(values(strategy.parameters()))
    record = ", ".join(f"{field}: row[{k}]" for k, field in enumerate(fields))
    named = program.add(f"$named_{strategy.name}", ("row",), f"return {{{record}}};")
    choose = program.callee(strategy.choose)
    weigh = program.template(weigher_of, f"_{strategy.name}", choose=choose, named=named)
    answer = program.callee(strategy.answer)
    body = f"return {answer.name}(ego, tie, request, {named.name}(row), u);"
    return weigh, program.add(f"$answers_{strategy.name}", ("row", "ego", "tie", "request", "u"), body)


def among(program: Program, name: str, functions: list[Callee]) -> Callee:
    """A function that leaves the work to one of several, by a code that comes first."""
    parameters = tuple(f"x{k}" for k in range(functions[0].arity))
    call = ", ".join(parameters)
    cases = "\n".join(f"case {code}: return {function.name}({call});" for code, function in enumerate(functions))
    return program.add(name, ("code", *parameters), f"switch (code) {{\n{cases}\n}}\nreturn NONE;")


@cache
def javascript() -> str:
    """The whole engine, as a script that defines one constant, `VitaminB`."""
    by_hand = "\n".join((HERE / name).read_text(encoding="utf-8") for name in BY_HAND)
    program = Program(by_hand)
    weighers, answers = zip(*(add_strategy(program, strategy) for strategy in SHELF.values()), strict=True)
    program.template(make_plan, weigh=among(program, "$weigh_by_code", list(weighers)))
    program.template(make_read, answer=among(program, "$answer_by_code", list(answers)))
    for loop in LOOPS:
        program.callee(loop)
    known = "\n".join(f"const {name} = {json.dumps(value)};" for name, value in constants().items())
    stripped = re.sub(r"^\s*//.*\n", "", by_hand, flags=re.MULTILINE)
    public = (
        "return { startRun: (plan, seed) => new Run(plan, seed), strategies: STRATEGIES, kinds: KINDS, notes: NOTES, "
        "replies: REPLIES, routes: ROUTES, measures: MEASURES.map(({ name }) => name).concat('deals') };"
    )
    return f'const VitaminB = (() => {{\n"use strict";\n{known}\n{tables()}\n{stripped}\n{program.text()}\n{public}\n}})();\n'


__all__ = ["javascript", "plan_of"]
