"""Configs: YAML in, a checked experiment out. Configs are data; only strategy files they name are executed."""

from __future__ import annotations

import copy
import difflib
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from sim.parameters import Parameters, par
from sim.scenario import Scenario

from .claims.record import Claim
from .design import Design, Point, points_of
from .errors import UserError

LARGEST_CONFIG = 1_000_000  # bytes
AROUND = 2  # people of the market, by default, for each one of a network of one person's ties


class NetworkFrom(Parameters):
    """A real network as the start, read from a file."""

    file: str = Field(description="path, relative to the config")
    format: str = Field(default="auto", description="auto, messages, edges, graphml or contacts")
    hash_names: bool = Field(default=False, description="replace names by hashes before anything is stored")
    me: str = Field(default="", description="your own name in the file: you become the first seller of the first group "
                    "(the owner of a contacts export always does)")  # fmt: skip


class Keep(Parameters):
    """What is stored beyond the series and responses."""

    messages: bool = Field(default=False, description="every message (large: about 100 bytes each before compression)")
    weekly: bool = Field(default=True, description="the weekly series of every run")
    sellers: bool = Field(default=True, description="outcomes of every seller")
    deals: bool = Field(default=True, description="every deal")
    traces: bool = Field(default=False, description="responses that need every message while a run is under way, for example share_best_ties")
    networks: bool = Field(default=True, description="one seller's network per strategy before and after (replication 0)")


class Stop(Parameters):
    """Stop when sure: replications are added, where it is still open, until a precision or a decision is reached."""

    indifference: float | None = Field(default=None, gt=0, lt=1, description="decide which strategy is best; differences "
                                       "below this share of the best mean do not matter")  # fmt: skip
    half_width: float | None = Field(default=None, gt=0, description="know every strategy's mean response to plus or "
                                     "minus this much")  # fmt: skip
    confidence: float = par(0.95, 0.5, 0.9999, "probability", "promised rate of right decisions, or level of intervals")
    first: int = par(20, 6, 100_000, "runs", "replications before the first decision")
    batch: int = par(10, 1, 100_000, "runs", "replications between decisions")

    @model_validator(mode="after")
    def one_goal(self):
        """Either a decision or a precision."""
        if (self.indifference is None) == (self.half_width is None):
            raise ValueError("stop: give either indifference (a decision) or half_width (a precision)")
        return self


class Experiment(Parameters):
    """What is run: a question, a scenario, at which points, and how often."""

    title: str = Field(default="", description="heading of the report")
    question: str = Field(min_length=3, description="the question that the report answers in its first lines")
    response: str = Field(default="deals_per_100_hours", description="what strategies are compared by")
    replications: int = par(100, 1, 1_000_000, "runs", "runs with different luck, people and needs, at each point; at most, with stop")
    design: Design | None = Field(default=None, description="conditions under which the experiment is repeated")
    claim: Claim | None = Field(default=None, description="a claim that the experiment tests; see `vitaminb claims`")
    stop: Stop | None = Field(default=None, description="stop when sure, instead of a fixed number of replications")
    seed: int = par(1, 0, 2**63 - 1, "1", "seed of the experiment; every replication's seed follows from it")
    workers: int = par(0, 0, 256, "processes", "worker processes; 0: one for each core")
    minutes_per_run: float = par(60.0, 0.01, 10000, "minutes", "a run that takes longer is stopped and counted as failed")
    keep: Keep = Keep()
    network: NetworkFrom | None = Field(default=None, description="a real network as the start")
    strategy_files: tuple[str, ...] = Field(default=(), description="users' own strategies: Python files that are executed")
    scenario: Scenario

    @field_validator("design", mode="before")
    @classmethod
    def one_word(cls, given):
        """A design that needs nothing more may be one word."""
        return {"kind": given} if isinstance(given, str) else given

    @field_validator("response")
    @classmethod
    def known_response(cls, given):
        """A response that runs have."""
        from .outcomes import RESPONSES

        if given not in RESPONSES:
            raise ValueError("response: " + unknown_key(given, list(RESPONSES)))
        return given

    @cached_property
    def points(self) -> list[Point]:
        """The design's points in their order; a single one without changes if there is no design."""
        return points_of(self.design, self.seed, to_tree(self))

    def at(self, index: int) -> Experiment:
        """The experiment at one point of its design; raises UserError if the point is none."""
        point = self.points[index]
        return at_point(self, point, f"design, point {index}: ") if point else self


