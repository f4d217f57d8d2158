"""Responses that need every message, by counting by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from experiments.responses.traces import hours_of, keys, share_best, share_top_decile
from sim.actions import TALKED


def test_hours_of_each_kind():
    mail = {"kind": np.array(["request", "call", "call", "pitch"]), "reply": np.array([0, TALKED, 0, 0])}
    assert hours_of(mail, 6.0, 19.8).tolist() == pytest.approx([0.1, 0.5, 0.1, 0.33])


def test_pairs_are_ordered():
    assert keys(np.array([1]), np.array([2]))[0] != keys(np.array([2]), np.array([1]))[0]


def test_share_that_reaches_the_best_ties():
    network = SimpleNamespace(ego=np.zeros(20, int), alter=np.arange(1, 21), ties={"strength": np.linspace(1, 0, 20)})
    mail = {"week": np.array([0, 30, 30, 30]), "kind": np.array(["call", "call", "call", "request"]), "sender": np.zeros(4, int),
            "receiver": np.array([20, 1, 20, 1])}  # fmt: skip
    assert share_best(mail, np.array([9.0, 3.0, 1.0, 9.0]), 26, network, np.array([0])) == pytest.approx(0.75)


def test_share_of_deals_over_the_strongest_tenth():
    network = SimpleNamespace(alter=np.zeros(100, int), ties={"strength": np.linspace(0, 0.99, 100)})
    done = SimpleNamespace(deals={"strength": np.array([0.95, 0.5, 0.1, 0.97]), "group": np.array([1, 1, 1, 2])})
    assert share_top_decile(done, 1, network, np.array([0])) == pytest.approx(1 / 3)
    assert np.isnan(share_top_decile(done, 3, network, np.array([0])))
