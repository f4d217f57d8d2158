"""The translator: the same numbers as Python, and a refusal, by file and line, of what it doesn't know."""

import importlib.util
import json
import random

import arithmetic_in_python
import pytest
from histories import in_node

from classroom.engine import javascript
from classroom.translation import NotTranslatable, Program
from sim import randomness
from sim.phases.plan import topic_of
from sim.rules.arithmetic import common_ground, count_bits

FUNCTIONS = {name: f for name, f in vars(arithmetic_in_python).items() if getattr(f, "__module__", "") == arithmetic_in_python.__name__}
NUMBERS = [(a, b) for a in (-9, -4, -1, 0, 1, 2, 3, 4, 7, 12) for b in (-5, -2, 1, 2, 3, 8)]
WORDS = [(a, b) for a in (0, 1, 5, 2**16 + 3, 2**32 - 1) for b in (0, 8, 255, 2**31 - 1)]
OF_WORDS = ("a_word", "spread_bits", "borrowed")


def evaluated(program: Program, calls: list[tuple[str, tuple]]) -> list:
    """What JavaScript makes of these calls of a program's functions."""
    body = "\n".join(f"out.push({name}({', '.join(map(str, arguments))}));" for name, arguments in calls)
    helpers = javascript()[javascript().index("const REST") : javascript().index("function $below")]
    return in_node([], f"const out = [];\n{body}\nconsole.log(JSON.stringify(out));", f"{helpers}\n{program.text()}\n")[0]


@pytest.fixture(scope="module")
def sums() -> dict:
    """Name of a function -> what JavaScript says for all its arguments."""
    program = Program()
    calls = [(program.callee(f).name, pair) for name, f in FUNCTIONS.items() for pair in (WORDS if name in OF_WORDS else NUMBERS)]
    found = iter(evaluated(program, calls))
    return {name: [next(found) for _ in (WORDS if name in OF_WORDS else NUMBERS)] for name in FUNCTIONS}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_sums_are_those_of_python(sums, name):
    expected = [FUNCTIONS[name](*pair) for pair in (WORDS if name in OF_WORDS else NUMBERS)]
    one = [value[0] if isinstance(value, tuple) else value for value in expected]
    assert sums[name] == one


def test_words_and_sets_of_bits():
    luck = random.Random(1)
    words = [0, 1, 2**31, 2**32 - 1, *(luck.getrandbits(32) for _ in range(200))]
    script = f"""
    const words = {json.dumps(words)}, out = [];
    for (const w of words) {{
      for (const v of words.slice(0, 9)) {{
        out.push($common_ground(w, v), $words(w, v & 31, v & 1048575, v, w), REST[0], $below(w, v & 2147483647));
        out.push($topic_of(w, v));
      }}
    }}
    console.log(JSON.stringify(out));"""
    engine = javascript().replace("const VitaminB = (() => {", "").rpartition("return { startRun")[0]
    expected = []
    for w in words:
        for v in words[:9]:
            expected += [common_ground(w, v), *randomness.words(w, v & 31, v & 1048575, v, w)]
            expected += [int(randomness.below(w, v & 2147483647)), int(topic_of(w, v))]
    assert in_node([], script, engine)[0] == expected
    assert count_bits(2**32 - 1) == 32


def test_the_generator_gives_its_reference_words():
    program = Program()
    name = program.callee(randomness.threefry2x32).name
    assert evaluated(program, [(name, (0, 0, 0, 0))]) == [0x6B200159]