NETWORK_KEYS = ("file", "format", "hash_names", "me")
SCENARIO_KEYS = [name for name in Scenario.model_fields if name != "own_strategies"]
EXPERIMENT_KEYS = [name for name in Experiment.model_fields if name != "scenario"]
KEYS = EXPERIMENT_KEYS + SCENARIO_KEYS


def read_yaml(path: Path) -> tuple[dict, Any]:
    """The tree of a config file, and the same tree with line numbers."""
    try:
        if path.stat().st_size > LARGEST_CONFIG:
            raise UserError(f"{path}: a config of more than 1 MB is surely something else; name the config file")
        text = path.read_text(encoding="utf-8")
        plain, lined = YAML(typ="safe", pure=True).load(text), YAML(typ="rt").load(text)
    except FileNotFoundError:
        raise UserError(f"{path}: there is no such file; `vitaminb init` writes one to start from") from None
    except IsADirectoryError:
        raise UserError(f"{path}: is a folder; name the config file in it") from None
    except UnicodeDecodeError:
        raise UserError(f"{path}: is not text in UTF-8; save the config as UTF-8") from None
    except PermissionError:
        raise UserError(f"{path}: may not be read; change its permissions") from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UserError(f"{path}, line {line}: not valid YAML: {str(error.problem).splitlines()[0]}") from None
    except YAMLError as error:
        raise UserError(f"{path}: not valid YAML: {str(error).splitlines()[0]}") from None
    if not isinstance(plain, dict):
        raise UserError(f"{path}: holds no keys; `vitaminb init` writes a config to start from")
    return plain, lined


