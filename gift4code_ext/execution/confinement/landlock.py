"""Landlock by ctypes: a process may read below the given paths and otherwise neither read, write nor execute any file;
below others it may make plain files and folders too.

The rules are made once and taken on by every child. Newer kernels also cut TCP, ioctl on devices, and signals and
abstract sockets to processes outside; older ones take what they know (ABI 1 is Linux 5.13).
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same numbers on x86_64 and aarch64
_VERSION_FLAG = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_WRITING = 1 << 1 | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 14  # write, remove, make folders and files, truncate
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many rights each ABI knows
_TCP = 0b11
_SCOPES = 0b11


def abi(libc: ctypes.CDLL) -> int:
    """The kernel's Landlock version; 0 where there is none."""
    if not sys.platform.startswith("linux"):
        return 0
    return max(0, int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION_FLAG))))


def ruleset(libc: ctypes.CDLL, roots: Iterable[str], writable: Iterable[str] = ()) -> int:
    """A ruleset's descriptor: reading below ``roots`` (files or folders, those that exist), also writing below the
    folders in ``writable``, and nothing else.

    Raises:
        OSError: the kernel has no Landlock, or it is switched off.
    """
    version = abi(libc)
    if version == 0:
        raise OSError(ctypes.get_errno(), "the kernel offers no Landlock")
    rights = (1 << _FILE_RIGHTS[min(version, 5)]) - 1
    fields = [rights, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0]
    attributes = struct.pack("QQQ", *fields)[: 24 if version >= 6 else 16 if version >= 4 else 8]
    made = _call(libc, _CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0))
    for root, more in (*((root, 0) for root in roots), *((root, _WRITING & rights) for root in writable)):
        try:
            descriptor = os.open(root, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue  # a search path that does not exist needs no rule
        try:
            folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
            rule = struct.pack("=Qi", (_READ_FILE | _READ_DIR | more) if folder else _READ_FILE, descriptor)
            _call(libc, _ADD_RULE, ctypes.c_int(made), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint(0))
        finally:
            os.close(descriptor)
    return made


def restrict(libc: ctypes.CDLL, rules: int) -> None:
    """Put the calling thread under the rules, for good; "no new privileges" must be set before."""
    _call(libc, _RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint(0))


def _call(libc: ctypes.CDLL, number: int, *arguments: object) -> int:
    answer = int(libc.syscall(number, *arguments))
    if answer < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return answer
