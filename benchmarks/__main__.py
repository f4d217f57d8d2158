"""Prints the table of speeds: nanoseconds per person-week, and ratios within this run.

`python -m benchmarks` takes some minutes; `--large` adds 1,000,000 people (about 9 GiB and several minutes).
"""

import argparse
import importlib.util
import resource
import time
from dataclasses import dataclass

import numpy as np

from sim import Group, NetworkingModel, Scenario
from sim.kernel import Kernel
from sim.population import populate
from sim.state import TIES
from sim.week import prepare

from . import sweep

STRATEGIES = ("spam_requests", "give_info_first", "reactivate_weak_ties", "call_first")
CONTACTS = {"contacts": 100}


@dataclass
class Row:
    """One line of the table."""

    what: str
    people: int
    weeks: int
    seconds: float

    @property
    def nanoseconds(self) -> float:
        """Per person-week."""
        return self.seconds / self.people / self.weeks * 1e9


def scenario(people: int, slots: int = 256) -> Scenario:
    """The shipped four-strategy market (a tenth of the people sell), at any size."""
    groups = {name: Group(sellers=people // 40) for name in STRATEGIES}
    return Scenario(people=people, weeks=5200, contact_slots=slots, market=CONTACTS, strategies=groups)


def timed(step, weeks: int) -> float:
    """Seconds that so many weeks take."""
    started = time.perf_counter()
    for _ in range(weeks):
        step()
    return time.perf_counter() - started


def maintenance(people: int) -> Scenario:
    """What the plain peers do and nothing else: ten letters a week to some of 100 ties that fade, nobody new, no trade."""
    nothing = dict.fromkeys(("prospects", "p_contact_weak", "p_contact_strong", "call_share", "reconnects", "p_occasion"), 0)
    letters = nothing | {"notes_to_mere": 13.0, "effort_minutes": 5.0}
    market = CONTACTS | {"hours": 10 * 5 / 60 + 0.01, "spread": 0.0, "dormant": 0.0, "parameters": letters}
    return Scenario(people=people, weeks=5200, contact_slots=256, market=market, rules={"trade": {"needs_per_year": 0}})


def kernel_row(people: int, weeks: int, threads: int = 1, slots: int = 256, market: Scenario | None = None) -> Row:
    """The kernel without building the population, after a week to warm up."""
    what = "kernel, tie maintenance only" if market else f"kernel, {threads} thread{'s' if threads > 1 else ''}"
    market = market or scenario(people, slots)
    kernel = Kernel(prepare(market), 1, populate(market, 1, threads=2), threads)
    kernel.step()
    return Row(what, people, weeks, timed(kernel.step, weeks))


def mesa_row(people: int, weeks: int) -> Row:
    """The Mesa driver on the same scenario."""
    model = NetworkingModel(scenario(people), seed=1)
    model.step()
    return Row("Mesa driver, same scenario", people, weeks, timed(model.step, weeks))


def peer_rows(people: int, weeks: int) -> list[Row]:
    """Smaller models in plain Mesa and, where it is installed, AgentPy."""
    from .plain_mesa import TieMaintenance

    rows = [Row("plain Mesa, tie maintenance only", people, weeks, timed(TieMaintenance(people).step, weeks))]
    if importlib.util.find_spec("agentpy"):
        from .plain_agentpy import TieMaintenance as AgentpyModel

        model = AgentpyModel({"people": people, "steps": weeks})
        model.sim_setup()
        rows.append(Row("AgentPy, tie maintenance only", people, weeks, timed(model.sim_step, weeks)))
    return rows


def bandwidth() -> float:
    """Bytes a second that one core copies from and to memory (both counted)."""
    source = np.ones(2**27, np.uint8)
    target = np.empty_like(source)
    best = min(timed(lambda: np.copyto(target, source), 1) for _ in range(5))
    return 2 * source.size / best


def floor(people: int) -> tuple[float, float]:
    """Bytes a week must touch per person (ties in use read and written, its own row), and nanoseconds for that."""
    market = scenario(people)
    state = populate(market, 1)
    per_tie = sum(np.dtype(dtype).itemsize for dtype, _, _ in TIES.values())
    touched = 2 * (state.people.contacts.mean() * per_tie + state.people_rows.dtype.itemsize)
    return touched, touched / bandwidth() * 1e9


def whole_run() -> float:
    """Seconds of a complete run of the shipped size: 1,000 people, 156 weeks, population included."""
    from sim import run

    market = scenario(1000).model_copy(update={"weeks": 156})
    run(market.model_copy(update={"weeks": 2}), 1)
    return min(timed(lambda: run(market, 1), 1) for _ in range(3))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--large", action="store_true", help="add 1,000,000 people with an address book of 150")
    large = parser.parse_args().large
    rows = [kernel_row(1000, 100), kernel_row(10_000, 20), kernel_row(100_000, 5), kernel_row(100_000, 5, threads=2)]
    rows += [mesa_row(400, 3), kernel_row(400, 100)]
    peers = [kernel_row(1000, 100, market=maintenance(1000)), *peer_rows(1000, 10)]
    if large:
        rows.append(kernel_row(1_000_000, 52, threads=2, slots=150))
    print(f"{'':36}{'people':>10}{'ns per person-week':>20}{'times the kernel':>18}")
    base = {row.people: row.nanoseconds for row in rows if row.what == "kernel, 1 thread"}
    for row in rows:
        against = row.nanoseconds / base.get(row.people, base[1000])
        print(f"{row.what:36}{row.people:>10,}{row.nanoseconds:>20,.0f}{against:>18,.2f}")
    for row in peers:  # against the kernel doing the same work
        print(f"{row.what:36}{row.people:>10,}{row.nanoseconds:>20,.0f}{row.nanoseconds / peers[0].nanoseconds:>18,.2f}")
    touched, least = floor(1000)
    print(f"\nA run of 1,000 people and 156 weeks: {whole_run():.2f} s")
    print(f"Two threads against one at 100,000 people: {rows[2].seconds / rows[3].seconds:.2f} times")
    print(f"Per person from 1,000 to 100,000 people: {rows[2].nanoseconds / rows[0].nanoseconds:.2f} times")
    print(f"Floor: {touched:,.0f} bytes a person-week, {least:,.0f} ns at the measured bandwidth; "
          f"the kernel takes {rows[0].nanoseconds / least:,.0f} times that")  # fmt: skip
    sweep.report()
    print(f"Largest memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB")


if __name__ == "__main__":
    main()
