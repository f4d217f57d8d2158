"""What goes into a page, before any browser sees it."""

import json
import re

import pytest

from classroom import bands, build
from classroom.levers import LEVERS, keys_of, levels_of
from classroom.pack import DEFAULT, check, difference, own_of, rows_of, whole
from experiments import config as configs
from experiments.errors import UserError
from sim.measures import MEASURES
from sim.strategies import SHELF


def leaves(tree, path=()):
    """Paths of all texts."""
    if not isinstance(tree, dict):
        return {path}
    return set().union(*(leaves(value, (*path, key)) for key, value in tree.items()))


def test_both_languages_say_the_same_things():
    texts = build.texts()
    assert leaves(texts["de"]) == leaves(texts["en"])
    for path in leaves(texts["de"]):
        german, english = texts["de"], texts["en"]
        for key in path:
            german, english = german[key], english[key]
        assert set(re.findall(r"\{(\w+)\}", german)) == set(re.findall(r"\{(\w+)\}", english)), path


def test_every_kind_of_hours_and_every_strategy_has_its_name():
    texts = build.texts()["en"]
    hours = {name.removeprefix("hours_") for name in MEASURES if name.startswith("hours_")}
    assert hours <= texts["actions"].keys() and SHELF.keys() <= texts["strategies"].keys()


def test_every_text_that_the_scripts_ask_for_is_there_and_no_visible_word_stands_in_them():
    texts = build.texts()["en"]
    for key in re.findall(r'\bt\(\s*"([\w.]+)"', build.scripts()):
        place = texts
        for name in key.split("."):
            place = place[name]
    assert not re.search(r'el\("(?:p|h1|h2|button|summary|th|td)[^"]*", \{[^}]*\}, "[A-Za-z]', build.scripts())


def test_scripts_make_no_markup_out_of_text():
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", build.scripts())


def test_data_cannot_end_its_element():
    text = build.as_data({"name": "</script><!--\u2028"})
    assert "<" not in text and json.loads(text) == {"name": "</script><!--\u2028"}
    with pytest.raises(ValueError):
        build.as_script("'</SCRIPT>'")


def test_differences_turn_one_plan_into_another():
    base, other = {"a": [1, 2, {"b": 3}], "c": [1]}, {"a": [1, 5, {"b": 4}], "c": [1, 2]}
    assert difference(base, other) == [[["a", 1], 5], [["a", 2, "b"], 4], [["c"], [1, 2]]]
    assert difference(base, base) == []


def test_levers_name_keys_of_the_config_and_hold_its_own_value():
    tree = configs.to_tree(configs.load(DEFAULT))
    labels = list(tree["strategies"])
    for lever in LEVERS:
        levels = levels_of(lever, tree)
        assert levels == sorted(set(levels)) and own_of(lever, tree) in range(len(levels))
    rows, _ = rows_of(tree, labels)
    experiment = configs.build(tree | {"design": {"kind": "list", "rows": rows}}, DEFAULT.parent)
    configs.check_points(experiment)
    assert keys_of(LEVERS[0], ["a", "b"]) == ["strategies.a.hours", "strategies.b.hours"] and whole(2.0) == 2


def test_the_default_pack_fits_a_room():
    experiment = configs.load(DEFAULT)
    check(experiment)
    assert experiment.points == [{}] and len({group.hours for group in experiment.scenario.strategies.values()}) == 1


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [({"people": 5000, "weeks": 520, "contact_slots": 512}, "too long"), ({"strategies": {"you": {"sellers": 3, "strategy": "idle"}}}, "taken"),
     ({"strategies": {"a.b": {"sellers": 3, "strategy": "idle"}}}, "without dots")],
)  # fmt: skip
def test_a_config_that_a_page_cannot_hold_is_refused_in_one_sentence(changes, complaint):
    tree = {key: value for key, value in configs.to_tree(configs.load(DEFAULT)).items() if key not in bands.NO_MORE}
    with pytest.raises(UserError, match=complaint):
        check(configs.build(tree | changes, DEFAULT.parent))
