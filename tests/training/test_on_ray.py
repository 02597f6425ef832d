"""Stages on a local Ray cluster of two nodes: the records of one process, whatever is killed on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from gift4code_training.cli import main
from gift4code_training.stages.engines import Threads
from gift4code_training.stages.on_ray import OnRay, others
from gift4code_training.stages.stage import StageError

from gift4code_ext.generation.endpoint import Endpoint
from training import work_on_ray

OTHER = "127.0.0.2"
ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'gift4code[scale]'")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of two nodes with a core each; where a machine has more than one address, they have their own."""
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_agent_register_timeout_ms", "120000")  # a busy machine
        patch.setenv("PYTHONPATH", str(Path(work_on_ray.__file__).parents[1]))
        spared = {"include_log_monitor": False}  # each of these is a process that imports Ray as it starts
        head = {"num_cpus": 1, "include_dashboard": False, "no_monitor": True, **spared}
        made = Cluster(initialize_head=True, head_node_args=head)
        made.add_node(num_cpus=1, **spared, **({"node_ip_address": OTHER} if sys.platform == "linux" else {}))
        try:
            yield made.address
        finally:
            ray.shutdown()
            made.shutdown()


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of stages that has come to programs."""
    folder = tmp_path_factory.mktemp("stages")
    assert main(["tables", "--dir", str(folder), "--generated", "3", "--seed", "5", "--workers", "1"]) == 0
    assert main(["intents", "--dir", str(folder), "--workers", "1"]) == 0
    assert main(["programs", "--dir", str(folder), "--workers", "1"]) == 0
    return folder


def records(folder: Path) -> list[str]:
    return sorted((folder / "runs.jsonl").read_text(encoding="utf-8").splitlines())


@pytest.mark.timeout(600)
def test_two_nodes_give_the_records_of_one_process(programs: Path, cluster: str, tmp_path: Path) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    for folder in (alone, together):
        shutil.copytree(programs, folder)
    assert main(["run", "--dir", str(alone), "--workers", "1"]) == 0
    assert main(["run", "--dir", str(together), "--workers", "2", "--engine", "ray", "--address", cluster]) == 0
    assert records(together) == records(alone)
    assert json.loads((together / "runs.counts.json").read_text())["finished"]


@pytest.mark.timeout(600)
def test_a_worker_that_is_killed_loses_no_record(cluster: str) -> None:
    inputs = [{"key": f"{number:03}", "number": number} for number in range(60)]
    before = {each.pid for each in workers()}
    killed: list[int] = []

    def kill() -> None:
        while not killed:
            time.sleep(0.05)
            busy = [each for each in workers() if each.pid not in before]
            if len(busy) == 2:
                os.kill(busy[0].pid, signal.SIGKILL)
                killed.append(busy[0].pid)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    made = dict(OnRay(2, cluster)(work_on_ray.make, iter(inputs)))
    killer.join()
    assert killed
    expected = dict(Threads(1)(work_on_ray.make, iter(inputs)))
    assert {key: each.rejected for key, each in made.items()} == {key: each.rejected for key, each in expected.items()}
    assert {key: number(each) for key, each in made.items()} == {key: number(each) for key, each in expected.items()}


@pytest.mark.timeout(600)
def test_what_a_stage_cannot_go_on_with_is_its_own_sentence(cluster: str) -> None:
    inputs = iter([{"key": "1", "number": work_on_ray.DEAD}])
    with pytest.raises(StageError, match="the endpoint is gone"):
        list(OnRay(1, cluster)(work_on_ray.make, inputs))


@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="this machine has one loopback address")
def test_a_model_that_only_this_machine_reaches_is_refused_before_it_is_asked(cluster: str) -> None:
    asked = Endpoint("http://127.0.0.1:9/v1")
    said = rf"{OTHER} of the Ray cluster cannot reach http://127\.0\.0\.1:9/v1, which .* name that with --endpoint"
    with pytest.raises(StageError, match=said):
        list(OnRay(1, cluster, asked)(work_on_ray.make, iter([{"key": "1", "number": work_on_ray.DEAD}])))


@pytest.mark.timeout(600)
def test_nodes_of_this_machine_and_those_that_do_no_work_are_no_other_machines(cluster: str) -> None:
    ray.init(address=cluster, log_to_driver=False)
    try:
        nodes, own = ray.nodes(), ray.get_runtime_context().get_node_id()
    finally:
        ray.shutdown()
    here = next(node["NodeManagerAddress"] for node in nodes if node["NodeID"] == own)
    assert len(nodes) == 2
    assert others([{**node, "NodeManagerAddress": here} for node in nodes], own) == []
    elsewhere = [node if node["NodeID"] == own else {**node, "NodeManagerAddress": "192.0.2.7"} for node in nodes]
    assert others(elsewhere, own) == ["192.0.2.7"]
    assert others([{**node, "Alive": node["NodeID"] == own} for node in elsewhere], own) == []
    assert others([{**node, "Resources": {}} for node in elsewhere], own) == []


def test_an_address_where_nobody_answers_is_one_sentence() -> None:
    with pytest.raises(StageError, match=r"no Ray cluster answers at 127\.0\.0\.1:9: .* `ray start --head` starts one"):
        list(OnRay(1, "127.0.0.1:9")(work_on_ray.make, iter([{"key": "1", "number": 1}])))


def test_an_address_is_of_ray(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--dir", str(programs), "--address", "auto"]) == 2
    assert "--address is of a Ray cluster: say --engine ray too." in capsys.readouterr().err


def workers() -> list[psutil.Process]:
    """Actors that do a stage's work."""
    return [each for each in psutil.process_iter(["name"]) if "ray::MapWorker" in (each.info["name"] or "")]


def number(made: work_on_ray.Made) -> list[int]:
    return [int(each["number"]) for each in made.records]
