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


def pytest_collection_modifyitems(items):
    """Mark what needs a browser by what it asks for."""
    for item in items:
        if IN_A_BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
