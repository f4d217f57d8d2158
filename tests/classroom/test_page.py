"""The page in a real browser: what a room does with it."""

import re

import pytest
from room import SCREENS

RIGHT, LEFT, PAGE_DOWN, PAGE_UP, ESCAPE = "\ue014", "\ue012", "\ue00f", "\ue00e", "\ue00c"


@pytest.mark.parametrize("language", ["de", "en"])
def test_all_screens_open_from_a_file_without_network_and_without_complaint(room, language):
    room.driver.refresh()
    room.speak(language)
    headings = set()
    for screen in SCREENS:
        room.go(screen)
        headings.add(room.text("h1"))
        assert room.text("h1").strip() and room.script("return document.documentElement.lang") == language
    assert len(headings) == len(SCREENS)
    assert room.errors() == []
    assert [url for url in room.asked() if not url.startswith(("data:", room.file.as_uri()))] == []


def test_a_bet_is_locked_and_survives_reload_and_language(room):
    room.go("bet")
    room.vote()
    assert "5 of 14 votes" in room.text() and not room.find("main input")
    room.speak("de")
    assert "mit 5 von 14 Stimmen" in room.text()
    room.driver.refresh()
    assert "mit 5 von 14 Stimmen" in room.text()
    room.go("debrief")
    assert "mit 5 von 14 Stimmen" in room.text()


def test_one_vote_is_not_one_votes(room):
    room.go("bet")
    room.vote((0, 0, 1, 0))
    assert "“Wake old contacts” with 1 of 1 vote." in room.text()
    room.speak("de")
    assert "Team „Alte Kontakte wecken“ mit 1 von 1 Stimme." in room.text()


def test_the_page_works_where_nothing_can_be_kept(room):
    room.driver.execute_cdp_cmd("Page.enable", {})
    hidden = room.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {
        "source": "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no storage here'); }})"})  # fmt: skip
    room.driver.refresh()
    room.go("bet")
    room.vote()
    room.go("hook")
    room.go("bet")
    assert "5 of 14" in room.text()
    assert room.errors() == []
    room.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": hidden["identifier"]})
    room.driver.refresh()


def test_before_the_bet_the_year_asks_for_it(room):
    room.go("year")
    assert "Bet first" in room.text()
    room.click(".story .main")
    assert room.find("main input[type=number]")


def test_the_year_plays_stops_for_a_second_bet_and_goes_on(room):
    room.go("bet")
    room.vote()
    room.go("year")
    room.click(".play")
    room.until(lambda: room.find(".story .bet"), "the second bet")
    stopped = int(room.find(".controls input")[0].get_attribute("value"))
    assert 10 <= stopped <= 14 and room.text(".controls .play") == "Play"
    assert len(room.table()) == stopped
    room.slide(".controls input", 28)
    assert len(room.table()) == stopped  # nobody sees the end before the second bet
    room.vote((1, 9, 1, 1))
    room.until(lambda: len(room.table()) > stopped, "weeks after the second bet")
    room.until(lambda: (room.slide(".controls input", 28), room.text(".controls output") == "Week 28 of 28")[1], "the end of the year")
    said = room.text(".story")
    assert "5 of 14" in said and "9 of 12" in said
    room.click(".story .main")
    assert "of 6 years" in room.text(".story")


def test_the_year_can_be_scrubbed_paused_and_started_over(room):
    room.go("bet")
    room.vote()
    room.go("year")
    room.until(lambda: room.find(".play") and len(room.table()) == 0, "an empty year")
    room.until(lambda: (room.slide(".controls input", 6), len(room.table()) == 6)[1], "week 6")
    room.keys(".controls input", LEFT)
    assert len(room.table()) == 5
    room.click(".play")
    room.until(lambda: len(room.table()) > 6, "weeks that pass")
    room.click(".play")
    assert room.text(".play") == "Play"
    room.click(".controls button", 1)
    assert len(room.table()) == 0


def test_the_year_plays_whatever_time_stamps_the_browser_gives(room):
    """A first frame has been seen to bear a stamp from long before, or after, the next."""
    lying = ("const real = requestAnimationFrame.bind(window); let n = 0;"
             "window.requestAnimationFrame = (f) => real(() => f(n++ % 2 ? -1e9 : 1e9));")  # fmt: skip
    added = room.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": lying})
    room.driver.refresh()
    room.go("bet")
    room.vote()
    room.go("year")
    room.click(".play")
    room.until(lambda: len(room.table()) in range(2, 9), "weeks that pass one by one")
    assert room.text(".play") == "Pause"
    room.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": added["identifier"]})


