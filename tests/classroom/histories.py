"""The engine in Node, and Python's kernel beside it."""

import base64
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pytest

from classroom.engine import javascript, plan_of
from sim.kernel import Kernel
from sim.outcomes import weekly_series
from sim.population import populate
from sim.state import DEALS, TIES
from sim.week import prepare

RUNNER = """
const bits = (column) => [column.constructor.name, Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString("base64")];
const all = (columns) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, bits(column)]));
for (const { plan, seed, changes } of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
  const run = VitaminB.startRun(plan, seed), weeks = [];
  while (run.week < plan.weeks) {
    for (const [label, strategy, parameters] of changes[run.week] || []) {
      if (strategy) run.setStrategy(label, strategy, parameters); else run.setParameters(label, parameters);
    }
    run.step();
    weeks.push({ counted: all(run.counted), messages: all(run.messages()), deals: all(run.deals()) });
  }
  const end = { labels: run.labels, weeks, totals: all(run.totals), people: all(run.people), ties: all(run.ties) };
  process.stdout.write(JSON.stringify(end) + "\\n");
}
"""


def columns_of(sent: dict) -> dict[str, np.ndarray]:
    """Typed arrays as they were in the browser's memory, bit for bit."""
    names = {"Float64Array": "f8", "Float32Array": "f4"}
    return {
        name: np.frombuffer(base64.b64decode(bits), names.get(kind, kind.removesuffix("Array").lower()))
        for name, (kind, bits) in sent.items()
    }


def in_node(jobs: list[dict], script: str = RUNNER, engine: str | None = None) -> list:
    """The answers of a script to these jobs, one line each; engine: by default the real one."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node (`node` on the path) to run the engine outside a browser")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "engine.js"
        file.write_text((engine or javascript()) + script, encoding="utf-8")
        done = subprocess.run([node, file], input=json.dumps(jobs), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def engine_runs(jobs: list[tuple], engine: str | None = None) -> list[dict]:
    """Runs of the engine (scenario, seed, changes): every week's counts, messages and deals, people and ties at the end."""
    plans = [{"plan": plan_of(scenario), "seed": seed, "changes": changes} for scenario, seed, changes in jobs]
    runs = []
    for answer in in_node(plans, engine=engine):
        weeks = [{part: columns_of(columns) for part, columns in week.items()} for week in answer["weeks"]]
        ends = {part: columns_of(answer[part]) for part in ("totals", "people", "ties")}
        runs.append({"labels": answer["labels"], "weeks": weeks} | ends)
    return runs


def engine_run(scenario, seed: int, changes: dict | None = None) -> dict:
    """One run of the engine; changes: week -> [label, strategy or None, parameters] before it."""
    return engine_runs([(scenario, seed, changes or {})])[0]


def python_run(scenario, seed: int, on_week=None) -> dict:
    """The same of Python's kernel; on_week(kernel) may change parameters before a week."""
    state = populate(scenario, seed)
    kernel = Kernel(prepare(scenario), seed, state)
    weeks, tallies = [], []
    for _ in range(scenario.weeks):
        if on_week:
            on_week(kernel)
        kernel.step()
        tallies.append(kernel.counted)
        deals = {name: np.ascontiguousarray(kernel.deals[name]) for name in DEALS}
        counted = {name: column[0] for name, column in weekly_series(kernel.counted[None]).items()}
        weeks.append({"counted": counted, "messages": kernel.messages(), "deals": deals})
    totals = {name: column[0] for name, column in weekly_series(np.sum(tallies, axis=0)[None]).items()}
    ties = {name: column.ravel() for name, column in state.ties._asdict().items() if name in TIES}
    return {"labels": list(scenario.labels), "weeks": weeks, "totals": totals, "people": state.people._asdict(), "ties": ties}


def differing(one, other, where: str = "") -> list[str]:
    """Places in which two histories differ in a bit or in type."""
    if isinstance(one, dict):
        keys = [f"{where}: {sorted(one)} != {sorted(other)}"] if set(one) != set(other) else []
        return keys + [found for key in one if key in other for found in differing(one[key], other[key], f"{where}.{key}")]
    if isinstance(one, list):
        pairs = zip(one, other, strict=True)
        return [found for k, (a, b) in enumerate(pairs) for found in differing(a, b, f"{where}[{k}]")]
    if isinstance(one, np.ndarray):
        same = one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
        return [] if same else [f"{where}: {one.dtype}{one.shape} {other.dtype}{other.shape}"]
    return [] if one == other else [f"{where}: {one} != {other}"]
