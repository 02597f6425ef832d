"""A seccomp filter that leaves a process what computing needs: everything else answers "operation not permitted".

The filter is a list of what is allowed, so a system call nobody thought of is closed. Four calls are allowed by their
arguments: ``open`` only for reading, ``clone`` only for threads (and none in new namespaces), and the harmless commands
of ``ioctl``, ``fcntl`` and ``prctl`` (the others could redirect signals, push input into a terminal or undo the tie to
the parent). Calls newer than the filter, and ``clone3`` and ``openat2``, whose arguments a filter cannot see, answer
"not implemented" so that libc uses the older ones.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys

# name: (x86_64, aarch64); -1 where the architecture has no such call
_ALLOWED = {
    "read": (0, 63),
    "readv": (19, 65),
    "pread64": (17, 67),
    "preadv": (295, 69),
    "write": (1, 64),
    "writev": (20, 66),
    "close": (3, 57),
    "close_range": (436, 436),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "stat": (4, -1),
    "lstat": (6, -1),
    "statx": (332, 291),
    "statfs": (137, 43),
    "fstatfs": (138, 44),
    "poll": (7, -1),
    "ppoll": (271, 73),
    "select": (23, -1),
    "pselect6": (270, 72),
    "lseek": (8, 62),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "brk": (12, 214),
    "mincore": (27, 232),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "rt_sigpending": (127, 136),
    "rt_sigtimedwait": (128, 137),
    "sigaltstack": (131, 132),
    "access": (21, -1),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "pipe": (22, -1),
    "pipe2": (293, 59),
    "dup": (32, 23),
    "dup2": (33, -1),
    "dup3": (292, 24),
    "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "gettimeofday": (96, 169),
    "time": (201, -1),
    "times": (100, 153),
    "getitimer": (36, 102),
    "setitimer": (38, 103),
    "alarm": (37, -1),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getppid": (110, 173),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "getgroups": (115, 158),
    "getpgid": (121, 155),
    "getpgrp": (111, -1),
    "getsid": (124, 156),
    "getresuid": (118, 148),
    "getresgid": (120, 150),
    "uname": (63, 160),
    "sysinfo": (99, 179),
    "getrusage": (98, 165),
    "getrlimit": (97, 163),
    "getcwd": (79, 17),
    "getdents64": (217, 61),
    "getdents": (78, -1),
    "readlink": (89, -1),
    "readlinkat": (267, 78),
    "futex": (202, 98),
    "set_robust_list": (273, 99),
    "get_robust_list": (274, 100),
    "set_tid_address": (218, 96),
    "rseq": (334, 293),
    "membarrier": (324, 283),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "sched_getparam": (143, 121),
    "sched_getscheduler": (145, 120),
    "getpriority": (140, 141),
    "getcpu": (309, 168),
    "getrandom": (318, 278),
    "arch_prctl": (158, -1),
    "exit": (60, 93),
    "exit_group": (231, 94),
    "restart_syscall": (219, 128),
    "epoll_create1": (291, 20),
    "epoll_ctl": (233, 21),
    "epoll_pwait": (281, 22),
    "epoll_wait": (232, -1),
    "eventfd2": (290, 19),
    "fadvise64": (221, 223),
    "get_mempolicy": (239, 236),
    "wait4": (61, 260),
    "waitid": (247, 95),
    "capget": (125, 90),
}
# what a process that has a folder of its own may do too: the file rules say where
_WRITING = {
    "pwrite64": (18, 68),
    "ftruncate": (77, 46),
    "fsync": (74, 82),
    "fdatasync": (75, 83),
    "umask": (95, 166),
    "mkdir": (83, -1),
    "mkdirat": (258, 34),
    "rmdir": (84, -1),
    "unlink": (87, -1),
    "unlinkat": (263, 35),
    "rename": (82, -1),
    "renameat": (264, 38),
    "renameat2": (316, 276),
}
_NOT_IMPLEMENTED = {"clone3": (435, 435), "openat2": (437, 437)}
_NEWEST_KNOWN = 439
_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS TIOCGWINSZ FIONREAD FIONBIO FIONCLEX FIOCLEX
_FCNTLS = (0, 1, 2, 3, 4, 1030)  # F_DUPFD F_GETFD F_SETFD F_GETFL F_SETFL F_DUPFD_CLOEXEC
_PRCTLS = (15, 16, 39, 0x53564D41)  # PR_SET_NAME PR_GET_NAME PR_GET_NO_NEW_PRIVS PR_SET_VMA
_CLONE_THREAD = 0x00010000
_CLONE_NEW = 0x7E020000  # every kind of namespace
_O_PATH = 0o10000000

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_SPECIAL = {
    "openat": (257, 56),
    "open": (2, -1),
    "clone": (56, 220),
    "ioctl": (16, 29),
    "fcntl": (72, 25),
    "prctl": (157, 167),
    "prlimit64": (302, 261),
}

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW = 0x7FFF0000
_ERRNO = 0x00050000
_KILL = 0x80000000
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def supported() -> str:
    """Why no filter can be made here; empty if one can."""
    if not sys.platform.startswith("linux"):
        return "seccomp exists on Linux only"
    if platform.machine() not in _ARCHITECTURES or sys.maxsize < 2**32:
        return f"no table of system calls for {platform.machine()}"
    return ""


def assemble(machine: str, *, writes: bool = False) -> bytes:
    """The filter for one architecture as the kernel's array of BPF instructions (8 bytes each).

    Args:
        writes: leave files open for writing; where files may be written is then up to Landlock.
    """
    column, audit_arch = _ARCHITECTURES[machine]
    code: list[Instruction] = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, audit_arch),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
    ]
    for numbers in (*_ALLOWED.values(), *(_WRITING.values() if writes else ())):
        if numbers[column] >= 0:
            code += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _ALLOW)]
    for name, numbers in _SPECIAL.items():
        if numbers[column] >= 0:
            body = _special(name, writes=writes)
            code += [(_EQUAL, 0, len(body), numbers[column]), *body]
    for numbers in _NOT_IMPLEMENTED.values():
        code += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    code += [
        # x32 calls carry this bit: they are not "newer", they are another ABI
        (_ANY_BIT, 1, 0, 0x40000000),
        (_AT_LEAST, 1, 0, _NEWEST_KNOWN + 1),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
    ]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in code)


def _special(name: str, *, writes: bool) -> list[Instruction]:
    """The whole treatment of one call; every path returns."""
    deny: Instruction = (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    allow: Instruction = (_RETURN, 0, 0, _ALLOW)
    if name in ("open", "openat"):
        writing = _O_PATH if writes else os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | _O_PATH
        denied: Instruction = (_RETURN, 0, 0, _ERRNO | errno.EACCES)
        return [(_LOAD, 0, 0, _argument(1 if name == "open" else 2)), (_ANY_BIT, 0, 1, writing), denied, allow]
    if name == "clone":
        flags = _argument(0)
        return [(_LOAD, 0, 0, flags), (_ANY_BIT, 2, 0, _CLONE_NEW), (_ANY_BIT, 0, 1, _CLONE_THREAD), allow, deny]
    if name == "prlimit64":  # reading the own limits is fine, setting any is not: the new limits must be a null pointer
        return [
            (_LOAD, 0, 0, _argument(0)),
            (_EQUAL, 0, 5, 0),
            (_LOAD, 0, 0, _argument(2)),
            (_EQUAL, 0, 3, 0),
            (_LOAD, 0, 0, _argument(2) + 4),
            (_EQUAL, 0, 1, 0),
            allow,
            deny,
        ]
    commands = {"ioctl": _IOCTLS, "fcntl": _FCNTLS, "prctl": _PRCTLS}[name]
    body: list[Instruction] = [(_LOAD, 0, 0, _argument(0 if name == "prctl" else 1))]
    for command in commands:
        body += [(_EQUAL, 0, 1, command), allow]
    return [*body, deny]


def _argument(number: int) -> int:
    """Offset of the low half of an argument in ``struct seccomp_data`` (both architectures are little-endian)."""
    return 16 + 8 * number


def install(libc: ctypes.CDLL, code: bytes) -> None:
    """Put the calling thread under the filter, for good; "no new privileges" must be set before.

    Raises:
        OSError: the kernel refused the filter.
    """
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    if libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
