"""run(scenario, seed) -> Run: one history, whichever driver makes it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import numpy as np

from .contacts import StartingTies
from .network import Network, network_of
from .outcomes import deal_columns, lead_columns, message_columns, seller_outcomes, weekly_series
from .population import populate
from .scenario import Scenario
from .state import State
from .week import prepare


@dataclass(frozen=True)
class Run:
    """The history of one seed.

    weekly: name of a measure -> float64[weeks, groups], sums over the group's members, groups in the order of
    `labels`; sellers: column -> one value per seller; deals: column -> one value per deal; leads: column -> one value per lead;
    messages: column ->
    one value per message, or None if they were not kept; networks: week -> network after that many weeks;
    state: people and ties at the end.
    """

    scenario: Scenario
    seed: int
    labels: tuple[str, ...]
    weekly: dict[str, np.ndarray]
    sellers: dict[str, np.ndarray]
    deals: dict[str, np.ndarray]
    leads: dict[str, np.ndarray]
    messages: dict[str, np.ndarray] | None
    networks: dict[int, Network] = field(repr=False)
    state: State = field(repr=False)


def run(
    scenario: Scenario,
    seed: int,
    *,
    network: StartingTies | None = None,
    driver: str = "kernel",
    threads: int = 1,
    messages: bool = False,
    networks: Collection[int] = (),
    on_week: Callable[[int], None] | None = None,
) -> Run:
    """Simulate `scenario.weeks` weeks and return what was measured.

    Args:
        scenario: everything but the seed.
        seed: 0..2**32-1; the same seed gives the same bits in either driver with any number of threads.
        network: starting ties read from a file, for exactly `scenario.people` people; generated without, as are
            ties among people other than its owner, if it has one.
        driver: "kernel" (compiled) or "mesa" (person by person, some hundred times slower).
        threads: threads of the kernel, >= 1.
        messages: keep every message.
        networks: weeks (0 is the start) after which a copy of the network is kept.
        on_week: called with the number of weeks done.

    Raises:
        ValueError: if the seed or the network does not fit, or a strategy chooses an impossible action.
    """
    if driver not in ("kernel", "mesa"):
        raise ValueError(f"driver: '{driver}' is not known; choose 'kernel' or 'mesa'")
    state = populate(scenario, seed, network, threads)
    if driver == "kernel":
        from .kernel import Kernel

        week_by_week = Kernel(prepare(scenario), seed, state, threads)
    else:
        from .agents.model import NetworkingModel

        week_by_week = NetworkingModel(scenario, seed=seed, state=state)
    kept = {0: network_of(state, 0)} if 0 in networks else {}
    tallies, mail, deals, leads = [], [], [], []
    for week in range(scenario.weeks):
        week_by_week.step()
        tallies.append(week_by_week.counted)
        deals.append((week, week_by_week.deals))
        leads.append(week_by_week.leads)
        if messages:
            mail.append((week, week_by_week.messages()))
        if week + 1 in networks:
            kept[week + 1] = network_of(state, week + 1)
        if on_week:
            on_week(week + 1)
    return Run(
        scenario,
        seed,
        scenario.labels,
        weekly_series(np.array(tallies)),
        seller_outcomes(state),
        deal_columns(deals, state.people.group),
        lead_columns(leads, state),
        message_columns(mail) if messages else None,
        kept,
        state,
    )
