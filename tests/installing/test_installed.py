"""The wheel in a clean environment without Node: JupyterLab has the extension, server and kernel answer."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import chromium
import httpx
import pytest
import websocket
from installing.clean import ROOT, Environment

TOKEN = "a-token-of-this-test"
UI = ROOT / "labextension" / "ui-tests"
ASSETS = "lab/extensions/@gift4code/jupyterlab/static/"


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab."""

    url: str

    def get(self, path: str, token: str = TOKEN) -> httpx.Response:
        return httpx.get(self.url + path, headers={"Authorization": f"token {token}"}, timeout=20)


@pytest.fixture(scope="module")
def lab(installed: Environment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """``jupyter lab`` on a port that is free, with a runtime folder where it writes which."""
    room = tmp_path_factory.mktemp("lab")
    command = [installed.program("jupyter"), "lab", "--no-browser", "--allow-root", "--ServerApp.port=0"]
    with (room / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={room}"],
            env={**installed.variables, "JUPYTER_RUNTIME_DIR": str(room)},
            stdout=log,
            stderr=log,
            cwd=room,
        )
        try:
            yield Lab(_address(process, room))
        finally:
            process.terminate()
            process.wait(30)


def _address(process: subprocess.Popen[bytes], room: Path) -> str:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        for path in room.glob("jpserver-*.json"):
            url: str = json.loads(path.read_text())["url"]
            try:
                if httpx.get(url + "api", timeout=5).status_code == 200:
                    return url
            except httpx.TransportError:
                pass  # it is not listening yet
        time.sleep(0.1)
    raise AssertionError((room / "log").read_text())


def test_jupyterlab_finds_the_extension_enabled(installed: Environment) -> None:
    listed = installed.run("jupyter", "labextension", "list")
    assert re.search(r"@gift4code/jupyterlab v\S+ \S*enabled\S* \S*OK", listed), listed
    assert "not compatible" not in listed


def test_jupyter_server_finds_the_extension_enabled(installed: Environment) -> None:
    listed = installed.run("jupyter", "server", "extension", "list")
    assert re.search(r"gift4code_ext\.server \S*enabled", listed), listed
    assert re.search(r"gift4code_ext\.server \S* \S*OK", listed), listed


def test_doctor_finds_the_panel_and_the_card(installed: Environment) -> None:
    said = installed.run("gift4code", "doctor").partition("In the browser\n")[2].partition("\n\n")[0]
    panel, card = (line.split(maxsplit=2)[2] for line in said.splitlines())
    assert Path(panel) == installed.prefix / "share" / "jupyter" / "labextensions" / "@gift4code" / "jupyterlab"
    assert Path(card).is_relative_to(installed.prefix)


def test_the_page_names_the_extension_and_its_assets_are_served(lab: Lab) -> None:
    page = lab.get("lab").text
    found = re.search(r'"static/(remoteEntry\.\w+\.js)"[^}]*"name": "@gift4code/jupyterlab"', page) or re.search(
        r'"name": "@gift4code/jupyterlab"[^}]*"static/(remoteEntry\.\w+\.js)"', page
    )
    assert found, page
    assert lab.get(ASSETS + found[1]).status_code == 200


def test_the_servers_half_answers_who_may_ask_and_nobody_else(lab: Lab, installed: Environment) -> None:
    version = installed.run("python", "-c", "import gift4code_ext; print(gift4code_ext.__version__)").strip()
    answer = lab.get("gift4code/api/status")
    assert answer.status_code == 200, answer.text
    assert answer.json()["version"] == version
    assert lab.get("gift4code/api/status", token="another").status_code == 403


def test_a_kernel_of_the_server_tells_the_panel_what_lives_in_it(lab: Lab) -> None:
    """What the panel asks of an idle kernel, over the same websocket as a browser."""
    headers = {"Authorization": f"token {TOKEN}"}
    kernel = httpx.post(lab.url + "api/kernels", headers=headers, json={}, timeout=30).json()["id"]
    address = lab.url.replace("http", "ws", 1) + f"api/kernels/{kernel}/channels"
    channel = websocket.create_connection(address, header=headers, timeout=60)
    try:
        expression = "__import__('gift4code_ext.kernel.door', fromlist=['look']).look()"
        wants = {"code": "", "silent": True, "store_history": False, "user_expressions": {"state": expression}}
        head = {"msg_id": "look", "msg_type": "execute_request", "session": "test", "username": "", "version": "5.3"}
        channel.send(
            json.dumps({"header": head, "parent_header": {}, "metadata": {}, "content": wants, "channel": "shell"})
        )
        replies = iter(lambda: json.loads(channel.recv()), None)
        reply = next(reply for reply in replies if reply["msg_type"] == "execute_reply")
    finally:
        channel.close()
    state = reply["content"]["user_expressions"]["state"]
    assert state["status"] == "ok", state
    assert state["data"]["application/vnd.gift4code.state+json"]["frames"] == []


def test_the_panel_answers_in_a_browser(installed: Environment) -> None:
    """The first of the browser tests, against the server of the clean environment; only the browser has Node."""
    if not os.environ.get("CI") and not (chromium.found() and (UI / "node_modules").is_dir()):
        pytest.skip("this needs Chromium and `npm ci` in labextension/ui-tests")
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        ["npx", "playwright", "test", "smoke", "--output", str(installed.prefix / "browser")],
        cwd=UI,
        env={
            **outside,
            "CHROMIUM": chromium.found() or "",
            "UI_TESTS_PYTHON": installed.program("python"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
