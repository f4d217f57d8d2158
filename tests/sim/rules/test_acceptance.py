"""Acceptance of a request: known values by hand, directions, bounds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.parameters import as_tuple, values
from sim.rules.acceptance import Acceptance, first_trust, p_accept, trust_at_sight

SHARE = some.floats(0, 1)
NUMBERS = dict(
    intercept=-0.75, common_ground=1.0, mutual_contact=1.0, profile=0.5, reputation=1.0, note=0.5, call_offer=0.25, money_motive=2.0,
    load=0.5, trust_of_stranger=0.15, vouched=0.5, impression=0.1, money_impression=0.12,
)  # fmt: skip
P = as_tuple(values(Acceptance(**NUMBERS)))
BLANK = dict(common=0, has_mutual=0, profile=0.5, reputation=0, note=0, offers_call=0, money=0, load=0)


@pytest.mark.parametrize(
    "changes, score, chance",
    [
        ({}, -1, 0.25),
        ({"has_mutual": 1}, 0, 0.5),
        ({"has_mutual": 1, "common": 1}, 1, 0.75),
        ({"common": 1, "has_mutual": 1, "profile": 1, "reputation": 0.5, "note": 0.5, "offers_call": 1}, 2.25, 11 / 13),
        ({"money": 1}, -3, 0.125),
        ({"load": 5}, -3, 0.125),
        ({"profile": 0, "reputation": -0.75}, -2, 1 / 6),
    ],
)
def test_chances_worked_out_by_hand(changes, score, chance):
    """Chance = 1/2 (1 + score / (1 + |score|))."""
    assert 0.5 * (1 + score / (1 + abs(score))) == pytest.approx(chance)
    assert p_accept(**BLANK | changes, p=P) == pytest.approx(chance)


def test_load_counts_only_above_what_can_be_read():
    at = {load: p_accept(**BLANK | {"load": load}, p=P) for load in (0, 1, 1.01, 3)}
    assert at[0] == at[1] > at[1.01] > at[3]


@settings(max_examples=50)
@given(SHARE, SHARE, SHARE, SHARE, some.floats(-1, 1), SHARE)
def test_every_ground_pushes_its_own_way(common, note, money, profile, reputation, more):
    base = BLANK | dict(common=common, note=note, money=money, profile=profile, reputation=reputation)
    chance = p_accept(**base, p=P)
    assert 0 < chance < 1
    for ground in ("common", "note", "profile", "reputation"):
        assert p_accept(**base | {ground: base[ground] + more}, p=P) >= chance
    assert p_accept(**base | {"money": money + more}, p=P) <= chance
    assert p_accept(**base | {"has_mutual": 1}, p=P) > chance
    assert p_accept(**base | {"offers_call": 1}, p=P) > chance


@pytest.mark.parametrize(
    "mechanism, change",
    [
        ("common_ground", {"common": 1}),
        ("mutual_contacts", {"has_mutual": 1}),
        ("first_impression", {"profile": 1}),
        ("money_motive", {"money": 1}),
        ("personal_note", {"note": 1, "offers_call": 1}),
    ],
)
def test_a_mechanism_that_is_off_has_no_effect(mechanism, change):
    off = as_tuple(values(Acceptance(**NUMBERS | Acceptance.off[mechanism])))
    assert p_accept(**BLANK | change, p=off) == p_accept(**BLANK, p=off)
    assert p_accept(**BLANK | change, p=P) != p_accept(**BLANK, p=P)


def test_first_trust_worked_out_by_hand():
    assert first_trust(0, 0, 0, 0, 0, P) == pytest.approx(0.15)
    assert first_trust(0, 1, 0.25, 0.5, 0, P) == pytest.approx(0.15 + 0.1 * 1.0)
    assert first_trust(0, 1, 0.25, 0.5, 0.5, P) == pytest.approx(0.25 - 0.06)


def test_a_mutual_contact_lends_a_share_of_the_missing_trust():
    assert trust_at_sight(0.0, P) == P.trust_of_stranger
    assert trust_at_sight(1.0, P) == pytest.approx(0.15 + 0.5 * 0.85)
    assert first_trust(1.0, 0, 0, 0, 0, P) == pytest.approx(0.575)
    assert first_trust(1.0, 0, 0, 0, 0.5, P) == first_trust(0.0, 0, 0, 0, 0.5, P)
    silent = P._replace(vouched=0.0)
    assert trust_at_sight(1.0, silent) == trust_at_sight(0.0, silent)


def test_first_trust_cannot_leave_its_range():
    harsh = as_tuple(values(Acceptance(trust_of_stranger=0.0, impression=1.0, money_impression=1.0)))
    assert first_trust(0, 0, -1, 0, 1, harsh) == 0
    assert first_trust(0, 1, 1, 1, 0, harsh) == 1


def test_a_first_contact_can_never_start_as_a_relationship():
    with pytest.raises(ValueError):
        Acceptance(strength_at_start=0.1)
    assert Acceptance().strength_at_start < 0.1
