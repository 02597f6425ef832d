"""Stages on Ray Data: the same processes in actors that stay warm, on this machine's cores or a cluster's.

A lost actor or node loses no record: Ray gives its inputs to another, and what had not come back when the stage ended
is done when it is run again. Every node reads the folder of the journals under the same path; only the driver writes.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.generation.endpoint import Endpoint
from gift4code_training.journal import KEY
from gift4code_training.stages.stage import Made, Make, Rejection, StageError

if TYPE_CHECKING:
    from ray.data import Dataset

_WINDOW = 20_000  # inputs whose text is in Ray's memory at a time
_BATCH = 4  # inputs that an actor takes at a time, and does again if it is lost
_PATIENCE = {"RAY_agent_register_timeout_ms": "120000"}  # of a node that starts here, on a busy machine
_KNOCK = 5.0  # seconds
_NOBODY = "no Ray cluster answers at {address}: {told}. `ray start --head` starts one."
_ELSEWHERE = (
    "{machines} of the Ray cluster cannot reach {model}, which is this machine's own address: serve the model where "
    "every machine reaches it and name that with --endpoint, or leave out --engine ray."
)
_NO_RAY = "Ray is not installed: pip install 'gift4code[scale]'."


@dataclass(frozen=True)
class OnRay:
    """So many actors, each with a warm process of the stage.

    Attributes:
        count: actors.
        address: of a cluster; ``None`` starts one on this machine that ends with the stage.
        model: that the actors ask.
    """

    count: int
    address: str | None = None
    model: Endpoint | None = None

    def __call__(self, make: Make, inputs: Iterator[Mapping[str, Any]]) -> Iterator[tuple[str, Made]]:
        """See :data:`~gift4code_training.stages.stage.Engine`.

        Raises:
            StageError: Ray is not there, nobody answers at the address, or the cluster has machines that do not reach
                the model.
        """
        try:
            import ray
        except ImportError as error:
            raise StageError(_NO_RAY) from error
        mine = not ray.is_initialized()
        if mine:
            self._begin()
        try:
            if self.model is not None and self.model.is_local:
                nodes: Any = ray.nodes  # which states no types
                _check_reach(self.model, others(nodes(), ray.get_runtime_context().get_node_id()))
            while window := list(islice(inputs, _WINDOW)):
                yield from self._window(make, window)
        finally:
            if mine:
                ray.shutdown()

    def _begin(self) -> None:
        import ray

        if self.address is not None:
            _knock(self.address)
        known: dict[str, Any] = {"log_to_driver": False, "logging_level": "error", "include_dashboard": False}
        if self.address is None:
            known["num_cpus"] = self.count
        else:
            del known["include_dashboard"]
        for name, value in _PATIENCE.items():
            os.environ.setdefault(name, value)
        try:
            ray.init(address=self.address, **known)
        except Exception as error:  # Ray raises the bare class where a node does not start
            told = str(error).strip().partition("\n")[0]
            raise StageError(
                f"Ray does not start on this machine: {told}"
                if self.address is None
                else _NOBODY.format(address=self.address, told=told)
            ) from error

    def _window(self, make: Make, window: list[Mapping[str, Any]]) -> Iterator[tuple[str, Made]]:
        import ray

        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        rows = [{KEY: str(each[KEY]), "given": json.dumps(each, ensure_ascii=False)} for each in window]
        blocks = min(len(rows), max(1, 4 * self.count), -(-len(rows) // _BATCH))
        made: Dataset = ray.data.from_items(rows, override_num_blocks=blocks).map_batches(
            Actor,
            fn_constructor_args=(make,),
            batch_size=_BATCH,
            compute=ray.data.ActorPoolStrategy(size=self.count),
            num_cpus=1,
        )
        try:
            for row in made.iter_rows():
                if row["failure"]:
                    raise StageError(str(row["failure"]))
                yield str(row[KEY]), _made(str(row["made"]))
        except ray.exceptions.RayError as error:
            raise StageError(
                f"Ray could not go on ({str(error).splitlines()[0]}); what is finished is kept, run it again."
            ) from error


class Actor:
    """One warm process; a batch is columns of text."""

    def __init__(self, make: Make) -> None:
        self._process = make()

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, Any]:
        done, failures = [], []
        for given in batch["given"]:
            made, failure = Made(), ""
            try:
                made = self._process(json.loads(given))
            except Gift4CodeError as error:
                failure = str(error)
            done.append(json.dumps(asdict(made), ensure_ascii=False))
            failures.append(failure)
        return {KEY: batch[KEY], "made": np.array(done, object), "failure": np.array(failures, object)}


def others(nodes: Sequence[Mapping[str, Any]], own: str) -> list[str]:
    """Addresses of the machines that have a core for an actor, but for the one with the node ``own``.

    Args:
        nodes: as ``ray.nodes()`` gives them.
    """
    here = {str(node["NodeManagerAddress"]) for node in nodes if node["NodeID"] == own}
    working = (node for node in nodes if node["Alive"] and node["Resources"].get("CPU"))
    return sorted({str(node["NodeManagerAddress"]) for node in working} - here)


def _check_reach(model: Endpoint, machines: Sequence[str]) -> None:
    if machines:
        named = ", ".join(machines[:3]) + (f" and {len(machines) - 3} more" if len(machines) > 3 else "")
        raise StageError(_ELSEWHERE.format(machines=named, model=model.shown))


def _knock(address: str) -> None:
    """Ray itself would try for minutes.

    Raises:
        StageError: nobody listens at a host and port.
    """
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if not colon or not port.isdigit():
        return  # "auto", and whatever else Ray knows
    try:
        socket.create_connection((host.strip("[]"), int(port)), _KNOCK).close()
    except OSError as error:
        raise StageError(_NOBODY.format(address=address, told=error.strerror or error)) from error


def _made(text: str) -> Made:
    held = json.loads(text)
    return Made(tuple(held["records"]), tuple(Rejection(**each) for each in held["rejected"]))
