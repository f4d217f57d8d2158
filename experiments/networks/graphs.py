"""Edges with attributes, as graph files hold them, as rows."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..errors import UserError
from .columns import content, likely_role
from .people import told_apart
from .rows import Rows
from .summary import counted
from .times import seconds_of


@dataclass
class Edges:
    """Ends of edges by the nodes' ids, the line of each, and which have no direction."""

    form: str
    ends: list[tuple[str, str]]
    lines: list[int]
    both_ways: np.ndarray | bool = False
    assumed: list[str] = field(default_factory=list)

    def rows(self, columns: dict[str, pd.Series], labels: dict[str, str]) -> Rows:
        """Rows of these edges; columns: an attribute of each edge, "" where it has none; labels: of every node. Raises UserError."""
        if not self.ends:
            raise UserError(f"is {self.form} without any edge")
        self.columns = columns
        time, weight = self.chosen("time"), self.chosen("weight")
        names = self.names(labels)
        sender, receiver = (pd.Series([names.get(edge[k], edge[k]) for edge in self.ends], dtype=object) for k in (0, 1))
        rows = Rows("edges", self.form, len(self.ends), sender, receiver, np.array(self.lines, np.int64), both_ways=self.both_ways,
                    alone=list(names.values()), assumed=self.assumed)  # fmt: skip
        if time is not None and (columns[time] != "").mean() > 0.5:
            rows.kind, weight = "messages", None
            rows.seconds, rows.notation = seconds_of(columns[time])
        elif weight is not None:
            rows.weight = self.weights(weight)
        used = {time: "time" if rows.seconds is not None else None, weight: "weight"}
        rows.parts = ["source: sender", "target: receiver"] + [f"'{name}': {used.get(name) or 'plays no part'}" for name in columns]
        if rows.seconds is not None:
            rows = rows.only(np.isfinite(rows.seconds), "edges without a time")
        return rows

    def chosen(self, role: str) -> str | None:
        """The attribute with this part: by its name, and, for times, by its content."""
        named = [name for name in self.columns if likely_role(name)[0] == role]
        named.sort(key=lambda name: -likely_role(name)[1])
        if role == "weight":
            return next((name for name in named if name.lower() == "weight" or content(self.columns[name]) == "number"), None)
        return next((name for name in named if content(self.columns[name]) in ("date", "stamp", "number")), None)

    def weights(self, name: str) -> np.ndarray:
        """Weights, 1 where an edge has none. Raises UserError."""
        cells = self.columns[name]
        found = pd.to_numeric(cells.where(cells != "", "1"), errors="coerce").to_numpy(np.float64)
        wrong = ~np.isfinite(found)
        if wrong.any():
            row = int(wrong.argmax())
            raise UserError(f"line {self.lines[row]} has an edge whose weight '{cells[row]}' is not a number")
        if (found < 0).any():
            row = int((found < 0).argmax())
            raise UserError(f"line {self.lines[row]} has an edge with the weight {found[row]:g}; weights must be 0 or more")
        missing = int((cells == "").sum())
        if missing:
            self.assumed.append(f"{counted(missing, 'edge')} without a weight count 1")
        return found

    def names(self, labels: dict[str, str]) -> dict[str, str]:
        """What each node is called: its label, told apart from others like it, or its id."""
        bare = sum(not label for label in labels.values())
        if bare == len(labels):
            return {node: node for node in labels}
        called = [label or node for node, label in labels.items()]
        twice = len(called) - len(set(called))
        if bare:
            self.assumed.append(f"{counted(bare, 'node')} without a label go by the id")
        if twice:
            self.assumed.append(f"{counted(twice, 'node')} with a label that another one has, too, got a number behind it")
        return dict(zip(labels, told_apart(called)))
