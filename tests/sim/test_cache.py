"""Compiled code belongs to the sources, not to a checkout, and to one user."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cache import HERE, KEPT, clear_old, hash_of, open_cache

WHERE = """
from sim.kernel.loops import hear
from sim.population import fill_ties
for kernel in (hear, fill_ties):
    print(kernel._cache.cache_path, kernel._cache._impl.filename_base, kernel._cache._impl.locator.get_source_stamp())
"""
TWICE = """
from double import double
from sim.compiling import kernel
double = kernel(double)
print(double(21), sum(double.stats.cache_hits.values()))
"""


def python(program: str, folder: Path, cache: Path) -> str:
    """What a program prints that imports `sim` from a folder."""
    environment = os.environ | {"VITAMINB_CACHE": str(cache), "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_checkouts_of_the_same_sources_share_compiled_code(tmp_path):
    seen = []
    for name, age in (("one", 0), ("other", 1e6)):
        copy = shutil.copytree(HERE, tmp_path / name / "sim", ignore=shutil.ignore_patterns("__pycache__"))
        for path in copy.rglob("*.py"):
            os.utime(path, (1e9 + age, 1e9 + age))
        seen.append(python(WHERE, tmp_path / name, tmp_path / "cache"))
    assert seen[0] == seen[1] and hash_of(HERE) in seen[0] and str(tmp_path / "one") not in seen[0]


def test_changed_sources_have_a_folder_of_their_own(tmp_path):
    copy = shutil.copytree(HERE, tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    assert hash_of(copy) == hash_of(HERE)
    (copy / "rules" / "trust.py").write_text("# changed\n", encoding="utf-8")
    assert hash_of(copy) != hash_of(HERE)


def test_compiled_code_is_found_again_and_made_anew_where_it_is_damaged(tmp_path):
    (tmp_path / "double.py").write_text("def double(x):\n    return 2 * x\n", encoding="utf-8")
    (tmp_path / "sim").symlink_to(HERE)
    hits = [python(TWICE, tmp_path, tmp_path / "cache").split() for _ in range(2)]
    assert hits == [["42", "0"], ["42", "1"]]
    for path in (tmp_path / "cache").rglob("*.nb?"):
        path.write_bytes(b"damaged")
    hits = [python(TWICE, tmp_path, tmp_path / "cache").split() for _ in range(2)]
    assert hits == [["42", "0"], ["42", "1"]]


def test_the_folder_is_private(tmp_path):
    folder = tmp_path / "vitaminb" / ("a" * 16)
    assert open_cache(folder)
    assert folder.stat().st_mode & 0o777 == 0o700 == folder.parent.stat().st_mode & 0o777


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system knows no users")
def test_a_folder_that_others_may_write_to_is_not_used(tmp_path):
    folder = tmp_path / "vitaminb" / ("a" * 16)
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    with pytest.warns(UserWarning, match="others may write to it.*VITAMINB_CACHE"):
        assert not open_cache(folder)


def test_compiled_code_of_older_sources_is_cleared_away(tmp_path):
    for age in range(KEPT + 3):
        folder = tmp_path / f"{age:016x}"
        folder.mkdir()
        os.utime(folder, (1e9 - age, 1e9 - age))
    (tmp_path / "notes").mkdir()
    clear_old(tmp_path, tmp_path / f"{KEPT + 2:016x}")
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"notes", f"{KEPT + 2:016x}", *(f"{age:016x}" for age in range(KEPT))}
