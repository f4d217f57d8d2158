"""The page says what passed and what did not, and the command's exit code agrees."""

import pytest

from tests.docking.models import __main__ as command
from tests.docking.models.checks import Check, fewest_covering, same_distribution
from tests.docking.models.report import page, table


def check(passed):
    return Check("a model", "a number", "1", "1" if passed else "2", "identical", passed)


@pytest.mark.parametrize(("outcomes", "code", "said"), [((True, True), 0, "2 of 2"), ((True, False), 1, "1 of 2")])
def test_the_command_writes_the_page_and_fails_if_a_comparison_does(tmp_path, monkeypatch, capsys, outcomes, code, said):
    for model in (command.tournament, command.bass, command.telemarketer):
        monkeypatch.setattr(model, "checks", lambda workers: [])
    monkeypatch.setattr(command.bass, "checks", lambda workers: [check(passed) for passed in outcomes])
    assert command.main(["--out", str(tmp_path / "new" / "docking.md")]) == code
    written = (tmp_path / "new" / "docking.md").read_text(encoding="utf-8")
    assert f"{said} comparisons passed." in written
    assert ("expected 1, got 2" in capsys.readouterr().err) == bool(code)


def test_the_table_has_a_row_per_comparison_and_marks_failures():
    rows = table([check(True), check(False)]).splitlines()
    assert len(rows) == 4
    assert rows[2].endswith("| passed |") and rows[3].endswith("| **not passed** |")


def test_the_page_names_all_levels_and_sources():
    text = page([check(True)])
    for word in ("**identical**", "**distribution**", "**relation**", "Axtell", "Niu", "Railsback", "Not checked here"):
        assert word in text


def test_the_committed_page_is_of_these_models_and_all_passed():
    text = command.PAGE.read_text(encoding="utf-8")
    for model in (command.tournament, command.bass, command.telemarketer):
        assert f"| {model.NAME} |" in text
    assert "not passed" not in text


def test_right_intervals_may_miss_now_and_then_but_not_often():
    assert 80 < fewest_covering(100) < 95


def test_samples_of_two_distributions_differ_and_of_one_do_not():
    numbers = list(range(40))
    p = same_distribution([(numbers[::2], numbers[1::2]), (numbers[:20], numbers[20:])])
    assert p[0] > 0.05 > p[1]
