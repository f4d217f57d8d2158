"""Strategies of users that raise, hang, print or end their process take nothing with them."""

import os
import py_compile
import sys

import pytest

from experiments import cli
from experiments.apart import Failed, apart
from experiments.config import strategy_files
from experiments.config.strategy_files import load_strategies, load_strategy
from experiments.errors import UserError

CHOOSE = "def choose(ego, tie, p, u):\n    "
BAD = {
    "loop": (CHOOSE + "while True: pass\n", "does not come to an end within"),
    "loop when loaded": ("while True: pass\n", "does not come to an end within"),
    "sleep": (CHOOSE + "import time; time.sleep(1); return 0, 0.0\n", "does not come to an end within"),
    "exit": ("import os\n" + CHOOSE + "os._exit(0)\n", r"ends the whole process \(exit code 0\)"),
    "kill": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", r"ends the whole process \(SIGKILL\)"),
    "interrupt": (CHOOSE + "raise KeyboardInterrupt\n", r"choose\(\) raises KeyboardInterrupt \(mine.py, line 2\)"),
    "generator exit": (CHOOSE + "raise GeneratorExit\n", r"choose\(\) raises GeneratorExit"),
    "an error that cannot speak": ("class E(Exception):\n    def __str__(self): raise ValueError\n" + CHOOSE + "raise E\n", r"raises E \(mine"),
    "many lines": (CHOOSE + "raise ValueError('a\\nb\\x1b[2J')\n", r"ValueError: a\\nb\\x1b\[2J \(mine.py, line 2\)"),
    "endless text": (CHOOSE + "return 'x' * 1000000\n", "return an action and a priority"),
    "too great a number": (CHOOSE + "return 0, 10**400\n", "return a finite number"),
    "no text of itself": ("class R:\n    def __repr__(self): raise ValueError\n" + CHOOSE + "return R()\n", "something of the class R"),
    "async": ("async " + CHOOSE + "return 0, 0.0\n", "return an action and a priority"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_bad_strategy_is_one_sentence(case, tmp_path, monkeypatch, capfd):
    source, said = BAD[case]
    monkeypatch.setattr(strategy_files, "SECONDS", 6.0 if "does not come" in said else 60.0)
    (tmp_path / "mine.py").write_text(f"# {case}\n{source}" if "line" not in said else source)
    with pytest.raises(UserError, match=said) as error:
        load_strategy(tmp_path / "mine.py")
    assert "mine.py" in str(error.value) and "\n" not in str(error.value) and len(str(error.value)) < 1000
    assert capfd.readouterr() == ("", "")


def test_two_files_of_one_name_are_refused(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.py").write_text(CHOOSE + "return 0, 0.0\n")
    with pytest.raises(UserError, match="two files are called mine"):
        load_strategies([tmp_path / "a" / "mine.py", tmp_path / "b" / "mine.py"])


def test_what_was_hashed_runs_even_if_stale_bytecode_lies_beside_it(tmp_path):
    file = tmp_path / "mine.py"
    text = CHOOSE + "return 0, {}\n"
    file.write_text(text.format(0.1))
    py_compile.compile(str(file))
    stamp = file.stat().st_mtime_ns
    file.write_text(text.format(0.9))
    os.utime(file, ns=(stamp, stamp))
    strategy = load_strategy(file)
    assert strategy.choose(None, None, None, 0.5) == (0, 0.9)
    assert strategy.version == strategy_files.version_of("mine", file.read_bytes())


def test_a_strategy_is_tried_out_once(tmp_path, monkeypatch):
    file = tmp_path / "mine.py"
    file.write_text(CHOOSE + f"return 0, 0.0  # {tmp_path}\n")
    load_strategy(file)
    monkeypatch.setattr(strategy_files, "apart", lambda *_: pytest.fail("tried out again"))
    load_strategy(file)
    monkeypatch.setattr(strategy_files, "VERDICTS", {})
    load_strategy(file)  # another process finds the mark on disk


def test_calls_apart_bring_back_what_they_return_and_nothing_they_print(capfd):
    assert apart("operator:add", [[1], [2]], 20) == [1, 2]
    assert apart("builtins:print", ["hello"], 20) is None and capfd.readouterr() == ("", "")
    with pytest.raises(Failed, match="raises ZeroDivisionError: division by zero"):
        apart("operator:truediv", [1, 0], 20)


LATE = """WHAT = {0: 0}  # a dictionary keeps it from being compiled, which would take long
def choose(ego, tie, p, u):
    if ego.week == 2:
        print("hello")
        %s
    return WHAT[0], 0.0
"""
CONFIG = """question: Which one?
replications: 2
weeks: 4
people: 40
market: {contacts: 10, close: 3, near: 4, community: 20, circle: 8}
strategy_files: [mine.py]
strategies: {mine: {sellers: 3}, idle: {sellers: 3}}
"""


@pytest.mark.parametrize(
    "deed, said",
    [("raise ValueError('unlucky')", "raises ValueError: unlucky (mine.py, line 5)"),
     ("import os; os._exit(7)", "ends the whole process (exit code 7)"), ("raise KeyboardInterrupt", "raises KeyboardInterrupt")],
)  # fmt: skip
def test_check_does_not_refuse_what_runs_will_survive(deed, said, tmp_path, monkeypatch, capsys):
    (tmp_path / "mine.py").write_text(LATE % deed)
    (tmp_path / "c.yaml").write_text(CONFIG)
    monkeypatch.setattr(sys, "argv", ["vitaminb", "check", str(tmp_path / "c.yaml")])
    try:
        cli.main()
    except SystemExit as leave:
        assert leave.code in (0, None)
    shown = capsys.readouterr().out
    assert f"Pilot: a trial run {said}" in shown and "such a run will count as failed" in shown and "hello" not in shown
