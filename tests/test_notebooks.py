"""Every notebook runs from top to bottom against the bundled model."""

from __future__ import annotations

import os
from pathlib import Path

import nbclient
import nbformat
import pytest

from gift4code_ext.host import launch, models

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebook_runs_top_to_bottom(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models.bundled()  # it ships: without it this fails, with the sentence that names what is missing
    monkeypatch.delenv("GIFT4CODE_BASE_URL", raising=False)
    monkeypatch.setenv("GIFT4CODE_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])))
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "notebooks are kept without outputs"
    try:
        nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    finally:
        launch.stop()

    for cell in notebook.cells:
        if "%gift4code" in cell.source:
            cards = [output.data["text/html"] for output in cell.outputs if "text/html" in output.get("data", {})]
            assert len(cards) == 1, cell.source
            assert '<section class="gift4code-card"' in cards[0]
