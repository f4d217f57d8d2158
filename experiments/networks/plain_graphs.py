"""Graphs in plain text with a grammar of their own: Pajek, GML, MatrixMarket, a matrix with names."""

import io
import re
import shlex

import numpy as np
import pandas as pd

from ..errors import UserError
from .graphs import Edges
from .people import told_apart
from .rows import Rows
from .summary import counted
from .table import Table

TOKEN = re.compile(r'"[^"]*"|\[|\]|[^\s\[\]]+')
WIDEST = 20_000  # nodes of a dense matrix


def read_pajek(text: str) -> Rows:
    """Pajek: *Vertices, then *Arcs, *Edges, *Arcslist, *Edgeslist or *Matrix. Raises UserError."""
    names, ends, weights, lines, both = {}, [], [], [], []
    section, row, unknown = "", 0, {}
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if not line or line.startswith("%"):
            continue
        if line.startswith("*"):
            section, row = re.split(r"[\s:]", line[1:].lower(), maxsplit=1)[0], 0
            if section == "vertices":
                count = re.search(r"\d+", line)
                names = {str(k): "" for k in range(1, min(int(count[0]) if count else 0, 10**7) + 1)}
            elif section not in ("arcs", "edges", "arcslist", "edgeslist", "matrix", "network"):
                unknown[section] = unknown.get(section, 0)
            continue
        cells = words_in(line)
        if section == "vertices":
            names[cells[0]] = cells[1] if len(cells) > 1 else ""
            continue
        if section in unknown or section == "network":
            unknown[section] = unknown.get(section, 0) + 1
            continue
        row += 1
        for one, other, weight in pajek_edges(section, cells, row, number):
            ends.append((one, other))
            weights.append(weight)
            lines.append(number)
            both.append(section.startswith("edges"))
    edges = Edges("Pajek", ends, lines, np.array(both, bool))
    edges.assumed += [f"{counted(n, 'line')} under *{section} left out" for section, n in unknown.items() if n]
    given = any(weights)
    return edges.rows({"weight": pd.Series(weights, dtype=object)} if given else {}, names)


def words_in(line: str) -> list[str]:
    """Cells of a line apart by blanks, some in quotation marks."""
    try:
        return shlex.split(line, posix=True) if '"' in line else line.split()
    except ValueError:
        return line.replace('"', " ").split()


def pajek_edges(section: str, cells: list[str], row: int, number: int) -> list[tuple[str, str, str]]:
    """The edges of one line. Raises UserError."""
    if section == "matrix":
        return [(str(row), str(k), cell) for k, cell in enumerate(cells, 1) if float(cell or 0)]
    if len(cells) < 2:
        raise UserError(f"line {number} has fewer than two vertices")
    if section.endswith("list"):
        return [(cells[0], other, "") for other in cells[1:]]
    return [(cells[0], cells[1], cells[2] if len(cells) > 2 else "")]


def read_gml(text: str) -> Rows:
    """GML: nodes with id and label, edges with source, target and perhaps value or weight. Raises UserError."""
    tokens = TOKEN.finditer("\n".join("" if line.lstrip().startswith("#") else line for line in text.split("\n")))
    nodes, found, directed, stack, key = {}, [], False, [], None
    for match in tokens:
        token = match[0]
        if token == "[":
            stack.append((key, {}, match.start()))
            key = None
        elif token == "]":
            if not stack:
                raise UserError("is GML with a bracket that closes nothing")
            kind, given, at = stack.pop()
            if kind == "node":
                nodes[given.get("id", str(len(nodes)))] = given.get("label", "")
            elif kind == "edge":
                if not {"source", "target"} <= given.keys():
                    raise UserError(f"line {text.count(chr(10), 0, at) + 1} has an edge without source or target")
                found.append((given, at))
        elif key is None:
            key = token.lower()
        else:
            if stack:
                stack[-1][1].setdefault(key, token.strip('"'))
                directed |= key == "directed" and token == "1" and stack[-1][0] == "graph"
            key = None
    if stack:
        raise UserError("is GML that ends before its last bracket is closed")
    for given, _ in found:
        nodes.setdefault(given["source"], "")
        nodes.setdefault(given["target"], "")
    line_starts = np.cumsum([0, *(len(line) + 1 for line in text.split("\n"))])
    lines = np.searchsorted(line_starts, [at for _, at in found], side="right").tolist() if found else []
    names = list(dict.fromkeys(name for given, _ in found for name in given if name not in ("source", "target", "id", "graphics")))
    columns = {name: pd.Series([given.get(name, "") for given, _ in found], dtype=object) for name in names}
    return Edges("GML", [(g["source"], g["target"]) for g, _ in found], lines, not directed).rows(columns, nodes)


def read_matrixmarket(text: str) -> Rows:
    """MatrixMarket, read by scipy: a row and a column are two people; a value is a weight. Raises UserError."""
    from scipy.io import mminfo, mmread

    try:
        rows, columns, entries, _, field, symmetry = mminfo(io.BytesIO(text.encode()))
        if rows != columns:
            raise UserError(f"is a MatrixMarket matrix of {rows:,} rows and {columns:,} columns; a network needs as many of both")
        if max(rows, entries) > 5e7:
            raise UserError("is a MatrixMarket matrix that is too large; save the part you need")
        matrix = mmread(io.BytesIO(text.encode()))
    except (ValueError, OverflowError, OSError) as error:
        raise UserError(f"is MatrixMarket, but cannot be read ({' '.join(str(error).split())})") from None
    if isinstance(matrix, np.ndarray):
        one, other = np.nonzero(matrix)
        values = matrix[one, other]
    else:
        one, other, values = matrix.row, matrix.col, matrix.data
    if symmetry != "general":
        lower = one >= other
        one, other, values = one[lower], other[lower], values[lower]
    weights = {} if field == "pattern" else {"weight": pd.Series(np.abs(values).astype(str), dtype=object)}
    ends = list(zip((one + 1).astype(str), (other + 1).astype(str)))
    edges = Edges("MatrixMarket", ends, list(range(1, len(ends) + 1)), symmetry != "general")
    if weights and (values < 0).any():
        raise UserError("is MatrixMarket with values below 0; weights must be 0 or more")
    return edges.rows(weights, {str(k): "" for k in range(1, rows + 1)})


def named_matrix(table: Table, names: list[str]) -> Rows:
    """A matrix whose first row and column hold the same names: every number above 0 is an edge. Raises UserError."""
    people = names[1:]
    cells = table.frame.iloc[:, 1 : len(names)].apply(pd.to_numeric, errors="coerce").fillna(0.0).to_numpy(np.float64)
    if (cells < 0).any():
        raise UserError("is a matrix with numbers below 0; weights must be 0 or more")
    one, other = np.nonzero(cells)
    same = bool((cells == cells.T).all())
    if same:
        one, other = one[one <= other], other[one <= other]
    labels = dict(enumerate(told_apart(people)))
    ends = [(labels[i], labels[j]) for i, j in zip(one, other)]
    weights = pd.Series([f"{cells[i, j]:g}" for i, j in zip(one, other)], dtype=object)
    edges = Edges("a matrix", ends, table.lines[one].tolist(), same)
    return edges.rows({"weight": weights} if weights.nunique() > 1 else {}, {label: "" for label in labels.values()})
