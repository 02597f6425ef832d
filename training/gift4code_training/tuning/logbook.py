"""What a run says of itself: a journal of its steps, TensorBoard events, a progress bar; the first opens it for one
process at a time, and refuses another run's folder.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

from gift4code_training.journal import KEY, Journal, read
from gift4code_training.tuning.errors import saving

FILE = "log.jsonl"
_BAR = "{desc}: {n_fmt}/{total_fmt} |{bar:20}| {elapsed} < {remaining}{postfix}"


class Logbook:
    """Steps and evaluations of one run, written by the main process. A context manager.

    Args:
        out: the run's folder.
        identity: what must be equal for the run to go on.

    Raises:
        JournalError: another process tunes here, or the folder holds another run.
    """

    def __init__(self, out: Path, identity: Mapping[str, Any]) -> None:
        self._out = out
        self._journal = Journal(out / FILE, identity)
        self._start = len(self._journal)
        self._events: Any = None
        self._bar: Any = None
        self._clock = (time.monotonic(), 0)

    def __enter__(self) -> Logbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
        try:
            if self._events is not None:
                with saving(self._out / "tensorboard"):
                    self._events.close()
        finally:
            self._journal.close()

    def begin(self, step: int, tokens: int, steps: int) -> None:
        """Training starts after ``step`` of ``steps``."""
        self._events = SummaryWriter(str(self._out / "tensorboard"), purge_step=step + 1)
        self._bar = tqdm(total=steps, initial=step, desc="tuning", bar_format=_BAR, mininterval=0.5)
        self._clock = (time.monotonic(), tokens)

    def step(self, step: int, loss: float, rate: float, norm: float | None, tokens: int) -> None:
        """A step was taken: its loss a token, learning rate, gradient norm; ``tokens`` of the run so far."""
        start, before = self._clock
        speed = (tokens - before) / max(time.monotonic() - start, 1e-9)
        known = {} if norm is None else {"norm": norm}  # DeepSpeed tells none before its first update
        self._write(step, {"loss": loss, "rate": rate, **known, "tokens": tokens})
        self._events.add_scalar("tokens per second", speed, step)
        self._bar.set_postfix_str(f"loss {loss:.4f}, {speed:,.0f} tokens/s", refresh=False)
        self._bar.update(1)

    def evaluation(self, step: int, loss: float) -> None:
        """The loss a token on the validation split."""
        self._write(step, {"validation": loss})
        tqdm.write(f"step {step}: validation loss {loss:.4f}")

    def _write(self, step: int, values: Mapping[str, float]) -> None:
        name = "validation" if "validation" in values else "step"
        # the run's own start is in the key: a run that goes on from an earlier checkpoint takes steps again
        self._journal.append({KEY: f"{self._start}-{name}-{step}", "step": step, **values})
        for tag, value in values.items():
            if tag != "tokens":
                self._events.add_scalar(tag, value, step)


def curve(path: Path, name: str = "loss") -> dict[int, float]:
    """Step -> value, as the run that ``path`` logs went in the end: where it went on from an earlier step, what it had
    done after that step before does not count.
    """
    return _curve(read(path), name)


def _curve(records: Iterable[Mapping[str, Any]], name: str) -> dict[int, float]:
    found: dict[int, float] = {}
    start = ""
    for record in records:
        run, step = str(record[KEY]).partition("-")[0], int(record["step"])
        if run != start:
            start, found = run, {at: value for at, value in found.items() if at < step}
        if name in record:
            found[step] = float(record[name])
    return found
