"""What a room can change: one number of the config at a time, each with the values that are recorded beforehand."""

from __future__ import annotations

from typing import NamedTuple

CAPACITY, MARKET, SANDBOX = "capacity", "market", "sandbox"  # screens; levers of the sandbox alone are not recorded


class Lever(NamedTuple):
    """A name (of its texts), its screen, the config's key, and the values to choose from; the config's own value joins them.

    times_own: the values are multiples of the config's own.
    """

    name: str
    screen: str
    key: str  # dotted; * stands for every group of sellers
    values: tuple[float, ...]
    times_own: bool = False


LEVERS = (
    Lever("hours", CAPACITY, "strategies.*.hours", (0.2, 0.5, 1.0, 2.0, 4.0), times_own=True),
    Lever("requests", MARKET, "rules.planning.most_requests", (2, 10, 100)),
    Lever("sensitivity", MARKET, "market.sensitivity", (0.0, 0.6, 1.0)),
    Lever("memory", MARKET, "rules.pitching.reputation_lost", (0.0005, 0.005, 0.05, 0.5)),
    Lever("trust", MARKET, "rules.trade.trust", (0.0, 2.0, 8.0)),
    Lever("hurdle", MARKET, "rules.trade.outside", (0.0, 0.9, 2.0, 3.0)),
    Lever("recommending", MARKET, "rules.trade.ask_around", (0.0, 0.02, 0.2, 1.0)),
    Lever("recall", MARKET, "rules.trade.recall", (0.005, 0.1, 1.0)),
    Lever("contacts", MARKET, "market.contacts", (50.0, 150.0, 398.0)),
    Lever("needs", SANDBOX, "rules.trade.needs_per_year", (0.3, 1.1, 3.0, 6.0)),
    Lever("capacity", SANDBOX, "market.capacity", (30.0, 60.0, 150.0, 250.0)),
    Lever("offers", SANDBOX, "market.offers", (1, 4, 8, 16)),
    Lever("dormant", SANDBOX, "market.dormant", (0.0, 0.35, 0.7, 1.0)),
    Lever("openness", SANDBOX, "market.shows_contacts", (0.0, 0.7, 1.0)),
)


def keys_of(lever: Lever, groups: list[str]) -> list[str]:
    """The config's keys that a lever sets, for the given groups of sellers."""
    return [lever.key.replace("*", group) for group in groups] if "*" in lever.key else [lever.key]


def value_in(tree: dict, key: str):
    """The value of a dotted key in a config's tree; names of groups may hold anything but dots."""
    for part in key.split("."):
        tree = tree[part]
    return tree


def levels_of(lever: Lever, tree: dict) -> list[float]:
    """All values of a lever in their order, the config's own among them."""
    own = own_value(lever, tree)
    return sorted({own, *(own * value if lever.times_own else float(value) for value in lever.values)})


def own_value(lever: Lever, tree: dict) -> float:
    """The config's own value of a lever; that of the first group, where groups differ."""
    return float(value_in(tree, keys_of(lever, list(tree["strategies"]))[0]))


def own_of(lever: Lever, tree: dict) -> int:
    """The place of the config's own value among a lever's values."""
    return levels_of(lever, tree).index(own_value(lever, tree))
