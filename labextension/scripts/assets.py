"""Builds the browser's half of gift4code where it is missing or older than its sources: ``python assets.py``.

Made are the JupyterLab extension (``gift4code_ext/labextension``) and the widget's card
(``gift4code_ext/kernel/static``). Building needs Node; what was built does not. A hash of the sources is kept when they
are built, so that a source distribution, whose files all have one date, builds nothing again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOM = Path(__file__).resolve().parent.parent
PACKAGE = ROOM.parent / "gift4code_ext"
MADE = (PACKAGE / "labextension" / "package.json", PACKAGE / "kernel" / "static" / "card.js")
BUILT_FROM = ROOM / "built-from.txt"
FILES = ("install.json", "package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json")
FOLDERS = (ROOM / "schema", ROOM / "scripts", ROOM / "src", ROOM / "style", PACKAGE / "locale")
NO_NODE = (
    "gift4code: the JupyterLab panel and the widget are {state}, and building them needs Node 20 or newer, which is "
    "not on the PATH. Install Node and try again, or install a released wheel, which carries them. The %gift4code "
    "magic and the gift4code command work without."
)


def sources() -> Iterator[Path]:
    """Every file from which something is made, in a fixed order."""
    yield from (ROOM / name for name in FILES)
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not {"__pycache__", "__tests__"} & set(path.parts) and ".test." not in path.name:
                yield path


def digest() -> str:
    """One hash of the names and the contents of the sources."""
    found = hashlib.sha256()
    for path in sources():
        found.update(path.relative_to(ROOM.parent).as_posix().encode() + b"\0")
        found.update(path.read_bytes() + b"\0")
    return found.hexdigest()


def state() -> str:
    """``current``, ``missing`` or ``older than their sources``."""
    if not all(path.is_file() for path in MADE):
        return "missing"
    built = BUILT_FROM.read_text().strip() if BUILT_FROM.is_file() else ""
    return "current" if built == digest() else "older than their sources"


def install(room: Path = ROOM) -> None:
    """``npm ci`` in a folder, unless what is installed there is what its lock says.

    Raises:
        SystemExit: if there is no Node or a step fails, with a sentence.
    """
    lock, installed = room / "package-lock.json", room / "node_modules" / ".gift4code-lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not installed.is_file() or installed.read_text().strip() != wanted:
        _npm(room, "ci", "--no-audit", "--no-fund")
        installed.write_text(wanted + "\n")


def build() -> None:
    """Builds for use, from nothing.

    Raises:
        SystemExit: if there is no Node or a step fails, with a sentence.
    """
    install()
    _npm(ROOM, "run", "--silent", "build:prod")
    shutil.copy(ROOM / "install.json", PACKAGE / "labextension")
    BUILT_FROM.write_text(digest() + "\n")


def _npm(room: Path, *arguments: str) -> None:
    environment = dict(os.environ)
    if not shutil.which("jupyter-builder"):  # beside an interpreter whose environment is not activated
        environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", "")])
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise SystemExit(NO_NODE.format(state=state()))
    if subprocess.run([npm, *arguments], cwd=room, check=False, env=environment).returncode:
        raise SystemExit(f"gift4code: `npm {' '.join(arguments)}` failed in {room}; the lines above say why")


def main() -> None:
    """``install FOLDER ...`` installs what is locked there; without arguments, what is not current is built."""
    if sys.argv[1:2] == ["install"]:
        for folder in sys.argv[2:]:
            install(Path(folder).resolve())
        return
    found = state()
    if found != "current":
        print(f"gift4code: the JupyterLab panel and the widget are {found}: building them", flush=True)
        build()


if __name__ == "__main__":
    main()
