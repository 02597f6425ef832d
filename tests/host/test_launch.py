"""Starting, finding, replacing and stopping hosts."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from gift4code_ext.host import launch
from gift4code_ext.host.errors import HostError, ModelFilesError
from gift4code_ext.host.models import list_models, resolve
from gift4code_ext.host.runtime import Address, Lock, Place, place

LAUNCH = "import sys; from gift4code_ext.host import launch; print(launch.ensure(sys.argv[1]).pid)"


def wait_until(condition: object, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_processes_that_start_at_once_share_one_host(exported: Path, runtime: Path) -> None:
    command = [sys.executable, "-c", LAUNCH, str(exported)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    starters = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    pids = {starter.communicate()[0].strip() for starter in starters}

    assert pids == {str(launch.ensure(exported).pid)}


def test_the_runtime_file_is_the_owners_alone(exported: Path, runtime: Path) -> None:
    address = launch.ensure(exported)
    entry = place(resolve(exported)).entry

    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o700
    assert json.loads(entry.read_text())["token"] == address.token
    assert address.token not in repr(address)


def test_a_killed_host_is_replaced(exported: Path, runtime: Path) -> None:
    first = launch.ensure(exported)
    os.kill(first.pid, signal.SIGKILL)
    second = launch.ensure(exported)

    assert second.pid != first.pid
    assert launch.running() == [second]


def test_a_left_over_file_with_the_pid_of_another_program_harms_nobody(exported: Path, runtime: Path) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    place(resolve(exported)).write(Address("http://127.0.0.1:9/v1", "old", stranger.pid, "tiny"))
    address = launch.ensure(exported)

    assert address.pid != stranger.pid
    assert stranger.poll() is None
    stranger.communicate(b"\n")


def test_an_idle_host_stops_and_leaves_no_address(
    exported: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIFT4CODE_IDLE_SECONDS", "0.5")
    launch.ensure(exported)
    spot = place(resolve(exported))

    wait_until(lambda: not spot.occupied())
    assert not spot.entry.exists()


def test_a_host_that_was_just_asked_for_its_models_is_not_idle(
    exported: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIFT4CODE_IDLE_SECONDS", "1.5")
    address = launch.ensure(exported)
    for _ in range(12):
        time.sleep(0.25)
        assert launch.running() == [address]


def test_sigterm_ends_a_host_that_is_generating(exported: Path, runtime: Path) -> None:
    address = launch.ensure(exported)
    spot = place(resolve(exported))
    body = {"prompt": "average fare", "max_tokens": 400, "n": 128, "temperature": 2, "stream": True}
    headers = {"Authorization": f"Bearer {address.token}"}
    with httpx.stream(
        "POST", f"{address.base_url}/completions", json=body, headers=headers, trust_env=False
    ) as response:
        next(response.iter_lines())
        os.kill(address.pid, signal.SIGTERM)
        wait_until(lambda: not spot.occupied(), 4)

    assert not spot.entry.exists()


def test_a_second_host_of_the_same_model_refuses_to_start(exported: Path, runtime: Path) -> None:
    launch.ensure(exported)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "gift4code_ext.host", "--model", str(exported)]
    second = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith("A host of tiny already runs; its address is in ")


def test_an_adapter_has_a_host_of_its_own(checkpoint: Path, adapter: Path, runtime: Path) -> None:
    address = launch.ensure(adapter)
    headers = {"Authorization": f"Bearer {address.token}"}
    (entry,) = httpx.get(f"{address.base_url}/models", headers=headers, trust_env=False).json()["data"]

    assert (entry["id"], entry["parent"], entry["template"]) == ("tiny-tuned", "tiny", "gift4code/1")
    assert place(resolve(adapter)).stem != place(resolve(checkpoint)).stem


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "gift4code.json"])
def test_a_missing_file_is_named(exported: Path, runtime: Path, tmp_path: Path, name: str) -> None:
    copy = shutil.copytree(exported, tmp_path / "copy")
    (copy / name).unlink()

    with pytest.raises(ModelFilesError, match=rf"The model file .*{name} is missing"):
        launch.ensure(copy)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_file_is_named(exported: Path, runtime: Path, tmp_path: Path, name: str) -> None:
    copy = shutil.copytree(exported, tmp_path / "copy")
    (copy / name).write_bytes((copy / name).read_bytes()[:-1])

    with pytest.raises(HostError, match=rf"could not start: The model file .*{name} is damaged"):
        launch.ensure(copy)


def test_a_directory_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFilesError, match=r"There is no model directory .*nowhere\."):
        resolve(tmp_path / "nowhere")


def test_an_adapter_whose_base_is_not_there_says_so(adapter: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(adapter, tmp_path / "copy")
    config = json.loads((copy / "adapter_config.json").read_text())
    (copy / "adapter_config.json").write_text(json.dumps({**config, "base_model_name_or_path": "somebody/base-7b"}))

    with pytest.raises(ModelFilesError, match=r"The base model somebody/base-7b of .* is no local directory"):
        resolve(copy)


def test_a_checkpoint_without_torch_says_what_to_install(checkpoint: Path) -> None:
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "from gift4code_ext.host import load, models\n"
        "try: load.load(models.resolve(sys.argv[1]))\n"
        "except models.ModelFilesError as error: print(error)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run(
        [sys.executable, "-c", code, str(checkpoint)], env=environment, capture_output=True, text=True, check=True
    )

    assert found.stdout.strip().endswith("needs torch, which is not installed; pip install 'gift4code[local]'.")


def test_listed_models_can_be_resolved() -> None:
    assert all(resolve(files.directory) == files for files in list_models())


def test_two_who_look_at_once_do_not_take_each_other_for_a_host(tmp_path: Path) -> None:
    spot = Place(tmp_path / "host")
    with Lock(spot.alive) as other:
        assert other.take(shared=True)
        assert not spot.occupied()
        other.release()
        assert other.take()
        assert spot.occupied()
