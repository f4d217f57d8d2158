"""What tests do on the page, in a trainer's words."""

import json
import shutil
import time
from pathlib import Path

import pytest

SCREENS = ("hook", "bet", "year", "seller", "capacity", "market", "play", "debrief", "sandbox")
VOTES = (5, 3, 2, 4)
PATIENCE = 60  # s, long enough for a machine with other work


def start_chromium():
    """Headless Chromium by its own driver; nothing is downloaded."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium (pip install 'vitaminb[test]')")
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("needs chromium and chromedriver on the path (Debian: apt install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "lang=en-US", "force-device-scale-factor=1"):
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))


class Room:
    """The page in a browser."""

    def __init__(self, driver, file: Path):
        self.driver, self.file = driver, file

    def open(self, fresh: bool = False) -> None:
        """Open the file as a double click does; fresh: with nothing kept, in English, at 1280 x 800."""
        self.size(1280, 800)
        self.motion("no-preference")
        if fresh and self.driver.current_url.startswith("file:"):
            self.script("localStorage.clear()")  # all files share it
        self.driver.get(self.file.as_uri())
        if fresh:
            self.speak("en")
            self.errors(), self.asked()

    def size(self, width: int, height: int) -> None:
        """The size of the window's inside."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def settle(self) -> None:
        """Wait until figures are drawn in their new size."""
        self.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(arguments[0])))")

    def motion(self, wish: str) -> None:
        """Whether things may move: 'reduce' or 'no-preference'."""
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": wish}]})

    def script(self, text: str, *arguments):
        """What a script returns."""
        return self.driver.execute_script(text, *arguments)

    def find(self, css: str):
        """All elements of a selector."""
        return self.driver.find_elements("css selector", css)

    def text(self, css: str = "main") -> str:
        """The text of the first element as it is laid out."""
        return self.script("return document.querySelector(arguments[0]).innerText", css)

    def click(self, css: str, place: int = 0) -> None:
        """Press something, in the middle of the window."""
        element = self.find(css)[place]
        self.script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def keys(self, css: str, *keys: str) -> None:
        """Type into an element."""
        self.find(css)[0].send_keys(*keys)

    def speak(self, language: str) -> None:
        """Change the language."""
        self.click(f"[data-language={language}]")

    def go(self, screen: str) -> None:
        """Turn to a screen; the sandbox lies behind the debrief."""
        place = SCREENS.index(screen)
        self.click("header nav button", min(place, 7))
        if place == 8:
            self.click("#next")

    def until(self, true, why: str):
        """Wait for something to become true; returns it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            value = true()
            if value:
                return value
            time.sleep(0.05)
        raise AssertionError(f"{why}: not within {PATIENCE} s\n{self.text()}")

    def vote(self, votes=VOTES) -> None:
        """Type votes in and lock them."""
        for field, n in zip(self.find("main input[type=number]"), votes, strict=True):
            field.clear()
            field.send_keys(str(n))
        self.click(".bet .main")

    def slide(self, css: str, value: int, place: int = 0) -> None:
        """Put a slider somewhere at once."""
        moved = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))"
        self.script(moved, self.find(css)[place], value)

    def table(self) -> list[list[str]]:
        """The cells of the figure's table, opened if need be."""
        self.script("document.querySelector('details.as-table').open = true")
        self.until(lambda: self.find(".as-table table"), "the table of the figure")
        return self.script(
            "return Array.from(document.querySelectorAll('.as-table tbody tr'), row => Array.from(row.cells, cell => cell.textContent))"
        )

    def errors(self) -> list[str]:
        """What the browser complained about since the last time."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def asked(self) -> list[str]:
        """Addresses that the page asked for since the last time."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
