"""The tutorial notebooks run from start to end, as a reader would run them."""

from pathlib import Path

import pytest

TUTORIALS = Path(__file__).resolve().parents[1] / "docs" / "tutorials"
PICTURES = {"1_first_run": 1, "2_sweep": 1, "3_league": 1, "4_sensitivity": 1, "5_own_strategy": 0}


@pytest.mark.parametrize("name", sorted(path.stem for path in TUTORIALS.glob("*.ipynb")))
def test_notebook(name, tmp_path):
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    notebook = nbformat.read(TUTORIALS / f"{name}.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "outputs go stale; store the notebook without them"
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == PICTURES[name]
    assert any("text/html" in output.get("data", {}) for output in outputs), "no table was shown"
