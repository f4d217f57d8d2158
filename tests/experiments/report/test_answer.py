"""The first screen, in both languages, on made-up results of every kind."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments import config as configs
from experiments.config.worlds import LOGARITHMIC
from experiments.errors import UserError
from experiments.report.answer import LANGUAGES, answer_of, first_screen, words_of
from experiments.statistics.hinge import hinge

GROUPS = {"call_first": {"sellers": 10}, "spam_requests": {"sellers": 10}, "idle": {"sellers": 10}}
TEXTS = Path(__file__).parents[3] / "classroom" / "page" / "texts" / "de.json"


def experiment(replications=30, groups=("call_first", "spam_requests"), **changes):
    tree = {"question": "Which?", "weeks": 156, "replications": replications, "strategies": {name: GROUPS[name] for name in groups}}
    return configs.build(tree | changes, Path())


def runs_of(made, means: dict[str, float], spread=0.3, used=None, deals=50, seed=0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = [{"point": 0, "replication": r, "strategy": name, "sellers": 10, "hours": 500.0, "hours_used": (used or {}).get(name, 1.0),
             "deals": deals, "deals_per_100_hours": max(0.0, mean + rng.normal(0, spread)), "deals_per_seller_year": 4.0,
             "annoyance": 12.0, "broken": 1.5, "reputation": -0.3, "with_deal": 0.9}
            for r in range(made.replications) for name, mean in means.items()]  # fmt: skip
    return pd.DataFrame(rows)


def weekly_of(made, rates: dict[str, list[float]], seed=1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = [pd.DataFrame({"replication": r, "strategy": name, "week": np.arange(156), "deals": rng.poisson(np.repeat(years, 52))})
            for r in range(made.replications) for name, years in rates.items()]  # fmt: skip
    return pd.concat(rows)


def said(made, tables, language="en") -> dict[str, str]:
    parts = first_screen(answer_of(made, tables, (103, 142)), words_of(language))
    text = {part["key"]: " ".join(part["sentences"]) for part in parts}
    assert not re.search(r"\bnan\b|\{|\}|_", " ".join(text.values())), text
    return text


KINDS = {
    "clear": (experiment(), {"call_first": 5.0, "spam_requests": 3.0}, {},
              "Call first closes the most deals an hour: 4.9", "bringt die meisten"),
    "tied": (experiment(), {"call_first": 5.0, "spam_requests": 5.0}, {"seed": 5}, "No clear winner",
             "Kein klarer Sieger"),
    "few": (experiment(3), {"call_first": 5.0, "spam_requests": 3.0}, {}, "With 3 runs nothing can be said", "Mit 3 Läufen lässt sich"),
    "one run": (experiment(1), {"call_first": 5.0, "spam_requests": 3.0}, {}, "One run says nothing", "Ein einziger Lauf"),
    "one group": (experiment(groups=["call_first"]), {"call_first": 5.0}, {}, "there is no other strategy", "keine andere Strategie"),
    "no deals": (experiment(), {"call_first": 0.0, "spam_requests": 0.0}, {"deals": 0}, "Nobody closed a deal", "Niemand hat etwas"),
    "idle": (experiment(groups=GROUPS), {"call_first": 5.0, "spam_requests": 3.0, "idle": 20.0}, {"used": {"idle": 0.1}},
             "Idle spent only 10 % of its hours", "Nichts tun“ hat nur 10 %"),
    "zeros": (experiment(), {"call_first": -0.3, "spam_requests": -9.0}, {"spread": 0.25}, "the same value (often 0)", "denselben Wert"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_says_what_kind_of_result_it_is(kind, language):
    made, means, changes, english, german = KINDS[kind]
    text = said(made, {"runs": runs_of(made, means, **changes)}, language)
    assert (english if language == "en" else german) in text["verdict"]
    assert kind != "few" or set(text) <= {"verdict", "price", "people", "trust"}


def test_without_runs_there_is_nothing_but_that():
    assert list(said(experiment(), {})) == ["verdict"]


def test_the_order_of_years_is_told_only_if_it_surely_changes():
    made = experiment(20)
    runs = runs_of(made, {"call_first": 5.0, "spam_requests": 3.0})
    turns = said(made, {"runs": runs, "weekly": weekly_of(made, {"call_first": [1, 2, 3], "spam_requests": [2, 2, 1]})})["horizon"]
    assert "in the first year spam requests is ahead of call first in 100 of 100 runs, in year 3 in 0" in turns
    same = said(made, {"runs": runs, "weekly": weekly_of(made, {"call_first": [2, 2, 2], "spam_requests": [2, 2, 2]})}, "de")["horizon"]
    assert "keine Umkehr" in same


def test_pairs_of_sellers_and_their_range_are_told():
    made, rng = experiment(), np.random.default_rng(2)
    sellers = pd.DataFrame({"replication": np.repeat(np.arange(30), 20), "strategy": np.tile(["call_first", "spam_requests"], 300),
                            "deals": rng.poisson(np.tile([9, 5], 300))})  # fmt: skip
    text = said(made, {"runs": runs_of(made, {"call_first": 5.0, "spam_requests": 3.0}), "sellers": sellers})["people"]
    assert re.search(r"closes more than the one with spam requests in 8\d, fewer in", text) and "5 to 13 deals in 156 weeks" in text


def worlds_of(made, slope: float, noise: float, seed=3) -> pd.DataFrame:
    """Runs whose lead follows how easily people are annoyed, or nothing."""
    rng, runs = np.random.default_rng(seed), runs_of(made, {"call_first": 4.0, "spam_requests": 4.0}, 0.0)
    key = "market.sensitivity"
    place = np.array([made.world_of(r)[key] for r in range(made.replications)])
    lead = slope * (place - 0.5) + rng.normal(0, noise, made.replications)
    call = runs["strategy"] == "call_first"
    runs.loc[call, "deals_per_100_hours"] = 4.0 * np.exp(lead[runs.loc[call, "replication"]])
    return runs


def test_over_worlds_shares_and_the_hinge_are_told():
    made = experiment(120, worlds=120)
    text = said(made, {"runs": worlds_of(made, 1.0, 0.1)})
    assert re.search(r"in \d\d of 100 plausible worlds \(95 %: \d\d to \d\d; 120 worlds drawn\); .* in \d\d\.", text["verdict"])
    assert "hinges on how easily people are annoyed" in text["hinge"] and "guessing: 50" in text["hinge"]
    assert re.search(r"Call first leads where how easily people are annoyed is above 0\.[45]", text["hinge"])
    german = said(made, {"runs": worlds_of(made, 1.0, 0.1)}, "de")
    assert "plausiblen Welten" in german["verdict"] and "wie leicht Leute verärgert sind" in german["hinge"]


def test_no_hinge_few_worlds_and_one_world_are_told():
    made = experiment(120, worlds=120)
    assert "No hinge found" in said(made, {"runs": worlds_of(made, 0.0, 0.3)})["hinge"]
    few = experiment(40, worlds=40)
    assert "Too few worlds" in said(few, {"runs": worlds_of(few, 1.0, 0.1)})["hinge"]
    one = experiment(40)
    assert "Not looked for" in said(one, {"runs": runs_of(one, {"call_first": 5.0, "spam_requests": 3.0})})["hinge"]


def test_worlds_against_luck():
    made = experiment(130, worlds=100)
    text = said(made, {"runs": worlds_of(made, 1.0, 0.05)})["verdict"]
    assert re.search(r"Worlds differ \d+ times as much as chance", text)


def test_both_languages_have_the_same_keys_and_places():
    english, german = (words_of(language).said for language in LANGUAGES)
    assert english.keys() == german.keys()
    for key in english:
        assert set(re.findall(r"\{\w+\}", english[key])) == set(re.findall(r"\{\w+\}", german[key])), key
    with pytest.raises(UserError, match="choose en or de"):
        words_of("fr")


def test_german_names_of_strategies_are_those_of_the_classroom():
    names = json.loads(TEXTS.read_text(encoding="utf-8"))["strategies"]
    ours = words_of("de").names
    assert {key: ours[key] for key in names if key in ours} == {key: names[key]["name"] for key in names if key in ours}


def test_the_recipe_of_the_report_is_that_of_the_library():
    made = experiment(120, worlds=120)
    found = answer_of(made, {"runs": worlds_of(made, 1.0, 0.1)}).hinge
    assert found.status == "hinge" and found.parameters[0].name == "market.sensitivity" and LOGARITHMIC
    assert hinge(pd.DataFrame(made.drawn), np.zeros(120)).status == "one-sided"
