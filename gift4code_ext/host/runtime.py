"""Where running hosts are written down: one owner-only file a host, in a directory of the person's own.

Each host has a *place* named by the machine, gift4code's version and the model's files. At a place there are ``.json``
(the address and token), ``.log``, and two lock files: ``.start`` is held by whoever is starting a host, ``.alive`` by
the host itself for as long as it lives, so that a pid in a left-over file is never mistaken for a host.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import time
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path

from gift4code_ext.host.errors import HostError
from gift4code_ext.host.models import ModelFiles

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int, shared: bool) -> None:  # there are no shared locks here
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int, shared: bool) -> None:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


_POLL = 0.02  # seconds
_ELSEWHERE = "set GIFT4CODE_RUNTIME_DIR to a directory of yours"


@dataclass(frozen=True)
class Address:
    """Where a host answers. ``base_url`` ends in ``/v1``; requests carry the token as bearer; ``model`` is its id."""

    base_url: str
    token: str = field(repr=False)
    pid: int
    model: str


@dataclass(frozen=True)
class Place:
    """The files of one host; see the module's docstring."""

    stem: Path

    @property
    def entry(self) -> Path:
        return self.stem.with_suffix(".json")

    @property
    def log(self) -> Path:
        return self.stem.with_suffix(".log")

    @property
    def start(self) -> Path:
        return self.stem.with_suffix(".start")

    @property
    def alive(self) -> Path:
        return self.stem.with_suffix(".alive")

    def read(self) -> Address | None:
        """The address written here, or None."""
        try:
            value = json.loads(self.entry.read_text(encoding="utf-8"))
            return Address(str(value["base_url"]), str(value["token"]), int(value["pid"]), str(value["model"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, address: Address) -> None:
        """Write the address so that only the owner can read it, all at once."""
        part = self.entry.with_suffix(f".{os.getpid()}.part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump({**asdict(address), "version": version()}, stream)
        os.replace(part, self.entry)

    def remove(self) -> None:
        """Forget the address."""
        self.entry.unlink(missing_ok=True)

    def occupied(self) -> bool:
        """Whether a host process lives here, answering or not."""
        lock = Lock(self.alive)
        taken = lock.take(shared=True)  # shared: two who look at once must not take each other for a host
        lock.release()
        return not taken


class Lock:
    """A file lock between processes, let go when its holder dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self, seconds: float = 0.0, *, shared: bool = False) -> bool:
        """Take the lock within ``seconds``; False if another still holds it, or holds it alone if ``shared``."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + seconds
        try:
            while True:
                try:
                    _take(descriptor, shared)
                except OSError:
                    if time.monotonic() >= deadline:
                        os.close(descriptor)
                        return False
                    time.sleep(_POLL)
                else:
                    self._descriptor = descriptor
                    return True
        except KeyboardInterrupt:
            os.close(descriptor)
            raise

    def release(self) -> None:
        """Let go; nothing happens if it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, *unused: object) -> None:
        self.release()


def place(files: ModelFiles) -> Place:
    """Where a host of these files is written down."""
    return Place(directory() / f"{_here()}-{files.key}")


def places() -> list[Place]:
    """Every place of this machine and version where an address is written."""
    return [Place(path.with_suffix("")) for path in sorted(directory().glob(f"{_here()}-*.json"))]


def directory() -> Path:
    """The person's runtime directory for hosts, created owner-only; ``GIFT4CODE_RUNTIME_DIR`` names another.

    Raises:
        HostError: It cannot be made, or belongs to somebody else.
    """
    path = Path(os.environ.get("GIFT4CODE_RUNTIME_DIR") or _jupyter_runtime() / "gift4code")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform != "win32":
            if path.stat().st_uid != os.getuid():
                raise HostError(f"The runtime directory {path} is another user's; {_ELSEWHERE}.")
            path.chmod(0o700)
    except OSError as error:
        raise HostError(f"The runtime directory {path} cannot be used ({error.strerror}); {_ELSEWHERE}.") from error
    return path


def version() -> str:
    """The installed version; a host of another version is never reused."""
    try:
        return metadata.version("gift4code")
    except metadata.PackageNotFoundError:
        return "0"


def _jupyter_runtime() -> Path:
    from jupyter_core.paths import jupyter_runtime_dir

    return Path(jupyter_runtime_dir())


def _here() -> str:
    # a home directory may be shared by machines; dots would read as suffixes
    return "host-" + re.sub(r"[^A-Za-z0-9]+", "_", f"{platform.node()} {version()}")
