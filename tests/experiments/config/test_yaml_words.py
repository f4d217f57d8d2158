"""Everyday slips in a config get a sentence in our words, with the line and the remedy."""

import os
import time

import pytest

from experiments import config
from experiments.config.yaml_tree import Trouble, read_tree
from experiments.errors import UserError

REST = "replications: 2\nweeks: 4\npeople: 80\nstrategies: {call_first: {sellers: 5}, idle: {sellers: 5}}\n"
NBSP = "\u00a0"
SLIPS = {
    "colon": ("question: Which pays: calls or letters?\n" + REST,
              'line 1: a text with a colon must stand in quotes: question: "Which pays: calls or letters?"'),
    "colon and quotes": ('title: He said: "go"\n' + REST, "line 1: a text with a colon must stand in quotes: title: \"He said: 'go'\""),
    "colon below": ("question: Which?\n" + REST + "claim:\n  statement: More: is better\n", "line 7: a text with a colon must stand in quotes"),
    "tab": ("question: Which?\nstrategies:\n\tcall_first: {}\n", "line 3: indent with blanks, not with a tab"),
    "tab after blanks": ("question: Which?\nstrategies:\n  \tcall_first: {}\n\t  idle: {}\n", "indent with blanks, not with a tab"),
    "windows path": ('question: Which?\nnetwork: {file: "C:\\Users\\me\\log.csv"}\n', "line 2: in double quotes a backslash begins"),
    "windows path x": ('question: Which?\nnetwork:\n  file: "C:\\xyz\\log.csv"\n', "put a Windows path in single quotes: 'C:\\xyz\\log.csv'"),
    "no-break space": (f"question: Which?\nreplications: 2\nweeks:{NBSP}4\npeople: 80\n", "line 3: holds a no-break space"),
    "no-break space in the margin": (f"question: Which?\nstrategies:\n{NBSP}{NBSP}idle: {{}}\n", "holds a no-break space"),
    "no-break space in a number": (f"question: Which?\n{REST}seed: 4{NBSP}000\n", "line 6: seed: holds a no-break space"),
    "no blank": ("question: Which?\nweeks:4\npeople: 80\n", "line 2: after the colon of 'weeks' a blank is missing"),
    "open bracket": ("question: Which?\nstrategies: {idle: {sellers: 5}\n", "line 2: a bracket that opens here is not closed"),
    "open quote": ('question: "Which?\nweeks: 4\n', "line 1: a quotation mark that opens here is not closed"),
    "text after quotes": ('question: "Which" one?\nweeks: 4\n', "line 1: the text goes on after its closing quotation mark"),
    "star": ("question: *Which* one?\nweeks: 4\n", "line 1: '*Which*' stands for nothing; a text that begins with * must stand in quotes"),
    "percent": ("question: Which?\ntitle: %5 more\n", "line 2: a text that begins with % must stand in quotes"),
    "at": ("question: @home or not?\n", "line 1: a text that begins with @ must stand in quotes"),
    "uneven": ("question: Which?\nmarket:\n  hours: 2\n   spread: 0.4\n", "line"),
    "two documents": ("question: Which?\n---\nweeks: 4\n", "line 2: a second document begins here"),
    "same key": ("question: Which?\nweeks: 4\npeople: 80\nweeks: 5\n", "line 4: 'weeks' stands here a second time (first in line 2); keep one"),
    "tag": ("question: Which?\nweeks: !!python/object/apply:os.system [id]\n", "line 2: the tag !!python/object/apply:os.system is not known"),
    "set": ("question: Which?\nstrategies: !!set {idle}\n", "the tag !!set is not known here"),
    "escape sequence": ('question: "\\e[2JWhich?"\n', "line 1: holds a control character (\\x1b); remove it"),
    "turned text": ("question: Which?\nstrategies: {\"a\\u202Eb\": {strategy: idle}}\n", "holds a control character"),
    "line feed in a name": ('question: Which?\nstrategies: {"a\\nb": {strategy: idle}}\n', "holds a control character (\\n)"),
    "half a character": ('question: Which?\ntitle: "\\ud800"\n', "holds a control character (\\ud800)"),
    "empty name": ('question: Which?\nstrategies: {"": {strategy: idle}}\n', "cannot be the name of a group"),
    "list of mappings": ("question: Which?\nstrategies: [{idle: {}}]\n", "is no name; write a mapping of groups"),
    "a strategy twice": ("question: Which?\nstrategies: [idle, idle]\n", "the list names a strategy twice"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_slips(slip, tmp_path):
    text, said = SLIPS[slip]
    (tmp_path / "c.yaml").write_text(text)
    with pytest.raises(UserError) as error:
        config.load(tmp_path / "c.yaml")
    assert said in str(error.value) and "c.yaml" in str(error.value) and "\n" not in str(error.value)


BOMBS = {
    "nested": "a: " + "[" * 5_000,
    "nested blocks": "\n".join(" " * k + "a:" for k in range(3_000)),
    "aliases": "a0: &a0 [1, 1]\n" + "".join(f"a{k}: &a{k} [*a{k - 1}, *a{k - 1}, *a{k - 1}]\n" for k in range(1, 20)),
    "merges": "a0: &a0 {x: 1}\n" + "".join(f"a{k}: &a{k} {{<<: [*a{k - 1}, *a{k - 1}, *a{k - 1}]}}\n" for k in range(1, 20)),
    "itself": "a: &a [*a]\n",
    "digits": "a: " + "9" * 10_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused_at_once(bomb):
    started = time.process_time()
    with pytest.raises(Trouble):
        read_tree(BOMBS[bomb])
    assert time.process_time() - started < 5


def test_values_are_what_yaml_says_and_keys_are_texts():
    text = "1: &x {a: 1, b: [1.5, true, null, yes, 2020-01-01, 0x10]}\ntrue: *x\n2020: {<<: *x, a: 2}\n"
    x = {"a": 1, "b": [1.5, True, None, "yes", "2020-01-01", 16]}
    tree = read_tree(text)
    assert tree.value == {"1": x, "true": x, "2020": x | {"a": 2}}
    assert tree.lines["2020", "a"] == 3 and tree.texts["1", "b", 5] == "0x10"


def load(folder, text, *sets):
    (folder / "c.yaml").write_text(text)
    return config.load(folder / "c.yaml", list(sets))


def test_numbers_are_texts_where_texts_belong(tmp_path):
    experiment = load(tmp_path, "title: 2024\nquestion: 007\n" + REST)
    assert (experiment.title, experiment.question) == ("2024", "007")
    assert load(tmp_path, "question: Which?\n" + REST, "title=1_000").title == "1_000"
    groups = load(tmp_path, "question: Which?\npeople: 80\nstrategies: {1: {strategy: idle}, true: {strategy: idle}}\n").scenario.strategies
    assert list(groups) == ["1", "true"]


TRUTHS = {"weeks": "weeks", "seed": "seed", "replications": "replications", "workers": "workers", "market.hours": "market.hours",
          "strategies.idle.sellers": "strategies.idle.sellers", "rules.trust.asymmetry": "rules.trust.asymmetry",
          "strategies.idle.parameters": "strategies.idle.parameters.prospects"}  # fmt: skip


@pytest.mark.parametrize("key", TRUTHS)
def test_a_truth_value_is_no_number(key, tmp_path):
    value = "{prospects: true}" if key.endswith("parameters") else "true"
    with pytest.raises(UserError, match=f"{TRUTHS[key]}: must be a number, but it is true"):
        load(tmp_path, "question: Which?\nreplications: 2\nweeks: 4\npeople: 80\nstrategies: {idle: {sellers: 5}}\n", f"{key}={value}")


LOG = "1 2 1577836800\n2 1 1578836800\n1 3 1579836800\n"


def test_somebody_may_be_called_by_a_number(tmp_path):
    (tmp_path / "log.txt").write_text(LOG)
    text = "question: Which?\nweeks: 4\nnetwork: {file: log.txt, me: 1}\nstrategies: {call_first: {sellers: 1}}\n"
    assert load(tmp_path, text).network.me == "1"
    assert load(tmp_path, text, "network.me=3").network.me == "3"


def test_what_a_file_overrules_is_refused(tmp_path):
    (tmp_path / "log.txt").write_text("".join(f"a{k} b{k} {1577836800 + k}\nb{k} a{k + 1} {1577836900 + k}\n" for k in range(9)))
    text = "question: Which?\nweeks: 4\npeople: 500\nnetwork: {file: log.txt}\nstrategies: {call_first: {sellers: 1}}\n"
    with pytest.raises(UserError, match="line 3: people: 500 plays no part, since the network has 19 people"):
        load(tmp_path, text)


def test_files_of_set_are_found_where_the_shell_stands(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "log.txt").write_text(LOG)
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path / "here"))
    text = "question: Which?\nweeks: 4\nnetwork: {file: %s, me: 1}\nstrategies: {call_first: {sellers: 1}}\n"
    there = str(tmp_path / "here" / "log.txt")
    assert load(tmp_path, text % "none.txt", "network.file=log.txt").network.file == there
    assert load(tmp_path, text % "~/log.txt").network.file == there
    os.chdir(tmp_path)
    assert load(tmp_path, text % "here/log.txt").network.file == there


def test_a_config_may_extend_another(tmp_path):
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "log.txt").write_text(LOG)
    text = "question: Which?\nweeks: 4\nnetwork: {file: log.txt, me: 1}\nstrategies: {call_first: {sellers: 1}}\n"
    (tmp_path / "base" / "base.yaml").write_text(text)
    experiment = load(tmp_path, "extends: base/base.yaml\nweeks: 6\nstrategies: {call_first: {hours: 3}}\n")
    group = experiment.scenario.strategies["call_first"]
    assert (experiment.question, experiment.scenario.weeks, group.sellers, group.hours) == ("Which?", 6, 1, 3)
    assert experiment.network.file == str(tmp_path / "base" / "log.txt")
    (tmp_path / "base" / "base.yaml").write_text("question: Which?\nweeks: none\nstrategies: [idle]\n")
    with pytest.raises(UserError, match=r"base.yaml, line 2: weeks: "):
        load(tmp_path, "extends: base/base.yaml\n")
    (tmp_path / "base" / "base.yaml").write_text("extends: ../c.yaml\n")
    with pytest.raises(UserError, match="extends this config in turn"):
        load(tmp_path, "extends: base/base.yaml\n")


def test_several_values_of_set_are_a_sweep(tmp_path):
    experiment = load(tmp_path, "question: Which?\n" + REST, "weeks=4,8,12", "strategies.idle.hours=1, 2.5")
    assert experiment.design.kind == "factorial" and len(experiment.points) == 6
    assert experiment.points[1] == {"weeks": 4, "strategies.idle.hours": 2.5}
    assert load(tmp_path, "question: Which?\n" + REST, "title=a, b").title == "a, b"
    with pytest.raises(UserError, match="several values make a factorial design, but the config has another"):
        load(tmp_path, "question: Which?\ndesign: ablation\n" + REST, "weeks=4,8")
