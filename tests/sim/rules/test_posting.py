"""Posts: reputation by the first few, annoyance by more, notice by those with time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.posting import Posting, p_notice_posts, reputation_by_posts

P = as_tuple(values(Posting(p_notice=0.25, reputation_gain=0.1, enough_posts=3, reputation_lost=0.05)))


@pytest.mark.parametrize("posts, load, chance", [(0, 0, 0), (1, 0.5, 0.25), (5, 1, 0.25), (1, 1.01, 0.25 / 1.01), (1, 2, 0.125), (1, 5, 0.05)])
def test_chances_of_notice_worked_out_by_hand(posts, load, chance):
    assert p_notice_posts(posts, load, P) == pytest.approx(chance)


@pytest.mark.parametrize(
    "posts, reputation", [(0, 0), (1, 0.1), (2, 0.19), (3, 0.271), (4, 0.271 - 0.05), (7, 0.271 - 0.2)]
)
def test_reputation_worked_out_by_hand(posts, reputation):
    """n welcome posts leave (1 - gain)^n of what is missing to 1; each one above three costs 0.05."""
    assert reputation_by_posts(0.0, posts, P) == pytest.approx(reputation)


@settings(max_examples=50)
@given(some.floats(-1, 1), some.integers(0, 255))
def test_reputation_stays_in_bounds(reputation, posts):
    assert -1 <= reputation_by_posts(reputation, posts, P) <= 1


@pytest.mark.parametrize("reputation, posts", [(-0.9, 100), (0.5, 255), (1 - 1.41 / 0.729, 15)])
def test_no_number_of_posts_can_fall_below_the_worst(reputation, posts):
    """The last one would come to -1.01: 1 - 1.41 after three welcome posts, less 12 x 0.05."""
    assert reputation_by_posts(reputation, posts, P) == -1.0


@settings(max_examples=50)
@given(some.floats(-0.9, 0.99))
def test_the_best_week_has_just_enough_posts(reputation):
    after = [reputation_by_posts(reputation, posts, P) for posts in range(8)]
    assert max(after) == after[3]
    assert after[0] < after[1] < after[2] < after[3] > after[4] > after[5]


def test_without_the_mechanism_posts_do_nothing():
    off = as_tuple(values(Posting(**Posting.off["posting"])))
    assert p_notice_posts(3, 0.0, off) == 0.0
    assert reputation_by_posts(0.3, 20, off) == 0.3
