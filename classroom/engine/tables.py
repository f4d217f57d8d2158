"""What the part of the engine that is written by hand needs to know of the model: columns, constants, strategies."""

from sim import actions
from sim.kernel import options
from sim.kernel.mail import COLUMNS
from sim.measures import MEASURES, SCALE
from sim.randomness import EVENT_ORDER, SELLERS
from sim.rules.kinds_of_ties import RELATIONSHIP
from sim.state import BY_GROUP, DEALS, LEADS, MOST_CANDIDATES, MOST_LEADS, NONE, PEOPLE, REQUESTS, REQUESTS_KEPT, SALES, TIES
from sim.strategies import SHELF
from sim.week import MOST_PROSPECTS, ROUTES

ARRAYS = {
    "int8": "Int8Array", "uint8": "Uint8Array", "int16": "Int16Array", "uint16": "Uint16Array", "int32": "Int32Array",
    "uint32": "Uint32Array", "float32": "Float32Array", "float64": "Float64Array",
}  # fmt: skip
REPLIES = (
    "READ", "ACCEPTED", "ANSWERED", "TALKED", "NEED_TOLD", "ANNOYED", "BROKEN", "OFFER_HEARD", "INTERESTED", "SHUT_OUT",
)  # fmt: skip
NOTES = ("CONCRETE", "PITCH_NOTE", "OFFER_CALL", "PICKED")


def strategy_records() -> list[dict]:
    """Every strategy with its parameters: name, default, range, whether a whole number, unit, meaning."""
    return [
        {
            "name": strategy.name,
            "parameters": [
                {
                    "name": name,
                    "default": field.default,
                    "low": next(m.ge for m in field.metadata if hasattr(m, "ge")),
                    "high": next(m.le for m in field.metadata if hasattr(m, "le")),
                    "whole": field.annotation is int,
                    "unit": field.json_schema_extra["unit"],
                    "meaning": field.description,
                }
                for name, field in strategy.parameters.model_fields.items()
            ],
        }
        for strategy in SHELF.values()
    ]


def constants() -> dict:
    """Numbers and names by the name of a JavaScript constant."""
    return {
        "NONE": NONE,
        "NOTHING_LEFT": float(options.DONE),
        "BLOCK": options.BLOCK,
        "LOW_BITS": options.LOW_BITS,
        "MOST_PROSPECTS": MOST_PROSPECTS,
        "REQUESTS_KEPT": REQUESTS_KEPT,
        "MOST_CANDIDATES": MOST_CANDIDATES,
        "MOST_LEADS": MOST_LEADS,
        "SELLERS": SELLERS,
        "RELATIONSHIP": RELATIONSHIP,
        "EVENT_ORDER": EVENT_ORDER,
        "MEASURES": [{"name": name, "parts": SCALE if fixed else 1} for name, (_, fixed, _) in MEASURES.items()],
        "STRATEGIES": strategy_records(),
        "KINDS": {kind: name for kind, name in actions.KINDS.items()},
        "REPLIES": {name.lower(): getattr(actions, name) for name in REPLIES},
        "NOTES": {name.lower(): getattr(actions, name) for name in NOTES},
        "ROUTES": list(ROUTES),
    }


def most_of(name: str) -> str:
    """Places in a column of `Sales`, as the constant's name: candidates of a buyer, leads of a seller."""
    return "MOST_LEADS" if name == "buyer" else "MOST_CANDIDATES"


def tables() -> str:
    """Functions that make the columns of every table, written out: browsers are quick with objects that are born complete."""
    types = {"PEOPLE": PEOPLE, "TIES": TIES, "REQUESTS": REQUESTS, "BY_GROUP": BY_GROUP, "DEALS": DEALS, "LEADS": LEADS}
    types = {table: {name: dtype for name, (dtype, _, _) in columns.items()} for table, columns in types.items()} | {"MAIL": COLUMNS}
    made = (
        f"const {table} = (size) => ({{ {', '.join(f'{name}: new {ARRAYS[dtype]}(size)' for name, dtype in columns.items())} }});"
        for table, columns in types.items()
    )
    rows = [f"{name}: rows(ties.{name}, people, slots)" for name in TIES]
    rows += [f"{name}: rows(requests.{name}, people, REQUESTS_KEPT)" for name in REQUESTS]
    rows += [f"{name}: rows(by_group.{name}, people, groups)" for name in BY_GROUP]
    kept = ", ".join(
        f"{name}: rows(new {ARRAYS[dtype]}(people * {most_of(name)}), people, {most_of(name)})" for name, (dtype, _, _) in SALES.items()
    )
    made = [*made, f"const SALES = (people) => ({{ {kept} }});"]
    return "\n".join([*made, f"const BOOK = (ties, requests, by_group, people, slots, groups) => ({{ {', '.join(rows)} }});"])
