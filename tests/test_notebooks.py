"""Every notebook runs from top to bottom at its CPU size, offline, with the plots and cards that it promises."""

from __future__ import annotations

import os
from pathlib import Path

import nbclient
import nbformat
import pytest

from gift4code_ext.host import launch, models

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PLOTS = {
    "01_specifications": 2,  # what each kind leaves open, lengths of prompts
    "02_synthetic_data": 3,  # stages and rejections, calls, lengths of prompts
    "03_finetune": 1,  # loss
    "04_evaluate": 2,  # pass@k by kind, what answers came to
    "05_rebuild_the_model": 3,  # draws, operations, loss
}
CPU_SIZE = "GPU = False"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_kept_without_outputs_and_at_its_cpu_size(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code), "notebooks are kept without outputs"
    if any("GPU" in cell.source for cell in notebook.cells):
        assert code[0].source.splitlines()[0] == CPU_SIZE


@pytest.mark.timeout(900)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_top_to_bottom(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models.bundled()  # it ships: without it this fails, with the sentence that names what is missing
    monkeypatch.delenv("GIFT4CODE_BASE_URL", raising=False)
    monkeypatch.setenv("GIFT4CODE_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])))
    notebook = nbformat.read(path, as_version=4)
    before = _files()
    try:
        nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}).execute()
    finally:
        launch.stop()

    assert _files() == before, "notebooks write to a temporary folder at their CPU size"
    plots = [output for cell in notebook.cells for output in cell.get("outputs", []) if "image/png" in _data(output)]
    assert len(plots) == PLOTS.get(path.stem, 0)
    for cell in notebook.cells:
        if "%gift4code" in cell.source:
            cards = [_data(output)["text/html"] for output in cell.outputs if "text/html" in _data(output)]
            assert len(cards) == 1, cell.source
            assert '<section class="gift4code-card"' in cards[0]


def _data(output: nbformat.NotebookNode) -> dict[str, str]:
    """What an output is in each form; nothing for text that was printed."""
    return dict(output.get("data", {}))


def _files() -> set[Path]:
    return {path for path in (ROOT / "notebooks").rglob("*") if ".ipynb_checkpoints" not in path.parts}
