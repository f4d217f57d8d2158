"""Attention: known values, a constant number of strangers' letters read, safety of strong ties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.attention import Attention, answer_share_after, load_of, p_read


@pytest.mark.parametrize(
    "load, strength, chance", [(0, 0, 1), (1, 0, 1), (2, 0, 0.5), (4, 0, 0.25), (4, 0.5, 0.625), (4, 1, 1), (1e6, 0, 1e-6)]
)
def test_chances_worked_out_by_hand(load, strength, chance):
    assert p_read(load, strength) == pytest.approx(chance)


def test_load_is_answers_wanted_per_answers_that_can_be_given():
    assert load_of(70.0, 1.0, 35.0) == 2.0
    assert load_of(70.0, 0.25, 35.0) == 0.5
    assert load_of(0.0, 1.0, 35.0) == 0.0


@settings(max_examples=50)
@given(some.floats(1, 100), some.floats(1, 1e4))
def test_strangers_get_all_attention_and_no_more_once_it_is_short(attention, more):
    inbox = attention + more
    assert inbox * p_read(load_of(inbox, 1.0, attention), 0.0) == pytest.approx(attention)


@settings(max_examples=50)
@given(some.floats(1, 100), some.floats(0.05, 1), some.floats(1, 1e4))
def test_answers_level_off_at_what_can_be_answered(attention, share, more):
    inbox = attention / share + more
    assert share * inbox * p_read(load_of(inbox, share, attention), 0.0) == pytest.approx(attention)


def test_the_share_answered_follows_what_is_answered():
    p = as_tuple(values(Attention(learned=0.1)))
    assert answer_share_after(0.5, 1.0, p) == pytest.approx(0.55)
    assert answer_share_after(0.5, 0.0, p) == pytest.approx(0.45)
    share = 1.0
    for message in range(4000):
        share = answer_share_after(share, 1.0 if message % 4 == 0 else 0.0, p)
    assert share == pytest.approx(0.25, abs=0.06)


def test_a_share_that_is_not_learned_stays():
    assert answer_share_after(0.3, 1.0, as_tuple(values(Attention(learned=0)))) == 0.3


@settings(max_examples=50)
@given(some.floats(0, 1e4), some.floats(0, 1), some.floats(0, 1))
def test_strong_ties_are_found_in_any_pile(load, one, other):
    weaker, stronger = sorted((one, other))
    assert 0 < p_read(load, weaker) <= p_read(load, stronger) <= 1
    assert p_read(load + 1, weaker) <= p_read(load, weaker)


def test_without_the_mechanism_everything_is_read():
    attention = values(Attention(**Attention.off["attention"]))["answers_per_week"]
    assert p_read(load_of(100_000.0, 1.0, attention / 2), 0.0) == 1.0
