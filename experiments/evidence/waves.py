"""Waves of simulated worlds: each wave is spread over what the earlier ones have not ruled out; every world is kept at once."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import UserError
from ..results.disk import write_atomically
from ..statistics.history_matching import (
    CUT,
    Prior,
    Target,
    emulators,
    expected,
    implausibility,
    luck_of_seeds,
    not_ruled_out,
    spread_evenly,
)

Simulate = Callable[[dict[str, float], int], Mapping[str, float]]
LEARNT_FROM = 384
"""The emulators learn from the so many worlds that are ruled out least."""
SPARSE, PATIENCE = 0.05, 3
"""Below this share of accepted worlds in the latest wave, one pattern for every three waves is set aside as unmet."""


@dataclass(frozen=True)
class Plan:
    """How much is tried: accepted worlds wanted, worlds a wave, worlds run twice for the luck of seeds, most waves, minutes
    after which no new world begins, processes, and the seed of the designs."""

    wanted: int = 200
    size: int = 128
    twice: int = 24
    most: int = 12
    minutes: float = 30.0
    workers: int = 1
    seed: int = 1


@dataclass(frozen=True)
class Found:
    """worlds: wave, number, parameters, patterns, implausibility (the largest), accepted; luck: variance between seeds by
    pattern; unmet: names of the patterns set aside; finished: whether enough worlds were accepted or all waves done."""

    worlds: pd.DataFrame
    luck: pd.Series
    unmet: list[str]
    finished: bool

    @property
    def accepted(self) -> pd.DataFrame:
        """The worlds not ruled out, nearest to the middle of all bands first."""
        return self.worlds[self.worlds["accepted"]].sort_values("implausibility")


def waves(simulate: Simulate, priors: Mapping[str, Prior], targets: list[Target], folder: Path, plan: Plan) -> Found:
    """Find worlds whose patterns lie in their bands; a search that was stopped goes on where it was.

    simulate: parameters and seed (0..2**32-1) -> pattern -> value, NaN if not measured; must be importable by worker
    processes if there are several. Raises UserError if the folder holds a search over other parameters.
    """
    claim_folder(folder, priors, plan)
    until = time.monotonic() + 60 * plan.minutes
    for wave in range(plan.most):
        design = design_of(wave, folder, priors, targets, plan)
        jobs = missing(folder, wave, design, priors, plan.twice if wave == 0 else 0)
        for job, patterns in evaluated(simulate, jobs, plan.workers, until):
            keep(folder, job | {"patterns": dict(patterns)})
            jobs.remove(job)
        found = judge(folder, targets, plan)
        if jobs or (wave >= 2 and len(found.accepted) >= plan.wanted):
            break
    return Found(found.worlds, found.luck, found.unmet, finished=not jobs)


def claim_folder(folder: Path, priors: Mapping[str, Prior], plan: Plan) -> None:
    """Make the folder, or see that its search has the same parameters, ranges and plan of designs."""
    search = {name: [prior.low, prior.high, prior.scale] for name, prior in priors.items()} | {"": [plan.size, plan.twice, plan.seed]}
    path = folder / "search.json"
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_atomically(path, json.dumps(search, indent=1).encode())
    elif json.loads(path.read_text()) != search:
        raise UserError(f"{folder}: holds a search over other parameters or ranges; name another folder with --out")


def design_of(wave: int, folder: Path, priors: Mapping[str, Prior], targets: list[Target], plan: Plan) -> np.ndarray:
    """Places of the wave's worlds in the unit cube, float64[size, parameters]; made once, then read from the folder."""
    path = folder / f"wave-{wave:02}.csv"
    if not path.exists():
        places = spread_evenly(plan.size, len(priors), plan.seed) if wave == 0 else proposed(wave, folder, priors, targets, plan)
        write_atomically(path, pd.DataFrame(places, columns=list(priors)).to_csv(index=False, float_format="%.17g").encode())
    return np.loadtxt(path, delimiter=",", skiprows=1, ndmin=2)


def proposed(wave: int, folder: Path, priors: Mapping[str, Prior], targets: list[Target], plan: Plan) -> np.ndarray:
    """Places spread over what the emulators of all earlier waves do not rule out."""
    found = judge(folder, targets, plan)
    nearest = found.worlds.sort_values("implausibility", kind="stable")
    nearest = nearest.head(max(LEARNT_FROM, 4 * len(priors)))
    places = np.array([[prior.place(value) for value in nearest[name]] for name, prior in priors.items()]).T
    surfaces = emulators(places, nearest, [target for target in targets if target.name not in found.unmet])
    return not_ruled_out(lambda x: expected(x, surfaces), len(priors), plan.size, plan.seed + wave)


def missing(folder: Path, wave: int, design: np.ndarray, priors: Mapping[str, Prior], twice: int) -> list[dict]:
    """The wave's worlds that are not kept yet: wave, number, twin (0 or 1: the second seed) and parameters."""
    done = {(row["wave"], row["number"], row["twin"]) for row in kept(folder)}
    every = [(number, twin) for number in range(len(design)) for twin in range(2 if number < twice else 1)]
    return [{"wave": wave, "number": number, "twin": twin,
             "parameters": {name: prior.at(u) for (name, prior), u in zip(priors.items(), design[number])}}
            for number, twin in every if (wave, number, twin) not in done]  # fmt: skip


