"""This version against an earlier one, in one run: `python -m benchmarks.against af3ddcd`.

The earlier version is checked out into a folder of its own. Each market runs in two processes, one for each version (two copies
in one process would make each other slow), which take turns: a week here, a week there, the order changing. Counted is CPU time
of the thread; what is told is the median of the ratios of weeks that ran side by side. Absolute times move with the load of the machine,
ratios hardly.
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parents[1]
PROGRAM = """
import json, sys, time
from sim import Group, Scenario
from sim.kernel import Kernel
from sim.population import populate
from sim.week import prepare
given = json.loads(sys.argv[1])
groups = {name: Group(sellers=sellers) for name, sellers in given.pop("sellers").items()}
scenario = Scenario(weeks=5200, strategies=groups, **given)
kernel = Kernel(prepare(scenario), 1, populate(scenario, 1))
for line in sys.stdin:
    started = time.thread_time()
    kernel.step()
    print((time.thread_time() - started) / scenario.people * 1e6, flush=True)
"""
STRATEGIES = ("spam_requests", "give_info_first", "reactivate_weak_ties", "call_first")
MARKETS = {
    "1,000 people, 100 contacts": (1000, 100, 256, 60),
    "1,000 people, 398 contacts": (1000, 398, 512, 60),
    "5,000 people, 398 contacts": (5000, 398, 512, 24),
    "5,000 people, 1,990 contacts": (5000, 1990, 4096, 12),
    "100,000 people, 398 contacts": (100_000, 398, 512, 4),
}
WARM_UP = 9


def market(people: int, contacts: int, slots: int) -> dict:
    """The shipped four-strategy market at some size: 25 sellers follow each strategy."""
    return {"people": people, "contact_slots": slots, "market": {"contacts": contacts}, "sellers": dict.fromkeys(STRATEGIES, 25)}


@contextlib.contextmanager
def checked_out(commit: str):
    """A folder with an earlier version, gone afterwards; a folder that is there already stays."""
    if Path(commit).is_dir():
        yield Path(commit)
        return
    with tempfile.TemporaryDirectory() as folder:
        git = ["git", "-C", str(HERE), "worktree"]
        subprocess.run([*git, "add", "--detach", "--quiet", f"{folder}/tree", commit], check=True)
        try:
            yield Path(folder, "tree")
        finally:
            subprocess.run([*git, "remove", "--force", f"{folder}/tree"], check=True)


class Version:
    """One version of the model at work in a process of its own."""

    def __init__(self, folder: Path, scenario: dict):
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, json.dumps(scenario)], cwd=folder, env=os.environ | {"PYTHONPATH": str(folder)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip

    def week(self) -> float:
        """Microseconds per person that a week takes."""
        self.process.stdin.write("\n")
        said = self.process.stdout.readline()
        if not said:
            raise RuntimeError(f"the version in {self.process.args[0]} stopped early")
        return float(said)

    def close(self) -> None:
        """No more weeks."""
        self.process.stdin.close()
        self.process.wait()


def compare(before: Path, scenario: dict, changes: dict, weeks: int) -> tuple[float, float, float]:
    """Median microseconds per person-week before and now, and the median ratio of weeks that ran side by side."""
    versions = [Version(before, scenario), Version(HERE, scenario | changes)]
    try:
        for _ in range(WARM_UP):
            for version in versions:
                version.week()
        pairs = []
        for week in range(weeks):
            times = [0.0, 0.0]
            for which in ((0, 1), (1, 0))[week % 2]:
                times[which] = versions[which].week()
            pairs.append(times)
    finally:
        for version in versions:
            version.close()
    then, now = zip(*pairs, strict=True)
    return statistics.median(then), statistics.median(now), statistics.median(b / a for a, b in pairs)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.against", description=__doc__)
    parser.add_argument("commit", help="the earlier version, or a folder in which it lies")
    parser.add_argument("--changes", type=json.loads, default={}, help='what only this version is told, as JSON: {"rules": {...}}')
    parser.add_argument("--only", default="", help="markets whose name contains this")
    given = parser.parse_args()
    print(f"{'':32}{'before':>10}{'now':>10}{'ratio':>8}   (microseconds per person-week; load {os.getloadavg()[0]:.1f})")
    with checked_out(given.commit) as before:
        for name, (people, contacts, slots, weeks) in MARKETS.items():
            if given.only in name:
                then, now, ratio = compare(before, market(people, contacts, slots), given.changes, weeks)
                print(f"{name:32}{then:>10.2f}{now:>10.2f}{ratio:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
