"""A scenario: one frozen record of everything that shapes a run, except the seed."""

from typing import Any

from pydantic import ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic.json_schema import SkipJsonSchema

from .parameters import Parameters, par, values
from .rules.acceptance import Acceptance
from .rules.attention import Attention
from .rules.awareness import Awareness
from .rules.beginnings import Beginnings
from .rules.calling import Calling
from .rules.everyday import Everyday
from .rules.forgetting import Forgetting
from .rules.information import Information
from .rules.interest import Interest
from .rules.meeting import Meeting
from .rules.mind import Mind
from .rules.momentum import Momentum
from .rules.patience import Patience
from .rules.perception import Perception
from .rules.pitching import Pitching
from .rules.planning import Planning
from .rules.posting import Posting
from .rules.reconnecting import Reconnecting
from .rules.reinforcement import Reinforcement
from .rules.restriction import Restriction
from .rules.rhythm import Rhythm
from .rules.segments import Segments
from .rules.selling import Selling
from .rules.standing import Standing
from .rules.trade import Trade
from .rules.trust import Trust
from .strategies import SHELF, Strategy

MARKET = "market"


class Rules(Parameters):
    """The parameters of all rules."""

    attention: Attention = Attention()
    patience: Patience = Patience()
    momentum: Momentum = Momentum()
    rhythm: Rhythm = Rhythm()
    acceptance: Acceptance = Acceptance()
    trust: Trust = Trust()
    reinforcement: Reinforcement = Reinforcement()
    calling: Calling = Calling()
    information: Information = Information()
    reconnecting: Reconnecting = Reconnecting()
    pitching: Pitching = Pitching()
    awareness: Awareness = Awareness()
    posting: Posting = Posting()
    meeting: Meeting = Meeting()
    perception: Perception = Perception()
    planning: Planning = Planning()
    restriction: Restriction = Restriction()
    forgetting: Forgetting = Forgetting()
    standing: Standing = Standing()
    segments: Segments = Segments()
    interest: Interest = Interest()
    selling: Selling = Selling()
    trade: Trade = Trade()
    beginnings: Beginnings = Beginnings()
    mind: Mind = Mind()
    everyday: Everyday = Everyday()


class Market(Parameters):
    """The population: ordinary people, what they want, and whom they know at the start."""

    hours: float = par(1.9, 0, 60, "h/week", "time an ordinary person has for networking",
                        "calibrated; accepted 1.1 to 3.5")  # fmt: skip
    spread: float = par(0.5, 0, 0.95, "share", "people's hours, capacity and attention differ by up to this share")
    inequality: float = par(0.85, 0, 1, "share", "how unequal people are in activity, hours and contacts: 0 alike but for the spread",
                             "Gini of messages sent 0.6 to 0.8 in message logs")  # fmt: skip
    readiness_spread: float = par(0.5, 0, 1, "share", "how unequal people are in their readiness to answer: 0 alike, 1 by 3 u^2")
    capacity: float = par(150.0, 1, 10000, "relationships", "relationships the head can keep warm, mean",
                          "about 150, contested 4-520: Hill & Dunbar 2003; Lindenfors et al. 2021")  # fmt: skip
    offers: int = par(4, 1, 32, "topics", "topics in which something is bought and sold")
    community: int = par(150, 3, 5000, "people", "size of a community with topics in common")
    circle: int = par(24, 3, 1000, "people", "size of a circle within which most know each other")
    community_topics: int = par(6, 1, 32, "topics", "topics that a community is about")
    p_community_topic: float = par(0.5, 0, 1, "probability", "a member shares such a topic")
    p_other_topic: float = par(0.06, 0, 1, "probability", "a member has any other topic")
    contacts: float = par(398.0, 0, 4000, "ties", "contacts in the address book at the start, mean",
                           "calibrated; accepted 272 to 405")  # fmt: skip
    close: float = par(9.0, 0, 500, "ties", "of these within the circle, mean")
    near: float = par(26.0, 0, 1000, "ties", "of these within the community, mean")
    dormant: float = par(0.03, 0, 1, "share", "old ties among the contacts outside the community")
    sensitivity: float = par(0.6, 0, 1, "0..1", "how much a money motive annoys, mean",
                             "people on such platforms resent it: Eck 2008")  # fmt: skip
    shows_contacts: float = par(0.7, 0, 1, "share", "ordinary people whose contact list is open")
    parameters: dict[str, float | int] = Field(default={}, description="parameters of the ordinary people's strategy")
    strategy: str = Field(default="member", description="strategy of the ordinary people")


class Switch(Parameters):
    """A change of strategy in mid-course: from this week on, act like another group."""

    week: int = par(26, 0, 60000, "week", "first week with the other strategy")
    to: str = Field(description="name of the group whose strategy and parameters are taken over")


