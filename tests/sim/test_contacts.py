"""Starting ties from exchanges, edges and dates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.contacts import (
    WEEK_SECONDS,
    ContactRule,
    StartingTies,
    recorded_weeks,
    strongest,
    ties_from_dates,
    ties_from_edges,
    ties_from_messages,
)
from sim.parameters import as_tuple, values
from sim.rules.forgetting import Forgetting, faded_energy, faded_strength

RULE = ContactRule()
GAIN, HALF = RULE.gain, RULE.gain * RULE.received
DAY = 86400


def tie(ties: StartingTies, ego: int, alter: int) -> tuple[float, float, int]:
    """Strength, energy and last exchange of the one tie ego -> alter."""
    (at,) = np.flatnonzero((ties.ego == ego) & (ties.alter == alter))
    return float(ties.strength[at]), float(ties.energy[at]), int(ties.last_exchange[at])


def assert_well_formed(ties: StartingTies):
    key = ties.ego.astype(np.int64) * ties.people + ties.alter
    assert (np.diff(key) > 0).all()
    assert (ties.ego != ties.alter).all()
    assert ties.alter.max() < ties.people
    assert ((0 <= ties.strength) & (ties.strength <= ties.energy) & (ties.energy <= 1)).all()
    assert (ties.last_exchange <= 0).all()
    kinds = [column.dtype for column in (ties.ego, ties.alter, ties.strength, ties.energy, ties.last_exchange)]
    assert kinds == [np.int32, np.int32, np.float32, np.float32, np.int32]


def test_one_message_makes_a_tie_both_ways_and_the_writer_gains_more():
    ties = ties_from_messages([1], [0], [50], 2)
    assert tie(ties, 1, 0) == pytest.approx((GAIN, GAIN, 0))
    assert tie(ties, 0, 1) == pytest.approx((HALF, HALF, 0))


def test_returns_diminish():
    ties = ties_from_messages([0, 0, 1], [1, 1, 0], [0, 1, 2], 2)
    assert tie(ties, 0, 1)[0] == pytest.approx(1 - (1 - GAIN) ** 2 * (1 - HALF))
    assert tie(ties, 1, 0)[0] == pytest.approx(1 - (1 - HALF) ** 2 * (1 - GAIN))


def test_strength_halves_in_its_half_life_and_energy_in_260_weeks():
    sender, receiver = [0] * 40 + [2], [1] * 40 + [3]
    half_life = int(Forgetting().half_life_weeks)
    for weeks, kept in ((half_life, 0.5), (5 * half_life, 0.5**5)):
        strength, energy, last = tie(ties_from_messages(sender, receiver, [0] * 40 + [weeks * WEEK_SECONDS], 4), 0, 1)
        full = 1 - (1 - GAIN) ** 40
        assert strength == pytest.approx(full * kept, rel=1e-5)
        assert energy == pytest.approx(full * 0.5 ** (weeks / 260), rel=1e-5)
        assert last == -weeks


def test_an_old_strong_tie_becomes_dormant():
    sender, receiver, weeks = [0, 1] * 30 + [2], [1, 0] * 30 + [3], [0] * 60 + [130]
    strength, energy, _ = tie(ties_from_messages(sender, receiver, np.array(weeks) * WEEK_SECONDS, 4), 0, 1)
    assert strength < 0.1 <= 0.25 <= energy


def test_last_exchange_is_the_last_answer():
    week = np.array([-9, -8, -5, -3, 0]) * WEEK_SECONDS
    ties = ties_from_messages([0, 1, 1, 0, 0], [1, 0, 0, 1, 1], week, 2)
    assert tie(ties, 0, 1)[2] == tie(ties, 1, 0)[2] == -3


def test_without_an_answer_the_first_message_counts():
    ties = ties_from_messages([0, 0, 2], [1, 1, 3], np.array([-9, -2, 0]) * WEEK_SECONDS, 4)
    assert tie(ties, 1, 0)[2] == -9


def test_the_last_seven_days_are_week_zero():
    ties = ties_from_messages([0, 2, 4], [1, 3, 5], [0, DAY, 7 * DAY + 1], 6)
    assert [tie(ties, k, k + 1)[2] for k in (0, 2, 4)] == [-1, 0, 0]


def test_messages_to_oneself_are_left_out():
    ties = ties_from_messages([0, 1, 0], [0, 1, 1], [0, 1, 2], 2)
    assert len(ties.ego) == 2
    with pytest.raises(ValueError, match="no row connects"):
        ties_from_messages([0], [0], [0], 1)


messages = some.lists(
    some.tuples(some.integers(0, 4), some.integers(0, 4), some.integers(0, 60 * WEEK_SECONDS)), min_size=1, max_size=60
).filter(lambda rows: any(a != b for a, b, _ in rows))


@given(messages)
def test_the_replay_equals_the_models_rules_week_by_week(rows):
    ties = ties_from_messages(*zip(*rows), 5)
    assert_well_formed(ties)
    p = as_tuple(values(RULE)).forgetting
    rows = [(a, b, t) for a, b, t in rows if a != b]
    week = {row: (max(t for *_, t in rows) - row[2]) // WEEK_SECONDS for row in rows}
    assert {(a, b) for a, b, _ in rows} <= {(a, b) for a, b in zip(ties.ego.tolist(), ties.alter.tolist())}
    for ego, alter in zip(ties.ego.tolist(), ties.alter.tolist()):
        strength = energy = 0.0
        for now in range(60, -1, -1):
            strength = faded_strength(strength, 1.0, 1.0, p)
            energy = faded_energy(energy, strength, p.energy_kept)
            for a, b, t in rows:
                if week[a, b, t] == now and {a, b} == {ego, alter}:
                    strength += (GAIN if a == ego else HALF) * (1 - strength)
            energy = max(energy, strength)
        assert tie(ties, ego, alter)[:2] == pytest.approx((strength, energy), rel=1e-5)


@given(messages, some.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    rows = [(a, b, 1000 * t + k) for k, (a, b, t) in enumerate(rows)]  # no two at the same time
    mixed = random.sample(rows, len(rows))
    one, other = (ties_from_messages(*zip(*some_rows), 5) for some_rows in (rows, mixed))
    for name in ("ego", "alter", "strength", "energy", "last_exchange"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


def test_a_gap_in_the_record_is_no_silence():
    busy = np.repeat(np.arange(5), 200)
    week = np.append(busy, busy + 40) * WEEK_SECONDS
    found, gap = recorded_weeks(week, RULE)
    assert gap == 35 and found.min() == -9
    assert recorded_weeks(week, ContactRule(gap_messages=1e9))[1] == 0
    assert recorded_weeks(week[::200], RULE)[1] == 0  # too few messages to tell a gap from silence


def test_edges_without_weight_are_equal_and_count_both_ways():
    ties = ties_from_edges([0, 0, 2], [1, 1, 2], None, 3)
    assert tie(ties, 0, 1) == tie(ties, 1, 0) == pytest.approx((RULE.edge_strength, RULE.edge_strength, 0))
    assert len(ties.ego) == 2


def test_the_median_weight_gets_the_stated_strength_whatever_the_unit():
    for unit in (1.0, 1000.0):
        ties = ties_from_edges([0, 0, 0], [1, 2, 3], np.array([1, 5, 90]) * unit, 4)
        assert tie(ties, 0, 2)[0] == pytest.approx(RULE.edge_strength)
        assert tie(ties, 0, 1)[0] < RULE.edge_strength < 0.5 < tie(ties, 0, 3)[0] < 1
        assert_well_formed(ties)


def test_directions_keep_their_own_weights_and_repeated_edges_add():
    ties = ties_from_edges([0, 1, 0], [1, 0, 1], [2.0, 1.0, 3.0], 2)
    same = ties_from_edges([0, 1], [1, 0], [5.0, 1.0], 2)
    assert tie(ties, 0, 1) == tie(same, 0, 1) > tie(ties, 1, 0)


def test_weights_of_zero_make_mere_contacts():
    ties = ties_from_edges([0, 1], [1, 2], [0.0, 0.0], 3)
    assert not ties.strength.any() and len(ties.ego) == 4


def test_contacts_are_dormant_while_new_and_mere_contacts_when_old():
    ties = ties_from_dates(np.array([0, 500, 600]) * WEEK_SECONDS)
    assert_well_formed(ties)
    assert ties.people == 4
    assert [tie(ties, 0, k)[2] for k in (1, 2, 3)] == [-600, -100, 0]
    assert (ties.strength < 0.1).all()
    assert [tie(ties, 0, k)[1] >= 0.25 for k in (1, 2, 3)] == [False, True, True]
    assert tie(ties, 0, 2) == tie(ties, 2, 0)


def test_the_strongest_ties_stay():
    ties = ties_from_edges([0, 0, 0], [1, 2, 3], [1.0, 9.0, 5.0], 4)
    kept, left_out = strongest(ties, 2)
    assert left_out == 1
    assert list(zip(kept.ego.tolist(), kept.alter.tolist())) == [(0, 2), (0, 3), (1, 0), (2, 0), (3, 0)]
    assert strongest(ties, 3)[1] == 0


def test_whom_the_owner_has_no_room_for_does_not_list_the_owner():
    kept, left_out = strongest(ties_from_dates(DAY * np.array([0, 900, 800])), 2)
    assert (kept.owner, left_out) == (0, 2)
    assert list(zip(kept.ego.tolist(), kept.alter.tolist())) == [(0, 2), (0, 3), (2, 0), (3, 0)]


def test_equal_strength_is_told_apart_by_energy():
    columns = [np.float32([0.05, 0.05]), np.float32([0.1, 0.9]), np.int32([0, 0])]
    kept, _ = strongest(StartingTies(3, np.int32([0, 0]), np.int32([1, 2]), *columns), 1)
    assert kept.alter.tolist() == [2]
