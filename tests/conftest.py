"""Fixtures shared by all tests."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture
def shared_data() -> Path:
    """Folder of real message logs beside the project; the test skips where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real message logs (../shared/data) are not beside this checkout")
    return SHARED_DATA


IN_A_BROWSER = {"chromium", "room"}  # fixtures
SLOW_FOLDERS = {"agreement", "baseline", "docking", "theory"}  # many runs of the model
SLOW_FILES = {
    "test_best_split", "test_claims_run", "test_designs", "test_every_command", "test_killed_fifty_times", "test_nothing_lost",
    "test_own_code", "test_pipeline", "test_promises", "test_tutorials",
}  # fmt: skip


def pytest_collection_modifyitems(items):
    """Mark what needs a browser by what it asks for, and what takes long by where it stands; `make fast` leaves both out."""
    for item in items:
        if IN_A_BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
        if SLOW_FOLDERS & set(item.path.parts) or item.path.stem in SLOW_FILES:
            item.add_marker(pytest.mark.slow)
