"""Reading a log of a million messages: processor seconds and memory, against pandas reading the same file into a table.

    python benchmarks/read_a_log.py [rows]

Each reading runs in a process of its own; memory is the highest resident size of that process above an empty one with
the same imports.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

READ = {
    "pandas, text cells": "pd.read_csv(path, dtype=str)",
    "pandas, dates parsed": "pd.read_csv(path, parse_dates=['time'])",
    "vitaminb, network": "read_network(path)",
    "imports only": "None",
}
CODE = """
import re, sys, time
import pandas as pd
from experiments.networks.read import read_network
path, began = sys.argv[1], time.process_time()
{}
took = time.process_time() - began
print(took, int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024)
"""


def written(folder: Path, rows: int, notation: str) -> Path:
    """A log of so many messages between 100,000 people over ten years."""
    random = np.random.default_rng(1)
    sender, receiver = random.integers(0, 100_000, rows), random.integers(0, 100_000, rows)
    seconds = np.sort(random.integers(1_400_000_000, 1_700_000_000, rows))
    time = seconds if notation == "unix seconds" else pd.to_datetime(seconds, unit="s").strftime(notation)
    path = folder / f"{rows}.csv"
    people = [f"p{i}@x.example" for i in range(100_000)]
    table = {"from": np.array(people)[sender], "to": np.array(people)[receiver], "time": time}
    pd.DataFrame(table).to_csv(path, index=False)
    return path


def main(rows: int) -> None:
    """Print a table of seconds and megabytes."""
    print(f"{rows:,} rows")
    for notation in ("unix seconds", "%Y-%m-%d %H:%M:%S", "%b %d, %Y, %I:%M:%S %p"):
        with tempfile.TemporaryDirectory() as folder:
            path = written(Path(folder), rows, notation)
            print(f"\ntimes as {notation}, {path.stat().st_size / 1e6:.0f} MB")
            found = {name: measured(code, path) for name, code in READ.items()}
        for name, (seconds, megabytes) in found.items():
            print(f"  {name:22} {seconds:6.1f} s {megabytes - found['imports only'][1]:8.0f} MB")


def measured(code: str, path: Path) -> tuple[float, float]:
    """Seconds, and megabytes at most, of one reading in a new process."""
    done = subprocess.run([sys.executable, "-c", CODE.replace("{}", code), path], capture_output=True, text=True, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
