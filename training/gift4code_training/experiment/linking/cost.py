"""What vectors cost a request: processor time, which a busy machine does not change."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from gift4code_training.experiment.linking.encoder import Encoder, Vectors
from gift4code_training.experiment.linking.questions import Asked, Question
from gift4code_training.experiment.linking.static import distilled, pieces

_REQUESTS = 40
_DIMENSIONS = 128


def cost(asked: Asked, encoder: Encoder) -> str:
    """Milliseconds a request: words that are not linked yet, and all columns of the frames."""
    requests: dict[str, list[Question]] = {}
    for each in asked.of("free"):
        requests.setdefault(each.intent, []).append(each)
    texts = [
        [*(each.text for each in own), *(column.words for column in own[0].candidates)] for own in requests.values()
    ]
    drawn = texts[:: max(1, len(texts) // _REQUESTS)][:_REQUESTS]
    table = distilled(pieces(encoder), _DIMENSIONS)
    size = statistics.mean(len(each) for each in drawn)
    whole, short = _time(encoder.encode, drawn), _time(table.texts, drawn)
    small = table.size
    return (
        f"A request of {size:.1f} texts (words and columns), median processor time on one thread: "
        f"encoder (32 bits, PyTorch) {1e3 * whole:.1f} ms, table {1e3 * short:.2f} ms.\n"
        f"The table of {_DIMENSIONS} dimensions: {small[0] / 1e6:.2f} MB, packed {small[1] / 1e6:.2f} MB."
    )


def _time(encode: Callable[[Sequence[str]], Vectors], requests: Sequence[Sequence[str]]) -> float:
    encode(requests[0])
    taken: list[float] = []
    for texts in requests:
        start = time.process_time()
        encode(texts)
        taken.append(time.process_time() - start)
    return statistics.median(taken)
