"""Results that were damaged, changed or made by other code: nothing is joined or shown in silence."""

import errno
import json
import shutil

import pyarrow.parquet as pq
import pytest

from experiments import config
from experiments.errors import UserError
from experiments.results import changes
from experiments.results.caveats import caveats
from experiments.results.store import Store
from experiments.running.runner import run_all

FEW = """
question: Is anything lost?
replications: 4
seed: 7
weeks: 10
people: 60
contact_slots: 24
market: {contacts: 16, close: 4, near: 6, community: 30, circle: 10}
keep: {messages: true}
strategies: {call_first: {sellers: 5}, idle: {sellers: 5}}
"""


class Interrupted(Exception):
    pass


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Results that are finished, and the same ones interrupted just before the tables were joined."""
    base = tmp_path_factory.mktemp("made")
    (base / "few.yaml").write_text(FEW)
    experiment = config.load(base / "few.yaml")
    whole = Store.create(base, experiment, "whole", "vitaminb run few.yaml")
    assert run_all(whole, 1)["ok"] == 4
    begun = Store.create(base, experiment, "begun", "vitaminb run few.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "finish", lambda *_: (_ for _ in ()).throw(Interrupted))
        with pytest.raises(Interrupted):
            run_all(begun, 1)
    return whole.folder, begun.folder


@pytest.fixture
def whole(made, tmp_path):
    return Store.open(shutil.copytree(made[0], tmp_path / "whole"))


@pytest.fixture
def begun(made, tmp_path):
    return Store.open(shutil.copytree(made[1], tmp_path / "begun"))


def test_damaged_runs_are_named_and_done_again(begun, whole):
    parts = [begun.kept.run((0, r)) for r in range(4)]
    parts[0].write_bytes(b"")
    parts[1].write_bytes(parts[1].read_bytes()[:-100])
    content = bytearray(parts[2].read_bytes())
    content[len(content) // 2] ^= 1
    parts[2].write_bytes(bytes(content))
    (begun.parts / "foo.arrow").write_bytes(parts[3].read_bytes())
    said, ran = [], []
    assert run_all(begun, 1, lambda done, planned: ran.append(done), say=said.append)["ok"] == 4
    assert [line.split(":")[0] for line in said] == ["parts/0-0.arrow", "parts/0-1.arrow", "parts/0-2.arrow", "parts/foo.arrow"]
    assert ran[0] == 1 and len(begun.provenance()["set_aside"]) == 4
    assert begun.hashes() == whole.hashes()


def test_a_partial_report_leaves_damaged_runs_out(begun):
    begun.kept.run((0, 1)).write_bytes(b"")
    snapshot = begun.partial([(0, r) for r in range(4)])
    assert snapshot.status() == {"planned": 4, "ok": 3, "failed": 0, "pending": 1}
    assert 1 not in set(snapshot.table("runs")["replication"])


def test_a_failed_run_is_mended_by_one_run(begun, whole):
    begun.kept.run((0, 2)).unlink()
    begun.keep_failure((0, 2), 1, "bad luck", "vitaminb replay")
    assert run_all(begun, 1)["failed"] == 1
    stamps = {r: begun.kept.run((0, r)).stat().st_mtime_ns for r in (0, 1, 3)}
    ran = []
    assert run_all(begun, 1, lambda done, planned: ran.append(done), retry_failed=False)["failed"] == 1 and ran == []
    interrupted = begun.status()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "finish", lambda self, *_: stamps.update(now=self.status()) or (_ for _ in ()).throw(Interrupted))
        with pytest.raises(Interrupted):
            run_all(begun, 1, lambda done, planned: ran.append(done), retry_failed=True)
    assert ran[0] == 3 and ran[-1] == 4
    assert begun.status() == interrupted == stamps.pop("now"), "until the new tables are there, the old ones count"
    assert stamps == {r: begun.kept.run((0, r)).stat().st_mtime_ns for r in (0, 1, 3)}
    assert run_all(begun, 1, retry_failed=True) == {"planned": 4, "ok": 4, "failed": 0, "pending": 0}
    assert begun.hashes() == whole.hashes() and not list(begun.parts.iterdir())


def test_a_changed_config_is_another_experiment_whatever_is_accepted(begun):
    path = begun.folder / "config.yaml"
    path.write_text(path.read_text().replace("weeks: 10", "weeks: 11"))
    with pytest.raises(UserError, match="config.yaml was changed, which makes it another experiment"):
        changes.accept_changes(begun)
    with pytest.raises(UserError, match="another experiment"):
        run_all(begun, 1)
    assert "accepted_changes" not in begun.provenance()


def test_other_code_is_refused_until_accepted_and_then_stands_in_the_provenance(begun, monkeypatch):
    then = changes.provenance
    monkeypatch.setattr(changes, "provenance", lambda *a: then(*a) | {"code": "other"})
    with pytest.raises(UserError, match="the model's code or compiler changed.*--accept-changes"):
        run_all(begun, 1)
    assert changes.accept_changes(begun) == ["the model's code or compiler changed"]
    assert run_all(begun, 1)["ok"] == 4
    (entry,) = begun.provenance()["accepted_changes"]
    assert entry["runs_done"] == 4 and entry["code"] == "other"
    assert caveats(begun.status(), begun.provenance()) == [
        "The first 4 runs were made before these changes were accepted: the model's code or compiler changed."
    ]


@pytest.mark.parametrize("name", ["runs", "weekly", "sellers", "messages"])
def test_a_changed_table_is_not_shown(name, whole):
    path = whole.folder / f"{name}.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(UserError, match=f"{name}.parquet: was changed or damaged after it was written"):
        whole.table(name)
    path.unlink()
    with pytest.raises(UserError, match=f"{name}.parquet: is gone"):
        whole.table(name)


def test_a_disk_that_fills_up_while_tables_are_joined(begun, whole, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("write_table", "close"):
        with monkeypatch.context() as patch:
            patch.setattr(pq.ParquetWriter, name, full)
            with pytest.raises(UserError, match="the disk is full; make room, then go on with `vitaminb resume`"):
                run_all(begun, 1)
        assert begun.status() is None and not list(begun.folder.rglob("*.tmp"))
    run_all(begun, 1)
    assert begun.hashes() == whole.hashes()


def test_a_report_says_that_what_failed_may_bias_the_rest():
    (said,) = caveats({"planned": 12, "ok": 6, "failed": 6, "pending": 0}, {})
    assert said.startswith("6 of 12 runs failed and are left out of every number.") and "biased sample" in said
    assert caveats({"planned": 12, "ok": 12, "failed": 0, "pending": 0}, {}) == []


SOUND = {"experiment": "x", "config_sha256": "x", "code": "x", "packages": {}}


@pytest.mark.parametrize(
    "content, said",
    [
        ("", "is damaged"), ("{", "is damaged"), ("[]", "is damaged"), ("{}", "says nothing of 'experiment'"), ("[" * 100_000, "is damaged"),
        (json.dumps(SOUND | {"packages": []}), "says nothing of 'packages'"),
        (json.dumps(SOUND | {"schema_version": 99}), "a newer Vitamin B wrote this"),
        (json.dumps(SOUND | {"schema_version": -1}), "so it is damaged"), (json.dumps(SOUND | {"schema_version": "1"}), "so it is damaged"),
    ],
)  # fmt: skip
def test_a_damaged_provenance_is_one_sentence(content, said, whole):
    (whole.folder / "provenance.json").write_text(content)
    with pytest.raises(UserError, match=said):
        whole.provenance()


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"planned": 4, "ok": 9, "failed": 0, "pending": 0}', '{"planned": "4"}'])
def test_a_damaged_status_is_one_sentence(content, whole):
    (whole.folder / "status.json").write_text(content)
    with pytest.raises(UserError, match="status.json: is damaged"):
        whole.status()
