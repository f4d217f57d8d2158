"""Rhythm: the usual gap follows the newest ones."""

import pytest

from sim.parameters import as_tuple, values
from sim.rules.rhythm import Rhythm, gap_after

P = as_tuple(values(Rhythm(learned=0.25)))


@pytest.mark.parametrize("gap, newest, after", [(0, 5, 5), (4, 8, 5), (8, 4, 7), (3, 3, 3)])
def test_gaps_worked_out_by_hand(gap, newest, after):
    assert gap_after(gap, newest, P) == pytest.approx(after)


def test_the_usual_gap_goes_to_a_steady_one():
    gap = 1.0
    for _ in range(40):
        gap = gap_after(gap, 9.0, P)
    assert gap == pytest.approx(9.0, rel=1e-3)


def test_without_the_mechanism_nobody_knows_a_rhythm():
    assert gap_after(0.0, 7.0, as_tuple(values(Rhythm(**Rhythm.off["rhythm"])))) == 0.0
