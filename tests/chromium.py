"""Where Chromium is: the browser tests drive the system's, and download none."""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MISSING = "Chromium is not on the PATH (on Debian: apt-get install chromium)"


def found(install: bool = False) -> str | None:
    """The path of a Chromium, or None. ``install`` asks Debian for one first, where this is Debian and we are root."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and install and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("gift4code: installing Chromium for the browser tests", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *command], env=quiet, check=False, stdout=subprocess.DEVNULL)
        path = shutil.which("chromium")
    return path
