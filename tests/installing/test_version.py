"""One version, told in three places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import gift4code_ext

LAB = Path(__file__).resolve().parent.parent.parent / "labextension"
LOCKS = [LAB / "package-lock.json", LAB / "ui-tests" / "package-lock.json"]


def test_the_browsers_half_and_the_package_tell_one_version() -> None:
    told = {name: json.loads((LAB / name).read_text())["version"] for name in ("package.json", "package-lock.json")}
    assert told == {"package.json": gift4code_ext.__version__, "package-lock.json": gift4code_ext.__version__}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.parent.name)
def test_no_lock_says_where_to_download(lock: Path) -> None:
    packages = json.loads(lock.read_text())["packages"]
    assert len(packages) > 1
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
