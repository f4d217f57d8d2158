"""Nothing leaves the machine: a whole experiment, its report and its check open no connection."""

import socket
import sys

import pytest
from test_pipeline import TINY

from experiments import cli


def test_no_connection_is_opened(tmp_path, monkeypatch):
    def refuse(self, address, *_):
        if self.family != socket.AF_UNIX:  # by which processes of this machine speak with each other
            pytest.fail(f"a connection to {address}")
        return connect(self, address)

    connect = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("a name is looked up"))
    (tmp_path / "tiny.yaml").write_text(TINY.replace("replications: 4", "replications: 2"))
    for command in (["check"], ["run", "--out", str(tmp_path / "out"), "--workers", "1"]):
        monkeypatch.setattr(sys, "argv", ["vitaminb", command[0], str(tmp_path / "tiny.yaml"), *command[1:]])
        try:
            cli.main()
        except SystemExit as leave:
            assert leave.code in (0, None)
    assert list((tmp_path / "out").rglob("report.html"))
