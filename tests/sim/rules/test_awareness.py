"""How needs come to be known: as often as there is trust."""

import pytest

from sim.parameters import as_tuple, values
from sim.rules.awareness import Awareness, p_tell_need


@pytest.mark.parametrize("full, trust, chance", [(1.0, 0.3, 0.3), (0.5, 0.3, 0.15), (1.0, 0, 0), (1.0, 1, 1), (0.5, 1, 0.5)])
def test_a_need_is_told_in_proportion_to_trust(full, trust, chance):
    assert p_tell_need(trust, as_tuple(values(Awareness(p_need_told=full)))) == pytest.approx(chance)


def test_without_the_mechanism_nobody_tells():
    off = as_tuple(values(Awareness(**Awareness.off["needs_told"])))
    assert p_tell_need(1.0, off) == 0.0
