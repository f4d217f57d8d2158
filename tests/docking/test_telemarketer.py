"""Telemarketer keeps to its description, and its runs look like those of a NetLogo program of it."""

import numpy as np
import pytest

from tests.docking.models import telemarketer as model
from tests.docking.models.checks import same_distribution

CUSTOMERS = (2 * model.EDGE + 1) ** 2


def market(starters, weeks, seed, radius=model.RADIUS, calls=model.CALLS):
    return model.market(starters, weeks, seed, radius, calls)


def halves_and_late(seeds, **changed):
    left = np.array([market(model.DEFAULT, model.LATE, seed, **changed)[0] for seed in seeds])
    return (left <= model.DEFAULT / 2).argmax(axis=1), left[:, model.LATE]


@pytest.fixture(scope="module")
def inland_seed():
    """A seed with which a single telemarketer reaches as many customers as it can call."""
    return next(seed for seed in range(100) if market(1, 1, seed)[3][1] == model.CALLS)


def test_a_telemarketer_alone_grows_by_what_it_earns_above_what_it_keeps(inland_seed):
    week = model.INCOME * model.CALLS - model.COST
    assert market(1, 6, inland_seed)[2][0] == 1.0
    assert market(1, 7, inland_seed)[2][0] == pytest.approx(1 + model.GROWTH * (7 * week - model.KEPT))


def test_no_customer_buys_twice_in_a_week():
    sales = market(3_000, 1, 1)[3]
    assert 0.9 * CUSTOMERS < sales[1] <= CUSTOMERS


def test_nobody_sells_more_than_it_calls():
    assert market(20, 1, 1)[3][1] <= 20 * model.CALLS


def test_failures_and_the_number_in_business_agree():
    left, failed, _, _ = market(200, 80, 3)
    gone = [((failed >= 0) & (failed <= week)).sum() for week in range(81)]
    assert left.tolist() == [200 - n for n in gone]
    assert (np.diff(left) <= 0).all() and 0 < left[80] < 200


def test_the_same_seed_gives_the_same_market_and_another_another():
    assert market(200, 60, 5)[0].tolist() == market(200, 60, 5)[0].tolist()
    assert market(200, 60, 5)[0].tolist() != market(200, 60, 6)[0].tolist()


def test_runs_have_the_distributions_of_the_netlogo_runs():
    half, late = halves_and_late(range(16))
    assert (same_distribution([(half, model.NETLOGO_HALF), (late, model.NETLOGO_LATE)]) > 0.05).all()


@pytest.mark.parametrize("changed", [{"radius": 0.8 * model.RADIUS}, {"calls": 0.9 * model.CALLS}], ids=["territory", "calls"])
def test_the_comparison_finds_a_changed_rule(changed):
    half, late = halves_and_late(range(10), **changed)
    assert same_distribution([(half, model.NETLOGO_HALF), (late, model.NETLOGO_LATE)]).min() < 0.01


def test_more_starters_last_longer():
    first_half = [np.median([(market(n, 100, seed)[0] <= n / 2).argmax() for seed in range(3)]) for n in (100, 200)]
    assert first_half[0] < first_half[1]


def test_a_run_marks_survivors_as_censored():
    tables = model.run({"starters": 100}, 1)
    assert (tables["sellers"]["first_deal"] == -1).sum() == tables["runs"]["last"].item() > 0
    assert tables["weekly"]["in_business"].iloc[-1] == tables["runs"]["last"].item()
