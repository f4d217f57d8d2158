"""Designs whose points mean something."""

import pytest

from experiments import config
from experiments.errors import UserError

BASE = "question: Which?\nreplications: 2\nweeks: 4\npeople: 80\nstrategies: {call_first: {sellers: 5}, idle: {sellers: 5}}\ndesign:\n"
MEANINGLESS = {
    "seed": "1, 2", "replications": "2, 3", "workers": "1, 2", "question": "abc, abd", "response": "deals, value", "title": "a, b",
    "strategy_files": "[a.py], [b.py]", "minutes_per_run": "1, 2", "keep.messages": "true, false",
}  # fmt: skip
REFUSED = {
    **{f"varies {key}": (f"  factors: {{{key}: [{levels}]}}\n", f"'{key}' changes nothing in the model") for key, levels in MEANINGLESS.items()},
    "a level twice": ("  factors: {weeks: [4, 4, 8]}\n", "weeks: the level 4 stands there twice"),
    "a level twice, written otherwise": ("  factors: {market.hours: [2, 2.0]}\n", "the level 2 stands there twice"),
    "a point twice": ("  {kind: list, rows: [{weeks: 4}, {people: 90}, {weeks: 4}]}\n", 'the point {"weeks": 4} stands there twice'),
    "the own value": ("  {kind: one_at_a_time, factors: {weeks: [4, 8]}}\n", "weeks: the level 4 is the config's own value"),
    "one in the other": ("  {kind: list, rows: [{market: {hours: 2}}, {market.hours: 3}]}\n", "'market' contains 'market.hours'"),
    "groups twice": ("  {kind: mixture, groups: [call_first, call_first]}\n", 'groups: "call_first" stands there twice'),
    "too many": ("  {kind: morris, samples: 100000, factors: {weeks: {low: 4, high: 8}}}\n", "morris would have 200,000 points"),
    "a mixture of too many": ("  {kind: mixture, steps: 100, groups: [call_first, idle, a, b, c, d]}\n", "'a' is no group"),
    "a bad level": ("  factors: {weeks: [4, 0]}\n", "design, point 1: weeks: input should be greater"),
    "low above high": ("  factors: {weeks: {low: 8, high: 4}}\n", "design.factors.weeks: low must be below high"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_designs_that_mean_nothing_are_refused_with_the_name_of_the_file(case, tmp_path):
    design, said = REFUSED[case]
    (tmp_path / "c.yaml").write_text(BASE + design)
    with pytest.raises(UserError) as error:
        config.check_points(config.load(tmp_path / "c.yaml"))
    assert said in str(error.value) and str(error.value).startswith(str(tmp_path / "c.yaml"))


TABLES = {
    "a column twice": ("weeks,weeks\n4,8\n", "the column 'weeks' stands there twice"),
    "a cell that is no value": ("weeks,ablate\n4,[revival\n", "row 2, ablate: a bracket that opens here is not closed"),
    "no rows": ("weeks\n", "has no rows"),
    "ragged": ("weeks,people\n4\n", "more or fewer cells"),
    "an open quote": ('weeks\n"4\n', "cannot be read as CSV"),
}


@pytest.mark.parametrize("case", TABLES)
def test_tables_of_points(case, tmp_path):
    text, said = TABLES[case]
    (tmp_path / "points.csv").write_text(text)
    (tmp_path / "c.yaml").write_text(BASE + "  {kind: list, file: points.csv}\n")
    with pytest.raises(UserError) as error:
        config.check_points(config.load(tmp_path / "c.yaml"))
    assert said in str(error.value) and "points.csv" in str(error.value) and "c.yaml" in str(error.value)


def test_a_factor_that_the_network_overrules_is_refused(tmp_path):
    (tmp_path / "log.txt").write_text("".join(f"a{k} b{k} {1577836800 + k}\nb{k} a{k + 1} {1577836900 + k}\n" for k in range(9)))
    text = BASE.replace("people: 80\n", "").replace("sellers: 5", "sellers: 2") + "  factors: {people: [19, 100]}\nnetwork: {file: log.txt}\n"
    (tmp_path / "c.yaml").write_text(text)
    with pytest.raises(UserError, match="design, point 1: people: 100 plays no part, since it is 19 there all the same"):
        config.check_points(config.load(tmp_path / "c.yaml"))
