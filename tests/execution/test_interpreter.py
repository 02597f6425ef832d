"""Candidates under another interpreter: its own libraries, our package from our folder alone, values it can read."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gift4code_ext.execution import ExecutionError, Runner
from gift4code_ext.spec.model import Output

FRAME = pd.DataFrame({"kind": pd.Categorical(["a", "b", "a"]), "fare": [1.0, 2.0, 4.0], "name": ["x", None, "z"]})
OTHER = os.environ.get("GIFT4CODE_OTHER_PYTHON", "")


def environment(folder: Path) -> Path:
    """A virtual environment without any packages; its interpreter."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An interpreter that finds the libraries of this one, but not this package."""
    made = environment(tmp_path_factory.mktemp("other") / "venv")
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run([made, "-c", asked], capture_output=True, text=True, check=True)
    libraries = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    Path(found.stdout.strip(), "libraries.pth").write_text("\n".join(libraries))
    return str(made)


def test_cells_run_there_and_are_checked_there(python: str) -> None:
    wanted = FRAME.groupby("kind", as_index=False, observed=True)["fare"].mean()
    with Runner({"df": FRAME}, python=python) as runner:
        outcome = runner.run("df.groupby('kind', as_index=False, observed=True)['fare'].mean()", Output(example=wanted))
        where = runner.run("import sys\nsys.executable")
    assert (outcome.status, outcome.error) == ("ok", "")
    assert where.preview is not None
    assert where.preview.text == python


def test_no_path_leads_to_what_lies_beside_this_package(python: str) -> None:
    beside = str(Path(__file__).parent.parent.parent)
    with Runner({}, python=python) as runner:
        outcome = runner.run(f"import sys\n{beside!r} in sys.path", Output(example=False))
    assert outcome.status == "ok"


def test_an_interpreter_without_pandas_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExecutionError, match=r"ends before it can take any: ModuleNotFoundError: No module named '"):
        Runner({"df": FRAME}, python=str(environment(tmp_path / "bare")))


def test_no_interpreter_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExecutionError, match=r"cannot be started \(No such file or directory\)"):
        Runner({"df": FRAME}, python=str(tmp_path / "python"))


def test_a_value_of_a_library_that_is_missing_there_is_named(tmp_path: Path, python: str) -> None:
    (tmp_path / "only_here.py").write_text("class Thing:\n    pass\n")
    sys.path.insert(0, str(tmp_path))
    try:
        from only_here import Thing  # type: ignore[import-not-found]

        with pytest.raises(ExecutionError, match=r"'thing' cannot be read .*No module named 'only_here'"):
            Runner({"thing": Thing()}, python=python)
    finally:
        sys.path.remove(str(tmp_path))


@pytest.mark.skipif(
    not OTHER, reason="set GIFT4CODE_OTHER_PYTHON to an interpreter with another pandas, e.g. with pandas 1.5.3"
)
def test_another_pandas_gets_equal_values() -> None:
    frame = FRAME.assign(
        day=pd.date_range("2020", periods=3),
        zone=pd.date_range("2020", periods=3, tz="Europe/Berlin"),
        whole=pd.array([1, None, 3], dtype="Int64"),
        far=np.array(["3000-01-01"] * 3, dtype="M8[s]"),
        month=pd.period_range("2020-01", periods=3, freq="M"),
    ).set_index("name", append=True)
    series = frame["fare"].rename("z")
    with Runner({"df": frame, "s": series, "n": np.float64(2.5)}, python=OTHER) as runner:
        assert runner.run("pd.__version__ == " + repr(pd.__version__), Output(example=False)).status == "ok"
        for code, wanted in {"df": frame, "s": series, "n": 2.5, "df['fare'].sum()": 7.0}.items():
            outcome = runner.run(code, Output(example=wanted))
            assert (outcome.status, outcome.error) == ("ok", ""), outcome
