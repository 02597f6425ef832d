"""This tree's distributions, and an environment with the wheel, without Node and without anything of this checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from installing.clean import ROOT, Distributions, Environment


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """Both distributions; the build makes the browser's half first where it is not current."""
    if shutil.which("node") is None and not os.environ.get("CI"):
        pytest.skip("building the distributions needs Node")
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return Distributions(wheel, sdist)


@pytest.fixture(scope="session")
def installed(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The wheel with JupyterLab, installed by pip from where this environment came from; its home is empty."""
    prefix, home = tmp_path_factory.mktemp("clean"), tmp_path_factory.mktemp("home")
    venv.create(prefix, with_pip=True)
    outside = {name: value for name, value in os.environ.items() if name not in {"PATH", "PYTHONPATH", "VIRTUAL_ENV"}}
    variables = {
        **outside,
        "PATH": str(prefix / "bin"),
        "HOME": str(home),
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")),  # pip's downloads
        "JUPYTER_PLATFORM_DIRS": "0",
    }
    environment = Environment(prefix, variables)
    constraints = ROOT / ".ci" / "constraints.txt"
    quiet = ["--quiet", "--no-compile", "--disable-pip-version-check", "--constraint", str(constraints)]
    environment.run("python", "-m", "pip", "install", *quiet, f"{distributions.wheel}[lab]")
    assert shutil.which("node", path=variables["PATH"]) is None
    return environment
