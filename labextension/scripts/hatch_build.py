"""Has the browser's half built before a wheel or a source distribution is packed.

An editable install builds nothing: it stays fast, and the magic works without Node. ``make lab`` builds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Assets(BuildHookInterface[Any]):
    """Hatchling finds the class by the base it has."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        assets = Path(self.root) / "labextension" / "scripts" / "assets.py"
        if subprocess.run([sys.executable, str(assets)], check=False).returncode:
            raise SystemExit("gift4code: the browser's half could not be built")
