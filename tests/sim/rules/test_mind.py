"""Coming to mind: how many contacts beyond those of lately, and what looking them through takes."""

import pytest

from sim.parameters import as_tuple, values
from sim.rules.mind import Mind, hours_to_look, looked_through, width_of_mind


def numbers(**given):
    return as_tuple(values(Mind(**given)))


@pytest.mark.parametrize("rest", [0, 1, 40, 4000])
def test_without_a_bound_everybody_comes_to_mind_for_nothing(rest):
    p = numbers(others=0)
    assert width_of_mind(0, rest, p) == rest and looked_through(500, rest, 10.0, p) == 0


@pytest.mark.parametrize("rest, looks, width", [(10, 0, 10), (40, 0, 40), (400, 0, 40), (400, 100, 140), (100, 60, 100)])
def test_a_handful_and_those_looked_through_are_in_mind(rest, looks, width):
    assert width_of_mind(looks, rest, numbers(others=40)) == width


@pytest.mark.parametrize("wanted, rest, hours, looks", [(100, 400, 5.0, 100), (100, 90, 5.0, 50), (100, 30, 5.0, 0), (100, 400, 0.05, 30),
                                                        (100, 400, 0.0, 0), (0, 400, 5.0, 0)])  # fmt: skip
def test_looking_through_ends_with_the_list_or_the_hours(wanted, rest, hours, looks):
    assert looked_through(wanted, rest, hours, numbers(others=40, list_minutes=0.1)) == looks


def test_looking_costs_minutes():
    assert hours_to_look(100, numbers(others=40, list_minutes=0.3)) == pytest.approx(0.5)
