"""One HTML file out of the page's texts, styles and scripts, the model, and a pack. No tool beyond Python is needed."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from pathlib import Path

PAGE = Path(__file__).parent / "page"
LANGUAGES = ("de", "en")
STYLES = ("base", "parts", "screens", "print")
SCRIPTS = (
    "text", "dom", "scales", "pack", "store", "session", "table", "lines", "strips", "live", "tally", "clock", "controls", "network",
    "seller", "orbit", "game", "votes", "levers", "tabs", "screens/hook", "screens/bet", "screens/year", "screens/seller",
    "screens/capacity", "screens/market", "screens/play", "screens/debrief", "screens/sandbox", "handout", "notes", "main",
)  # fmt: skip
MOST_BYTES = 3_000_000


def page_of(pack: dict) -> str:
    """The whole page as one text: it asks the network for nothing and runs no script but its own."""
    from .engine import javascript

    style, script = styles(), scripts()
    model = javascript()
    places = {
        "CSP": policy([model, script], [style]),
        "STYLE": style,
        "TEXTS": as_data(texts()),
        "PACK": as_data(pack),
        "MODEL": as_script(model),
        "SCRIPT": as_script(script),
        "NOSCRIPT": " ".join(html.escape(words["page"]["noscript"]) for words in texts().values()),
    }
    page = read("index.html")
    for name, content in places.items():
        head, tail = page.split(f"%{name}%")
        page = head + content + tail
    return page


def read(name: str) -> str:
    """One of the page's files."""
    return (PAGE / name).read_text(encoding="utf-8")


def texts() -> dict:
    """All visible words: language -> screen -> key -> text."""
    return {language: json.loads(read(f"texts/{language}.json")) for language in LANGUAGES}


def styles() -> str:
    """All style sheets, joined in their order."""
    return "\n".join(read(f"style/{name}.css") for name in STYLES)


def scripts() -> str:
    """All scripts of the page, joined in their order, in one scope of their own."""
    parts = "\n".join(read(f"script/{name}.js") for name in SCRIPTS)
    return f"(() => {{\n'use strict';\n{parts}\n}})();"


def as_script(text: str) -> str:
    """A script as it may stand within its tags."""
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError("a script of the page would end its own element")
    return text


def as_data(value) -> str:
    """Plain data as JSON that no name in it can turn into markup."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def policy(scripts: list[str], styles: list[str]) -> str:
    """A content security policy that allows exactly these scripts and styles, and nothing else."""
    return (
        f"default-src 'none'; script-src {' '.join(map(source_hash, scripts))}; style-src {' '.join(map(source_hash, styles))}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def source_hash(text: str) -> str:
    """How a policy names a script or style: by its SHA-256."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
