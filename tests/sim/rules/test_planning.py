"""Planning: every repeat in a week is worth less."""

import pytest

from sim.parameters import as_tuple, values
from sim.rules.planning import MOST_REPEATS, Planning, priority_again


def test_repeats_fall_geometrically():
    p = as_tuple(values(Planning(repeat=0.5)))
    priority = 0.8
    for expected in (0.4, 0.2, 0.1):
        priority = priority_again(priority, p)
        assert priority == pytest.approx(expected)


def test_a_repeat_is_always_worth_less():
    with pytest.raises(ValueError):
        Planning(repeat=1.0)
    assert priority_again(1.0, as_tuple(values(Planning(repeat=0.95)))) < 1.0


def test_the_ordinal_of_a_repeat_leaves_room_for_the_writers_side():
    """Random numbers know a message by its ordinal 0..7, the writer's side of it by 8..14; 15 is a meeting."""
    from sim.encounters.talk import FACE_TO_FACE, WRITERS_NTH

    assert MOST_REPEATS - 1 < WRITERS_NTH
    assert WRITERS_NTH + MOST_REPEATS - 1 < FACE_TO_FACE <= 15