def seed_of(job: dict) -> int:
    """A seed that depends on nothing but the world and which of its runs this is."""
    content = json.dumps([job["parameters"], job["twin"]]).encode()
    return int.from_bytes(hashlib.blake2b(content, digest_size=4).digest(), "little")


def evaluated(simulate: Simulate, jobs: list[dict], workers: int, until: float) -> Iterator[tuple[dict, Mapping[str, float]]]:
    """Each world with its patterns as soon as it is done; no new one begins after `until` (of the monotonic clock)."""
    todo = list(jobs)
    if workers <= 1:
        while todo and time.monotonic() < until:
            yield todo[0], simulate(todo[0]["parameters"], seed_of(todo[0]))
            del todo[0]
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running = {}
        while (todo and time.monotonic() < until) or running:
            while todo and len(running) < 2 * workers and time.monotonic() < until:
                running[pool.submit(simulate, todo[0]["parameters"], seed_of(todo[0]))] = todo.pop(0)
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(done), done.result()


def keep(folder: Path, world: dict) -> None:
    """Add one world to the folder, at once."""
    with (folder / "worlds.jsonl").open("a") as file:
        file.write(json.dumps(world) + "\n")


def kept(folder: Path) -> list[dict]:
    """All worlds of the folder; half a line at the end (a search that was killed) is taken away."""
    path = folder / "worlds.jsonl"
    text = path.read_text() if path.exists() else ""
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        write_atomically(path, whole.encode())
    return [json.loads(line) for line in whole.splitlines()]


def judge(folder: Path, targets: list[Target], plan: Plan) -> Found:
    """All kept worlds with their implausibility; see `Found`."""
    rows = sorted(kept(folder), key=lambda row: (row["wave"], row["number"], row["twin"]))
    names = [target.name for target in targets]
    patterns = pd.DataFrame([row["patterns"] for row in rows]).reindex(columns=names).astype(float)
    twin = np.array([row["twin"] for row in rows], bool)
    run = pd.MultiIndex.from_tuples([(row["wave"], row["number"]) for row in rows])
    second = patterns[twin].set_index(run[twin])
    luck = luck_of_seeds(patterns.set_index(run).loc[~twin].reindex(second.index), second)
    worlds = pd.DataFrame([{"wave": r["wave"], "number": r["number"]} | r["parameters"] | r["patterns"] for r in rows])[~twin]
    far = implausibility(patterns[~twin], targets, luck)
    unmet = set_aside(far, worlds["wave"].to_numpy(), plan)
    worst = far.drop(columns=unmet).max(axis=1)
    return Found(worlds.assign(implausibility=worst, accepted=worst <= CUT).reset_index(drop=True), luck, unmet, finished=False)


def set_aside(far: pd.DataFrame, wave: np.ndarray, plan: Plan) -> list[str]:
    """Patterns that keep nearly all worlds of the latest whole wave out, at most one for each wave from the third on.

    Each is the pattern without which the fortieth part of all worlds (the nearest) would be least ruled out.
    """
    done = int(wave.max()) + 1 if (wave == wave.max()).sum() >= plan.size else int(wave.max())
    aside: list[str] = []
    for _ in range(max(0, done - 1) // PATIENCE):
        left = far.drop(columns=aside)
        if (left[wave == done - 1].max(axis=1) <= CUT).mean() >= SPARSE or left.shape[1] == 1:
            break
        aside.append(min(left.columns, key=lambda name: left.drop(columns=name).max(axis=1).quantile(0.025)))
    return aside


def nearest_misses(found: Found, priors: Mapping[str, Prior], targets: list[Target]) -> pd.DataFrame:
    """For each unmet pattern: its band, its value in the nearest world accepted by all others, and what moves it most.

    parameters: the three with the largest rank correlation with the pattern over all worlds, with sign.
    """
    rows = []
    for target in [target for target in targets if target.name in found.unmet]:
        pool = found.accepted if len(found.accepted) else found.worlds
        off = (pool[target.name] - target.middle).abs()
        value = pool[target.name][off.idxmin()] if off.notna().any() else np.nan
        ranks = found.worlds[list(priors)].corrwith(found.worlds[target.name], method="spearman")
        strongest = ranks.abs().sort_values(ascending=False).index[:3]
        rows.append((target.name, target.low, target.high, value, ", ".join(f"{key} ({ranks[key]:+.2f})" for key in strongest)))
    return pd.DataFrame(rows, columns=["pattern", "band_low", "band_high", "nearest", "parameters"])


def plan_of(found: Found, plan: Plan) -> dict:
    """What was tried, in plain numbers."""
    return asdict(plan) | {"worlds": len(found.worlds), "accepted": int(found.worlds["accepted"].sum()), "unmet": found.unmet}
