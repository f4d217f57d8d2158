"""GraphML, read by networkx after a check that nothing in it can expand."""

import io
import warnings
from xml.parsers import expat

import networkx as nx
import numpy as np

from sim.contacts import ContactRule, ties_from_edges

from ..errors import UserError
from .columns import role_of
from .lists import edge_rule, loop_note
from .summary import Reading, counted

NAMES = ("label", "name")
DEEPEST = 100


def read_graphml(data: bytes, rule: ContactRule) -> Reading:
    """Ties of a GraphML file; a `weight` of its edges is used. Raises UserError."""
    check_xml(data)
    graph = parse(data)
    labels = labels_of(graph)
    place = {node: k for k, node in enumerate(graph)}
    edges = list(graph.edges(data=True))
    one = np.array([place[a] for a, _, _ in edges], dtype=np.int64)
    other = np.array([place[b] for _, b, _ in edges], dtype=np.int64)
    if not graph.is_directed():
        one, other = np.minimum(one, other), np.maximum(one, other)
    loops = one == other
    if loops.all():
        raise UserError("holds no edge that connects two different people")
    weights, notes = weights_of([attributes for _, _, attributes in edges])
    one, other = one[~loops], other[~loops]
    repeated = len(one) - len(np.unique(one * len(labels) + other))
    ties = ties_from_edges(one, other, None if weights is None else weights[~loops], len(labels), rule)
    dropped = [f"{counted(repeated, 'repeated edge')}, merged with the first"] if repeated else []
    read = f"{counted(len(one), 'edge')} between {counted(len(labels), 'person')}"
    return Reading(
        "graphml", ties, labels, len(edges), read, int(loops.sum()), repeated, 0,
        dropped + loop_note(loops, "edge"), notes + edge_rule(weights is not None, rule),
    )  # fmt: skip


def check_xml(data: bytes) -> None:
    """Raises UserError if the bytes are no XML, declare entities (which could expand without end), or nest absurdly."""
    parser = expat.ParserCreate()
    depth = 0

    def refuse(*_):
        raise UserError(f"line {parser.CurrentLineNumber} declares an XML entity, which is not read; remove the declaration")

    def enter(name, attributes):
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise UserError(f"line {parser.CurrentLineNumber} nests XML elements more than {DEEPEST} deep")
        if name.split(":")[-1] == "edge" and not {"source", "target"} <= attributes.keys():
            raise UserError(f"line {parser.CurrentLineNumber} has an edge without source or target")

    def leave(name):
        nonlocal depth
        depth -= 1

    parser.EntityDeclHandler, parser.StartElementHandler, parser.EndElementHandler = refuse, enter, leave
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UserError(f"line {error.lineno} is not XML ({expat.errors.messages[error.code]})") from None


def parse(data: bytes) -> nx.Graph:
    """The first graph in the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return nx.read_graphml(io.BytesIO(data))
    except (nx.NetworkXError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"is XML, but not GraphML that can be read ({error})") from None


def labels_of(graph: nx.Graph) -> list[str]:
    """The nodes' label or name where every node has its own, else their ids."""
    for attribute in NAMES:
        found = [str(name) for _, name in graph.nodes(data=attribute) if name not in (None, "")]
        if found and len(set(found)) == len(graph):
            return found
    return [str(node) for node in graph]


def weights_of(edges: list[dict]) -> tuple[np.ndarray | None, list[str]]:
    """Weights of edges with these attributes, or None if there are none; and what was assumed."""
    found = [next((value for name, value in edge.items() if role_of(name) == "weight"), None) for edge in edges]
    missing = found.count(None)
    if missing == len(found):
        return None, []
    try:
        weights = np.array([1.0 if weight is None else float(weight) for weight in found])
    except (TypeError, ValueError):
        raise UserError("has an edge whose weight is not a number") from None
    if not (np.isfinite(weights) & (weights >= 0)).all():
        raise UserError(f"has an edge with the weight {weights[~(weights >= 0)][0]:g}; weights must be 0 or more")
    return weights, [f"{counted(missing, 'edge')} without a weight count 1"] if missing else []
