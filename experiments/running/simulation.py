"""One run, by content alone: its seed, its driver, its starting network."""

from __future__ import annotations

from .. import config as configs
from ..config.network import network_file
from ..results.store import Job


def starting_network(experiment: configs.Experiment):
    """The network read from a file, or None."""
    return network_file(experiment) if experiment.network else None


def ties_at_start(network, scenario, seed: int):
    """The ties of a network that was read, with the user, if known, in the place of the first seller; None without one."""
    from ..networks.myself import first_seller, placed

    if network is None or network.me is None:
        return network and network.ties
    return placed(network.ties, network.me, first_seller(scenario, seed), scenario.people)


def driver_for(experiment: configs.Experiment) -> str:
    """'kernel', or 'mesa' if a user's own strategy cannot be compiled."""
    from ..config.strategy_files import compiles

    own = experiment.scenario.own_strategies.values()
    return "kernel" if all(compiles(strategy) for strategy in own) else "mesa"


def seed_of(experiment: configs.Experiment, job: Job) -> int:
    """The seed of a run, from content alone: by default the same at every point of the design."""
    import hashlib
    import json

    from sim.randomness import run_seed

    point, replication = job
    root = experiment.seed
    if experiment.design and not experiment.design.common_random_numbers:
        content = f"{root}:{json.dumps(experiment.points[point], sort_keys=True)}".encode()
        root = int.from_bytes(hashlib.sha256(content).digest()[:8], "big")
    return run_seed(root, replication)


def in_world(experiment: configs.Experiment, here: configs.Experiment, replication: int) -> configs.Experiment:
    """The experiment at a point, in the world of a replication; raises UserError if that is none."""
    from ..config.build import at_point

    world = experiment.world_of(replication)
    return at_point(here, world, f"world of replication {replication}: ") if world else here


def simulate(experiment: configs.Experiment, job: Job, driver: str = "kernel", messages: bool | None = None, here=None,
             network=None, on_week=None):  # fmt: skip
    """One run, by content alone: the same wherever and whenever it is done.

    here: the experiment at the job's point, if it is built already; network: its network, if it is read already.
    """
    from sim.engine import run

    from ..responses.traces import TRACED, moments

    here = in_world(experiment, here or experiment.at(job[0]), job[1])
    network = network if network is not None else starting_network(here)
    seed = seed_of(experiment, job)
    weeks = here.scenario.weeks
    traces = here.keep.traces or here.keep.messages or here.response in TRACED  # every run or none: else their tables differ
    first = (0, weeks) if here.keep.networks and job == (0, 0) else ()
    return run(
        here.scenario,
        seed,
        network=ties_at_start(network, here.scenario, seed),
        driver=driver,
        messages=(here.keep.messages or traces) if messages is None else messages,
        networks=(*first, *moments(weeks)) if traces else first,
        on_week=on_week,
    )
