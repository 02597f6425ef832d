"""One OpenAI-compatible client: n samples of a prompt, within a deadline, until told to stop.

Requests run in an event loop of their own thread, so that the client works inside a notebook's running loop and a stop
closes the connection at once; a server then stops generating.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from gift4code_ext.generation.endpoint import (
    Capabilities,
    ClientError,
    Endpoint,
    RequestRefused,
    from_environment,
    known,
    learn,
)
from gift4code_ext.generation.prompt import Prompt
from gift4code_ext.generation.wire import Completion, look, request
from gift4code_ext.web import load_httpx

if TYPE_CHECKING:
    import httpx

__all__ = [
    "ClientError",
    "Completion",
    "Endpoint",
    "RequestRefused",
    "Sampled",
    "Sampling",
    "complete",
    "from_environment",
    "resamples",
    "template_of",
]

_T = TypeVar("_T")
_AT_ONCE = 4
_POLL = 0.02  # seconds between looks at the stop event
_CHANCE = random.Random()  # the state of the module's own functions is the person's


@dataclass(frozen=True)
class Sampling:
    """How to sample: one greedy sample first if ``greedy``, then ``n`` at ``temperature``."""

    n: int = 16
    temperature: float = 0.7
    top_p: float = 1.0
    max_tokens: int = 160
    greedy: bool = True
    seed: int | None = None


@dataclass(frozen=True)
class Sampled:
    """The samples that came, the greedy one first, and why others failed, if any did."""

    completions: tuple[Completion, ...] = ()
    failure: str = ""


def template_of(endpoint: Endpoint, *, seconds: float = 5.0, stop: threading.Event | None = None) -> str:
    """The prompt template of the endpoint's model: stated, told by its ``/models`` entry, or ``chat/1``; learned once.

    Raises:
        ClientError: the endpoint does not answer, or names no model.
    """
    return endpoint.template or _told(endpoint, seconds, stop).template or "chat/1"


def resamples(endpoint: Endpoint, *, seconds: float = 5.0, stop: threading.Event | None = None) -> bool:
    """Whether asking the endpoint's model again costs nothing, as its ``/models`` entry says; learned once.

    Raises:
        ClientError: the endpoint does not answer, or names no model.
    """
    return _told(endpoint, seconds, stop).resample


def _told(endpoint: Endpoint, seconds: float, stop: threading.Event | None) -> Capabilities:
    told = known(endpoint)
    if told.template is not None:
        return told
    return _run(lambda client: look(client, endpoint), endpoint, seconds, stop) or told


def complete(
    endpoint: Endpoint, prompt: Prompt, sampling: Sampling, *, seconds: float, stop: threading.Event | None = None
) -> Sampled:
    """Samples of a prompt. When time runs out or a request fails, those that came are returned.

    Args:
        endpoint: where the model answers.
        prompt: what to send; its ``messages`` if it has any, else its ``text``.
        sampling: how many, and how.
        seconds: deadline for all of it.
        stop: set it from any thread to close the connections; what came until then is lost.

    Raises:
        ClientError: no sample came, and why.
    """
    found = _run(lambda client: _samples(client, endpoint, prompt, sampling, seconds), endpoint, seconds, stop)
    return found or Sampled()


async def _samples(
    client: httpx.AsyncClient, endpoint: Endpoint, prompt: Prompt, sampling: Sampling, seconds: float
) -> Sampled:
    if endpoint.model is None and known(endpoint).model is None:
        await look(client, endpoint)
    fields: dict[str, Any] = {"max_tokens": sampling.max_tokens, "top_p": sampling.top_p}
    came: list[tuple[int, Completion]] = []
    gate = asyncio.Semaphore(_AT_ONCE)

    async def ask(place: int, n: int, **more: Any) -> int:
        async with gate:
            found = await request(client, endpoint, prompt, n, {**fields, **more})
        came.extend((place, completion) for completion in found[:n])
        return len(found)

    async def sampled() -> None:
        seed = sampling.seed
        missing = sampling.n
        warm = {"temperature": sampling.temperature} | ({} if seed is None else {"seed": seed})
        if known(endpoint).many:
            missing -= await ask(1, missing, **warm)
            if missing <= 0:
                return
            learn(endpoint, lambda told: replace(told, many=False))
        start = _CHANCE.randrange(2**31) if seed is None else seed + 1
        await asyncio.gather(*(ask(2 + i, 1, **{**warm, "seed": start + i}) for i in range(missing)))

    work: list[Awaitable[Any]] = [ask(0, 1, temperature=0.0)] if sampling.greedy else []
    tasks = [asyncio.ensure_future(item) for item in (*work, *([sampled()] if sampling.n > 0 else []))]
    try:
        await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    failures = sorted(
        (end for end in ends if isinstance(end, Exception)), key=lambda end: not isinstance(end, ClientError)
    )
    if not came:
        late = ClientError(f"the model at {endpoint.shown} gave nothing within {seconds:g} s; allow more seconds")
        raise next(iter(failures), late)
    ordered = tuple(completion for _, completion in sorted(came, key=lambda pair: pair[0]))
    return Sampled(ordered, next((str(end) or type(end).__name__ for end in failures), ""))


def _run(
    work: Callable[[httpx.AsyncClient], Awaitable[_T]], endpoint: Endpoint, seconds: float, stop: threading.Event | None
) -> _T | None:
    """Run ``work`` in a thread with its own event loop; a set ``stop`` ends it with ``None``, Ctrl-C is raised."""
    halt = threading.Event()
    result: list[_T] = []
    failure: list[BaseException] = []

    async def watched() -> None:
        load_httpx()
        import httpx

        headers = {"Authorization": f"Bearer {endpoint.api_key}"} if endpoint.api_key else {}
        timeout = httpx.Timeout(max(seconds, 0.1) + 1.0, connect=min(5.0, max(seconds, 0.1)))
        # a proxy from the environment has no business on the loopback, and reading certificates takes long
        local, plain = endpoint.is_local, endpoint.is_local and endpoint.base_url.startswith("http:")
        async with httpx.AsyncClient(headers=headers, timeout=timeout, trust_env=not local, verify=not plain) as client:
            task = asyncio.ensure_future(work(client))
            while not task.done():
                await asyncio.wait([task], timeout=_POLL)
                if halt.is_set() or (stop is not None and stop.is_set()):
                    task.cancel()
            if not task.cancelled():
                result.append(task.result())

    def thread() -> None:
        try:
            asyncio.run(watched())
        except Exception as error:  # noqa: BLE001 - raised again in the caller's thread
            failure.append(error)

    worker = threading.Thread(target=thread, name="gift4code-client", daemon=True)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(_POLL)
    finally:
        halt.set()
        worker.join(1.0)
    if failure:
        raise failure[0]
    return result[0] if result else None
