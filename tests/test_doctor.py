"""``gift4code doctor`` names each protection, whether it holds here, and why it does not where it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from execution.conftest import command_as

from gift4code_ext.execution import protections

TESTS = Path(__file__).parent
LAYERS = ("rlimits", "no_new_privs", "landlock", "seccomp", "network", "parent-death", "audit")
START = """
import os, sys
from execution.hostile import lose
lose(sys.argv[1:])
os.execv(sys.executable, [sys.executable, "-m", "gift4code_ext.cli", "doctor"])
"""


def doctor(who: str, *lacking: str) -> dict[str, str]:
    """What the command says of each protection, under a kernel that lacks some."""
    done = subprocess.run(
        [*command_as(who), sys.executable, "-c", START, *lacking],
        env={"PATH": os.defpath, "HOME": "/nonexistent", "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    block = done.stdout.partition("Protections while a candidate runs\n")[2].partition("\n\n")[0]
    return dict(line.strip().split(maxsplit=1) for line in block.splitlines())


@pytest.mark.parametrize(
    ("who", "lacking"),
    [
        ("root", ()),
        ("root", ("landlock", "seccomp")),
        ("ordinary user", ()),
        ("ordinary user", ("landlock",)),
        ("ordinary user", ("seccomp",)),
    ],
)
def test_doctor_names_each_protection_and_why_it_is_not_active(who: str, lacking: tuple[str, ...]) -> None:
    missing = {layer.name: layer.why for layer in protections() if not layer.active}
    if "landlock" in lacking:
        missing["landlock"] = "the kernel offers no Landlock"
    if "seccomp" in lacking:
        missing |= dict.fromkeys(("seccomp", "network"), "the kernel takes no filter (Invalid argument)")

    said = doctor(who, *lacking)

    assert tuple(said) == LAYERS
    inactive = {layer: what for layer, what in said.items() if not what.startswith("active: ")}
    assert inactive == {layer: f"NOT active: {why}" for layer, why in missing.items()}
