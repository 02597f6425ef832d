"""Versions of values: one for the same bytes, another for changed ones, sealed, and nothing of it left behind."""

from __future__ import annotations

import errno
import gc
import mmap
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gift4code_ext.execution.inside.holding import Holding
from gift4code_ext.execution.workers.cargo import Kept, stow
from gift4code_ext.execution.workers.packing import Packing, pack

PACKING = Packing(cap=2**24)
needs_memory_files = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="files in memory exist on Linux only")


def frame(rows: int = 50_000) -> pd.DataFrame:
    return pd.DataFrame({"n": np.arange(rows), "x": np.linspace(0, 1, rows), "t": ["a", "b"] * (rows // 2)})


def arrived(kept: Kept, *, mapped: bool = True) -> Any:
    """The value as a worker has it."""
    place, buffers = kept.place(mapped=mapped)
    holding = Holding()
    told = holding.take([place], buffers)
    assert (told["keys"], told["errors"], told["unmapped"]) == ([kept.key], [], [])
    return holding.get(kept.key)


def no_memory_files(patch: pytest.MonkeyPatch) -> None:
    patch.delattr(os, "memfd_create", raising=False)


def test_what_has_not_changed_is_the_version_it_was() -> None:
    live = frame()
    first = stow({"df": live, "n": 5}, {}, PACKING)
    second = stow({"df": live.copy(), "n": 5}, first, PACKING)

    assert second == first


@pytest.mark.parametrize("column", ["n", "x", "t"])
def test_a_cell_changed_in_place_makes_another_version(column: str) -> None:
    live = frame()
    first = stow({"df": live}, {}, PACKING)
    live.loc[len(live) - 1, column] = {"n": -1, "x": -1.0, "t": "c"}[column]
    second = stow({"df": live}, first, PACKING)

    assert second["df"].key != first["df"].key
    assert arrived(second["df"]).iloc[-1][column] in (-1, "c")
    assert arrived(first["df"]).iloc[-1][column] not in (-1, "c")


def test_arrays_changed_behind_pandas_make_another_version() -> None:
    values = np.zeros((100_000, 1))
    live = pd.DataFrame(values, copy=False)
    first = stow({"df": live}, {}, PACKING)
    values[99_999] = 1

    assert stow({"df": live}, first, PACKING)["df"].key != first["df"].key


def test_a_cut_frame_is_the_same_version_only_with_the_same_cut() -> None:
    first = stow({"df": frame()}, {}, Packing(cap=2**18))

    assert stow({"df": frame()}, first, Packing(cap=2**18)) == first
    assert stow({"df": frame()}, first, Packing(cap=2**19)) != first


@pytest.mark.parametrize("rows", [4, 50_000])
@pytest.mark.parametrize("files", [True, False])
def test_workers_get_the_value_however_it_is_kept(rows: int, files: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not files:
        no_memory_files(monkeypatch)
    kept = stow({"df": frame(rows)}, {}, PACKING)["df"]

    for mapped in (True, False):
        pd.testing.assert_frame_equal(arrived(kept, mapped=mapped), frame(rows))


def test_what_a_worker_changes_stays_its_own() -> None:
    kept = stow({"df": frame()}, {}, PACKING)["df"]
    mine = arrived(kept)
    mine.loc[:, "n"] = 0

    pd.testing.assert_frame_equal(arrived(kept), frame())


@needs_memory_files
def test_nobody_can_change_what_is_kept() -> None:
    kept = Kept(pack("df", frame(), PACKING))
    place, _ = kept.place()
    with open(place["path"], "r+b", buffering=0) as file:
        with pytest.raises(PermissionError):
            file.write(b"!")
        with pytest.raises(PermissionError):
            mmap.mmap(file.fileno(), 0)


@needs_memory_files
def test_a_file_in_memory_goes_with_its_version() -> None:
    kept = Kept(pack("df", frame(), PACKING))
    path = kept.place()[0]["path"]
    before = os.readlink(path)
    del kept
    gc.collect()

    assert "gift4code" in before
    assert not os.path.lexists(path) or os.readlink(path) != before


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such file on Windows")
def test_a_temporary_file_goes_with_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    no_memory_files(monkeypatch)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept = Kept(pack("df", frame(), PACKING))
    while_kept = list(tmp_path.iterdir())
    del kept
    gc.collect()

    assert (len(while_kept), list(tmp_path.iterdir())) == (1, [])


def test_a_full_disk_leaves_the_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    no_memory_files(monkeypatch)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(os, "write", full)
    kept = Kept(pack("df", frame(), PACKING))
    monkeypatch.undo()

    assert (kept.place()[0]["path"], list(tmp_path.iterdir())) == ("", [])
    pd.testing.assert_frame_equal(arrived(kept), frame())


def test_a_file_that_a_worker_cannot_open_is_asked_for_through_the_pipe() -> None:
    told = Holding().take([{"key": 7, "path": "/nowhere/at/all", "parts": [(0, 1)], "count": 0}], [])

    assert told == {"op": "loaded", "keys": [], "errors": [], "unmapped": [7]}
