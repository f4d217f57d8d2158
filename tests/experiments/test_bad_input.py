"""Bad input gets one clear sentence that names the place and the remedy."""

import sys

import pytest

from experiments import cli, config
from experiments.errors import UserError

GOOD = "question: Which one?\nweeks: 10\npeople: 80\nstrategies: {call_first: {sellers: 5}}\n"

CASES = {
    "misspelt key": (GOOD + "replicatons: 3\n", "line 5: 'replicatons' is not a known key; did you mean 'replications'?"),
    "misspelt nested key": (
        GOOD + "rules:\n  trust:\n    asymetry: 3\n",
        "line 7: 'rules.trust.asymetry' is not a known key; did you mean 'asymmetry'?",
    ),
    "misspelt strategy": (
        "question: Which one?\nstrategies: {call_frist: {}}\n",
        "strategies.call_frist: 'call_frist' is not known; did you mean 'call_first'?",
    ),
    "misspelt strategy parameter": (
        "question: Which one?\nstrategies:\n  call_first: {parameters: {efort_minutes: 3}}\n",
        "did you mean 'effort_minutes'?",
    ),
    "parameter out of range": (
        "question: Which one?\nstrategies:\n  call_first: {parameters: {effort_minutes: 300}}\n",
        "strategies.call_first.parameters.effort_minutes: Input should be less than or equal to 60",
    ),
    "wrong type": (GOOD.replace("weeks: 10", "weeks: many"), "line 2: weeks: input should be a valid integer"),
    "zero weeks": (GOOD.replace("weeks: 10", "weeks: 0"), "line 2: weeks: input should be greater than or equal to 1"),
    "one person": (GOOD.replace("people: 80", "people: 1"), "people: input should be greater than or equal to 2"),
    "more sellers than people": (GOOD.replace("people: 80", "people: 4"), "5 sellers do not fit into people = 4"),
    "no sellers": (GOOD.replace("sellers: 5", "sellers: 0"), "there are no sellers"),
    "shares": (GOOD + "rules: {planning: {show_random: 0.9}}\n", "the show_ shares add up to 1.6, not 1"),
    "no question": ("weeks: 10\nstrategies: {idle: {}}\n", "'question' is missing"),
    "unknown mechanism": (GOOD + "ablate: [revivall]\n", "did you mean 'revival'?"),
    "switch to nowhere": (
        "question: Which one?\nstrategies: {idle: {switch: {week: 3, to: call_first}}}\n",
        "strategies.idle.switch.to: 'call_first' is not known",
    ),
    "duplicate key": (GOOD + "weeks: 11\n", "line 5: 'weeks' stands here a second time (first in line 2); keep one"),
    "broken yaml": (GOOD + "market: {hours: 1\n", "line 5: a bracket that opens here is not closed"),
    "empty": ("", "holds no keys"),
    "a list": ("- a\n- b\n", "holds no keys"),
    "infinite": (GOOD + "market: {hours: .inf}\n", "market.hours: input should be"),
}


@pytest.mark.parametrize("name", CASES)
def test_config(name, tmp_path):
    text, sentence = CASES[name]
    path = tmp_path / "c.yaml"
    path.write_text(text)
    with pytest.raises(UserError) as error:
        config.load(path)
    assert sentence in str(error.value)
    assert "c.yaml" in str(error.value)
    assert "\n" not in str(error.value)


def test_good_config_loads_with_overrides(tmp_path):
    path = tmp_path / "c.yaml"
    path.write_text(GOOD)
    experiment = config.load(path, ["strategies.call_first.hours=4", "weeks=12"], replications=3)
    assert experiment.scenario.strategies["call_first"].hours == 4
    assert (experiment.scenario.weeks, experiment.replications) == (12, 3)


@pytest.mark.parametrize(
    "content, sentence",
    [
        ("def choose(ego, tie, p, u)\n    return 0, 0.0\n", "line 1: not valid Python"),
        ("import sys\nsys.exit(0)\n", "raises SystemExit when it is loaded"),
        ("import nowhere_to_be_found\n", "raises ModuleNotFoundError when it is loaded"),
        ("x = 1\n", "has no function choose"),
        ("def choose(ego, tie, p, u):\n    return 1 / 0\n", "choose() raises ZeroDivisionError"),
        ("def choose(ego, tie, p, u):\n    return 'call'\n", "choose() returned 'call'"),
        ("def choose(ego, tie, p, u):\n    return 3, 0.5\n", "is not possible there"),
        ("def choose(ego, tie, p, u):\n    return 0, float('nan')\n", "return a finite number"),
        ("def choose(ego, tie, p, u):\n    return 0, 0.0\ndef answer(ego, tie, r, p, u):\n    return 9\n", "answer() returned 9"),
    ],
)
def test_strategy_file(content, sentence, tmp_path):
    (tmp_path / "mine.py").write_text(content)
    path = tmp_path / "c.yaml"
    path.write_text("question: Which one?\nstrategy_files: [mine.py]\nstrategies: {mine: {sellers: 3}}\n")
    with pytest.raises(UserError) as error:
        config.load(path)
    assert sentence in str(error.value) and "mine.py" in str(error.value)


def exit_code(monkeypatch, capsys, *arguments) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["vitaminb", *map(str, arguments)])
    with pytest.raises(SystemExit) as leave:
        cli.main()
    return leave.value.code, capsys.readouterr().err


