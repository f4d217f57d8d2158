"""Each strategy decides as its text says, does what it claims, and keeps within its hours."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim import StartingTies, run
from sim.actions import (
    ACCEPT,
    ACCEPT_AND_CALL,
    ATTEND_EVENT,
    CALL,
    CONCRETE,
    DECLINE,
    DROP,
    EVENT,
    GROOM_PROFILE,
    GROUP,
    KIND,
    NOTHING,
    OFFER_CALL,
    OWN_TIE,
    PICKED,
    PITCH,
    PITCH_NOTE,
    POST,
    PROFILE,
    PROSPECT,
    RECONNECT,
    REQUEST,
    SHARE_INFO,
    fits,
)
from sim.parameters import as_tuple, values
from sim.records import Ego, Request, Tie
from sim.strategies import SHELF
from tests.plain import Scenario

EGO = Ego(week=10, hours=5.0, capacity=150.0, contacts=40, relationships=20, sells=True, profile=0.5, reputation=0.0, load=0.5, in_mind=40,
          activity=1.0)
TIE = Tie(OWN_TIE, 0.3, 0.5, 0.2, 0.3, 5, 0.3, 0, False, False, True, 0.7, 0.0, 0.0)
SOMEBODY = Tie(PROSPECT, 0.0, 0.15, 0.0, 0.0, 32767, 0.3, 1, False, False, False, -1.0, 0.5, 0.0)
DORMANT = {"strength": 0.05, "energy": 0.5, "silent_weeks": 100}
FRESH = {"strength": 0.02, "energy": 0.02, "silent_weeks": 1, "spoken": False, "sympathy": -1.0}
TOLD = {"need_known": True, "trust": 0.5}

SELLERS = [name for name in SHELF if name != "member"]
WEEKS = 32


def occasion(looked_at):
    return Tie(looked_at, 0.0, 0.0, 0.0, 0.0, 0, 1.0, 0, False, False, False, -1.0, 0.0, 0.0)


def decide(name, tie, u=0.5, ego=EGO, **parameters):
    strategy = SHELF[name]
    return strategy.choose(ego, tie, as_tuple(values(strategy.parameters(**parameters))), u)


def reply(name, u, chance=0.4, tie=SOMEBODY, ego=EGO):
    strategy = SHELF[name]
    return strategy.answer(ego, tie, Request(0, 0.5, chance, 0.5), as_tuple(values(strategy.parameters())), u)


@pytest.mark.parametrize(
    "name, tie, u, action",
    [
        ("idle", TIE._replace(**TOLD), 0.0, NOTHING),
        ("idle", SOMEBODY, 0.0, NOTHING),
        ("spam_requests", SOMEBODY._replace(common_ground=0.0), 0.99, REQUEST | PITCH_NOTE),
        ("spam_requests", TIE._replace(**FRESH), 0.99, PITCH),
        ("spam_requests", TIE._replace(approached_weeks=8), 0.24, PITCH),
        ("spam_requests", TIE._replace(approached_weeks=8), 0.26, NOTHING),
        ("spam_requests", TIE._replace(approached_weeks=7, silent_weeks=60), 0.0, NOTHING),
        ("spam_requests", TIE._replace(**FRESH | {"pushes": 1, "approached_weeks": 1}), 0.0, NOTHING),
        ("picked_outreach", SOMEBODY, 0.5, NOTHING),
        ("picked_outreach", SOMEBODY._replace(fit=1.0), 0.5, REQUEST | CONCRETE | PICKED),
        ("picked_outreach", TIE._replace(**FRESH | {"fit": 1.0}), 0.5, PITCH | PICKED),
        ("picked_outreach", TIE._replace(fit=0.0), 0.5, NOTHING),
        ("picked_outreach", TIE._replace(fit=1.0, pushes=2, approached_weeks=2), 0.5, PITCH | PICKED),
        ("picked_outreach", TIE._replace(fit=1.0, pushes=2, approached_weeks=1), 0.5, NOTHING),
        ("picked_outreach", TIE._replace(fit=1.0, pushes=3, approached_weeks=60), 0.5, NOTHING),
        ("give_info_first", TIE._replace(silent_weeks=3), 0.5, SHARE_INFO),
        ("give_info_first", TIE._replace(silent_weeks=2), 0.5, NOTHING),
        ("give_info_first", SOMEBODY, 0.5, REQUEST | CONCRETE),
        ("give_info_first", SOMEBODY._replace(common_ground=0.14), 0.5, NOTHING),
        ("reactivate_weak_ties", TIE._replace(**DORMANT), 0.14, RECONNECT),
        ("reactivate_weak_ties", TIE._replace(**DORMANT), 0.16, NOTHING),
        ("reactivate_weak_ties", TIE._replace(spoken=False), 0.5, CALL),
        ("reactivate_weak_ties", TIE._replace(spoken=True), 0.5, SHARE_INFO),
        ("reactivate_weak_ties", TIE._replace(silent_weeks=3), 0.5, NOTHING),
        ("reactivate_weak_ties", SOMEBODY._replace(mutual=0), 0.5, NOTHING),
        ("call_first", TIE._replace(**FRESH), 0.5, CALL),
        ("call_first", TIE._replace(**FRESH | {"spoken": True, "sympathy": 0.34}), 0.5, DROP),
        ("call_first", TIE._replace(**FRESH | {"spoken": True, "sympathy": 0.36}), 0.5, NOTHING),
        ("call_first", TIE._replace(sympathy=0.1), 0.5, NOTHING),  # a relationship is not dropped
        ("call_first", TIE._replace(silent_weeks=6), 0.5, CALL),
        ("call_first", SOMEBODY, 0.5, REQUEST | CONCRETE | OFFER_CALL),
        ("collect_contacts", SOMEBODY._replace(common_ground=0.0), 0.99, REQUEST),
        ("collect_contacts", TIE._replace(**TOLD), 0.0, NOTHING),
        ("group_contributor", occasion(GROUP), 0.99, POST),
        ("group_contributor", occasion(PROFILE), 0.99, GROOM_PROFILE),
        ("group_contributor", SOMEBODY, 0.0, NOTHING),
        ("event_networker", occasion(EVENT), 0.49, ATTEND_EVENT),
        ("event_networker", occasion(EVENT), 0.51, NOTHING),
        ("event_networker", TIE._replace(strength=0.05, silent_weeks=2), 0.5, SHARE_INFO),
        ("event_networker", SOMEBODY, 0.0, NOTHING),
        ("ground_rules", TIE._replace(**FRESH), 0.99, CALL),
        ("ground_rules", TIE._replace(**DORMANT), 0.1, RECONNECT),
        ("ground_rules", occasion(GROUP), 0.2, POST),
        ("ground_rules", occasion(PROFILE), 0.9, GROOM_PROFILE),
        ("ground_rules", TIE, 0.9, SHARE_INFO),
        ("ground_rules", TIE, 0.2, CALL),
        ("ground_rules", SOMEBODY, 0.5, REQUEST | CONCRETE | OFFER_CALL),
        ("portfolio", TIE._replace(**DORMANT), 0.1, RECONNECT),
        ("portfolio", TIE, 0.9, SHARE_INFO),  # 0.5 x 1.4 against 0.3 x 0.6
        ("portfolio", TIE, 0.0, CALL),  # 0.5 x 0.5 against 0.3 x 1.5
        ("portfolio", SOMEBODY, 0.5, REQUEST | CONCRETE),
    ],
)
def test_decisions_follow_the_text(name, tie, u, action):
    assert decide(name, tie, u)[0] == action


@pytest.mark.parametrize(
    "tie, u, action",
    [
        (TIE, 0.019, CALL),  # notes 2 / 40 + 0.5 x 0.3 + 1 x 0.09 = 0.29; of these 0.25 x 0.3 are calls: 0.02175
        (TIE, 0.023, SHARE_INFO),
        (TIE, 0.28, SHARE_INFO),
        (TIE, 0.30, NOTHING),
        (TIE._replace(**DORMANT), 0.09, RECONNECT),  # 4 / 40 = 0.1
        (TIE._replace(**DORMANT), 0.11, NOTHING),
        (SOMEBODY, 0.14, REQUEST),  # (0.2 + 0.1 + 0.2 x 0.3) x 0.5 x (1 - 0.2) = 0.144
        (SOMEBODY, 0.15, NOTHING),
        (SOMEBODY._replace(mutual=0), 0.10, REQUEST),  # (0.2 + 0.2 x 0.3) x 0.5 x 0.8 = 0.104
        (SOMEBODY._replace(mutual=0), 0.11, NOTHING),
        (occasion(GROUP), 0.01, POST),
        (occasion(EVENT), 0.01, ATTEND_EVENT),
        (occasion(PROFILE), 0.01, GROOM_PROFILE),
        (occasion(GROUP), 0.03, NOTHING),
    ],
)
def test_ordinary_people_act_by_the_chances_in_their_parameters(tie, u, action):
    tie = tie._replace(reputation=-0.2) if tie.looked_at == PROSPECT else tie
    rates = dict(notes_to_mere=2.0, p_contact_weak=0.5, p_contact_strong=1.0, call_share=0.25, reconnects=4.0, p_request=0.2,
                 request_mutual=0.1, request_common=0.2, p_occasion=0.02, gives_up=0.0, momentum=0.0)  # fmt: skip
    assert decide("member", tie, u, **rates)[0] & KIND == action


@pytest.mark.parametrize(
    "silence, gap, wished, chance",
    [
        (0, 4.0, {}, 0.2),
        (8, 4.0, {"gives_up": 0.5}, 0.1),  # two usual gaps: half
        (16, 4.0, {"gives_up": 0.5}, 0.04),  # four: a fifth
        (500, 0.0, {"gives_up": 0.5}, 0.2),  # no rhythm known
        (0, 4.0, {"momentum": 0.5}, 0.6),
        (3, 4.0, {"momentum": 0.5}, 0.3),
        (4, 4.0, {"momentum": 0.5, "gives_up": 1.0}, 0.14),
    ],
)
def test_the_wish_to_write_follows_the_last_exchange(silence, gap, wished, chance):
    """0.2 a week otherwise; right below the chance a note is written, right above it is not."""
    tie = TIE._replace(strength=0.0, energy=0.0, silent_weeks=silence, usual_gap=gap)
    for u, action in ((chance - 1e-6, SHARE_INFO), (chance + 1e-6, NOTHING)):
        assert decide("member", tie, u, EGO._replace(in_mind=10), notes_to_mere=2.0, **{"gives_up": 0.0, "momentum": 0.0} | wished)[0] == action


def test_a_tie_that_was_woken_once_is_a_mere_contact():
    tie = TIE._replace(**DORMANT)
    for name in ("member", "reactivate_weak_ties", "ground_rules", "portfolio"):
        assert decide(name, tie, 1e-6)[0] == RECONNECT
        assert decide(name, tie._replace(woken=True), 1e-6)[0] != RECONNECT


@pytest.mark.parametrize("name", ["give_info_first", "reactivate_weak_ties", "call_first", "group_contributor", "event_networker",
                                  "ground_rules", "portfolio"])  # fmt: skip
def test_careful_strategies_offer_to_a_known_need_where_trust_is_enough(name):
    assert decide(name, TIE._replace(**TOLD)) == (PITCH, 2.0)
    assert decide(name, TIE._replace(need_known=True, trust=0.39))[0] != PITCH
    assert decide(name, TIE._replace(need_known=False, trust=0.99))[0] != PITCH


SHARE = some.floats(0, 1)
TIES = some.builds(
    Tie, some.sampled_from([OWN_TIE, PROSPECT, GROUP, EVENT, PROFILE]), SHARE, SHARE, SHARE, SHARE, some.integers(0, 600), SHARE,
    some.integers(0, 9), some.booleans(), some.booleans(), some.booleans(), SHARE, SHARE, some.floats(-1, 1),
)  # fmt: skip
EGOS = some.builds(
    Ego, some.integers(0, 999), some.floats(0, 60), some.floats(1, 500), some.integers(1, 500), some.integers(0, 500), some.booleans(),
    SHARE, some.floats(-1, 1), some.floats(0, 20), some.integers(1, 500), some.floats(0, 15),
)  # fmt: skip


@pytest.mark.parametrize("name", SHELF)
@settings(max_examples=50)
@given(tie=TIES, ego=EGOS, u=SHARE)
def test_every_decision_is_possible_and_every_answer_known(name, tie, ego, u):
    action, priority = decide(name, tie, u, ego)
    assert action == NOTHING or fits(action, tie.looked_at)
    assert np.isfinite(priority) and (priority > 0) == (action != NOTHING)
    assert reply(name, u, 0.4, tie, ego) in (DECLINE, ACCEPT, ACCEPT_AND_CALL)


@settings(max_examples=50)
@given(common=SHARE)
def test_call_first_puts_a_first_call_before_any_request(common):
    _, call = decide("call_first", TIE._replace(**FRESH))
    _, request = decide("call_first", SOMEBODY._replace(common_ground=common))
    assert call > request


@pytest.mark.parametrize(
    "hours, sent", [(0.49, ["request"] * 3), (0.5, ["call"]), (0.63, ["call"]), (0.64, ["call", "request"]), (1.01, ["call"] * 2)]
)
def test_call_first_spends_scarce_hours_on_first_calls(hours, sent):
    """A call costs 0.5 h, a request of eight minutes 0.133 h; two new contacts have not been called yet."""
    ego = np.arange(40)
    ring = np.sort(np.stack(((ego - 1) % 40, (ego + 1) % 40)), axis=0).T.ravel()
    columns = (np.full(80, 0.02, np.float32), np.full(80, 0.02, np.float32), np.zeros(80, np.int32))
    ties = StartingTies(40, np.repeat(ego, 2).astype(np.int32), ring.astype(np.int32), *columns)
    scenario = Scenario(
        people=40, weeks=1, contact_slots=20, market={"hours": 0.0, "p_other_topic": 1.0, "p_community_topic": 1.0},
        strategies={"call_first": {"sellers": 1, "hours": hours}}, ablate=("blur",),
    )  # fmt: skip
    assert run(scenario, 3, network=ties, messages=True).messages["kind"].tolist() == sent


@pytest.mark.parametrize(
    "name, lucky, unlucky",
    [
        *((name, ACCEPT, DECLINE) for name in ("member", "give_info_first", "reactivate_weak_ties", "event_networker", "portfolio")),
        ("idle", DECLINE, DECLINE),
        ("spam_requests", ACCEPT, ACCEPT),
        ("collect_contacts", ACCEPT, ACCEPT),
        ("group_contributor", ACCEPT, ACCEPT),  # there is common ground
        ("call_first", ACCEPT_AND_CALL, ACCEPT_AND_CALL),
        ("ground_rules", ACCEPT_AND_CALL, ACCEPT_AND_CALL),
    ],
)
def test_answers_to_a_request_that_ordinary_people_accept_with_4_in_10(name, lucky, unlucky):
    assert (reply(name, 0.39), reply(name, 0.41)) == (lucky, unlucky)


def test_answers_depend_on_time_and_common_ground_where_the_text_says_so():
    busy, stranger = EGO._replace(hours=0.4), SOMEBODY._replace(common_ground=0.0)
    assert reply("call_first", 0.9, ego=busy) == ACCEPT
    assert reply("ground_rules", 0.9, ego=busy) == DECLINE
    assert reply("ground_rules", 0.9, tie=stranger) == DECLINE
    assert reply("group_contributor", 0.9, tie=stranger) == DECLINE


@pytest.fixture(scope="module")
def history():
    scenario = Scenario(
        people=120, weeks=WEEKS, contact_slots=40, market={"contacts": 30, "close": 6, "near": 10, "community": 40, "circle": 12},
        strategies={name: {"sellers": 4} for name in SELLERS},
    )  # fmt: skip
    return run(scenario, seed=11, messages=True)


QUICKLY_DONE = ("collect_contacts", "spam_requests", "picked_outreach")  # in a market as small as this
CLAIMS = {  # what it surely does, what it may do, notes of its requests
    "idle": (set(), set(), set()),
    "spam_requests": ({"request", "pitch"}, set(), {PITCH_NOTE}),
    "give_info_first": ({"request", "share_info"}, {"pitch"}, {CONCRETE}),
    "reactivate_weak_ties": ({"reconnect", "share_info"}, {"call", "request", "pitch"}, {CONCRETE}),
    "call_first": ({"request", "call"}, {"pitch"}, {CONCRETE | OFFER_CALL}),
    "collect_contacts": ({"request"}, set(), {0}),
    "picked_outreach": ({"request", "pitch"}, set(), {CONCRETE | PICKED}),
    "group_contributor": ({"post", "groom_profile"}, {"share_info", "pitch"}, set()),
    "event_networker": ({"attend_event", "share_info"}, {"pitch"}, set()),
    "ground_rules": ({"request", "call", "share_info", "reconnect", "post", "groom_profile"}, {"pitch"}, {CONCRETE | OFFER_CALL}),
    "portfolio": ({"request", "call", "share_info", "reconnect", "post", "attend_event", "groom_profile"}, {"pitch"}, {CONCRETE}),
}  # fmt: skip


@pytest.mark.parametrize("name", SELLERS)
def test_a_strategy_does_what_it_claims_and_nothing_else(history, name):
    group = history.labels.index(name)
    log = history.messages
    own = history.state.people.group[log["sender"]] == group
    done = set(log["kind"][own].tolist())
    done |= {kind for kind in ("post", "attend_event", "groom_profile") if history.weekly[f"hours_{kind}"][:, group].any()}
    surely, perhaps, notes = CLAIMS[name]
    done -= {"work"} if name != "idle" else set()  # leads come to everybody
    assert surely <= done <= surely | perhaps
    assert set(log["note"][own & (log["kind"] == "request")].tolist()) <= notes


@pytest.mark.parametrize("name", SELLERS)
def test_nobody_spends_more_hours_than_a_week_has(history, name):
    """Hours spent, less what is still owed to calls and events, are at most the hours of all weeks."""
    people = history.state.people
    who = people.group == history.labels.index(name)
    assert who.sum() == 4
    assert (people.spent[who] - people.debt[who] <= people.hours[who] * WEEKS + 1e-4).all()


@pytest.mark.parametrize("name", sorted(set(SELLERS) - {"idle", "event_networker", *QUICKLY_DONE}))
def test_busy_strategies_use_most_of_their_hours(history, name):
    people = history.state.people
    who = people.group == history.labels.index(name)
    assert people.spent[who].mean() > 0.4 * 5.0 * WEEKS


def test_the_market_keeps_within_its_hours_too(history):
    people = history.state.people
    market = people.group == 0
    assert (people.spent[market] - people.debt[market] <= people.hours[market] * WEEKS + 1e-4).all()


def test_a_group_acts_like_another_from_the_week_of_its_switch():
    switch = {"spam_requests": {"sellers": 5, "switch": {"week": 4, "to": "group_contributor"}}, "group_contributor": {"sellers": 0}}
    scenario = Scenario(people=80, weeks=8, contact_slots=40, market={"contacts": 30, "close": 6, "near": 10}, strategies=switch)
    weekly = run(scenario, seed=1).weekly
    requests, posts = weekly["requests_sent"][:, 1], weekly["hours_post"][:, 1]
    assert (requests[:4] > 0).all() and (posts[:4] == 0).all()
    assert (requests[4:] == 0).all() and (posts[4:] > 0).all()


@pytest.mark.parametrize("effort, letters", [(2, 30), (6, 10), (15, 4), (7, 8), (61 / 60, 59)])
def test_effort_trades_numbers_against_quality(effort, letters):
    """One hour holds 60 / effort requests, each of quality effort / (effort + 5)."""
    scenario = Scenario(
        people=400, weeks=1, market={"hours": 0.0, "contacts": 0, "close": 0, "near": 0},
        strategies={"spam_requests": {"sellers": 1, "hours": 1.0, "parameters": {"effort_minutes": effort}}},
    )  # fmt: skip
    log = run(scenario, seed=4, messages=True).messages
    assert len(log["kind"]) == letters and set(log["kind"]) == {"request"}
    assert log["quality"] == pytest.approx(effort / (effort + 5))


