"""Information: relevance by knowledge or common ground, thanks by trust."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.information import Information, p_relevant, p_thank

SHARE = some.floats(0, 1)
P = as_tuple(values(Information(p_relevant_unknown=0.2, p_relevant_known=0.8, p_answer=0.6)))


@pytest.mark.parametrize("common, knowledge, chance", [(0, 0, 0.2), (1, 0, 0.8), (0, 1, 0.8), (0.5, 0.25, 0.5), (0.25, 0.5, 0.5)])
def test_the_better_of_knowledge_and_common_ground_counts(common, knowledge, chance):
    assert p_relevant(common, knowledge, P) == pytest.approx(chance)


@settings(max_examples=50)
@given(SHARE, SHARE, SHARE)
def test_knowing_more_never_hurts(common, knowledge, more):
    chance = p_relevant(common, knowledge, P)
    assert 0.2 <= chance <= 0.8 + 1e-12
    assert p_relevant(common, min(1, knowledge + more), P) >= chance
    assert p_relevant(min(1, common + more), knowledge, P) >= chance


@pytest.mark.parametrize("trust, chance", [(0, 0.3), (0.5, 0.45), (1, 0.6)])
def test_full_trust_doubles_thanks(trust, chance):
    assert p_thank(trust, P) == pytest.approx(chance)