def parse_override(text: str) -> tuple[list[str], Any]:
    """The path and value of `--set a.b=c`; the value is read as YAML."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise UserError(f"--set {text}: write key=value, for example --set weeks=52")
    try:
        return path.strip().split("."), YAML(typ="safe", pure=True).load(value)
    except YAMLError:
        raise UserError(f"--set {text}: the value is not valid YAML; put text with special signs in quotes") from None


def override(tree: dict, texts: list[str]) -> dict:
    """The tree with `--set` values in place; keys are checked later, with everything else."""
    tree = copy.deepcopy(tree)
    for text in texts:
        path, value = parse_override(text)
        put(tree, path, value, f"--set {text}: ")
    return tree


def load(path: Path, sets: list[str] = (), **changes) -> Experiment:
    """A checked experiment from a config file, with `--set` overrides and changes of top-level keys.

    Raises UserError with one sentence that names file, line and key.
    """
    path = Path(path)
    tree, lined = read_yaml(path)
    tree = override(tree, list(sets)) | {k: v for k, v in changes.items() if v is not None}
    given = [".".join(parse_override(text)[0]) for text in sets] + [key for key, value in changes.items() if value is not None]

    def where(loc) -> str:
        dotted = ".".join(map(str, loc)) + "."
        return "command line: " if any(dotted.startswith(f"{key}.") for key in given) else f"{path}{line_of(lined, loc)}: "

    return build(tree, path.parent, where)


def check_points(experiment: Experiment, most: int = 200) -> None:
    """Build the experiment at its points, at most so many spread evenly; raises UserError at the first that is none."""
    count = len(experiment.points)
    for index in sorted({round(k * (count - 1) / max(1, min(count, most) - 1)) for k in range(min(count, most))}):
        experiment.at(index)


def at_point(experiment: Experiment, point: Point, place: str) -> Experiment:
    """The experiment with the values of a point in place of its own.

    Another strategy for a group comes with its own parameters, not with those of the strategy before.
    """
    tree = {key: value for key, value in to_tree(experiment).items() if key not in ("design", "stop", "claim")}
    for key, value in point.items():
        path = key.split(".")
        if path[-1] == "strategy":
            put(tree, [*path[:-1], "parameters"], {}, place)
        put(tree, path, value, place)
    return build(tree, Path(), lambda loc: place, experiment.scenario.own_strategies)


def put(tree: dict, path: list[str], value: Any, place: str) -> None:
    """Set one value of a tree, where the way to it exists or is empty."""
    for name in path[:-1]:
        if tree.get(name) is None:
            tree[name] = {}
        tree = tree[name]
        if not isinstance(tree, dict):
            raise UserError(f"{place}'{name}' holds a value, not further keys")
    tree[path[-1]] = value


def loads(text: str) -> Experiment:
    """A checked experiment from the text of a full config, all of whose paths are whole."""
    return build(YAML(typ="safe", pure=True).load(text), Path())


def build(tree: dict, folder: Path, where=lambda loc: "", own: dict | None = None) -> Experiment:
    """A checked experiment from a tree of plain values; files are looked for relative to `folder`.

    own: the users' own strategies, if they are loaded already.
    """
    from .strategy_files import load_strategies

    for key in tree:
        if key not in KEYS:
            raise UserError(where([key]) + unknown_key(str(key), KEYS))
    tree = copy.deepcopy(tree)
    files = tree.get("strategy_files") or []
    files = [files] if isinstance(files, str) else files
    if not (isinstance(files, list | tuple) and all(isinstance(file, str) for file in files)):
        raise UserError(where(["strategy_files"]) + "strategy_files: must be a list of Python files")
    tree["strategy_files"] = tuple(str((folder / file).resolve()) for file in files)
    if own is None:
        own = load_strategies([Path(file) for file in tree["strategy_files"]])
    read, alone = 0, False
    if isinstance(tree.get("network"), dict) and isinstance(tree["network"].get("file"), str):
        tree["network"]["file"] = str((folder / tree["network"]["file"]).resolve())
        read, alone = people_in(**{k: tree["network"].get(k, NetworkFrom.model_fields[k].default) for k in NETWORK_KEYS})
        if not alone:
            tree["people"] = read
        elif tree.get("people") is None:
            tree["people"] = max(Scenario.model_fields["people"].default, AROUND * read)
    if isinstance(tree.get("design"), dict):
        tree["design"] = with_whole_paths(tree["design"], folder)
    parts = {key: tree.pop(key) for key in SCENARIO_KEYS if key in tree}
    strategies = parts.get("strategies")
    if isinstance(strategies, list):
        parts["strategies"] = {name: {} for name in strategies}
    elif isinstance(strategies, dict):
        parts["strategies"] = {name: group if group is not None else {} for name, group in strategies.items()}
    try:
        experiment = Experiment(**tree, scenario={**parts, "own_strategies": own})
    except ValidationError as error:
        raise UserError(explain(error, where)) from None
    check_shares(experiment.scenario, where)
    contacts, slots = experiment.scenario.market.contacts, experiment.scenario.contact_slots
    if alone and experiment.scenario.people < read:
        raise UserError(f"{where(['people'])}people: {experiment.scenario.people} are fewer than the {read} of the network; "
                        f"set people to {AROUND * read} or so")  # fmt: skip
    if (experiment.network is None or alone) and min(contacts, experiment.scenario.people - 1) > slots:
        raise UserError(f"{where(['contact_slots'])}contact_slots: {slots} are too few for market.contacts = {contacts:g}; "
                        f"set contact_slots to at least {int(1.25 * contacts) + 1}")  # fmt: skip
    return experiment


def with_whole_paths(design: dict, folder: Path) -> dict:
    """A design whose files are named from the root: the file of its points, and network files among its levels."""

    def whole(path):
        return str((folder / path).resolve()) if isinstance(path, str) else path

    design = dict(design)
    if design.get("file"):
        design["file"] = whole(design["file"])
    factors, rows = design.get("factors"), design.get("rows")
    if isinstance(factors, dict) and "network.file" in factors:
        given = factors["network.file"]
        levels = given.get("values") if isinstance(given, dict) else given
        if isinstance(levels, list):
            design["factors"] = factors | {"network.file": {"values": [whole(path) for path in levels]}}
    if isinstance(rows, list):
        design["rows"] = [row | {"network.file": whole(row["network.file"])} if isinstance(row, dict) and "network.file" in row
                          else row for row in rows]  # fmt: skip
    return design


def people_in(file: str, format: str, hash_names: bool, me: str) -> tuple[int, bool]:
    """Number of people in a network file, and whether it holds one person's ties only."""
    from .network_files import read_network

    try:
        stamp = Path(file).stat().st_mtime_ns
    except OSError:
        stamp = 0
    return _people_in(read_network, file, format, hash_names, str(me), stamp)


