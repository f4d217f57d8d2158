"""A scenario refuses what does not hang together, in one clear sentence."""

import math

import pytest
from pydantic import ValidationError

from sim import Scenario
from sim.parameters import Parameters
from sim.scenario import MECHANISMS, Group, Market, Rules
from sim.strategies import SHELF
from sim.strategies.base import StrategyParameters

RECORDS = [Market, Group, *(field.annotation for field in Rules.model_fields.values()), StrategyParameters,
           *(strategy.parameters for strategy in SHELF.values())]  # fmt: skip


def sentence(**parts) -> str:
    """What a scenario says about its first fault."""
    with pytest.raises(ValidationError) as caught:
        Scenario(**parts)
    (error,) = caught.value.errors()
    return error["msg"].removeprefix("Value error, ")


@pytest.mark.parametrize(
    "parts, said",
    [
        ({"strategies": {"call_frist": {}}}, "strategies.call_frist: 'call_frist' is not known; did you mean 'call_first'?"),
        ({"market": {"strategy": "membr"}}, "market.strategy: 'membr' is not known; did you mean 'member'?"),
        ({"strategies": {"market": {}}}, "strategies: the name 'market' is taken by the ordinary people; choose another"),
        ({"people": 20, "strategies": {"idle": {"sellers": 21}}}, "strategies: 21 sellers do not fit into people = 20"),
        (
            {"strategies": {"idle": {"switch": {"week": 3, "to": "call_first"}}}},
            "strategies.idle.switch.to: 'call_first' is not known; known are idle",
        ),
        (
            {"strategies": {"idle": {"parameters": {"effort_minute": 3}}}},
            "strategies.idle.parameters: 'effort_minute' is not known; did you mean 'effort_minutes'?",
        ),
        (
            {"strategies": {"idle": {"parameters": {"effort_minutes": 61}}}},
            "strategies.idle.parameters.effort_minutes: Input should be less than or equal to 60",
        ),
        ({"market": {"parameters": {"prospects": -1}}}, "market.parameters.prospects: Input should be greater than or equal to 0"),
        ({"ablate": ("revivl",)}, "ablate: 'revivl' is not known; did you mean 'revival'?"),
        ({"market": {"contacts": 30, "close": 20, "near": 11}}, "market: close + near must not exceed contacts"),
        ({"market": {"community": 20, "circle": 21}}, "market: circle must not exceed community"),
    ],
)
def test_a_fault_is_named_in_one_sentence(parts, said):
    assert sentence(**parts) == said


@pytest.mark.parametrize(
    "parts, place",
    [
        ({"peopel": 10}, ("peopel",)),
        ({"people": 1}, ("people",)),
        ({"weeks": 0}, ("weeks",)),
        ({"weeks": 1.5}, ("weeks",)),
        ({"market": {"hours": math.nan}}, ("market", "hours")),
        ({"market": {"hours": math.inf}}, ("market", "hours")),
        ({"rules": {"trust": {"eta": 0.3}}}, ("rules", "trust", "eta")),
        ({"rules": {"trust": {"etta": 0.1}}}, ("rules", "trust", "etta")),
        ({"strategies": {"idle": {"hours": 61}}}, ("strategies", "idle", "hours")),
    ],
)
def test_values_out_of_range_and_unknown_keys_are_refused_where_they_stand(parts, place):
    with pytest.raises(ValidationError) as caught:
        Scenario(**parts)
    assert [error["loc"] for error in caught.value.errors()] == [place]


@pytest.mark.parametrize(
    "parts",
    [
        {"people": 20, "strategies": {"idle": {"sellers": 20}}},
        {"market": {"contacts": 31, "close": 20, "near": 11}},
        {"market": {"community": 20, "circle": 20}},
        {"strategies": {"idle": {"switch": ({"week": 3, "to": "idle"},)}}},
    ],
)
def test_what_just_fits_is_taken_as_it_is(parts):
    def holds(whole: dict, part: dict) -> bool:
        return all(holds(whole[key], value) if isinstance(value, dict) else whole[key] == value for key, value in part.items())

    assert holds(Scenario(**parts).model_dump(), parts)


def test_a_scenario_cannot_be_changed():
    with pytest.raises(ValidationError):
        Scenario().people = 5
    with pytest.raises(ValidationError):
        Scenario().rules.trust.eta = 0.1


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_number_has_a_unit_a_meaning_a_source_and_a_range_it_keeps(record: type[Parameters]):
    defaults = record()
    assert record(**defaults.model_dump()) == defaults  # pydantic does not check defaults by itself
    for name, field in record.model_fields.items():
        if field.annotation not in (float, int):
            continue
        assert field.description and field.json_schema_extra["unit"] and field.json_schema_extra["source"], name
        low, high = (next(getattr(rule, end) for rule in field.metadata if hasattr(rule, end)) for end in ("ge", "le"))
        for outside in (low - 1, high + 1):
            with pytest.raises(ValidationError):
                record(**{name: outside})


def test_every_mechanism_has_one_name_and_values_within_range():
    names = [name for field in Rules.model_fields.values() for name in field.annotation.off]
    assert len(names) == len(set(names)) == len(MECHANISMS)
    for section, neutral in MECHANISMS.values():
        record = Rules.model_fields[section].annotation
        assert record(**neutral).model_dump().items() >= neutral.items()


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_ablation_changes_exactly_what_it_names(mechanism):
    section, neutral = MECHANISMS[mechanism]
    fields = Rules.model_fields[section].annotation.model_fields
    on = {name: next(m.le for m in fields[name].metadata if hasattr(m, "le")) for name, x in neutral.items() if fields[name].default == x}
    plain, ablated = (Scenario(rules={section: on}, ablate=names).effective_rules().model_dump() for names in ((), (mechanism,)))
    changed = {(s, name) for s in plain for name in plain[s] if plain[s][name] != ablated[s][name]}
    assert changed == {(section, name) for name in neutral}


def test_ablation_of_two_mechanisms_of_one_rule_keeps_both():
    rules = Scenario(ablate=("overload", "embedding")).effective_rules()
    assert rules.forgetting.overload_halves == 0 and rules.forgetting.embedding == 0


def test_groups_keep_their_order_after_the_market():
    assert Scenario(strategies={"idle": {}, "call_first": {}}).labels == ("market", "idle", "call_first")


def test_a_group_follows_the_strategy_of_its_name_or_the_one_it_names():
    scenario = Scenario(strategies={"idle": {}, "patient": {"strategy": "give_info_first", "parameters": {"prospects": 1}}})
    assert [scenario.strategy_of(label).name for label in scenario.labels] == ["member", "idle", "give_info_first"]
    assert scenario.parameters_of("patient").prospects == 1
    assert scenario.parameters_of("patient").effort_minutes == SHELF["give_info_first"].parameters().effort_minutes


def test_rules_see_half_lives_as_weekly_factors():
    numbers = Scenario(rules={"trust": {"half_life_weeks": 10}, "standing": {"profile_half_life_weeks": 20}}).rule_values()
    assert numbers["trust"]["kept"] ** 10 == pytest.approx(0.5)
    assert numbers["standing"]["profile_kept"] ** 20 == pytest.approx(0.5)
    assert "half_life_weeks" not in numbers["trust"]