def test_missing_config(monkeypatch, capsys, tmp_path):
    code, said = exit_code(monkeypatch, capsys, "run", tmp_path / "none.yaml")
    assert code == 2 and "there is no such file" in said


def test_not_a_results_folder(monkeypatch, capsys, tmp_path):
    code, said = exit_code(monkeypatch, capsys, "report", tmp_path)
    assert code == 2 and "is no results folder" in said


def test_output_that_is_a_file(monkeypatch, capsys, tmp_path):
    (tmp_path / "c.yaml").write_text(GOOD)
    (tmp_path / "taken").write_text("")
    code, said = exit_code(monkeypatch, capsys, "run", tmp_path / "c.yaml", "--out", tmp_path / "taken")
    assert code == 2 and "choose another folder with --out" in said


def test_unknown_strategy_to_describe(monkeypatch, capsys):
    code, said = exit_code(monkeypatch, capsys, "strategies", "call_fist")
    assert code == 2 and "did you mean 'call_first'?" in said


def test_full_disk_is_one_sentence(monkeypatch, tmp_path):
    import errno

    from experiments.results import disk

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk.os, "replace", full)
    with pytest.raises(UserError, match="the disk is full; make room, then go on with `vitaminb resume`"):
        disk.write_atomically(tmp_path / "x", b"1")
    assert list(tmp_path.iterdir()) == []


def test_what_the_command_line_set_is_not_blamed_on_the_file(tmp_path):
    path = tmp_path / "c.yaml"
    path.write_text(GOOD)
    with pytest.raises(UserError, match="^command line: weeks: input should be greater than or equal to 1"):
        config.load(path, ["weeks=0"])
    with pytest.raises(UserError, match="^command line: seed: input should be greater"):
        config.load(path, seed=-1)


def test_full_disk_at_the_start_leaves_nothing_behind(monkeypatch, capsys, tmp_path):
    import errno

    from experiments.results import disk

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "c.yaml").write_text(GOOD)
    monkeypatch.setattr(disk.os, "replace", full)
    code, said = exit_code(monkeypatch, capsys, "run", tmp_path / "c.yaml", "--out", tmp_path / "out")
    assert code == 2 and "the disk is full; make room, then run it again" in said
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert list((tmp_path / "out" / "c").iterdir()) == []


def test_more_people_than_memory(monkeypatch, capsys, tmp_path):
    from experiments.running import pilot

    def too_much(*_):
        raise MemoryError

    (tmp_path / "c.yaml").write_text(GOOD)
    monkeypatch.setattr(pilot, "measure", too_much)
    code, said = exit_code(monkeypatch, capsys, "check", tmp_path / "c.yaml")
    assert code == 2 and "out of memory; set fewer people" in said


def test_claims_where_there_are_none(monkeypatch, capsys, tmp_path):
    code, said = exit_code(monkeypatch, capsys, "claims", "C01", "--folder", tmp_path)
    assert code == 2 and "holds no config with a claim" in said


def test_failed_run_names_the_line_of_the_strategy_that_raised(monkeypatch, capsys, tmp_path):
    (tmp_path / "mine.py").write_text(
        "WHAT = {0: 0}  # a dictionary keeps it from being compiled, which would take long\n"
        "def choose(ego, tie, p, u):\n    if 0 < ego.week < 90:\n        raise ValueError('late')\n    return WHAT[0], 0.0\n"
    )
    (tmp_path / "c.yaml").write_text(
        "question: Which one?\nreplications: 1\nweeks: 4\npeople: 60\nstrategy_files: [mine.py]\nstrategies: {mine: {sellers: 3}}\n"
    )
    code, said = exit_code(monkeypatch, capsys, "run", tmp_path / "c.yaml", "--out", tmp_path / "out", "--workers", "1")
    assert code == 1 and "The first that failed: ValueError: late. To repeat it: vitaminb replay" in said
    (folder,) = (tmp_path / "out" / "c").iterdir()
    code, said = exit_code(monkeypatch, capsys, "replay", folder)
    assert code == 2 and "fails: it raises ValueError: late (mine.py, line 4)" in said


@pytest.mark.parametrize("options", [["--hours", "nan"], ["--hours", "inf"], ["--hours", "61"], ["--hours", "0"], ["--weeks", "99999"],
                                     ["--weeks", "0"], ["--hours", "2", "--hours", "2.0"]], ids=" ".join)  # fmt: skip
def test_bad_options_of_best(options, monkeypatch, capsys, tmp_path):
    (tmp_path / "c.yaml").write_text(GOOD)
    code, said = exit_code(monkeypatch, capsys, "best", tmp_path / "c.yaml", "--out", tmp_path / "out", *options)
    assert code == 2 and said.startswith("vitaminb: best: --hours") and not (tmp_path / "out").exists()


@pytest.mark.parametrize("effect", ["nan", "inf", "0", "-1", "1e-300", "1e300"])
def test_bad_effects(effect, monkeypatch, capsys, tmp_path):
    (tmp_path / "c.yaml").write_text(GOOD)
    code, said = exit_code(monkeypatch, capsys, "check", tmp_path / "c.yaml", "--effect", effect)
    assert code == 2 and "must be a number from 1e-9 to 1e9" in said
