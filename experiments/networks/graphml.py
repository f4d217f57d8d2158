"""GraphML, of networkx, Gephi, igraph and yEd: every graph in the file, read in one pass in which nothing can expand."""

import numpy as np
import pandas as pd

from ..errors import UserError
from .columns import likely_role
from .graphs import Edges
from .rows import Rows
from .summary import counted
from .xml_events import local, walk

NAMES = ("label", "name", "description")
LEFT_OUT = {"hyperedge": "hyperedge", "port": "port"}


class GraphML:
    """What the elements of a file add up to."""

    def __init__(self):
        self.keys: dict[str, dict] = {}  # id -> name, for, default
        self.nodes: dict[str, dict] = {}
        self.groups: set[str] = set()
        self.edges: list[tuple] = []  # source, target, directed, attributes, line
        self.graphs, self.other, self.roots = 0, {}, 0
        self.directed, self.at, self.inside = [True], [], None

    def start(self, tag: str, given: dict, line: int) -> None:
        """An element begins."""
        if tag == "graph":
            self.graphs += 1
            self.roots += not self.at
            if self.at and self.at[-1][0] == "node":
                self.groups.add(self.at[-1][1])
            self.directed.append(given.get("edgedefault", "directed") != "undirected")
        elif tag == "key":
            self.at.append(("key", given.get("id", "")))
            self.keys[given.get("id", "")] = {"name": given.get("attr.name", given.get("id", "")), "for": given.get("for", "all")}
        elif tag == "node":
            name = given.get("id", "")
            self.at.append(("node", name))
            self.nodes.setdefault(name, {})
            if local(given.get("yfiles.foldertype", "")) in ("group", "folder"):
                self.groups.add(name)
        elif tag == "edge":
            if not {"source", "target"} <= given.keys():
                raise UserError(f"line {line} has an edge without source or target")
            directed = self.directed[-1] if "directed" not in given else given["directed"] == "true"
            self.edges.append((given["source"], given["target"], directed, {}, line))
            self.at.append(("edge", ""))
        elif tag in LEFT_OUT:
            self.other[tag] = self.other.get(tag, 0) + 1
        self.inside = given.get("key", "") if tag == "data" else self.inside

    def end(self, tag: str, text: str) -> None:
        """An element ends, having held this text."""
        if tag in ("key", "node", "edge"):
            self.at.pop()
        elif tag == "graph":
            self.directed.pop()
        elif tag == "default" and self.at:
            self.keys[self.at[-1][1]]["default"] = text
        elif tag == "data" and self.at:
            self.note(self.keys.get(self.inside, {}).get("name", self.inside), text)
        elif tag == "NodeLabel" and self.at and self.at[-1][0] == "node" and text:
            self.nodes[self.at[-1][1]].setdefault("label", text)

    def note(self, name: str, text: str) -> None:
        """An attribute of the node or edge that is open."""
        kind, node = self.at[-1]
        if kind == "node" and text:
            self.nodes[node].setdefault(name.lower(), text)
        elif kind == "edge":
            self.edges[-1][3][name] = text


def read_graphml(data: bytes) -> Rows:
    """Rows of all edges; a weight or a time among their attributes is used. Raises UserError."""
    found = GraphML()
    walk(data, found.start, found.end)
    if not found.graphs:
        raise UserError("is XML, but not GraphML that can be read (no graph in it)")
    for source, target, *_ in found.edges:
        found.nodes.setdefault(source, {})
        found.nodes.setdefault(target, {})
    groups = {group for group in found.groups if not any(group in edge[:2] for edge in found.edges)}
    defaults = {key["name"]: key["default"] for key in found.keys.values() if "default" in key and key["for"] in ("edge", "all")}
    return graph_rows(found, groups, defaults)


def graph_rows(found: GraphML, groups: set[str], defaults: dict[str, str]) -> Rows:
    """Rows of a file's edges, with the node's labels."""
    nodes = {node: attributes for node, attributes in found.nodes.items() if node not in groups}
    both = np.array([not edge[2] for edge in found.edges], bool)
    edges = Edges("GraphML", [edge[:2] for edge in found.edges], [edge[4] for edge in found.edges], both)
    names = list(dict.fromkeys([name for edge in found.edges for name in edge[3]] + list(defaults)))
    columns = {name: pd.Series([edge[3].get(name, defaults.get(name, "")) for edge in found.edges], dtype=object) for name in names}
    rows = edges.rows(columns, {node: label_of(attributes) for node, attributes in nodes.items()})
    for name in names:
        filled = sum(name not in edge[3] for edge in found.edges)
        if filled and name in defaults and likely_role(name)[0] == "weight":
            rows.assumed.append(f"{counted(filled, 'edge')} without a {name} have the file's default, {defaults[name]}")
    if groups:
        rows.assumed.append(f"{counted(len(groups), 'group')} (a frame around others) is no person and left out")
    if found.roots > 1:
        rows.assumed.append(f"{found.roots} graphs in one file count as one")
    rows.assumed += [f"{counted(n, LEFT_OUT[tag])} left out" for tag, n in found.other.items()]
    return rows


def label_of(attributes: dict) -> str:
    """A node's own label or name, "" if it has none."""
    return next((attributes[name] for name in NAMES if attributes.get(name)), "")
