"""The validation page and the rates, from measured rows and one small market."""

import numpy as np
import pandas as pd

from experiments.evidence import BANDS, score
from experiments.evidence.calibration import ACCEPTED_SET, UNCERTAIN
from experiments.evidence.intervals import COLUMNS
from experiments.evidence.model import leads, with_sellers
from experiments.evidence.page import default_of, page
from experiments.evidence.rates import WITH, rates
from sim.engine import run
from sim.scenario import Market, Scenario


def seeds(values) -> pd.DataFrame:
    """Three seeds of every band and every rate; values: band -> value."""
    rows = [(b.pattern, b.statistic, values(b), np.nan, np.nan, 50, "share") for b in BANDS]
    rows += [("rates", name, 0.25, np.nan, np.nan, 50, "share") for name in WITH]
    return pd.concat([pd.DataFrame(rows, columns=COLUMNS)] * 3)


def middle(band) -> float:
    return (band.low + band.high) / 2


def test_page_counts_hits_and_names_misses():
    measured = seeds(lambda b: 9.0 if b.statistic == "turnover of partners" else middle(b))
    banded = sum(band.role != "reported" for band in BANDS)
    real = {"CollegeMsg": measured.iloc[: len(BANDS)]}
    text = page(score(measured, real), measured, real, 3, "vitaminb evidence --model", "scorecard.png")
    assert f"**{banded - 1} of {banded} statistics lie in their band**" in text
    assert "**Unmet**: P1 turnover of partners (9; band 0.35 to 1)." in text
    assert "| CollegeMsg | P4, P7, P8, P9, inequality, silence | P7, P8, P9, inequality, silence |" in text
    assert all(f"`{key}`" in text for key in pd.read_csv(ACCEPTED_SET) if key in UNCERTAIN)


def test_no_unmet_line_where_all_is_met():
    measured = seeds(middle)
    assert "Unmet" not in page(score(measured), measured, {}, 3, "", "")


def test_defaults_are_those_of_the_model():
    assert default_of("market.contacts") == Market().contacts
    assert default_of("market.parameters.reconnects") == Scenario().parameters_of("market").reconnects


def test_rates_of_a_small_market_are_plausible_numbers():
    market = with_sellers(Scenario(market=Market(contacts=60, close=6, near=20)))
    groups = {name: group.model_copy(update={"sellers": 10}) for name, group in market.strategies.items()}
    done = run(market.model_copy(update={"people": 150, "weeks": 40, "strategies": groups}), 1, messages=True)
    found = rates(done).set_index("statistic")["value"]
    assert set(found.index) == set(WITH)
    assert 0 < found["requests accepted, mass mailing"] < found["requests accepted"] < 1
    assert found["relationships"] > 1 and found["hours per relationship"] > 0
    won = leads(done).set_index("statistic")["value"].dropna()
    assert won.between(0, 1).all()
