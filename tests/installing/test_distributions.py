"""What the wheel and the source distribution carry, and what building them needs."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from installing.clean import Distributions, Environment

EXTENSION = "gift4code-{version}.data/data/share/jupyter/labextensions/@gift4code/jupyterlab/"
BUILD = "import sys, hatchling.build; hatchling.build.build_wheel(sys.argv[1])"


def built(where: Path, out: Path, path: str) -> subprocess.CompletedProcess[str]:
    """A wheel of the tree at ``where``, built with ``path`` as the PATH."""
    return subprocess.run(
        [sys.executable, "-c", BUILD, str(out)],
        cwd=where,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tree(distributions: Distributions, tmp_path: Path) -> Path:
    """The source distribution, unpacked."""
    with tarfile.open(distributions.sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (found,) = tmp_path.iterdir()
    return found


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_carries_the_browsers_half(distributions: Distributions) -> None:
    names = set(contents(distributions.wheel))
    version = distributions.wheel.name.split("-")[1]
    extension = EXTENSION.format(version=version)
    assert {
        "gift4code_ext/kernel/static/card.js",
        "gift4code_ext/kernel/static/card.css",
        "gift4code_ext/locale/zh_CN/LC_MESSAGES/gift4code.json",
        f"gift4code-{version}.data/data/etc/jupyter/jupyter_server_config.d/gift4code.json",
        extension + "package.json",
        extension + "install.json",
        extension + "schemas/@gift4code/jupyterlab/plugin.json",
    } <= names
    assert [name for name in names if name.startswith(extension + "static/remoteEntry.")]
    assert not [name for name in names if name.endswith(".map") or "node_modules" in name]


def test_the_source_distribution_needs_no_node(distributions: Distributions, tree: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = built(tree, out, path=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert contents(next(out.glob("*.whl"))) == contents(distributions.wheel)


def test_sources_without_what_is_built_say_that_node_is_missing(tree: Path, tmp_path: Path) -> None:
    (tree / "gift4code_ext" / "kernel" / "static" / "card.js").unlink()
    done = built(tree, tmp_path, path=str(tmp_path))
    assert done.returncode != 0
    assert "the JupyterLab panel and the widget are missing, and building them needs Node" in done.stderr


def test_an_editable_install_needs_neither_node_nor_what_is_built(
    tree: Path, installed: Environment, tmp_path: Path
) -> None:
    for path in (tree / "gift4code_ext" / "labextension").rglob("*"):
        if path.is_file():
            path.unlink()
    where = tmp_path / "editable"
    quiet = ["--quiet", "--disable-pip-version-check", "--ignore-installed", "--no-deps"]
    installed.run("python", "-m", "pip", "install", *quiet, "--prefix", str(where), "--editable", str(tree))
    assert (where / "bin" / "gift4code").is_file()
    assert not list(where.rglob("remoteEntry.*"))
