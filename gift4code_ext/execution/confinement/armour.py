"""What confines a candidate's process, from the outside in: parent's death, privileges, resources, files, system calls.

A process is prepared once (:func:`prepare`: file rules and the system-call filter are made) and every child takes them
on (:meth:`Armour.put_on`). What the machine lacks is left out and said; the remaining layers stay. It is a safety net
against what a model writes by mistake, not a jail for an attacker.
"""

from __future__ import annotations

import ctypes
import math
import os
import platform
import signal
import struct
import sys
import sysconfig
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import gift4code_ext
from gift4code_ext.execution.confinement import landlock, seccomp
from gift4code_ext.execution.limits import Limits

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 36, 38
CAPABILITIES = (0x20080522, 0)  # the third version of the interface; this process
_CAP_DAC_READ_SEARCH = 1 << 2
_SYSTEM = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/dev/null",
    "/dev/urandom",
)


@dataclass(frozen=True)
class Armour:
    """The layers that this process's children take on, and the reasons for those that they cannot.

    A child that may write files (``file_mb``, the size of each) takes on a copy with the ``folder`` that is its own.
    """

    limits: Limits
    libc: ctypes.CDLL | None
    ruleset: int | None
    program: bytes | None
    missing: Mapping[str, str]
    readable: tuple[str, ...]
    file_mb: int = 0
    folder: str | None = None

    @property
    def active(self) -> tuple[str, ...]:
        names = ["rlimits"] if sys.platform != "win32" else []
        names += ["parent-death", "no_new_privs"] if self.libc is not None else []
        names += ["landlock"] if self.ruleset is not None else []
        names += ["seccomp", "network"] if self.program is not None else []
        return (*names, "audit")

    @property
    def writable(self) -> tuple[str, ...]:
        return () if self.folder is None else (self.folder,)

    def put_on(self, parent: int) -> None:
        """Confine this process for good; ``parent`` is the process it must not outlive.

        Raises:
            OSError: a layer that was prepared was refused.
        """
        if self.libc is not None:
            self.libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)
            self.libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            _drop_privileges(self.libc)
        restrict_resources(self.limits, processes=self.program is not None, file_mb=self.file_mb)
        if self.libc is not None and self.ruleset is not None:
            own = landlock.ruleset(self.libc, self.readable, self.writable) if self.writable else self.ruleset
            landlock.restrict(self.libc, own)
        if self.libc is not None and self.program is not None:
            seccomp.install(self.libc, self.program)


def prepare(limits: Limits, *, cwd: str, file_mb: int = 0) -> Armour:
    """Everything that need not be done again for each child.

    Args:
        file_mb: how large a file may grow that a child writes in its own folder; 0: it writes none. Where the kernel
            has seccomp but no Landlock to say where, none can be written either.
    """
    missing: dict[str, str] = {}
    readable = (*readable_roots(), *(os.path.abspath(root) for root in limits.readable), cwd)
    if not sys.platform.startswith("linux"):
        missing = dict.fromkeys(
            ("landlock", "seccomp", "network", "no_new_privs", "parent-death"), "this layer exists on Linux only"
        )
        return Armour(limits, None, None, None, missing, readable, file_mb)
    libc = ctypes.CDLL(None, use_errno=True)
    ruleset, program = None, None
    if not limits.sandbox:
        missing = dict.fromkeys(("landlock", "seccomp", "network"), "switched off by the limits")
        return Armour(limits, libc, None, None, missing, readable, file_mb)
    try:
        ruleset = landlock.ruleset(libc, readable)
    except OSError as problem:
        missing["landlock"] = problem.strerror or str(problem)
    reason = seccomp.supported() or _refused(lambda: _try_filter(libc))
    if reason:
        missing["seccomp"] = missing["network"] = reason
    else:
        program = seccomp.assemble(platform.machine(), writes=file_mb > 0 and ruleset is not None)
    return Armour(limits, libc, ruleset, program, missing, readable, file_mb)


def adopt_orphans() -> None:
    """On Linux, processes that a child leaves behind become this process's own, so that it can end them."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def readable_roots() -> tuple[str, ...]:
    """Folders that lazy imports and time zones need: the standard library, the installed packages, shared libraries.

    The folder that holds this package is left out unless packages are installed there: it may be somebody's project.
    """
    package = os.path.dirname(os.path.abspath(gift4code_ext.__file__))
    paths = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    paths += [str(sysconfig.get_config_var("LIBDIR") or ""), os.path.join(sys.base_prefix, "lib"), package]
    paths += [path for path in sys.path if path and os.path.abspath(path) != os.path.dirname(package)]
    return tuple(dict.fromkeys(os.path.abspath(path) for path in (*paths, *_SYSTEM) if path))


def restrict_resources(limits: Limits, *, processes: bool, file_mb: int = 0) -> None:
    """Resource limits of this process; ``processes`` says that something better already keeps it from starting any."""
    if sys.platform == "win32":
        return
    import resource

    seconds = math.ceil(limits.seconds + limits.check_seconds) + 1
    wanted = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: file_mb * 2**20,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_AS: _address_space() + limits.memory_mb * 2**20,
    }
    if not processes:
        wanted[resource.RLIMIT_NPROC] = 0
    for which, value in wanted.items():
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(which, (value, value))
        except (OSError, ValueError):
            continue  # macOS refuses some of them; protections() tells what holds


def _drop_privileges(libc: ctypes.CDLL) -> None:
    """Give up what makes root more than other users, but for reading: packages may belong to somebody else.

    Raises:
        OSError: the kernel refused.
    """
    header = struct.pack("Ii", *CAPABILITIES)
    held = ctypes.create_string_buffer(24)  # effective, permitted, inheritable; then the same for the upper 32
    if libc.capget(header, held) == 0 and any(held.raw):
        kept = struct.unpack_from("I", held, 4)[0] & _CAP_DAC_READ_SEARCH
        if libc.capset(header, struct.pack("6I", kept, kept, 0, 0, 0, 0)) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))


def _address_space() -> int:
    try:
        file = os.open("/proc/self/statm", os.O_RDONLY)  # Python's own files cost each child a millisecond
        try:
            return int(os.read(file, 64).split()[0]) * os.sysconf("SC_PAGE_SIZE")
        finally:
            os.close(file)
    except (OSError, ValueError):
        return 2**30


def _try_filter(libc: ctypes.CDLL) -> None:
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    seccomp.install(libc, seccomp.assemble(platform.machine()))


def _refused(step: Callable[[], None]) -> str:
    """Why ``step`` fails in a throw-away fork; empty if it does not."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            step()
            os.write(write, b"+")
        except OSError as problem:
            os.write(write, f"the kernel takes no filter ({problem.strerror or problem})".encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read().decode()
    os.waitpid(pid, 0)
    return "" if answer == "+" else answer or "the process ended under the filter"
