"""A kernel that lacks protections: the outcome says so, and what is left still contains what it can."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from execution.hostile import PROGRAMS, Run, header, held_by

ALWAYS = ["rlimits", "parent-death", "no_new_privs"]
# what the kernel has no part in is tried with all protections only
REACHING = {"refused", "error", "memory", "killed"}


def reaching(active: list[str]) -> tuple[str, ...]:
    """The programs that reach out of their process and that these protections can hold."""
    return tuple(name for name in held_by(active) if not REACHING.isdisjoint(header(name)["status"].split(" or ")))


def choosy(active: list[str]) -> tuple[str, ...]:
    """The programs that need a layer of the kernel's, and find one."""
    return tuple(name for name in held_by(active) if "needs" in header(name))


@pytest.mark.parametrize(
    ("who", "lacking", "active", "choose"),
    [
        ("root", {"deny": ("landlock",)}, [*ALWAYS, "seccomp", "network", "audit"], choosy),
        ("ordinary user", {"deny": ("landlock",)}, [*ALWAYS, "seccomp", "network", "audit"], choosy),
        ("root", {"deny": ("seccomp",)}, [*ALWAYS, "landlock", "audit"], choosy),
        ("ordinary user", {"deny": ("seccomp",)}, [*ALWAYS, "landlock", "audit"], choosy),
        ("ordinary user", {"deny": ("landlock", "seccomp")}, [*ALWAYS, "audit"], reaching),
        ("root", {"sandbox": False}, [*ALWAYS, "audit"], reaching),
    ],
    ids=lambda part: None if callable(part) or isinstance(part, list) else str(part),
)
def test_what_is_left_contains_what_it_can(
    who: str, lacking: dict[str, Any], active: list[str], choose: Callable[[list[str]], tuple[str, ...]], hostile: Run
) -> None:
    found = hostile(who, choose(active), **lacking)
    outcomes: dict[str, Any] = found["outcomes"]
    assert {name for name, outcome in outcomes.items() if outcome["status"] == "ok" or outcome["passed"]} == set()
    assert {what: how for what, how in found["harm"].items() if how} == {}
    assert {tuple(outcome["protections"]) for outcome in outcomes.values()} == {tuple(active)}


def test_few_programs_need_a_particular_kernel() -> None:
    assert len(held_by([*ALWAYS, "audit"])) > 0.8 * len(PROGRAMS)
