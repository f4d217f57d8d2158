"""Every file that is named must be an ordinary file of bearable size; nothing that is none hangs or fills the memory."""

import os
import sys

import pytest

from experiments import cli
from experiments.errors import UserError
from experiments.files import read_file


@pytest.fixture
def strange(tmp_path):
    """Paths by name that are no ordinary files."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "big").write_bytes(b"0" * 2_000_000)
    (tmp_path / "file").write_text("x")
    (tmp_path / "closed").write_text("x")
    names = ["fifo", "loop", "big", "file/in", "none", "n" * 5000, "a\0b"]
    return {name[:6]: str(tmp_path / name) for name in names} | {"folder": str(tmp_path), "zero": "/dev/zero", "memory": "/proc/self/mem",
                                                                "tty": "/dev/tty", "log": "/proc/kmsg"}  # fmt: skip


STRANGE = ["fifo", "loop", "big", "file/i", "none", "nnnnnn", "a\0b", "folder", "zero", "memory", "tty"]


@pytest.mark.parametrize("name", STRANGE)
def test_strange_paths_are_refused_at_once(name, strange):
    with pytest.raises(UserError) as error:
        read_file(strange[name])
    assert "\n" not in str(error.value) and len(str(error.value)) < 400


WAYS = {
    "network": "question: Which?\nnetwork: {file: '%s'}\nstrategies: [call_first]\n",
    "points": "question: Which?\nstrategies: [call_first]\ndesign: {kind: list, file: '%s'}\n",
    "strategy": "question: Which?\nstrategy_files: ['%s']\nstrategies: [call_first]\n",
    "extends": "extends: '%s'\n",
    "config": None,
    "log": None,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["fifo", "loop", "file/i", "nnnnnn", "folder", "zero", "memory", "log"])
def test_commands_refuse_strange_paths_in_one_sentence(way, name, strange, tmp_path, monkeypatch, capsys):
    path = strange[name]
    if WAYS[way]:
        (tmp_path / "c.yaml").write_text(WAYS[way] % path)
        path = str(tmp_path / "c.yaml")
    monkeypatch.setattr(sys, "argv", ["vitaminb", "evidence" if way == "log" else "check", path])
    with pytest.raises(SystemExit) as leave:
        cli.main()
    said = capsys.readouterr().err.strip()
    assert leave.value.code == 2 and "\n" not in said and "Traceback" not in said and "nobody foresaw" not in said


def test_what_nobody_foresaw_is_one_sentence_with_the_place_of_a_log(monkeypatch, capsys, tmp_path):
    def broken(*_, **__):
        raise KeyError("some\n\x1b[2Jkey")

    monkeypatch.setattr(cli, "app", broken)
    monkeypatch.setattr(sys, "argv", ["vitaminb", "check", "x.yaml"])
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", None)
    with pytest.raises(SystemExit) as leave:
        cli.main()
    said = capsys.readouterr().err
    (log,) = tmp_path.glob("vitaminb-*.log")
    assert leave.value.code == 2 and said.count("\n") == 1 and "\x1b" not in said and str(log) in said
    assert "Traceback" in log.read_text() and "KeyError" in log.read_text()
