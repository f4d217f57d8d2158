"""Waking an old tie: better with history and quality, worse with silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.reconnecting import Reconnecting, p_answer_reconnect

SHARE = some.floats(0, 1)
P = as_tuple(values(Reconnecting(p_answer_contact=0.4, history=0.5, fade_weeks=100)))


@pytest.mark.parametrize(
    "energy, quality, silence, chance",
    [
        (0, 0.5, 0, 0.4),  # a contact without history, an ordinary letter
        (0, 0.5, 500, 0.4),  # silence takes nothing but history
        (1, 0.5, 0, 0.6),  # full history: half as much again
        (1, 0.5, 100, 0.5),  # after 100 weeks half of that
        (1, 0.5, 300, 0.45),  # after 300 a quarter
        (0.5, 0.25, 100, 0.3375),  # 0.4 x 0.75 x 1.125
        (1, 1, 0, 0.9),
    ],
)
def test_chances_worked_out_by_hand(energy, quality, silence, chance):
    assert p_answer_reconnect(energy, quality, silence, P) == pytest.approx(chance)


def test_the_chance_cannot_pass_one():
    assert p_answer_reconnect(1.0, 1.0, 0, as_tuple(values(Reconnecting(p_answer_contact=0.9, history=5)))) == 1.0


@settings(max_examples=50)
@given(SHARE, SHARE, some.integers(0, 5000), some.integers(0, 500))
def test_history_helps_and_silence_hurts(energy, quality, silence, longer):
    chance = p_answer_reconnect(energy, quality, silence, P)
    assert p_answer_reconnect(energy, quality, silence + longer, P) <= chance
    assert p_answer_reconnect(0.0, quality, silence, P) <= chance <= 1.5 * p_answer_reconnect(0.0, quality, silence, P) + 1e-12
    assert p_answer_reconnect(energy, min(1, quality + 0.1), silence, P) >= chance


def test_without_the_mechanism_history_does_not_help():
    off = as_tuple(values(Reconnecting(**Reconnecting.off["history_in_answers"])))
    assert p_answer_reconnect(1.0, 0.5, 0, off) == p_answer_reconnect(0.0, 0.5, 0, off)