REFUSED = {
    "sum(x for x in (1, 2))": "the name 'sum' is not known",
    "[a, b]": "List is not understood",
    "a ** b": "Pow is not understood",
    "a @ b": "MatMult is not understood",
    "'text'": "only numbers are understood",
    "None": "only numbers are understood",
    "f'{a}'": "JoinedStr is not understood",
    "{a: b}": "Dict is not understood",
    "a[1:2]": "places are counted from 0",
    "a[-1]": "places are counted from 0",
    "a is b": "Is is not understood",
    "a in b": "In is not understood",
    "a << 40": "a shift by more than 31 bits",
    "a & (1 << 40)": "a shift by more than 31 bits",
    "a & 1099511627776": "more than 32 bits",
    "a + 9007199254740993": "a whole number that a double can't hold",
    "1e999": "not a finite number",
    "~a": "Invert is not understood here",
    "helper(a)": "helper takes 2 arguments",
    "helper(a, y=b)": "arguments are given by place",
    "helper(*a)": "arguments are given by place",
    "np.exp(a)": "such a call is not understood",
    "np.pi": "numpy is not understood",
    "max(a, b, 1)": "of two numbers only",
    "(lambda: a)()": "",
    "a if b else (yield)": "Yield is not understood",
    "unknown(a)": "the name 'unknown' is not known",
    "a < helper(a, b) < b": "a call in the middle of a chain",
    "a.shape[2]": "the shape of a column",
    "helper(a, b)[1]": "no such result",
    "Path(a)": "not a function",
}
STATEMENTS = {
    "with a:\n        pass": "With is not understood",
    "try:\n        pass\n    finally:\n        pass": "Try is not understood",
    "raise ValueError": "Raise is not understood",
    "global z": "Global is not understood",
    "x: int = 1": "AnnAssign is not understood",
    "x = y = 1": "one assignment at a time",
    "x, y = helper(a, b)": "helper gives 1 results",
    "x, y = 1, 2, 3": "so many values, so many variables",
    "a.b = 1": "only variables and places of columns",
    "a[1:2] = 0": "only whole rows are filled",
    "a //= 2": "FloorDiv is not understood here",
    "for x in helper(a, b):\n        a = x": "loops go over ranges or rows",
    "for x in range(b, a, -1):\n        a = x": "a range goes upwards",
    "for x in range(3):\n        a = x\n    else:\n        a = 0": "such a loop is not understood",
    "while a:\n        a = 0\n    else:\n        a = 1": "else after a loop",
    "a + b": "an expression without effect",
    "def inner():\n        return 1": "FunctionDef is not understood",
    "t1_ = a": "takes names like 't1_' for itself",
    "del a": "Delete is not understood",
    "assert a": "Assert is not understood",
    "if a:\n        return 1, 2": "gives now one result, now several",
}


def module_with(body: str, folder):
    """A module with this function `wrong`, on line 9."""
    path = folder / "wrong_rule.py"
    head = "from pathlib import Path\n\nimport numpy as np\n\n\ndef helper(x, y):\n    return x\n\n"
    path.write_text(f"{head}def wrong(a, b):\n    {body}\n    return a\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("wrong_rule", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return path, module


@pytest.mark.parametrize(("body", "why"), [(f"a = {x}", why) for x, why in REFUSED.items()] + list(STATEMENTS.items()))
def test_what_it_does_not_know_is_refused_by_file_and_line(tmp_path, body, why):
    path, module = module_with(body, tmp_path)
    with pytest.raises(NotTranslatable) as refusal:
        Program().callee(module.wrong)
    message = str(refusal.value)
    assert message.startswith(f"{path}:") and int(message.removeprefix(f"{path}:").split(":")[0]) in range(9, 14)
    assert why in message


def test_defaults_and_mixed_results_are_refused(tmp_path):
    for head in ("a, b=1", "*a", "a, *, b"):
        path = tmp_path / "defaults.py"
        path.write_text(f"def wrong({head}):\n    return a\n", encoding="utf-8")
        spec = importlib.util.spec_from_file_location("defaults", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        with pytest.raises(NotTranslatable, match=r"defaults.py:1: wrong: parameters are given by place"):
            Program().callee(module.wrong)
        path.unlink()


def test_a_counterpart_of_a_function_that_has_changed_is_refused():
    with pytest.raises(NotTranslatable, match=r"sim/phases/plan\.py:\d+: rank_of: has changed: .* fingerprint [0-9a-f]{12}"):
        Program("// counterpart of sim.phases.plan:rank_of 000000000000\n")


def test_the_example_of_the_documentation_is_what_comes_out():
    import classroom.translation as translation
    from sim.rules.posting import p_notice_posts

    program = Program()
    program.callee(p_notice_posts)
    shown = "\n".join(line.strip() for line in translation.__doc__.splitlines())
    assert program.text() in shown
