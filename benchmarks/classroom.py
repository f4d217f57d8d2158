"""How fast the classroom page is in a headless Chromium: `python -m benchmarks.classroom classroom.html`.

Prints the file's size, the first picture after opening it, a year of the model, a slider's way to a new chart, and frames a
second while the year plays. Times are those of this machine and of what else it does.
"""

import argparse
import shutil
import statistics
import time
from pathlib import Path

FIRST_PICTURE = "return performance.getEntriesByName('first-contentful-paint')[0].startTime"
YEAR = """
const pack = JSON.parse(document.getElementById("pack").textContent), from = performance.now();
const run = VitaminB.startRun(pack.plan, arguments[0]);
while (run.week < pack.weeks) run.step();
return performance.now() - from;
"""
SLIDER = """
const [slider, done] = [document.querySelector(".lever input"), arguments[0]], from = performance.now();
slider.value = slider.value === "0" ? slider.max : "0";
slider.dispatchEvent(new Event("input", {bubbles: true}));
requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
"""
FRAMES = """
const done = arguments[0], from = performance.now();
let frames = 0;
const count = () => (performance.now() - from < 3000 ? (frames++, requestAnimationFrame(count)) : done(frames / 3));
requestAnimationFrame(count);
"""


def start():
    """A headless Chromium of the size of a small projector."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "window-size=1280,900", "lang=en-US"):
        options.add_argument(f"--{argument}")
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


def first_pictures(driver, page: Path, times: int = 5) -> list[float]:
    """Milliseconds from opening the file to the first picture."""
    found = []
    for _ in range(times):
        driver.get(page.resolve().as_uri())
        time.sleep(0.7)
        found.append(driver.execute_script(FIRST_PICTURE))
    return found


def turn_to(driver, screen: int) -> None:
    """Turn to a screen and let it settle."""
    driver.find_elements("css selector", "header nav button")[screen - 1].click()
    time.sleep(1.5)


def play(driver) -> float:
    """Frames a second while the year plays."""
    turn_to(driver, 2)
    driver.find_element("css selector", "main input[type=number]").send_keys("9")
    driver.find_element("css selector", ".bet .main").click()
    turn_to(driver, 3)
    driver.find_element("css selector", ".play").click()
    return driver.execute_async_script(FRAMES)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", type=Path)
    page, driver = parser.parse_args().page, start()
    try:
        pictures = first_pictures(driver, page)
        years = [driver.execute_script(YEAR, seed) for seed in range(5)]
        turn_to(driver, 5)
        sliders = [driver.execute_async_script(SLIDER) for _ in range(10)]
        frames = play(driver)
    finally:
        driver.quit()
    print(f"file                {page.stat().st_size / 1e6:8.2f} MB")
    for name, values in (("first picture", pictures), ("a year of the model", years), ("slider to chart", sliders)):
        print(f"{name:20}{statistics.median(values):8.0f} ms, at worst {max(values):.0f} ms")
    print(f"frames a second     {frames:8.0f} while the year plays")


if __name__ == "__main__":
    main()
