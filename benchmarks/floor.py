"""The kernel doing nothing but tie maintenance, against plain C doing the same: `python -m benchmarks.floor`.

`floor.c` is compiled for this machine with the C compiler that is found; without one there is no floor. Both are measured in CPU
time of one thread, by turns, so that other work on the machine falls on both alike.
"""

import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from .plain_mesa import ACTIONS, TIES

SOURCE = Path(__file__).with_name("floor.c")
COMPILERS = ("cc", "gcc", "clang")
TURNS = 7


def compiled(folder: Path) -> Path | None:
    """The floor as a program, or None where there is no C compiler."""
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None:
        return None
    program = folder / "floor"
    subprocess.run([compiler, "-std=c99", "-O3", "-march=native", "-o", str(program), str(SOURCE)], check=True)
    return program


def nanoseconds(program: Path, people: int, weeks: int) -> float:
    """Per person-week, as the program measured it."""
    given = map(str, (program, people, TIES, ACTIONS, weeks))
    return float(subprocess.run(list(given), check=True, capture_output=True, text=True).stdout.split()[0])


def kernel_nanoseconds(kernel, weeks: int) -> float:
    """Per person-week of a kernel, in CPU time of this thread."""
    started = time.thread_time()
    for _ in range(weeks):
        kernel.step()
    return (time.thread_time() - started) / kernel.columns.group.size / weeks * 1e9


def measure(people: int = 1000, weeks: int = 60) -> tuple[float, float] | None:
    """Medians of C and kernel (ns per person-week), or None where there is no C compiler."""
    from sim.kernel import Kernel
    from sim.population import populate
    from sim.week import prepare

    from .__main__ import maintenance

    with tempfile.TemporaryDirectory() as folder:
        program = compiled(Path(folder))
        if program is None:
            return None
        market = maintenance(people)
        kernel = Kernel(prepare(market), 1, populate(market, 1))
        kernel.step()
        pairs = [(nanoseconds(program, people, weeks), kernel_nanoseconds(kernel, weeks)) for _ in range(TURNS)]
    return tuple(map(statistics.median, zip(*pairs, strict=True)))


def report() -> None:
    """Measure and print."""
    found = measure()
    if found is None:
        print("Floor in C: no C compiler was found")
        return
    floor, kernel = found
    print(f"Tie maintenance only, 1,000 people: plain C {floor:,.0f} ns a person-week, the kernel {kernel:,.0f} ns, {kernel / floor:.2f} times")


if __name__ == "__main__":
    report()
