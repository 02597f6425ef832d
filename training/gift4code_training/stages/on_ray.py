"""Stages on Ray Data: the same processes in actors that stay warm, on this machine's cores or a cluster's.

A lost actor or node loses no record: Ray gives its inputs to another, and what had not come back when the stage ended
is done when it is run again. Every node reads the folder of the journals under the same path; only the driver writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from gift4code_ext.errors import Gift4CodeError
from gift4code_training.journal import KEY
from gift4code_training.stages.stage import Made, Make, Rejection, StageError

if TYPE_CHECKING:
    from ray.data import Dataset

_WINDOW = 20_000  # inputs whose text is in Ray's memory at a time
_BATCH = 4  # inputs that an actor takes at a time, and does again if it is lost
_RETRIES = 20
_NO_RAY = "Ray is not installed: pip install 'gift4code[scale]'."


@dataclass(frozen=True)
class OnRay:
    """So many actors, each with a warm process of the stage.

    Attributes:
        count: actors.
        address: of a cluster; ``None`` starts one on this machine that ends with the stage.
    """

    count: int
    address: str | None = None

    def __call__(self, make: Make, inputs: Iterator[Mapping[str, Any]]) -> Iterator[tuple[str, Made]]:
        """See :data:`~gift4code_training.stages.stage.Engine`.

        Raises:
            StageError: Ray is not there, or nobody answers at the address.
        """
        try:
            import ray
        except ImportError as error:
            raise StageError(_NO_RAY) from error
        mine = not ray.is_initialized()
        if mine:
            self._begin()
        try:
            while window := list(islice(inputs, _WINDOW)):
                yield from self._window(make, window)
        finally:
            if mine:
                ray.shutdown()

    def _begin(self) -> None:
        import ray

        known: dict[str, Any] = {"log_to_driver": False, "logging_level": "error", "include_dashboard": False}
        if self.address is None:
            known["num_cpus"] = self.count
        else:
            del known["include_dashboard"]
        try:
            ray.init(address=self.address, **known)
        except (ConnectionError, ValueError, RuntimeError) as error:
            told = str(error).splitlines()[0]
            raise StageError(
                f"no Ray cluster answers at {self.address}: {told}. `ray start --head` starts one."
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
            max_restarts=_RETRIES,
            max_task_retries=_RETRIES,
        )
        try:
            for row in made.iter_rows():
                if row["failure"]:
                    raise Gift4CodeError(str(row["failure"]))
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


def _made(text: str) -> Made:
    held = json.loads(text)
    return Made(tuple(held["records"]), tuple(Rejection(**each) for each in held["rejected"]))
