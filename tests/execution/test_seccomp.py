"""The filter of both architectures, run through a small interpreter of the kernel's instructions."""

from __future__ import annotations

import errno
import struct

import pytest

from gift4code_ext.execution.confinement import seccomp

AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
ALLOWED, ERRNO, KILLED = 0x7FFF0000, 0x00050000, 0x80000000


def answer(machine: str, number: int, *arguments: int, arch: int | None = None) -> int:
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("=iIQ6Q", number, AUDIT[machine] if arch is None else arch, 0, *padded)
    code = list(struct.iter_unpack("HBBI", seccomp.assemble(machine)))
    place, held = 0, 0
    while True:
        operation, yes, no, value = code[place]
        place += 1
        if operation == 0x06:
            return value
        if operation == 0x20:
            held = struct.unpack_from("=I", data, value)[0]
        else:
            true = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[operation]
            place += yes if true else no


NUMBERS = {
    "x86_64": {
        "read": 0,
        "socket": 41,
        "execve": 59,
        "fork": 57,
        "clone": 56,
        "openat": 257,
        "prlimit64": 302,
        "ptrace": 101,
        "kill": 62,
    },
    "aarch64": {
        "read": 63,
        "socket": 198,
        "execve": 221,
        "clone": 220,
        "openat": 56,
        "prlimit64": 261,
        "ptrace": 117,
        "kill": 129,
    },
}


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_what_is_open_and_what_is_closed(machine: str) -> None:
    number = NUMBERS[machine]
    denied = ERRNO | errno.EPERM
    assert answer(machine, number["read"]) == ALLOWED
    assert {
        answer(machine, number[name]) for name in number if name in ("socket", "execve", "fork", "ptrace", "kill")
    } == {denied}
    assert answer(machine, number["clone"], 0x3D0F00) == ALLOWED  # the flags of a thread
    assert answer(machine, number["clone"], 17) == denied
    namespaces = (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000)
    assert {answer(machine, number["clone"], 0x3D0F00 | flag) for flag in namespaces} == {denied}
    assert answer(machine, number["openat"], 0, 0, 0o2000000) == ALLOWED
    assert {answer(machine, number["openat"], 0, 0, flags) for flags in (1, 2, 0o100, 0o1000)} == {ERRNO | errno.EACCES}
    assert answer(machine, number["prlimit64"], 0, 7, 0, 4096) == ALLOWED
    assert {
        answer(machine, number["prlimit64"], *arguments)
        for arguments in ((0, 7, 4096, 0), (0, 7, 1 << 40, 0), (1, 7, 0, 4096))
    } == {denied}


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_calls_a_filter_cannot_read_or_does_not_know_are_not_implemented(machine: str) -> None:
    assert {answer(machine, number) for number in (435, 437, 450, 500)} == {ERRNO | errno.ENOSYS}


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_other_ways_into_the_kernel_are_closed(machine: str) -> None:
    assert answer(machine, 0x40000000) == ERRNO | errno.EPERM
    assert answer(machine, 0, arch=0x40000003) == KILLED