class Group(Parameters):
    """A group of sellers who follow the same strategy with the same parameters."""

    sellers: int = par(25, 0, 1_000_000, "people", "sellers in this group (0: only to be switched to)")
    strategy: str | None = Field(default=None, description="strategy; by default the one named like the group")
    hours: float = par(5.0, 0, 60, "h/week", "time each has for networking")
    switch: tuple[Switch, ...] = Field(default=(), description="changes of strategy in mid-course")
    parameters: dict[str, float | int] = Field(default={}, description="parameters of the strategy that differ")

    @field_validator("switch", mode="before", json_schema_input_type=Switch | tuple[Switch, ...])
    @classmethod
    def one_or_many(cls, given):
        """A single switch may stand without a list."""
        return (given,) if isinstance(given, dict) else given


class Scenario(Parameters):
    """Everything that shapes a run, except the seed."""

    __iter__ = None  # type: ignore[assignment]  # one value, no series: so `mesa.batch_run` takes it as it is

    model_config = ConfigDict(arbitrary_types_allowed=True)

    weeks: int = par(156, 1, 5200, "weeks", "length of the run")
    people: int = par(5000, 2, 5_000_000, "people", "everybody, sellers included")
    contact_slots: int = par(1024, 1, 4096, "ties", "size of an address book")
    strategies: dict[str, Group] = Field(default={}, description="groups of sellers by name")
    market: Market = Market()
    rules: Rules = Rules()
    ablate: tuple[str, ...] = Field(default=(), description="mechanisms that are switched off")
    own_strategies: SkipJsonSchema[dict[str, Strategy]] = Field(
        default={}, exclude=True, description="users' own strategies by name"
    )

    @field_validator("own_strategies", mode="before")
    @classmethod
    def keep_strategies(cls, given):
        """Strategies are taken as they are."""
        return dict(given)

    @model_validator(mode="after")
    def hangs_together(self):
        """Names must exist, people must suffice; what an address book has no room for is never noted."""
        if MARKET in self.strategies:
            raise ValueError(f"strategies: the name '{MARKET}' is taken by the ordinary people; choose another")
        sellers = sum(group.sellers for group in self.strategies.values())
        if sellers > self.people:
            raise ValueError(f"strategies: {sellers} sellers do not fit into people = {self.people}")
        for name, group in self.strategies.items():
            self.parameters_of(name)
            for switch in group.switch:
                if switch.to not in self.strategies:
                    raise ValueError(unknown(f"strategies.{name}.switch.to", switch.to, self.strategies))
        self.parameters_of(MARKET)
        for mechanism in self.ablate:
            if mechanism not in MECHANISMS:
                raise ValueError(unknown("ablate", mechanism, MECHANISMS))
        if self.market.close + self.market.near > self.market.contacts:
            raise ValueError("market: close + near must not exceed contacts")
        if self.market.circle > self.market.community:
            raise ValueError("market: circle must not exceed community")
        return self

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of all groups: the market first, then the sellers' groups in their order."""
        return (MARKET, *self.strategies)

    @property
    def shelf(self) -> dict[str, Strategy]:
        """All strategies that can be followed: those of the package, then the user's own."""
        return SHELF | self.own_strategies

    def strategy_of(self, label: str) -> Strategy:
        """The strategy that a group follows (before any switch)."""
        where = "market.strategy"
        name = self.market.strategy
        if label != MARKET:
            where, name = f"strategies.{label}", self.strategies[label].strategy or label
        if name not in self.shelf:
            raise ValueError(unknown(where, name, self.shelf))
        return self.shelf[name]

    def parameters_of(self, label: str):
        """The full parameter record of a group's strategy."""
        strategy = self.strategy_of(label)
        given: dict[str, Any] = self.market.parameters if label == MARKET else self.strategies[label].parameters
        where = "market.parameters" if label == MARKET else f"strategies.{label}.parameters"
        for key in given:
            if key not in strategy.parameters.model_fields:
                raise ValueError(unknown(where, key, strategy.parameters.model_fields))
        try:
            return strategy.parameters(**given)
        except ValidationError as error:
            first = error.errors()[0]
            raise ValueError(f"{where}.{'.'.join(map(str, first['loc']))}: {first['msg']}") from None

    def effective_rules(self) -> Rules:
        """The rules with the ablated mechanisms switched off."""
        rules = self.rules
        for mechanism in self.ablate:
            section, neutral = MECHANISMS[mechanism]
            changed = getattr(rules, section).model_copy(update=neutral)
            rules = rules.model_copy(update={section: changed})
        return rules

    def rule_values(self) -> dict[str, Any]:
        """Numbers as the rules see them; beside the rules, how large circles and communities are."""
        blocks = {"circle": float(self.market.circle), "community": float(self.market.community)}
        return values(self.effective_rules()) | {"blocks": blocks}


def mechanisms() -> dict[str, tuple[str, dict]]:
    """Every mechanism that can be switched off: name -> (rule, parameters at which it has no effect)."""
    records: dict[str, Parameters] = dict(Rules())  # type: ignore[arg-type]
    return {name: (section, neutral) for section, record in records.items() for name, neutral in record.off.items()}


MECHANISMS = mechanisms()


def unknown(where: str, name: str, known) -> str:
    """One sentence about an unknown name, with the nearest right one."""
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"
    return f"{where}: '{name}' is not known; {hint}"
