"""Markets in which every rule and strategy has something to do."""

from random import Random

from sim import Scenario
from sim.scenario import MECHANISMS, Market, Rules
from sim.strategies import SHELF

MARKET = {"contacts": 30, "close": 6, "near": 10, "community": 40, "circle": 12}
LIVELY = {
    "trade": {"needs_per_year": 8, "outside": 0.5, "ask_around": 0.3},
    "segments": {"share": 0.8},
    "interest": {"at_no_trust": 0.6},
    "selling": {"p_opportunity": 0.7, "weeks_least": 1, "weeks_most": 5, "p_no_decision": 0.2},
}
LARGEST = 2**32 - 1


def small(**parts) -> Scenario:
    """A market of 80 people with small address books, unless told otherwise."""
    return Scenario(**({"people": 80, "weeks": 16, "contact_slots": 40, "market": MARKET, "rules": LIVELY} | parts))


def alone(name: str, sellers: int = 12, **parameters) -> dict:
    """One group of sellers who follow one strategy."""
    return {name: {"sellers": sellers, "parameters": parameters}}


SCENARIOS = {
    **{name: small(strategies=alone(name)) for name in SHELF},
    "all strategies": small(weeks=30, strategies={name: {"sellers": 3} for name in SHELF}),
    "no sellers": small(),
    "ablated, inverted U": small(
        strategies={"spam_requests": {"sellers": 8}, "call_first": {"sellers": 8, "hours": 9}},
        ablate=("revival", "overload", "attention", "blur", "sympathy"),
        rules=LIVELY | {"trade": {"moderate_ties": 1.0, "outside": 1.0, "needs_per_year": 8}},
    ),
    "nothing works": small(strategies={name: {"sellers": 3} for name in SHELF}, ablate=tuple(MECHANISMS)),
    "switching": small(
        strategies={
            "spam_requests": {"sellers": 6, "switch": {"week": 9, "to": "group_contributor"}},
            "group_contributor": {"sellers": 4},
            "event_networker": {"sellers": 6, "switch": [{"week": 0, "to": "spam_requests"}, {"week": 7, "to": "ground_rules"}]},
            "ground_rules": {"sellers": 0},
        },
    ),
    "flooded": small(strategies=alone("spam_requests", 60, effort_minutes=1), rules={"attention": {"answers_per_week": 2}}),
    "posts and events": small(
        strategies={"group_contributor": {"sellers": 20, "hours": 12}, "event_networker": {"sellers": 20, "hours": 20}},
        rules=LIVELY | {"meeting": {"every_weeks": 1, "people_met": 7}, "posting": {"p_notice": 0.9, "enough_posts": 1.5}},
    ),
    "odd halves, few needs": small(
        strategies=alone("give_info_first", 20),
        market=MARKET | {"capacity": 8, "offers": 32, "spread": 0.9},
        rules={"forgetting": {"overload_halves": 3, "half_life_weeks": 5}, "trade": {"needs_per_year": 2, "need_weeks": 1}},
    ),
    "portfolio of everything": small(
        strategies=alone("portfolio", 20, note=2, offer_call=0.5, pitch=0.6, post=0.9, event=1.2, call=1.0, prospects=200)
    ),
    "people who remember": small(
        weeks=30,
        strategies={name: {"sellers": 3} for name in SHELF},
        market=MARKET | {"parameters": {"momentum": 0.3, "gives_up": 0.5}},
        rules=LIVELY | {
            "attention": {"answers_per_week": 2, "answer_share": 0.5, "learned": 0.1},
            "patience": {"tiring": 0.4},
            "momentum": {"answers": 0.3},
            "reconnecting": {"wakes_once": 1},
            "pitching": {"p_react": 0.5, "mute_share": 0.5, "p_block": 0.5, "keeps_apart": 1, "listeners": 2},
            "planning": {"ask_again_weeks": 5},
        },
    ),
    "few come to mind, people unlike, meeting in everyday life": small(
        weeks=24, market=MARKET | {"inequality": 0.85, "readiness_spread": 0.7},
        strategies={name: {"sellers": 3, "parameters": {"list_looks": 4}} for name in SHELF},
        rules=LIVELY | {"mind": {"others": 6}, "everyday": {"circle_per_year": 20, "community_per_year": 10, "anybody_per_year": 9,
                                                       "close_for_weeks": 9}},
    ),
    "spam as the market": small(market=MARKET | {"strategy": "spam_requests", "parameters": {"prospects": 9}}, strategies=alone("call_first")),
    "full address books": small(contact_slots=9, strategies=alone("collect_contacts", 20)),
    "a handful": small(people=7, strategies=alone("call_first", 3)),
    "a larger town": small(people=333, weeks=8, contact_slots=512, market={}, strategies={name: {"sellers": 7} for name in SHELF}),
}
SEEDS = {"all strategies": (0, 1, LARGEST), "switching": (11, 2**31), "a larger town": (3,), "posts and events": (7, 8)}
PAIRS = [(name, seed) for name in SCENARIOS for seed in SEEDS.get(name, (11,))]


def some_of(record, share: float, luck: Random) -> dict:
    """Some of a record's numbers, each at an end of its range or anywhere near its default."""
    drawn = {}
    for name, field in record.model_fields.items():
        ends = [getattr(m, "ge", getattr(m, "le", None)) for m in field.metadata]
        if len(ends) == 2 and luck.random() < share:
            low, high = ends[0], min(ends[1], max(4 * abs(field.default), 1))
            drawn[name] = field.annotation(luck.choice([low, high, luck.uniform(low, high)]))
    return drawn


def at_random(number: int) -> Scenario:
    """Any market whatever, the same for the same number; many rules and parameters at odd values."""
    luck = Random(number)
    people = luck.choice([3, 9, 40, 80, 120])
    own = {"hours": 3.0, "contacts": luck.uniform(20, 60), "close": 5.0, "near": 8.0, "community": luck.choice([7, 40]), "circle": 5}
    market = some_of(Market, 0.4, luck) | own | {"strategy": luck.choice(["member", "member", *SHELF])}
    names = [f"group {k}" for k in range(luck.randint(0, 5))]
    groups = {}
    for name in names:
        strategy = luck.choice(list(SHELF))
        groups[name] = {"strategy": strategy, "sellers": luck.randint(0, people // 5), "hours": luck.choice([0, 1, 5, 20, 60]),
                        "parameters": some_of(SHELF[strategy].parameters, 0.5, luck),
                        "switch": [{"week": luck.randint(0, 8), "to": luck.choice(names)}] if luck.random() < 0.4 else []}  # fmt: skip
    rules = {name: some_of(field.annotation, 0.3, luck) for name, field in Rules.model_fields.items()}
    rules["trade"] |= {"needs_per_year": luck.choice([5.0, 30.0]), "outside": luck.choice([-2.0, 0.5])}
    rules["segments"] |= {"share": luck.choice([0.5, 1.0])}
    rules["interest"] |= {"at_no_trust": 0.9, "at_full_trust": 0.9}
    rules["selling"] |= {"talk_hours": 0.2, "p_opportunity": 0.9, "weeks_least": 0, "weeks_most": luck.choice([1, 2]), "hours_most": 2.0,
                         "p_no_decision": 0.1}  # fmt: skip
    ablated = tuple(luck.sample(sorted(MECHANISMS), luck.choice([0, 0, 2, 5])))
    slots = luck.choice([1, 3, 20, 64, 100])
    return Scenario(people=people, weeks=10, contact_slots=slots, market=market, strategies=groups, rules=rules, ablate=ablated)
