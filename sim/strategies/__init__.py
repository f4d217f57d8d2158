"""The shelf of strategies: one file each, one line each."""

import inspect
from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

from . import (
    call_first,
    collect_contacts,
    event_networker,
    give_info_first,
    ground_rules,
    group_contributor,
    idle,
    member,
    picked_outreach,
    portfolio,
    reactivate_weak_ties,
    spam_requests,
)
from .base import StrategyParameters, answer_as_most, work_as_most


class Strategy(NamedTuple):
    """A decision about one tie: name, parameter record, `choose`, `answer`, `work` and the text that explains it."""

    name: str
    parameters: type[StrategyParameters]
    choose: Callable
    answer: Callable
    doc: str
    work: Callable = work_as_most
    version: str | None = ""  # of a user's own strategy: what its compiled code is known by; None: not kept


def from_module(module: ModuleType, name: str, version: str | None = "") -> Strategy:
    """A strategy from a module with `choose` and, at will, `answer`, `work` and one parameter record."""
    records = [
        value
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, StrategyParameters) and value.__module__ == module.__name__
    ]
    return Strategy(
        name,
        records[0] if records else StrategyParameters,
        module.choose,
        getattr(module, "answer", answer_as_most),
        inspect.getdoc(module) or "",
        getattr(module, "work", work_as_most),
        version,
    )


SHELF: dict[str, Strategy] = {
    strategy.name: strategy
    for strategy in (
        from_module(member, "member"),
        from_module(idle, "idle"),
        from_module(spam_requests, "spam_requests"),
        from_module(give_info_first, "give_info_first"),
        from_module(reactivate_weak_ties, "reactivate_weak_ties"),
        from_module(call_first, "call_first"),
        from_module(collect_contacts, "collect_contacts"),
        from_module(group_contributor, "group_contributor"),
        from_module(event_networker, "event_networker"),
        from_module(ground_rules, "ground_rules"),
        from_module(portfolio, "portfolio"),
        from_module(picked_outreach, "picked_outreach"),
    )
}

__all__ = ["SHELF", "Strategy", "from_module"]
