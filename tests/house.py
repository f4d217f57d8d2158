"""The house as its sources draw it: rooms, their size, who knows whom, circles. `python -m tests.house`."""

import ast
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILDINGS = ("sim", "experiments", "classroom")


def room_of(module: str) -> str:
    """The room of a module: sim.rules.trust -> sim.rules; sim.engine -> sim.engine."""
    return ".".join(module.split(".")[:2])


def modules(building: str) -> dict[str, Path]:
    """Dotted name of every module -> its file."""
    files = sorted((ROOT / building).rglob("*.py"))
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in files}


def imported(module: str, path: Path) -> set[str]:
    """Dotted names of what a module imports, wherever in its file."""
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{start}.{name.name}" for name in node.names}
    return found


def arrows(building: str) -> dict[str, set[str]]:
    """Room -> rooms of the same building that it knows."""
    known = modules(building)
    rooms = {room_of(name) for name in known} - {building}
    found: dict[str, set[str]] = defaultdict(set)
    for name, path in known.items():
        here = room_of(name)
        if here in rooms:
            found[here] |= {room_of(other) for other in imported(name, path)} & rooms - {here}
    return {room: found[room] for room in sorted(rooms)}


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of rooms that know each other, over whatever way."""
    reached = {room: reachable(graph, room) for room in graph}
    groups = {tuple(sorted({room} | {other for other in reached[room] if room in reached[other]})) for room in graph}
    return [list(group) for group in sorted(groups) if len(group) > 1]


def reachable(graph: dict[str, set[str]], room: str) -> set[str]:
    """Rooms at which one arrives from a room."""
    found: set[str] = set()
    waiting = list(graph[room])
    while waiting:
        if (here := waiting.pop()) not in found:
            found.add(here)
            waiting += graph[here]
    return found


def floors(graph: dict[str, set[str]]) -> dict[str, int]:
    """The floor of each room: one above the highest that it knows; rooms of circles share theirs as far as possible."""
    height: dict[str, int] = {}

    def of(room: str, above: frozenset = frozenset()) -> int:
        if room not in height:
            below = [of(other, above | {room}) for other in graph[room] if other not in above]
            height[room] = 1 + max(below, default=-1)
        return height[room]

    return {room: of(room) for room in graph}


def drawn(building: str) -> list[str]:
    """The building in lines, from the top floor down."""
    graph = arrows(building)
    level, size = floors(graph), defaultdict(int)
    for name, path in modules(building).items():
        size[room_of(name)] += len(path.read_text(encoding="utf-8").splitlines())
    found = circles(graph)
    lines = [f"{building}: {len(graph)} rooms, {max(level.values()) + 1} floors, {sum(map(len, graph.values()))} arrows, {len(found)} circles"]
    for floor in range(max(level.values()), -1, -1):
        here = [f"{room.split('.')[1]} ({size[room]})" for room in graph if level[room] == floor]
        lines.append(f"  {floor:2}  {', '.join(here)}")
    return lines + [f"  circle: {' <-> '.join(group)}" for group in found]


if __name__ == "__main__":
    for building in sys.argv[1:] or BUILDINGS:
        print("\n".join(drawn(building)))
