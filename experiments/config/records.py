"""What an experiment is: a question, a scenario, at which points, and how often."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, field_validator, model_validator

from sim.parameters import Parameters, par
from sim.scenario import Scenario

from ..errors import UserError
from .claim import Claim
from .design import KINDS, Design, Point, points_of
from .faults import unknown_key

WORLDS = "default"  # the one line to change, to let every experiment live in many worlds: a number of worlds


class NetworkFrom(Parameters):
    """A real network as the start, read from a file."""

    file: str = Field(description="path, relative to the config")
    format: str = Field(default="auto", description="auto, messages, edges, contacts, graphml, gexf, gml, pajek, matrixmarket, vcard, "
                        "mailbox, whatsapp, json or linkedin")  # fmt: skip
    hash_names: bool = Field(default=False, description="replace names by hashes before anything is stored")
    me: str = Field(default="", coerce_numbers_to_str=True,
                    description="your own name in the file: you become the first seller of the first group "
                    "(the owner of a contacts export always does)")  # fmt: skip
    columns: dict[str, str | int | None] = Field(default={}, description="which column is sender, receiver, time or weight: its name "
                                                 "or its place from 1")  # fmt: skip
    unit: str = Field(default="", description="what numbers in the time column are: seconds, milliseconds, minutes, hours, days, weeks, "
                      "months, years, excel, yymmdd, ...; empty: found out")  # fmt: skip
    dates: str = Field(default="", description="day or month, whichever comes first in dates, or a pattern such as %d.%m.%Y")
    own: bool | None = Field(default=None, description="whether the file holds your own ties only; empty: yes, if you are in "
                             "nine of ten rows")  # fmt: skip


class Keep(Parameters):
    """What is stored beyond the series and responses."""

    messages: bool = Field(default=False, description="every message (large: about 100 bytes each before compression)")
    weekly: bool = Field(default=True, description="the weekly series of every run")
    sellers: bool = Field(default=True, description="outcomes of every seller")
    deals: bool = Field(default=True, description="every deal, and every lead and opportunity")
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

    title: str = Field(default="", coerce_numbers_to_str=True, description="heading of the report")
    question: str = Field(min_length=3, coerce_numbers_to_str=True, description="the question that the report answers in its first lines")
    response: str = Field(default="deals_per_100_hours", description="what strategies are compared by")
    contrast: str | None = Field(
        default=None, pattern=r"^\s*[^\s-][^-]*? - [^\s-][^-]*?\s*$",
        description="what a design is asked for: how much one group has more of the response than another: call_first - spam_requests"
    )  # fmt: skip
    replications: int = par(100, 1, 1_000_000, "runs", "runs with different luck, people and needs, at each point; at most, with stop")
    design: Design | None = Field(default=None, description="conditions under which the experiment is repeated")
    claim: Claim | None = Field(default=None, description="a claim that the experiment tests; see `vitaminb claims`")
    worlds: Literal["default"] | Annotated[int, Field(ge=2, le=1_000_000)] = Field(
        default=WORLDS, description="in how many worlds the replications live: `default` is the config's own for all; a number shares so many, "
        "drawn from what nobody knows about markets, among them (as many as there are replications: each another one)"
    )
    stop: Stop | None = Field(default=None, description="stop when sure, instead of a fixed number of replications")
    seed: int = par(1, 0, 2**63 - 1, "1", "seed of the experiment; every replication's seed follows from it")
    workers: int = par(0, 0, 256, "processes", "worker processes; 0: one for each core")
    minutes_per_run: float = par(60.0, 0.01, 10000, "minutes", "a run that takes longer is stopped and counted as failed")
    keep: Keep = Keep()
    network: NetworkFrom | None = Field(default=None, description="a real network as the start")
    strategy_files: tuple[str, ...] = Field(default=(), description="users' own strategies: Python files that are executed")
    scenario: Scenario
    _place: str = PrivateAttr(default="")

    @property
    def place(self) -> str:
        """The config file it was read from, as the begin of a sentence; empty without one."""
        return self._place

    def remember_place(self, place: str) -> None:
        """Note where it was read from, for faults that show only later."""
        self._place = place

    @field_validator("design", mode="before", json_schema_input_type=Literal[KINDS] | Design | None)
    @classmethod
    def one_word(cls, given):
        """A design that needs nothing more may be one word."""
        return {"kind": given} if isinstance(given, str) else given

    @field_validator("response")
    @classmethod
    def known_response(cls, given):
        """A response that runs have."""
        from ..responses.of_a_run import RESPONSES

        if given not in RESPONSES:
            raise ValueError("response: " + unknown_key(given, list(RESPONSES)))
        return given

    @property
    def contrast_sides(self) -> tuple[str, str]:
        """The two groups of the contrast."""
        one, other = self.contrast.split(" - ")
        return one.strip(), other.strip()

    @model_validator(mode="after")
    def contrast_of_groups(self):
        """A contrast between groups that are there."""
        for name in self.contrast_sides if self.contrast else ():
            if name not in self.scenario.strategies:
                raise ValueError("contrast: " + unknown_key(name, list(self.scenario.strategies)).replace("key", "group"))
        return self

    @cached_property
    def points(self) -> list[Point]:
        """The design's points in their order; a single one without changes if there is no design."""
        from .tree import to_tree

        try:
            return points_of(self.design, self.seed, to_tree(self))
        except UserError as error:
            raise UserError(f"{self.place}{error}") from None

    @cached_property
    def drawn(self) -> list[Point]:
        """The worlds in which the replications live, in turn; none where all live in the config's own."""
        from .worlds import worlds_of

        return worlds_of(self)

    def world_of(self, replication: int) -> Point:
        """What a replication's world changes in the config; the same at every point of the design."""
        return self.drawn[replication % len(self.drawn)] if self.drawn else {}

    def at(self, index: int) -> Experiment:
        """The experiment at one point of its design; raises UserError if the point is none."""
        from .build import at_point

        point = self.points[index]
        return at_point(self, point, f"{self.place}design, point {index}: ") if point else self


NETWORK_KEYS = ("file", "format", "hash_names", "me", "columns", "unit", "dates", "own")
SCENARIO_KEYS = [name for name in Scenario.model_fields if name != "own_strategies"]
EXPERIMENT_KEYS = [name for name in Experiment.model_fields if name != "scenario"]
KEYS = EXPERIMENT_KEYS + SCENARIO_KEYS