def test_one_seller_lives_under_each_strategy(room):
    room.go("seller")
    assert len(room.find("button.orbit")) == 4
    room.until(lambda: (room.slide(".controls input", 28), room.text(".controls output") == "Week 28 of 28")[1], "all weeks")
    assert "of the 20 other sellers" in room.text()
    room.click("button.orbit", 2)
    assert "Wake old contacts: Week 28" in room.text().replace("\n", " ")
    room.click(".controls button", 2)
    room.until(lambda: len(room.table()) > 0, "another person's weeks")
    assert room.errors() == []


def test_every_lever_moves_by_keyboard(room):
    room.go("capacity")
    assert room.find(".lever input:disabled")
    room.keys(".guesses button", "\ue007")
    before = room.text(".lever output")
    room.keys(".lever input", RIGHT)
    assert room.text(".lever output") != before
    room.go("market")
    for place, lever in enumerate(room.find(".levers .lever")):
        field, said = lever.find_element("css selector", "input"), lever.find_element("css selector", "output")
        before = said.text
        field.send_keys(LEFT if field.get_attribute("value") == field.get_attribute("max") else RIGHT)
        assert said.text != before, place
    assert len(room.find(".lever.moved")) == len(room.find(".levers .lever"))
    room.until(lambda: "of 5 years" in room.text(".words") or "In 5 years" in room.text(".words"), "five years of a market of one's own")
    room.click(".words .row button")
    assert not room.find(".lever.moved") and "of 6 years" in room.text(".words")


def test_single_years_come_before_the_band(room):
    room.go("capacity")
    room.click(".guesses button", 1)
    assert "about twice as many" in room.text()
    room.go("hook"), room.go("capacity")
    assert "single year" in room.text() and not room.find("rect")
    room.until(lambda: room.find("rect"), "the band")
    room.motion("reduce")
    room.slide(".lever input", 0)
    assert room.find("rect")  # at once, where things are to keep still


def test_the_puzzle_tells_the_truth_about_its_solution(room):
    room.go("market")
    room.click(".words .plain")
    room.until(lambda: "of 5 years" in room.text(".words") or "In 5 years" in room.text(".words"), "five years")
    said, moved = room.text(".words"), len(room.find(".lever.moved"))
    assert moved == 1 or re.search(r"none of the \d+ recorded markets", said)
    won = {row[0]: int(row[2]) for row in room.table()}
    others = max(years for team, years in won.items() if team != "Mass requests")
    solved = won["Mass requests"] > others if "“Mass requests” leads more often" in said else others > won["Mass requests"]
    assert ("Found" in said) == solved


def test_keys_turn_screens_and_open_notes_and_a_black_screen(room):
    body = room.find("body")[0]
    body.send_keys(PAGE_DOWN)
    assert room.text(".kicker").startswith("2")
    body.send_keys(PAGE_UP)
    assert room.text(".kicker").startswith("1")
    body.send_keys("n")
    assert "5 minutes" in room.text("#notes")
    room.find("#notes")[0].send_keys(ESCAPE)
    assert not room.find("#notes:not([hidden])")
    body.send_keys("b")
    assert room.find("#blank")
    room.keys("#blank", ESCAPE)
    assert not room.find("#blank")
    room.go("bet")
    room.keys("main input", "b")
    assert not room.find("#blank")  # typing is no command


def test_a_fresh_start_forgets_the_last_room(room):
    room.go("bet")
    room.vote()
    room.find("body")[0].send_keys("n")
    room.click("#notes .plain")
    assert "5 of 14" in room.text()
    room.click("#notes .plain")
    room.until(lambda: room.find(".hook"), "the first screen")
    room.go("bet")
    assert room.find("main input[type=number]")


def test_tabs_turn_by_arrow_keys(room):
    room.go("debrief")
    room.keys("[role=tab][aria-selected=true]", RIGHT)
    assert room.text("[role=tab][aria-selected=true]") == "Questions" and len(room.find(".points li")) == 3


def test_the_sandbox_changes_everything(room):
    room.go("sandbox")
    room.until(lambda: "Middle of 5 years" in room.text(), "five years")
    options = room.script("return Array.from(document.querySelectorAll('select option'), o => o.value)")
    assert options[0] == "market" and "group 0" in options and "rules trade" in options
    for option in options:
        room.script("const s = document.querySelector('select'); s.value = arguments[0]; s.dispatchEvent(new Event('change'))", option)
        assert room.find(".levers .lever"), option
        room.slide(".levers input", 0)
    room.until(lambda: "Middle of 5 years" in room.text(), "five years with everything changed")
    assert room.errors() == []
