"""Reputation and profile under steady behaviour: half-lives and fixed points."""

import pytest

from sim import run
from tests.plain import Scenario

NOBODY = {"contacts": 0, "close": 0, "near": 0, "hours": 0.0}
NOTHING = {"call": 0.0, "share_info": 0.0, "request": 0.0, "reconnect": 0.0, "post": 0.0, "event": 0.0, "groom": 0.0, "prospects": 0}
STANDING = {"reputation_half_life_weeks": 10.0, "profile_half_life_weeks": 20.0, "profile_kept_up": 0.5}
POSTING = {"reputation_gain": 0.05, "enough_posts": 2.0, "reputation_lost": 0.1}


def lonely(weeks: int, hours: float, **weights):
    """One seller who knows nobody and does one thing only; people at the end."""
    scenario = Scenario(
        people=20, weeks=weeks, market=NOBODY, rules={"standing": STANDING, "posting": POSTING, "trade": {"needs_per_year": 0.0}},
        strategies={"portfolio": {"sellers": 1, "hours": hours, "parameters": NOTHING | weights}},
    )  # fmt: skip
    history = run(scenario, 6, networks=[0])
    (seller,) = history.sellers["person"].tolist()
    return history, seller


def test_a_neglected_profile_halves_in_its_half_life():
    """profile(t) = profile(0) x 2^(-t / 20)."""
    history, _ = lonely(40, 0.0)
    assert history.state.people.profile == pytest.approx(history.networks[0].people["profile"] / 4, rel=1e-5)


def test_a_profile_groomed_every_week_settles_where_staleness_and_upkeep_meet():
    """q = kept q + u (1 - kept q), so q* = u / (1 - (1 - u) kept)."""
    history, seller = lonely(60, 0.5, groom=2.0)
    assert history.state.people.profile[seller] == pytest.approx(0.5 / (1 - 0.5 * 2 ** (-1 / 20)), rel=1e-5)
    assert history.weekly["hours_groom_profile"][:, 1] == pytest.approx([0.5] * 60, abs=1e-5)


@pytest.mark.parametrize("posts", [1, 2])
def test_steady_posts_hold_reputation_at_its_fixed_point(posts):
    """1 - r = (1 - g)^n (1 - f r), so r* = (1 - (1 - g)^n) / (1 - f (1 - g)^n) with f = 2^(-1/10)."""
    history, seller = lonely(150, 0.5 * posts, post=1.0)
    left, kept = (1 - 0.05) ** posts, 2 ** (-1 / 10)
    assert history.state.people.reputation[seller] == pytest.approx((1 - left) / (1 - kept * left), rel=1e-4)


def test_too_many_posts_cost_more_than_they_bring():
    """Four posts, two too many: r* = ((1 - (1 - g)^2) - 2 x 0.1) / (1 - f (1 - g)^2)."""
    history, seller = lonely(150, 2.0, post=1.0)
    left, kept = 0.95**2, 2 ** (-1 / 10)
    expected = (1 - left - 0.2) / (1 - kept * left)
    assert expected < 0
    assert history.state.people.reputation[seller] == pytest.approx(expected, rel=1e-4)


def test_nobody_has_a_reputation_who_does_nothing():
    history, _ = lonely(30, 5.0)
    assert not history.state.people.reputation.any()
