"""Designs: which points of the space of conditions an experiment visits.

A point is a mapping from dotted config keys to values, for example {"strategies.call_first.hours": 2.0}; the
experiment is run at each point with the same replications. Samplers come from SciPy (`scipy.stats.qmc`) and SALib.
"""

from __future__ import annotations

import csv
import io
import itertools
import math
import re
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import Field, field_validator, model_validator

from sim.parameters import Parameters, par
from sim.scenario import MECHANISMS

from ..errors import UserError, one_line
from ..files import read_file, whole_path
from .yaml_tree import Trouble, read_tree

GRIDS = ("factorial", "one_at_a_time")
SAMPLERS = ("latin_hypercube", "sobol", "morris", "saltelli")
KINDS = (*GRIDS, "list", "ablation", "mixture", *SAMPLERS)
MOST_POINTS = 1_000_000
LARGEST_CSV = 50_000_000  # bytes
MOST_SAMPLED = 100_000  # points of samplers and mixtures, which take longer to make
Point = dict[str, Any]


def between(u: float, low: float, high: float, scale: str) -> float:
    """The value at a place u in 0..1 of a range."""
    return low * (high / low) ** u if scale == "log" else low + (high - low) * u


def whole(u: float, low: int, high: int, grid: bool, scale: str = "linear") -> int:
    """The whole number at a place u in 0..1 of low..high: all have equal shares of 0..1 (on a log scale, equal in its sense).

    grid: places are few and include both ends, as in a Morris design; then the nearest whole number.
    """
    value = round(between(u, low, high, scale)) if grid else math.floor(between(u, low, high + 1, scale))
    return min(max(value, low), high)


class Factor(Parameters):
    """What is varied: levels one by one, or a range for the samplers."""

    values: tuple[Any, ...] | None = Field(default=None, description="levels, in their order")
    low: float | None = Field(default=None, description="lower end of the range")
    high: float | None = Field(default=None, description="upper end of the range")
    scale: Literal["linear", "log"] = Field(default="linear", description="how the range is spread")
    integer: bool = Field(default=False, description="only whole numbers, low and high included")

    @model_validator(mode="after")
    def levels_or_range(self):
        """Exactly one way to say what values there are."""
        if (self.values is None) == (self.low is None and self.high is None):
            raise ValueError("give either values (a list), or low and high")
        if self.values is not None and not self.values:
            raise ValueError("values is empty; give at least one")
        if self.values is None:
            if self.low is None or self.high is None or not self.low < self.high:
                raise ValueError("low must be below high")
            if self.scale == "log" and self.low <= 0:
                raise ValueError("a log scale needs low above 0")
            if self.integer and not (self.low.is_integer() and self.high.is_integer()):
                raise ValueError(f"integer needs whole low and high, not {self.low:g} and {self.high:g}")
        return self

    def at(self, u: float, grid: bool = False) -> Any:
        """The value at a place u in 0..1 of the range, or of the list of levels. grid: see `whole`."""
        if self.values is not None:
            return self.values[whole(u, 0, len(self.values) - 1, grid)]
        if self.integer:
            return whole(u, int(self.low), int(self.high), grid, self.scale)
        return float(min(max(between(u, self.low, self.high, self.scale), self.low), self.high))  # rounding must not leave the range

    def levels(self) -> tuple:
        """The levels in their order; a range counts as its two ends."""
        return self.values if self.values is not None else (self.at(0.0), self.at(1.0))


