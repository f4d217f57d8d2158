"""How the page looks and holds: sizes, print, accessibility, hostile names."""

import base64
import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from room import SCREENS, Room

from classroom.build import page_of

SIZES = ((1024, 768), (1280, 800), (1920, 1080), (390, 844))
OUTSIDE = """
const width = document.documentElement.clientWidth, bad = [];
const name = (e) => `${e.tagName} ${e.className.baseVal ?? e.className} ${e.textContent.slice(0, 40)}`;
if (document.documentElement.scrollWidth > width) bad.push("sideways scroll");
for (const e of document.querySelectorAll("#page *")) {
  const r = e.getBoundingClientRect();
  if (e.closest(".scrolling, [hidden]") || !r.width) continue;
  if (r.left < -1 || r.right > width + 1) bad.push(`outside: ${name(e)}`);
  const hides = !(e instanceof SVGElement) && getComputedStyle(e).display !== "inline" && e.clientWidth > 0;
  if (hides && e.scrollWidth > e.clientWidth + 1 && e.tagName !== "SELECT") bad.push(`clipped: ${name(e)}`);
  if (e.tagName !== "text") continue;
  const box = e.ownerSVGElement.getBoundingClientRect();
  if (r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 2 || r.bottom > box.bottom + 2) bad.push(`cut off: ${name(e)}`);
}
return bad;
"""
WORDS = "return [...document.querySelectorAll('.words > h1, .words p')].map(e => e.innerText).join(' ')"
SMUGGLE = """
const script = document.createElement("script"), box = document.createElement("div");
script.textContent = "window.stolen = 1";
box.innerHTML = "<img src=x onerror='window.stolen = 1'>";
document.body.append(script, box);
"""
GRAVE = ("moderate", "serious", "critical")
HOSTILE = ("<img src=x onerror='stolen=1'>", "${stolen=1}", "</script><script>stolen=1</script>", "__proto__")


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_clipped_and_nothing_scrolls_sideways(room, language):
    room.motion("reduce")
    room.speak(language)
    room.go("bet")
    room.vote()
    for screen in SCREENS:
        room.go(screen)
        if screen != "sandbox":
            assert len(room.script(WORDS).split()) <= 70, screen
        fits(room, screen)


def test_nothing_is_clipped_in_the_midst_of_things(room):
    room.speak("de")
    room.go("bet")
    room.vote()
    room.go("year")
    room.until(lambda: (room.slide(".controls input", 14), room.find(".story .bet"))[1], "the second bet")
    fits(room, "second bet")
    room.vote((12, 3, 4, 5))
    room.until(lambda: (room.slide(".controls input", 28), room.find(".story .loud, .story .main"))[1], "the end of the year")
    room.click(".story .main")
    fits(room, "bands")
    room.go("play")
    for quarter in range(2):
        room.until(lambda: room.find(".story .main:not(:disabled)"), "the next quarter")
        room.click(".story .main")
        room.until(lambda q=quarter: len(room.table()) == 7 * (q + 1) and room.find(".beside"), "the quarter")
        fits(room, f"quarter {quarter + 1}")
    room.go("capacity")
    fits(room, "guess")
    room.go("debrief")
    for place in range(5):
        room.click("[role=tab]", place)
        fits(room, f"tab {place}")


def fits(room, where) -> None:
    """Nothing is cut off or outside in any size."""
    for size in SIZES:
        room.size(*size)
        room.settle()
        assert room.script(OUTSIDE) == [], (where, size)
    room.size(*SIZES[1])


def test_axe_finds_nothing_above_minor(room):
    package = find_spec("axe_core_python")
    if package is None:
        pytest.skip("needs axe-core-python (pip install 'vitaminb[test]')")
    room.motion("reduce")
    room.script((Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8"))
    for screen in SCREENS:
        room.go(screen)
        found = room.driver.execute_async_script("axe.run().then(arguments[0])")["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found if v["impact"] in GRAVE] == [], screen


@pytest.mark.parametrize("played", [False, True], ids=["empty", "full"])
def test_the_handout_is_one_or_two_pages_of_a4(room, played):
    room.speak("de")
    if played:
        room.go("bet")
        room.vote()
        room.go("play")
        for quarter in range(4):
            room.until(lambda: room.find(".story .main:not(:disabled)"), "the next quarter")
            room.click(".story .main")
            room.until(lambda q=quarter: len(room.table()) == 7 * (q + 1), "the quarter")
    room.go("debrief")
    printed = room.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})["data"]
    pages = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", base64.b64decode(printed))
    assert 1 <= len(pages) <= 2
    assert {(round(float(w)), round(float(h))) for w, h in pages} <= {(595, 842), (596, 842), (595, 841)}
    handout = room.script("return document.getElementById('handout').textContent").replace("\xa0", " ")
    assert "§ 7 UWG" in handout and "Montag" in handout and ("5 von 14" in handout) == played


def test_names_stay_text_and_no_foreign_script_runs(chromium, page, tmp_path):
    pack = json.loads(re.search(r'id="pack">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)[1])
    for k, name in enumerate(HOSTILE):
        pack["groups"][k]["label"] = pack["plan"]["groups"][k + 1]["label"] = name
    pack["title"] = HOSTILE[2]
    (tmp_path / "hostile.html").write_text(page_of(pack), encoding="utf-8")
    room = Room(chromium, tmp_path / "hostile.html")
    room.open(fresh=True)
    for screen in SCREENS:
        room.go(screen)
    room.go("bet")
    assert all(" ".join(name.replace("_", " ").split()) in room.text() for name in HOSTILE)
    assert room.script("return document.images.length") == 0 and room.errors() == []
    room.script(SMUGGLE)
    room.until(lambda: "Content Security Policy" in " ".join(room.errors()), "a complaint of the policy")
    assert room.script("return window.stolen") is None


def test_the_page_looks_the_same_thing_up_in_grey(room):
    """Every strategy has a dash and a marker of its own, beside its colour."""
    room.go("bet")
    looks = room.script("return Array.from(document.querySelectorAll('.sample'), s => [s.querySelector('line').getAttribute('stroke-dasharray'),"
                        " s.querySelector('path').getAttribute('d')])")  # fmt: skip
    assert len({dash for dash, _ in looks}) == len({marker for _, marker in looks}) == 4
