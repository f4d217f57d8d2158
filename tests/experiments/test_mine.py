"""One's own network: archives, portrait, worlds, verdict, page."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from made_archive import ME, write_archive

from experiments.errors import UserError
from experiments.networks.exports import read_own
from experiments.networks.read import read_network
from experiments.report.mine import page, sentences, texts
from experiments.studies.mine import Mine, Plan, shares, verdict
from experiments.studies.portrait import portrait

WEEK = 604800


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The made archive's folder and its counts."""
    folder = tmp_path_factory.mktemp("archive")
    return folder, write_archive(folder)


def log(tmp_path: Path, rows: list[tuple[int, str, str]]) -> Path:
    """A log from (week, sender, receiver), from 2020 on."""
    path = tmp_path / "log.csv"
    path.write_text("from,to,time\n" + "".join(f"{s},{r},{1577836800 + w * WEEK + k}\n" for k, (w, s, r) in enumerate(rows)))
    return path


def test_contacts_messages_and_invitations_are_one_network(archive):
    folder, rows = archive
    network = read_own([folder / "archive.zip"])
    assert network.labels[network.me] == ME and network.summary.rows == sum(rows.values()) == 3000
    assert network.ties.people == 701 and network.ties.owner == network.me
    assert [text.split()[0] for text in network.summary.dropped[:3]] == ["4", "4", "4"]
    assert len(network.log) == rows["messages"] - 12 and np.isfinite(network.archive.made).sum() == 700
    apart = read_own([folder / name for name in ("Connections.csv", "messages.csv", "Invitations.csv")])
    assert np.array_equal(apart.ties.strength, network.ties.strength) and apart.labels == network.labels
    assert read_network(folder / "archive.zip").ties.people == 701


def test_messages_make_a_contact_stronger_and_never_weaker(archive):
    folder, _ = archive
    both, contacts = (read_own([folder / name]) for name in ("archive.zip", "Connections.csv"))
    assert both.summary.weak > 0 == contacts.summary.weak
    assert contacts.ties.energy.max() <= 0.4 and both.summary.dormant <= contacts.summary.dormant


def test_invitations_alone_are_refused(archive):
    with pytest.raises(UserError, match="an invitation is no tie"):
        read_network(archive[0] / "Invitations.csv")


def test_who_answers_and_who_fades(tmp_path):
    rows = [(0, "me", "a"), (1, "a", "me"), (10, "me", "a"), (20, "me", "b"), (26, "b", "me"), (40, "me", "c"), (60, "a", "me")]
    seen = portrait(read_own([log(tmp_path, rows)]))
    assert seen.answers == {"first": (1, 3), "again": (0, 1)}
    person = seen.people.set_index("name").loc["a"]
    assert (person["sent"], person["received"], person["openings"], person["answered"]) == (2, 2, 2, 1)
    assert seen.layers == {"weekly": 0, "monthly": 0, "half-yearly": 1, "yearly": 3}
    assert set(seen.unknown) == {"few messages", "few openings", "no days of contact", "one channel"}


def test_a_file_that_does_not_tell_whose_it_is_asks(tmp_path):
    path = log(tmp_path, [(0, "a", "b"), (1, "b", "c"), (2, "c", "d"), (3, "d", "a")])
    with pytest.raises(UserError, match="Name yourself"):
        read_own([path])
    assert read_own([path], "a").summary.people == 4


def made_up(archive, deals: dict[str, list[float]]) -> Mine:
    """An answer with given deals of each strategy, one run in each world."""
    worlds = len(next(iter(deals.values())))
    plan = Plan((), "", 5.0, 52, worlds, 4)
    runs = pd.DataFrame([{"world": w, "strategy": name, "replication": 0, "deals": value, "hours": 260.0}
                         for name, values in deals.items() for w, value in enumerate(values)])  # fmt: skip
    network = read_own([archive[0] / "archive.zip"])
    reached = pd.DataFrame({"person": [5, 5, 5, 9], "kind": ["call", "call", "call", "request"], "strategy": "one",
                            "world": [0, 1, 2, 0], "replication": 0})  # fmt: skip
    table = pd.DataFrame({"rules.x": np.arange(worlds, dtype=float), "rules.y": 1.0})
    return Mine(plan, network, portrait(network), runs, shares(reached, plan, worlds), table, dict(enumerate(network.labels)))


def test_the_verdict_counts_worlds_and_finds_what_the_lead_goes_with(archive):
    mine = made_up(archive, {"one": list(range(3, 15)), "two": [4.0] * 12})
    found = verdict(mine)
    assert (found.leader, found.second, found.hinge, found.rho) == ("one", "two", "rules.x", 1.0)
    assert found.ahead == pytest.approx((10 + 0.5) / 12) and found.sure
    assert found.table.loc["one", "mean"] == 8.5 and found.table.loc["two", "led"] == pytest.approx(1.5 / 12)
    level = verdict(made_up(archive, {"one": [1, 0] * 6, "two": [0, 1] * 6}))
    assert not level.sure and level.hinge == ""


@pytest.mark.parametrize("code", ["en", "de"])
def test_the_page_says_it_in_both_languages_and_loads_nothing(archive, code):
    mine = made_up(archive, {"one": list(range(3, 15)), "two": [4.0] * 12})
    html = page(mine, verdict(mine), (code,))
    assert mine.names[5] in html and texts(code)["title"] in html and "<script" not in html and "src=" not in html
    assert sentences(texts(code), code, mine, verdict(mine))[0] in html.replace("&#34;", '"')
    assert texts("en").keys() == texts("de").keys() and texts("en")["gaps"].keys() == texts("de")["gaps"].keys()
