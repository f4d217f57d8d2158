"""The real network that an experiment starts from, as it was read."""

from __future__ import annotations

from pathlib import Path

from .records import Experiment


def network_file(experiment: Experiment):
    """The network file of an experiment as it was read; its ties fade as the experiment's own rules say."""
    from sim.contacts import ContactRule

    from ..networks.read import read_network

    source, scenario = experiment.network, experiment.scenario
    return read_network(
        Path(source.file),
        format=source.format,
        hash_names=source.hash_names,
        me=source.me,
        slots=scenario.contact_slots,
        rule=ContactRule(forgetting=scenario.rules.forgetting),
        columns=source.columns,
        unit=source.unit,
        dates=source.dates,
        own=source.own,
    )