class Design(Parameters):
    """How the points are laid out."""

    kind: Literal[KINDS] = Field(default="factorial", description="layout of the points")
    factors: dict[str, Factor] = Field(default={}, description="what is varied: dotted key of the config -> levels or range")
    samples: int = par(64, 2, 100_000, "points", "points (latin_hypercube, sobol), trajectories (morris), base sample (saltelli)")
    levels: int = par(4, 2, 64, "levels", "levels of a morris design")
    rows: tuple[dict[str, Any], ...] = Field(default=(), description="points of a list")
    file: str | None = Field(default=None, description="points of a list, from a CSV file: a column per key, a row per point")
    groups: tuple[str, ...] = Field(default=(), description="strategies that share the sellers of a mixture")
    steps: int = par(10, 2, 100, "steps", "grid of a mixture: shares are multiples of 1 / steps, and 1 and 99 %")
    common_random_numbers: bool = Field(default=True, description="the same luck, people and needs at every point")

    @field_validator("factors", mode="before", json_schema_input_type=dict[str, Factor | list[Any]])
    @classmethod
    def short_forms(cls, given):
        """A list stands for levels; a pair of low and high for a range."""
        if not isinstance(given, dict):
            return given
        return {key: {"values": factor} if isinstance(factor, list | tuple) else factor for key, factor in given.items()}

    @model_validator(mode="after")
    def complete(self):
        """What each layout needs."""
        if self.kind in (*GRIDS, *SAMPLERS) and not self.factors:
            raise ValueError(f"design: {self.kind} needs factors, for example {{weeks: [52, 104]}}")
        if self.kind == "list" and bool(self.rows) == bool(self.file):
            raise ValueError("design: list needs either rows or a file")
        if self.kind == "mixture" and len(self.groups) < 2:
            raise ValueError("design: mixture needs groups, at least two names of strategies")
        return self


def points_of(design: Design | None, seed: int, tree: dict) -> list[Point]:
    """All points of a design in their order; [{}] without one.

    seed: seed of the experiment, shuffles the samplers; tree: the config, for the sizes of a mixture.
    """
    if design is None:
        return [{}]
    makers = {
        "factorial": factorial, "one_at_a_time": one_at_a_time, "list": listed, "ablation": ablations, "mixture": mixtures,
    }  # fmt: skip
    if design.kind in makers:
        return makers[design.kind](design, tree)
    places = sample(design, seed)
    grid = design.kind == "morris"
    return [{key: factor.at(u, grid) for (key, factor), u in zip(design.factors.items(), row)} for row in places]


def factorial(design: Design, tree: dict) -> list[Point]:
    """Every combination of levels, the last factor fastest."""
    count = int(np.prod([float(len(factor.levels())) for factor in design.factors.values()]))
    if count > MOST_POINTS:
        raise UserError(f"design: {count:,} combinations are more than {MOST_POINTS:,}; take fewer levels, or a sampler")
    return [dict(zip(design.factors, levels)) for levels in itertools.product(*(f.levels() for f in design.factors.values()))]


def one_at_a_time(design: Design, tree: dict) -> list[Point]:
    """The config as it is, then every level of every factor alone."""
    return [{}] + [{key: level} for key, factor in design.factors.items() for level in factor.levels()]


def ablations(design: Design, tree: dict) -> list[Point]:
    """The config as it is, then every mechanism switched off alone."""
    already = list(tree.get("ablate") or [])
    return [{}] + [{"ablate": [*already, mechanism]} for mechanism in MECHANISMS if mechanism not in already]


