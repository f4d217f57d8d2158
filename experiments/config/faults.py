"""What is wrong with a config, in one sentence."""

from __future__ import annotations

import difflib

from pydantic import BaseModel, ValidationError

from .yaml_words import BLANK_SAID, ODD_BLANK


def unknown_key(name: str, known: list[str], parent: str = "") -> str:
    """One sentence about an unknown key, with the nearest right one."""
    if ODD_BLANK.search(name):
        return f"'{parent}{name}' {BLANK_SAID}"
    near = difflib.get_close_matches(name[:100], known, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"
    return f"'{parent}{name}' is not a known key; {hint}"


def explain(error: ValidationError, record: type[BaseModel], where) -> str:
    """The first problem of a validation error of a record in one sentence."""
    first = error.errors()[0]
    loc = [part for part in first["loc"] if part != "scenario"]
    dotted = ".".join(map(str, loc))
    if first["type"] == "extra_forbidden":
        parent = model_at(record, first["loc"][:-1])
        known = [k for k in parent.model_fields if k != "own_strategies"] if parent else []
        return where(loc) + unknown_key(str(loc[-1]), known, "".join(f"{part}." for part in loc[:-1]))
    if first["type"] == "missing":
        return f"{where(loc)}'{dotted}' is missing; " + (
            "say in one sentence what the experiment asks" if dotted == "question" else "add it"
        )
    message = first["msg"].removeprefix("Value error, ")
    message = message[0].lower() + message[1:]
    if first["type"] == "value_error":
        inner, record_there = message.split(":")[0].split(".")[0], model_at(record, first["loc"])
        if record_there and loc and inner in record_there.model_fields:
            return f"{where([*loc, inner])}{dotted}.{message}"
        named = message if not loc or message.startswith((dotted, str(loc[0]))) else f"{dotted}: {message}"
        return where(loc or [message.split(":")[0].split(".")[0]]) + named
    if isinstance(first["input"], str) and ODD_BLANK.search(first["input"]):
        return f"{where(loc)}{dotted}: {BLANK_SAID}"
    return f"{where(loc)}{dotted}: {message}, but it is {first['input']!r}"[:400]


def model_at(model: type[BaseModel], loc) -> type[BaseModel] | None:
    """The record that a location lies in."""
    import typing

    for part in loc:
        field = model.model_fields.get(str(part)) if model else None
        if field is None:
            continue  # a key of a mapping, or an item of a list
        kinds = [field.annotation, *typing.get_args(field.annotation)]
        model = next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)
    return model
