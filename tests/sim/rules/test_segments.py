"""Segments: who can ever buy, and how far the sign of it can be trusted."""

import numpy as np
import pytest

from sim.parameters import as_tuple, values
from sim.rules.segments import Segments, known_by_looking, p_right_sign, p_segment, sign_of_fit

P = as_tuple(values(Segments(share=0.2, by_interest=3.0, accuracy=0.6, accuracy_known=0.9, research_half=5.0)))


@pytest.mark.parametrize("interested, chance", [(False, 0.2), (True, 0.6)])
def test_an_interest_makes_a_buyer_likelier(interested, chance):
    assert p_segment(interested, P) == pytest.approx(chance)


def test_nobody_is_likelier_than_sure_to_be_a_buyer():
    assert p_segment(True, as_tuple(values(Segments(share=0.5, by_interest=10.0)))) == 1.0


@pytest.mark.parametrize("minutes, known", [(0, 0), (5, 0.5), (15, 0.75)])
def test_looking_closely_tells_less_and_less(minutes, known):
    assert known_by_looking(minutes, P) == pytest.approx(known)


@pytest.mark.parametrize("knowledge, right", [(0, 0.6), (0.5, 0.75), (1, 0.9)])
@pytest.mark.parametrize("fits", [False, True])
def test_the_sign_is_right_as_often_as_knowledge_says(knowledge, right, fits):
    assert p_right_sign(knowledge, P) == pytest.approx(right)
    u = (np.arange(1000) + 0.5) / 1000
    signs = np.array([sign_of_fit(fits, knowledge, x, P) for x in u])
    assert np.mean(signs == float(fits)) == pytest.approx(right, abs=1e-3)


def test_a_sign_once_right_stays_right_as_one_gets_to_know_somebody():
    for u in np.linspace(0.01, 0.99, 25):
        right = [sign_of_fit(True, k, u, P) for k in np.linspace(0, 1, 11)]
        assert right == sorted(right)


def test_switched_off_everybody_can_buy_and_no_sign_tells_anything():
    assert p_segment(False, as_tuple(values(Segments(**Segments.off["segments"])))) == 1.0
    off = as_tuple(values(Segments(**Segments.off["signs_of_fit"])))
    assert p_right_sign(0.0, off) == p_right_sign(1.0, off) == 0.5