@lru_cache
def _people_in(read_network, file: str, format: str, hash_names: bool, me: str, stamp: int) -> tuple[int, bool]:
    ties = read_network(Path(file), format=format, hash_names=hash_names, me=me).ties
    return ties.people, ties.owner is not None


def check_shares(scenario: Scenario, where) -> None:
    """Shares that must add up to 1."""
    planning = scenario.rules.planning
    shares = {name: getattr(planning, name) for name in type(planning).model_fields if name.startswith("show_")}
    total = sum(shares.values())
    if abs(total - 1.0) > 1e-6:
        given = ", ".join(f"{name} {value:g}" for name, value in shares.items())
        raise UserError(f"{where(['rules', 'planning'])}rules.planning: the show_ shares add up to {total:g}, not 1 ({given})")
    if not any(group.sellers for group in scenario.strategies.values()):
        raise UserError(f"{where(['strategies'])}strategies: there are no sellers; give at least one group some sellers")


def unknown_key(name: str, known: list[str], parent: str = "") -> str:
    """One sentence about an unknown key, with the nearest right one."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"
    return f"'{parent}{name}' is not a known key; {hint}"


def explain(error: ValidationError, where) -> str:
    """The first problem of a validation error in one sentence."""
    first = error.errors()[0]
    loc = [part for part in first["loc"] if part != "scenario"]
    dotted = ".".join(map(str, loc))
    if first["type"] == "extra_forbidden":
        parent = model_at(Experiment, first["loc"][:-1])
        known = [k for k in parent.model_fields if k != "own_strategies"] if parent else []
        return where(loc) + unknown_key(str(loc[-1]), known, "".join(f"{part}." for part in loc[:-1]))
    if first["type"] == "missing":
        return f"{where(loc)}'{dotted}' is missing; " + (
            "say in one sentence what the experiment asks" if dotted == "question" else "add it"
        )
    message = first["msg"].removeprefix("Value error, ")
    message = message[0].lower() + message[1:]
    if first["type"] == "value_error":
        return where(loc or [message.split(":")[0].split(".")[0]]) + message
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


def line_of(lined, loc) -> str:
    """', line 7' for a location in a tree with line numbers, as near as it is known."""
    line = None
    for part in loc:
        try:
            line = lined.lc.key(part)[0] if isinstance(lined, dict) else lined.lc.item(part)[0]
            lined = lined[part]
        except (KeyError, IndexError, AttributeError, TypeError):
            break
    return f", line {line + 1}" if line is not None else ""


def to_tree(experiment: Experiment) -> dict:
    """The full config with all defaults, as plain values; `build` makes the same experiment of it."""
    tree = experiment.model_dump(mode="json")
    scenario = tree.pop("scenario")
    for label in experiment.scenario.strategies:
        scenario["strategies"][label]["strategy"] = experiment.scenario.strategy_of(label).name
        scenario["strategies"][label]["parameters"] = experiment.scenario.parameters_of(label).model_dump()
    scenario["market"]["parameters"] = experiment.scenario.parameters_of("market").model_dump()
    return tree | scenario


def write_yaml(tree: dict, file) -> None:
    """Plain values as YAML, keys in their order."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False
    yaml.width = 120
    yaml.dump(tree, file)


def schema() -> dict:
    """JSON schema of a config, for editors."""
    whole = Experiment.model_json_schema()
    scenario = whole["$defs"].pop("Scenario")
    properties = {k: v for k, v in whole["properties"].items() if k != "scenario"}
    properties |= {k: v for k, v in scenario["properties"].items() if k != "own_strategies"}
    return whole | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Vitamin B experiment",
        "properties": properties,
        "required": ["question"],
    }
