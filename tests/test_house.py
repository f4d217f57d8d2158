"""The drawn house: no circle between rooms, and a drawing that finds one where there is one."""

import pytest

from tests.house import BUILDINGS, arrows, circles, drawn, floors


@pytest.mark.parametrize("building", BUILDINGS)
def test_no_rooms_know_each_other(building):
    assert circles(arrows(building)) == []
    assert drawn(building)[0].endswith("0 circles")


def test_circles_and_floors_are_found():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}, "e": set()}
    assert circles(graph) == [["b", "c"]]
    assert floors({"a": {"b"}, "b": set(), "c": {"a", "b"}}) == {"a": 1, "b": 0, "c": 2}
