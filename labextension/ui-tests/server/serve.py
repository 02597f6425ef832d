"""A Jupyter server for the browser tests, with nothing of the machine's: ``python serve.py PORT``.

Its home, its data and its notebooks are new folders that end with it. Two more kernels are there: one that runs another
language, and a Python to which gift4code is not installed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent


def kernel(data: Path, name: str, display: str, language: str, arguments: list[str]) -> None:
    folder = data / "kernels" / name
    folder.mkdir(parents=True)
    spec = {
        "argv": [sys.executable, *arguments, "-f", "{connection_file}"],
        "display_name": display,
        "language": language,
    }
    (folder / "kernel.json").write_text(json.dumps(spec))


def surroundings(home: Path) -> dict[str, str]:
    """The environment of the server; every folder that Jupyter, IPython or gift4code writes to is below ``home``."""
    data, notebooks = home / "data", home / "notebooks"
    shutil.copytree(ROOT / "notebooks", notebooks)
    kernel(data, "echo", "Echo", "echo", [str(HERE / "echo_kernel.py")])
    kernel(data, "bare", "Python without gift4code", "python", [str(HERE / "bare_kernel.py")])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIFT4CODE_", "JUPYTER", "XDG_"))}
    return {
        **kept,
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(data),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTER_PLATFORM_DIRS": "0",
        "JUPYTERLAB_GALATA_ROOT_DIR": str(notebooks),
        "UI_TESTS_PORT": sys.argv[1],
    }


STOP = "from gift4code_ext.host import launch; launch.stop()"


def main() -> int:
    home = Path(tempfile.mkdtemp(prefix="gift4code-ui-"))
    command = [sys.executable, "-m", "jupyterlab", "--config", str(HERE / "jupyter_server_config.py"), "--allow-root"]
    environment = surroundings(home)
    server = subprocess.Popen(command, env=environment, cwd=home)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: server.terminate())
    try:
        return server.wait()
    finally:
        # A model's host outlives those who ask it, to be there for the next ones; here there are none.
        subprocess.run([sys.executable, "-c", STOP], env=environment, cwd=home, check=False)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
