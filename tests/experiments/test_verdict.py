"""The verdict says neither more nor less than the runs do."""

import pandas as pd
import pytest

from experiments.report.verdict import fewest, sentences


def runs(values: dict[str, list[float]], hours: dict[str, float] | None = None) -> pd.DataFrame:
    rows = [{"strategy": name, "replication": r, "deals": 1, "sellers": 5, "hours": (hours or {}).get(name, 100.0), "deals_per_100_hours": x,
             "deals_per_seller_year": x} for name, series in values.items() for r, x in enumerate(series)]  # fmt: skip
    return pd.DataFrame(rows)


@pytest.mark.parametrize("strategies, needed", [(2, 6), (4, 8), (11, 12)])
def test_replications_that_the_corrected_test_needs(strategies, needed):
    values = {f"s{k}": [k + 0.01 * r + 0.001 * k * r for r in range(needed)] for k in range(strategies)}
    assert fewest(strategies) == needed
    assert "pays best" in sentences(runs(values))[0]
    fewer = {name: series[:-1] for name, series in values.items()}
    (said,) = sentences(runs(fewer))
    assert said.startswith(f"With {needed - 1} replications nothing can be said with confidence")
    assert f"s{strategies - 1} is ahead" in said


def test_a_rate_per_hour_of_somebody_who_hardly_spends_any_is_doubted():
    values = {"idle": [5.0 + 0.1 * r for r in range(20)], "call_first": [1.0 + 0.1 * (r % 3) for r in range(20)]}
    warned = [s for s in sentences(runs(values, {"idle": 4.0})) if "spent only 4% of its hours" in s]
    assert len(warned) == 1
    assert not [s for s in sentences(runs(values, {"idle": 4.0}), "deals_per_seller_year") if "spent only" in s]
    assert not [s for s in sentences(runs(values)) if "spent only" in s]