def listed(design: Design, tree: dict) -> list[Point]:
    """The points as given, from the config or a CSV file."""
    if design.rows:
        return [dict(row) for row in design.rows]
    path = Path(design.file)
    try:
        rows = list(csv.reader(io.StringIO(read_file(path, LARGEST_CSV).decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{path}: cannot be read as CSV ({error}); give a column per key and a row per point") from None
    rows = [row for row in rows if row]
    if len(rows) < 2:
        raise UserError(f"{path}: has no rows; give a column per key and a row per point")
    keys = [key.strip() for key in rows[0]]
    twice = [key for key in keys if keys.count(key) > 1]
    if twice:
        raise UserError(f"{path}: the column '{one_line(twice[0], 80)}' stands there twice; keep one")
    if any(len(row) != len(keys) for row in rows):
        raise UserError(f"{path}: some row has more or fewer cells than there are columns; give one cell for each")
    return [point_of(path, keys, row, number) for number, row in enumerate(rows[1:], start=2)]


def point_of(path: Path, keys: list[str], row: list[str], number: int) -> Point:
    """A point from a row of a table; empty cells keep the config's own value, files are relative to the table."""
    point = {key: cell_value(cell, f"{path}, row {number}, {key}") for key, cell in zip(keys, row) if cell.strip()}
    if "network.file" in point:
        point["network.file"] = whole_path(path.parent, str(point["network.file"]))
    return point


def cell_value(cell: str, place: str) -> Any:
    """A number, a word, or what YAML makes of it. Raises UserError that begins with the place."""
    cell = cell.strip()
    if re.fullmatch(r"[+-]?\d{1,15}", cell):
        return int(cell)
    if re.fullmatch(r"[+-]?\d{1,15}\.\d{1,20}", cell):
        return float(cell)
    try:
        return read_tree(cell).value
    except Trouble as error:
        raise UserError(f"{one_line(place, 200)}: {error.said}") from None


def mixtures(design: Design, tree: dict) -> list[Point]:
    """Every split of the sellers among the groups on a grid of shares, and splits in which a group has 1 %."""
    groups, k = design.groups, len(design.groups)
    given = tree.get("strategies") or {}
    unknown = [name for name in groups if name not in given]
    if unknown:
        raise UserError(f"design: groups: '{unknown[0]}' is no group of strategies; known are {', '.join(given)}")
    total = sum((given[name] or {}).get("sellers", 25) for name in groups)
    check_size(math.comb(design.steps + k - 1, k - 1), "the mixture", "take fewer groups or steps")
    if total < k:
        raise UserError(f"design: {total} sellers cannot be split among {k} groups; give the groups more sellers")
    splits = {tuple(shares) for shares in whole_shares(k, design.steps)}
    counts = {split_of(np.array(split) / design.steps, total) for split in splits}
    counts |= {split_of(edge, total) for edge in rare_shares(k)}
    return [{f"strategies.{name}.sellers": n for name, n in zip(groups, split)} for split in sorted(counts) if min(split) > 0]


def whole_shares(k: int, steps: int):
    """All ways to split `steps` among k groups."""
    if k == 1:
        yield (steps,)
        return
    for first in range(steps + 1):
        for rest in whole_shares(k - 1, steps - first):
            yield (first, *rest)


def rare_shares(k: int):
    """One group at 99 %, the others sharing 1 %: float64[k] each."""
    for resident in range(k):
        shares = np.full(k, 0.01 / (k - 1))
        shares[resident] = 0.99
        yield shares


def split_of(shares: np.ndarray, total: int) -> tuple[int, ...]:
    """Whole numbers of sellers nearest to the shares, at least one each, that add up to the total."""
    counts = np.maximum(1, np.floor(shares * total)).astype(int)
    while counts.sum() != total:
        gap = shares * total - counts
        counts[np.argmax(gap) if counts.sum() < total else np.argmin(np.where(counts > 1, gap, np.inf))] += (
            1 if counts.sum() < total else -1
        )
    return tuple(int(n) for n in counts)


def sample(design: Design, seed: int) -> np.ndarray:
    """Places in the unit cube, float64[points, factors], in the order that the analyses expect."""
    d, n = len(design.factors), design.samples
    times = {"morris": d + 1, "saltelli": d + 2}.get(design.kind, 1)
    check_size(times * n, design.kind, "take fewer samples or factors")
    from scipy.stats import qmc

    if design.kind == "latin_hypercube":
        return qmc.LatinHypercube(d, rng=np.random.default_rng(seed)).random(n)
    if design.kind == "sobol":
        return qmc.Sobol(d, rng=np.random.default_rng(seed)).random_base2(power_of_two(n))
    from .sensitivity_points import morris_points, saltelli_points

    cube = {key: (0.0, 1.0) for key in design.factors}
    if design.kind == "morris":
        return morris_points(cube, n, design.levels, seed)
    return saltelli_points(cube, 2 ** power_of_two(n), seed)


def check_size(points: int, what: str, remedy: str) -> None:
    """Raises UserError for more points than can be laid out in bearable time."""
    if points > MOST_SAMPLED:
        raise UserError(f"design: {what} would have {points:,} points, more than {MOST_SAMPLED:,}; {remedy}")


def power_of_two(n: int) -> int:
    """The exponent of the next power of two: Sobol sequences are balanced only there."""
    return int(np.ceil(np.log2(max(n, 2))))

