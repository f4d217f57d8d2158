"""The model still makes the history that was kept."""

import pytest
from baseline_numbers import SCENARIOS, kept, measured

ADVICE = (
    "the model's numbers moved. If that was not the aim, it is a bug. If it was, run `python tests/baseline/update.py`, "
    "which rewrites them, and say so in CHANGELOG.md (*Regression:*)."
)


@pytest.fixture(scope="module")
def now():
    return measured()


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_history_is_the_one_that_was_kept(now, scenario):
    """Counts are equal; amounts agree to five digits, since averages may be added up in another order elsewhere."""
    before = kept()[scenario]
    assert list(before) == list(now[scenario]), ADVICE
    moved = {
        name: (before[name], value)
        for name, value in now[scenario].items()
        if value != (before[name] if isinstance(value, int) else pytest.approx(before[name], rel=1e-5, abs=1e-9))
    }
    assert not moved, f"{scenario}: {ADVICE}\nname: (kept, now)\n" + "\n".join(f"{name}: {pair}" for name, pair in moved.items())


def test_the_kept_history_is_eventful(now):
    """A baseline in which nothing happens would notice nothing."""
    every = now["every strategy"]
    for name in ("messages: call", "messages: pitch", "deals_push", "deals_pull", "deals_referral", "annoyance", "broken", "hours: post"):
        assert every[name] > 0, name
