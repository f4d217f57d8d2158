"""The counter-based generator: published vectors, keys that do not collide, even and unrelated numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import stats

from sim import randomness
from sim.compiling import kernel
from sim.randomness import EVENT_ORDER, MASK, below, of_pair, run_seed, threefry2x32, uniform, uniforms, unit, words

WORD = some.integers(0, MASK)
PURPOSES = {name: code for name, code in vars(randomness).items() if name.isupper() and name != "MASK" and isinstance(code, int)}


@pytest.mark.parametrize(
    "key, counter, expected",
    [
        ((0, 0), (0, 0), (0x6B200159, 0x99BA4EFE)),
        ((MASK, MASK), (MASK, MASK), (0x1CB996FC, 0xBB002BE7)),
        ((0x13198A2E, 0x03707344), (0x243F6A88, 0x85A308D3), (0xC4923A9C, 0x483DF7A0)),
    ],
    ids=["zeros", "ones", "digits of pi"],
)
def test_published_vectors_of_threefry(key, counter, expected):
    """Threefry-2x32 with 20 rounds, `kat_vectors` of Random123 (Salmon et al. 2011)."""
    assert threefry2x32(*key, *counter) == expected


def compiled_words(who, seed, week, keys):
    """First words for some people, by compiled code."""
    def fill(who, seed, week, keys):
        for k in range(who.shape[0]):
            keys[k] = words(seed, EVENT_ORDER, week, who[k], 0)[0]

    kernel(fill, None)(who, seed, week, keys)


def test_compiled_numbers_are_the_same_as_interpreted_ones():
    who = np.array([0, 1, 7, 2**31 - 1], np.int32)
    for seed, week in ((0, 0), (MASK, 519), (123456789, 5200)):
        keys = np.empty(who.size, np.int64)
        compiled_words(who, seed, week, keys)
        assert keys.tolist() == [words(seed, EVENT_ORDER, week, int(i), 0)[0] for i in who]


def test_purposes_are_distinct_and_leave_room_for_the_week():
    codes = list(PURPOSES.values())
    assert len(codes) >= 32 and len(set(codes)) == len(codes)
    assert 0 < min(codes) and max(codes) < 2**12
    last_occasion = 65535 | (15 << 16)  # a week of at most 16 bits and the ordinal of a message
    assert last_occasion < 2**20


def test_no_two_occasions_share_a_key_and_a_counter(monkeypatch):
    """A bijection cannot give one output twice for one key, so it is enough that inputs differ."""
    inputs = []
    monkeypatch.setattr(randomness, "threefry2x32", lambda *given: inputs.append(given) or (0, 0))
    for purpose in PURPOSES.values():
        for week in (0, 1, 2**16, 2**20 - 1):
            for ego in (0, 1, 2):
                for alter in (0, 1, 2):
                    words(5, purpose, week, ego, alter)
    assert len(set(inputs)) == len(inputs) == len(PURPOSES) * 4 * 9


def test_one_key_never_gives_the_same_words_twice():
    """Threefry is a bijection of the counter: 40,000 people pairs, no repetition of both words."""
    seen = {threefry2x32(9, 1 << 20, ego, alter) for ego in range(200) for alter in range(200)}
    assert len(seen) == 40_000


@settings(max_examples=50)
@given(WORD, WORD, WORD, WORD)
def test_words_have_32_bits(k0, k1, c0, c1):
    assert all(0 <= word <= MASK for word in threefry2x32(k0, k1, c0, c1))


@settings(max_examples=50)
@given(WORD, some.integers(1, 32), some.integers(0, 5200), WORD, WORD)
def test_pairs_share_their_number_and_others_do_not(seed, purpose, week, one, other):
    assert of_pair(seed, purpose, week, one, other) == of_pair(seed, purpose, week, other, one)
    if one != other:
        assert uniform(seed, purpose, week, one, other) != uniform(seed, purpose, week, other, one)
    assert uniforms(seed, purpose, week, one, other)[0] == uniform(seed, purpose, week, one, other)


def test_a_number_is_never_0_or_1():
    assert 0.0 < unit(0) < 1e-9
    assert 1 - 1e-9 < unit(MASK) < 1.0
    assert unit(2**31) - 0.5 == pytest.approx(0.5 - unit(2**31 - 1))


@pytest.mark.parametrize("count", [1, 2, 3, 10, 2**31 - 1])
def test_an_index_uses_the_whole_range_and_stays_inside(count):
    assert below(0, count) == 0
    assert below(MASK, count) == count - 1
    assert below(2**31, count) == count // 2


def test_indices_are_even():
    counts = np.bincount([below(words(3, 1, 0, i, 0)[1], 7) for i in range(7000)], minlength=7)
    assert stats.chisquare(counts).pvalue > 1e-4


@pytest.mark.parametrize("which", [0, 1])
def test_numbers_are_even(which):
    """Kolmogorov-Smirnov against the even distribution; chi-square of the low byte."""
    drawn = np.array([words(1, 7, 3, i, 2) for i in range(20_000)])[:, which]
    assert stats.kstest(unit(drawn), "uniform").pvalue > 1e-4
    assert stats.chisquare(np.bincount(drawn & 255, minlength=256)).pvalue > 1e-4


@pytest.mark.parametrize("neighbour", ["seed", "purpose", "week", "ego", "alter"])
def test_neighbouring_keys_give_unrelated_numbers(neighbour):
    """Correlation of 10,000 pairs of neighbours: standard error 0.01."""
    step = {name: int(name == neighbour) for name in ("seed", "purpose", "week", "ego", "alter")}
    one, other = [], []
    for k in range(10_000):
        base = dict(seed=11 + 3 * (k % 10), purpose=5, week=2 * (k % 25), ego=2 * (k % 100), alter=2 * (k // 100))
        one.append(uniform(**base))
        other.append(uniform(**{name: base[name] + step[name] for name in base}))
    assert len(set(one)) == len(one)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.045


def test_one_changed_bit_changes_half_of_all_bits():
    """Avalanche: on average 16 of 32 bits a word, standard error 0.03 over 100 x 64 x 2 words."""
    changed = []
    for i in range(100):
        base = threefry2x32(i, 77, 5, 6)
        for bit in range(64):
            other = threefry2x32(i, 77, 5 ^ (1 << bit if bit < 32 else 0), 6 ^ (1 << (bit - 32) if bit >= 32 else 0))
            changed += [bin(a ^ b).count("1") for a, b in zip(base, other)]
    assert np.mean(changed) == pytest.approx(16, abs=0.13)


def test_replications_of_an_experiment_have_seeds_of_their_own():
    seeds = [run_seed(2024, replication) for replication in range(20_000)]
    assert len(set(seeds)) == 20_000
    assert min(seeds) >= 0 and max(seeds) <= MASK
    assert {run_seed(experiment, 0) for experiment in range(200)} & set(seeds[1:]) == set()
    assert run_seed(1, 0) != run_seed(1 + 2**32, 0)
