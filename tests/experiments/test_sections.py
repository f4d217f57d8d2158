"""What reports say about designs, on made-up runs whose answers are known."""

import numpy as np
import pandas as pd
import pytest

from experiments.config import loads
from experiments.report.sections import sections_of

BASE = """
question: who wins where?
replications: 12
weeks: 4
people: 60
strategies:
  call_first: {sellers: 10}
  spam_requests: {sellers: 10}
"""


def made_up(experiment, value, sellers=lambda point, name: 10) -> pd.DataFrame:
    """Runs whose response is value(point, strategy) with a little luck."""
    rng, rows = np.random.default_rng(3), []
    for p, point in enumerate(experiment.points):
        for r in range(experiment.replications):
            for name in experiment.scenario.strategies:
                rows.append((p, r, name, sellers(point, name), value(point, name) + rng.normal(scale=0.05)))
    return pd.DataFrame(rows, columns=["point", "replication", "strategy", "sellers", experiment.response])


def section(experiment, runs, title):
    found = {s.title: s for s in sections_of(experiment, runs)}
    assert title in found, list(found)
    return found[title]


def test_a_planted_border_is_told():
    factorial = loads(BASE + "design: {kind: factorial, factors: {market.capacity: [60, 100, 140, 180], rules.trade.needs_per_year: [1, 4]}}")

    def value(point, name):
        return point["market.capacity"] / 100 if name == "call_first" else 1.2

    found = section(factorial, made_up(factorial, value), "Which strategy where")
    said = " ".join(found.sentences)
    assert "call first is best in 4 of 8 conditions, surely in 4" in said and "spam requests is best in 4 of 8" in said
    near = [float(s.split("near ")[1].split()[0]) for s in found.sentences if "near" in s]
    assert len(near) == 2 and all(abs(x - 120) < 40 for x in near)
    assert found.figures["environments"][0]() is not None


def test_hawks_and_doves_settle_at_two_thirds():
    mixture = loads(BASE + "design: {kind: mixture, groups: [call_first, spam_requests], steps: 5}")

    def share(point, name):
        return point[f"strategies.{name}.sellers"] / 20

    def value(point, name):  # V = 2, C = 3: hawks (spam) settle at V / C
        hawks = share(point, "spam_requests")
        return -0.5 * hawks + 2 * (1 - hawks) if name == "spam_requests" else 1 - hawks

    found = section(mixture, made_up(mixture, value, lambda point, name: point[f"strategies.{name}.sellers"]), "What if more people do the same")
    said = " ".join(found.sentences)
    assert "A rare spam requests invades a market of call first" in said and "A rare call first invades a market of spam requests" in said
    settled = next(s for s in found.sentences if "could settle" in s)
    assert 0.6 < float(settled.split("spam requests ")[1].split("%")[0]) / 100 < 0.73
    assert all(draw() is not None for draw, *_ in found.figures.values())


@pytest.mark.parametrize("kind, samples", [("morris", 12), ("saltelli", 64)])
def test_the_one_parameter_that_matters_is_named_and_the_inert_one_may_be_zero(kind, samples):
    study = loads(BASE + f"""
design:
  kind: {kind}
  samples: {samples}
  factors: {{market.capacity: {{low: 60, high: 250}}, rules.trade.outside: {{low: 1, high: 4}}}}
""")
    found = section(study, made_up(study, lambda point, name: point["market.capacity"] / 50), "What the response depends on")
    assert all("depends most on market capacity" in s for s in found.sentences if "depends most" in s)
    inert = [row for row in found.rows if row[1] == "trade outside"]
    key = found.header.index("total" if kind == "saltelli" else "mu star")
    assert len(inert) == 2 and all(float(row[key + 1]) <= 0 <= float(row[key + 2]) for row in inert)
    assert found.figures["sensitivity"][0]() is not None


def test_a_response_that_never_varies_is_said_to_be_so():
    study = loads(BASE + "design: {kind: morris, samples: 4, factors: {market.capacity: {low: 60, high: 250}}}")
    runs = made_up(study, lambda point, name: 0.0)
    runs[study.response] = 1.0
    found = section(study, runs, "What the response depends on")
    assert "no variance to split" in found.sentences[0] and not found.figures


def test_a_single_group_is_compared_between_conditions():
    experiment = loads(
        "question: Which strategy pays for me?\nreplications: 30\nstrategies: {me: {sellers: 1, strategy: idle}}\n"
        "design: {factors: {strategies.me.strategy: [idle, call_first]}}\n"
    )
    runs = made_up(experiment, lambda point, name: 2.0 + (point["strategies.me.strategy"] == "call_first"), lambda point, name: 1)
    said = sections_of(experiment, runs.assign(deals=1, hours=100.0))[0].sentences
    assert said[0].startswith("call first pays best")
    assert "than idle in 30 of 30 paired markets" in said[1]
