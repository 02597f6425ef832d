"""A real Jupyter server in a process of its own, with nothing but our extension."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from jupyter_client.blocking import BlockingKernelClient

TOKEN = "the-servers-token"
_OURS = ("GIFT4CODE_", "JUPYTER_", "JPY_")
_CONFIG = """
c.ServerApp.jpserver_extensions = {{"gift4code_ext.server": True, "jupyterlab": False, "notebook": False,
    "notebook_shim": False, "jupyter_lsp": False, "jupyter_server_terminals": False}}
c.ServerApp.allow_root = True
c.ServerApp.open_browser = False
c.ServerApp.port = 0
c.ServerApp.base_url = "/some/where/"
c.ServerApp.root_dir = {root!r}
c.IdentityProvider.token = {token!r}
c.Application.log_level = "DEBUG"
c.ServerApp.log_level = "DEBUG"
{more}
"""


@dataclass(frozen=True)
class Running:
    """A running server. ``url`` ends in its base URL and a slash."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes] = field(repr=False)

    def ask(self, method: str, path: str, *, token: str | None = TOKEN, **more: Any) -> httpx.Response:
        """One request below the base URL, by default with the token."""
        headers = {**({"Authorization": f"token {token}"} if token else {}), **more.pop("headers", {})}
        return httpx.request(method, f"{self.url}{path}", headers=headers, trust_env=False, timeout=30, **more)

    def status(self) -> dict[str, Any]:
        """What the panel is told."""
        found: dict[str, Any] = self.ask("GET", "gift4code/api/status").json()
        return found

    def log(self) -> str:
        """All that it printed."""
        return (self.folder / "log").read_text()

    @property
    def kept(self) -> Path:
        """Where the extension keeps what people choose."""
        return self.folder / "data" / "gift4code"

    def stop(self) -> str:
        """End it as a person would; gives its log."""
        self.process.terminate()
        assert self.process.wait(20) == 0, self.log()
        return self.log()


@contextlib.contextmanager
def jupyter(
    folder: Path, config: str = "", environment: Mapping[str, str] | None = None, *, token: str = TOKEN
) -> Iterator[Running]:
    """Run a server until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / "config.py"
    (folder / "root").mkdir()
    written.write_text(_CONFIG.format(root=str(folder / "root"), token=token, more=config))
    clean = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    places = {f"JUPYTER_{name.upper()}_DIR": str(folder / name) for name in ("data", "config", "runtime")}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", f"--config={written}"],
            cwd=folder,
            env={**clean, **places, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        deadline = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError, ValueError, httpx.HTTPError):
                url = f"http://127.0.0.1:{_port(folder, process.pid)}/some/where/"
                if httpx.get(f"{url}api", trust_env=False).status_code == 200:
                    break
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.05)
        yield Running(url, folder, process)
    finally:
        process.terminate()
        process.wait(20)


def _port(folder: Path, pid: int) -> int:
    return int(json.loads((folder / "runtime" / f"jpserver-{pid}.json").read_text())["port"])


@dataclass(frozen=True)
class Kernel:
    """A kernel that a server started."""

    client: BlockingKernelClient

    def evaluate(self, code: str, seconds: float = 60) -> str:
        """What the code prints."""
        printed: list[str] = []

        def hook(message: dict[str, Any]) -> None:
            content = message["content"]
            assert message["msg_type"] != "error", "\n".join(content["traceback"])
            printed.append(content.get("text", ""))

        self.client.execute_interactive(code, timeout=seconds, output_hook=hook)
        return "".join(printed).strip()


@contextlib.contextmanager
def kernel(server: Running) -> Iterator[Kernel]:
    """Start a kernel as a front end does."""
    name = server.ask("POST", "api/kernels", json={"name": "python3"}).json()["id"]
    client = BlockingKernelClient(connection_file=str(server.folder / "runtime" / f"kernel-{name}.json"))
    client.load_connection_file()
    client.start_channels(hb=False)  # which takes a kernel on a busy machine for dead
    try:
        client.wait_for_ready(timeout=60)
        yield Kernel(client)
    finally:
        client.stop_channels()
        server.ask("DELETE", f"api/kernels/{name}")
