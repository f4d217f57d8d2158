"""Parameter records: declared once beside the rule that uses them, read by both drivers.

A record is a frozen pydantic model whose fields carry range, unit, source and default (`par`). Before a
run every half-life becomes the share that is kept in a week, since rules use plain arithmetic only:
a field `x_half_life_weeks` reaches the rule as `x_kept` = 2 ** (-1 / x_half_life_weeks).
"""

from collections import namedtuple
from functools import cache
from typing import Any, ClassVar, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

ASSUMPTION = "assumption, no source"
HALF_LIFE = "half_life_weeks"


def par(default, low, high, unit: str, doc: str, source: str = ASSUMPTION):
    """A parameter: default, inclusive range low..high, unit, meaning and source."""
    return Field(default, ge=low, le=high, description=doc, json_schema_extra={"unit": unit, "source": source})


class Parameters(BaseModel):
    """A frozen record of parameters that knows no other keys.

    `off` names, per mechanism carried by the record, the values at which the mechanism has no effect.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)
    off: ClassVar[dict[str, dict[str, Any]]] = {}

    @model_validator(mode="before")
    @classmethod
    def no_truth_value_for_a_number(cls, given):
        """`true` is not 1, neither for a parameter nor in a mapping of parameters."""
        numbers = numeric_fields(cls)
        for name, value in given.items() if isinstance(given, dict) else ():
            if name in numbers:
                inside = value.items() if isinstance(value, dict) else [("", value)]
                for key, one in inside:
                    if isinstance(one, bool | np.bool_):
                        raise ValueError(f"{name}{'.' if key else ''}{key}: must be a number, but it is {str(one).lower()}")
        return given


@cache
def numeric_fields(record: type[BaseModel]) -> set[str]:
    """Fields that hold numbers, or mappings of numbers, and no truth values."""
    kinds = {name: {field.annotation, *get_args(field.annotation)} for name, field in record.model_fields.items()}
    kinds = {name: found | {part for kind in found for part in get_args(kind)} for name, found in kinds.items()}
    return {name for name, found in kinds.items() if found & {int, float} and bool not in found}


def values(record: Parameters) -> dict[str, Any]:
    """Numbers as the rules see them: nested records become dicts, half-lives weekly factors.

    Text, lists and absent values are left out: rules see numbers only.
    """
    found: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Parameters):
            found[name] = values(value)
        elif name.endswith(HALF_LIFE):
            found[name.removesuffix(HALF_LIFE) + "kept"] = 2.0 ** (-1.0 / value)
        elif isinstance(value, bool | int | float):
            found[name] = float(value)
    return found


@cache
def _tuple_type(name: str, fields: tuple[str, ...]):
    return namedtuple(name, fields)


def as_tuple(numbers: dict, name: str = "Values"):
    """Named tuples of Python floats for the Mesa driver: `p.trust.asymmetry`."""
    parts = [as_tuple(v, k) if isinstance(v, dict) else v for k, v in numbers.items()]
    return _tuple_type(name, tuple(numbers))(*parts)


def record_dtype(numbers: dict) -> np.dtype:
    """Structured type of float64 fields with the same names and nesting as `numbers`; in Python, too, fields are attributes."""
    parts = [(k, record_dtype(v) if isinstance(v, dict) else np.float64) for k, v in numbers.items()] or [("_", np.float64)]
    return np.dtype((np.record, np.dtype(parts, align=True)))


def _flat(numbers: dict) -> tuple:
    return tuple(_flat(v) if isinstance(v, dict) else v for v in numbers.values()) or (0.0,)


def as_array(rows: list[dict]) -> np.ndarray:
    """The same numbers for the kernel: a structured array, one element a row."""
    return np.array([_flat(row) for row in rows], dtype=record_dtype(rows[0]))
