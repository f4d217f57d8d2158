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
