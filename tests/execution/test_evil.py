"""Hostile cells: each file names the status it must end with; none may pass, do harm, or leave a process behind."""

from __future__ import annotations

import pytest
from execution.hostile import PROGRAMS, Run, header, held_by

from gift4code_ext.execution import protections

WHO = ("root", "ordinary user")


@pytest.fixture(scope="module")
def held() -> tuple[str, ...]:
    return held_by({protection.name for protection in protections() if protection.active})


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("program", PROGRAMS)
def test_no_hostile_program_passes(program: str, who: str, hostile: Run, held: tuple[str, ...]) -> None:
    facts = header(program)
    if program not in held:
        pytest.skip(f"{facts['needs']} is not active on this machine")
    outcome = hostile(who, held)["outcomes"][program]
    assert outcome["status"] in facts["status"].split(" or "), outcome
    assert not outcome["passed"]
    assert outcome["stdout"] <= 64 * 1024


@pytest.mark.parametrize("who", WHO)
def test_none_does_harm_or_outlives_its_run(who: str, hostile: Run, held: tuple[str, ...]) -> None:
    found = hostile(who, held)["harm"]
    assert {what: how for what, how in found.items() if how} == {}


def test_there_are_enough_of_them() -> None:
    assert len(PROGRAMS) >= 75
    assert all("ok" not in header(program)["status"].split(" or ") for program in PROGRAMS)
