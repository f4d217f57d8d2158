"""A finished run that was damaged, or that comes from elsewhere, does not count: it is named, set aside and done again."""

import pytest

from experiments.results.kept import Kept

ROWS = {"point": 0, "replication": 1, "seed": 5, "reason": "why", "command": "vitaminb replay"}


def flipped(path, place):
    content = bytearray(path.read_bytes())
    content[int(place * (len(content) - 1))] ^= 0x10
    path.write_bytes(bytes(content))


DAMAGES = {
    "emptied": lambda path: path.write_bytes(b""),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "one byte short": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "one byte more": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "another text": lambda path: path.write_text("hello"),
    "without its digest": lambda path: path.write_bytes(path.read_bytes().partition(b"\n")[2]),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    **{f"a bit flipped at {place}": lambda path, place=place: flipped(path, place) for place in (0.0, 0.1, 0.3, 0.5, 0.8, 1.0)},
}


@pytest.fixture
def kept(tmp_path):
    (tmp_path / "parts").mkdir()
    folder = Kept(tmp_path / "parts", tmp_path / "set_aside", "this experiment")
    for replication in range(3):
        folder.keep((0, replication), b"numbers of a run " * (replication + 20))
    folder.keep_failure((0, 3), ROWS)
    return folder


def set_aside(kept):
    return kept.set_bad_aside(lambda job: job[0] == 0 and job[1] < 10)


def test_undamaged_runs_stay(kept):
    assert set_aside(kept) == {} and kept.sound() == {(0, 0): "ok", (0, 1): "ok", (0, 2): "ok", (0, 3): "failed"}
    assert kept.read_failure((0, 3)) == ROWS and not kept.aside.exists()


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["0-1.arrow", "0-3.failure.json"])
def test_damaged_runs_do_not_count_and_are_named(damage, name, kept):
    DAMAGES[damage](kept.folder / name)
    assert len(kept.sound()) == 3
    assert list(set_aside(kept)) == [name]
    assert len(kept.finished()) == 3 and [path.name for path in kept.aside.iterdir()] == [name]


def test_foreign_runs_do_not_count(kept, tmp_path):
    (tmp_path / "other").mkdir()
    other = Kept(tmp_path / "other", tmp_path / "nowhere", "another experiment")
    other.keep((0, 4), b"numbers")
    (kept.folder / "0-4.arrow").write_bytes(other.run((0, 4)).read_bytes())
    (kept.folder / "0-5.arrow").write_bytes(kept.run((0, 0)).read_bytes())  # another run of the same experiment
    (kept.folder / "0-99.arrow").write_bytes(kept.run((0, 0)).read_bytes())
    strange = {"foo.arrow", "a-b.arrow", "0-1 (1).arrow", "00-1.arrow", "-1-0.arrow"}
    for name in strange:
        (kept.folder / name).write_bytes(b"x")
    (kept.folder / "notes.txt").write_text("mine")
    assert set(set_aside(kept)) == strange | {"0-4.arrow", "0-5.arrow", "0-99.arrow"}
    assert len(kept.finished()) == 4 and (kept.folder / "notes.txt").exists()


def test_numbers_count_more_than_a_failure_of_the_same_run(kept):
    kept.keep_failure((0, 1), ROWS)
    assert kept.finished()[0, 1] == "ok" and list(set_aside(kept)) == ["0-1.failure.json"]
    kept.keep((0, 3), b"numbers at last")
    assert kept.finished()[0, 3] == "ok" and not kept.failure((0, 3)).exists()


def test_a_second_file_of_the_same_name_is_set_aside_beside_the_first(kept):
    for _ in range(2):
        kept.run((0, 1)).write_bytes(b"")
        set_aside(kept)
    assert sorted(path.name for path in kept.aside.iterdir()) == ["0-1.arrow", "0-1.arrow.1"]
