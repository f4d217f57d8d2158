"""GEXF, as Gephi writes it."""

import numpy as np
import pandas as pd

from ..errors import UserError
from .graphs import Edges
from .rows import Rows
from .xml_events import walk


class Gexf:
    """What the elements of a file add up to."""

    def __init__(self):
        self.nodes, self.edges, self.titles = {}, [], {}
        self.default, self.level = "undirected", ""

    def start(self, tag: str, given: dict, line: int) -> None:
        """An element begins."""
        if tag == "graph":
            self.default = given.get("defaultedgetype", "undirected")
        elif tag == "attributes":
            self.level = given.get("class", "")
        elif tag == "attribute" and self.level == "edge":
            self.titles[given.get("id", "")] = given.get("title", given.get("id", ""))
        elif tag == "node":
            self.nodes[given.get("id", "")] = given.get("label", "")
        elif tag == "edge":
            if not {"source", "target"} <= given.keys():
                raise UserError(f"line {line} has an edge without source or target")
            kept = {name: given[name] for name in ("weight", "start", "timestamp", "end") if name in given}
            self.edges.append((given["source"], given["target"], given.get("type", self.default), kept, line))
        elif tag == "attvalue" and self.edges:
            name = given.get("for", given.get("id", ""))
            if name in self.titles:
                self.edges[-1][3].setdefault(self.titles[name], given.get("value", ""))
        elif tag == "spell" and self.edges and "start" in given:
            self.edges[-1][3].setdefault("start", given["start"])

    def end(self, tag: str, text: str) -> None:
        """An element ends: nothing to do, as all stands in attributes."""


def read_gexf(data: bytes) -> Rows:
    """Rows of all edges; `weight`, or the start of an edge, is used. Raises UserError."""
    found = Gexf()
    walk(data, found.start, found.end)
    for source, target, *_ in found.edges:
        found.nodes.setdefault(source, "")
        found.nodes.setdefault(target, "")
    both = np.array([edge[2] != "directed" for edge in found.edges], bool)
    names = list(dict.fromkeys(name for edge in found.edges for name in edge[3]))
    words = {"start": "start time", "end": "end"}
    columns = {words.get(name, name): pd.Series([edge[3].get(name, "") for edge in found.edges], dtype=object) for name in names}
    return Edges("GEXF", [edge[:2] for edge in found.edges], [edge[4] for edge in found.edges], both).rows(columns, found.nodes)
