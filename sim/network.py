"""The network of a moment: as a networkx graph and as scipy sparse matrices, with attributes."""

from dataclasses import dataclass

import numpy as np

from .state import PEOPLE, TIES, State


@dataclass(frozen=True)
class Network:
    """People and directed ties at the end of a week.

    week: weeks gone; people: columns of shape [people]; ego, alter: int32[ties], sorted by ego, then by alter;
    ties: the other tie columns, each of shape [ties].
    """

    week: int
    people: dict[str, np.ndarray]
    ego: np.ndarray
    alter: np.ndarray
    ties: dict[str, np.ndarray]

    def to_sparse(self, attribute: str = "strength"):
        """One attribute of the ties as a scipy csr_array [people, people], ego in rows.

        A tie with the value 0 stays stored as an explicit zero. Raises KeyError for an unknown attribute.
        """
        from scipy import sparse

        size = len(next(iter(self.people.values())))
        return sparse.csr_array((self.ties[attribute], (self.ego, self.alter)), shape=(size, size))

    def to_networkx(self, people: list[str] | None = None, minimum_strength: float = 0.0):
        """A networkx.DiGraph with people's and ties' columns as attributes (or the named people's columns only)."""
        import networkx as nx

        graph = nx.DiGraph(week=self.week)
        names = list(self.people) if people is None else people
        rows = zip(*(self.people[name].tolist() for name in names), strict=True)
        graph.add_nodes_from((i, dict(zip(names, row, strict=True))) for i, row in enumerate(rows))
        kept = np.flatnonzero(self.ties["strength"] >= minimum_strength)
        values = zip(*(column[kept].tolist() for column in self.ties.values()), strict=True)
        ends = zip(self.ego[kept].tolist(), self.alter[kept].tolist(), strict=True)
        graph.add_edges_from((i, j, dict(zip(self.ties, row, strict=True))) for (i, j), row in zip(ends, values, strict=True))
        return graph


def network_of(state: State, week: int) -> Network:
    """A copy of people and ties as they stand now, after `week` weeks."""
    people, ties = state.people, state.ties
    used = np.arange(ties.alter.shape[1])[None, :] < people.contacts[:, None]
    ego, slot = np.nonzero(used)
    order = np.lexsort((ties.alter[ego, slot], ego))
    ego, slot = ego[order], slot[order]
    columns = {name: getattr(ties, name)[ego, slot] for name in TIES if name != "alter"}
    return Network(
        week,
        {name: getattr(people, name).copy() for name in PEOPLE},
        ego.astype(np.int32),
        ties.alter[ego, slot],
        columns,
    )
