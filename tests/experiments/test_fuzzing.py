"""Fuzzing of configs, tables and logs: whatever comes in, one sentence or a result, never anything else.

The number of mutated configs is $VITAMINB_FUZZ (2,000 by default).
"""

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from experiments import config
from experiments.config import strategy_files
from experiments.config.yaml_tree import Trouble, read_tree
from experiments.errors import UserError
from experiments.networks.read import read_network
from experiments.results.described import read_provenance, read_status
from experiments.results.kept import Kept

pytestmark = pytest.mark.long
ROOT = Path(__file__).resolve().parents[2]
SHIPPED = [path for path in sorted((ROOT / "configs").rglob("*.yaml")) if "own" not in path.name]
SIGNS = [
    "\t", "\x1b[2J", "\0", "\u00a0", "\ud800", "-1", "1e309", ".nan", ".inf", "true", "null", "[]", "{}", "&a", "*a", "<<: ", "!!set ", "'", '"',
    ":", ": ", "- ", "#", "|", ">", "%", "@", "`", "\u202e", "=cmd|' /C calc'!A0", "99999999999999999999", "/dev/zero", "~", "[" * 300,
]  # fmt: skip
MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def mutated(text: str, luck: random.Random) -> str:
    """A text with one to four random changes."""
    for _ in range(luck.randint(1, 4)):
        lines, at = text.split("\n"), luck.randrange(len(text) + 1)
        kind = luck.randrange(7)
        if kind == 0:
            text = text[:at] + luck.choice(SIGNS) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + luck.randint(1, 20) :]
        elif kind == 2:
            lines.insert(luck.randrange(len(lines) + 1), luck.choice(lines))
        elif kind == 3:
            lines.pop(luck.randrange(len(lines)))
        elif kind == 4:
            n = luck.randrange(len(lines))
            lines[n] = lines[n].partition(":")[0] + ": " + luck.choice(SIGNS)
        elif kind == 5:
            n = luck.randrange(len(lines))
            lines[n] = " " * luck.randint(0, 6) + lines[n].lstrip()
        else:
            text = text[:at] + chr(luck.randrange(0x110000)) + text[at + 1 :]
        if kind in (2, 3, 4, 5):
            text = "\n".join(lines)
    return text


def outcome(folder: Path, text: str) -> str:
    """'' if a config is taken, else what is said; anything but UserError is raised."""
    (folder / "fuzz.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        config.check_points(config.load(folder / "fuzz.yaml"), most=3)
    except UserError as error:
        return str(error)
    return ""


def test_mutated_configs_are_taken_or_refused_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(strategy_files, "apart", lambda *_: True)  # what is fuzzed here is the config
    texts, refused = [path.read_text() for path in SHIPPED], 0
    count = int(os.environ.get("VITAMINB_FUZZ", 2000))
    for seed in range(count):
        luck = random.Random(seed)
        text = mutated(luck.choice(texts), luck)
        try:
            said = outcome(tmp_path, text)
        except Exception as error:
            pytest.fail(f"seed {seed}: {type(error).__name__}: {error}\n{text}")
        refused += bool(said)
        assert "nobody foresaw" not in said and "\x1b" not in said, f"seed {seed}: {said}"
    assert 0.3 * count < refused < count


@MANY
@given(st.text(alphabet=st.sampled_from("ab:-[]{},&*!|>'\"%@`#?\n\t 01.~<"), max_size=60))
def test_any_text_is_yaml_or_trouble(text):
    try:
        read_tree(text)
    except Trouble as error:
        assert error.line >= 1 and error.said and "\n" not in error.said


@MANY
@given(st.binary(max_size=300), st.sampled_from(["auto", "messages", "edges", "contacts", "graphml", "json", "vcard"]))
def test_any_bytes_are_a_network_or_one_sentence(tmp_path_factory, content, form):
    path = tmp_path_factory.getbasetemp() / "fuzz.net"
    path.write_bytes(content)
    try:
        read_network(path, format=form)
    except UserError as error:
        assert "fuzz.net" in str(error)


@MANY
@given(st.binary(max_size=400) | st.text(alphabet='{}[]":,0123456789abcdeplnokfi', max_size=80).map(str.encode))
def test_any_bytes_are_a_provenance_or_one_sentence(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "provenance.json"
    path.write_bytes(content)
    for read in (read_provenance, read_status):
        try:
            read(path)
        except UserError as error:
            assert "provenance.json" in str(error)


@MANY
@given(st.data())
def test_no_change_of_a_finished_run_goes_unnoticed(tmp_path_factory, data):
    folder = tmp_path_factory.getbasetemp() / "parts"
    folder.mkdir(exist_ok=True)
    kept = Kept(folder, folder.parent / "aside", "experiment")
    kept.keep((0, 0), data.draw(st.binary(min_size=1, max_size=200)))
    whole = kept.run((0, 0)).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    changed = data.draw(st.sampled_from([whole[:at], flipped, whole + b"x", whole[at:] + whole[:at]]))
    kept.run((0, 0)).write_bytes(changed)
    assert bool(kept.fault((0, 0), "ok")) == (changed != whole)
