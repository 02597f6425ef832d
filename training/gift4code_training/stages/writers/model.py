"""A model that answers prompts: any OpenAI-compatible endpoint, or a local checkpoint behind the product's own host."""

from __future__ import annotations

import argparse
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from gift4code_ext.generation.client import (
    ClientError,
    Endpoint,
    RequestRefused,
    Sampled,
    Sampling,
    complete,
    from_environment,
    template_of,
)
from gift4code_ext.generation.endpoint import known
from gift4code_ext.generation.prompt import Prompt
from gift4code_ext.host import launch
from gift4code_ext.host.models import ModelFiles, resolve
from gift4code_training.stages.stage import StageError, above_zero, at_least_one

_END = 2**20  # bytes
_SMALL = Prompt("chat/1", "Say yes.", (), (("user", "Say yes."),))


class Unanswered(Exception):
    """A model that answers others does not take this prompt; the text says why."""


@dataclass(frozen=True)
class Asking:
    """What one prompt asks for: so many answers, how they are drawn, and with which seed."""

    count: int
    temperature: float
    max_tokens: int
    seed: int


@dataclass(frozen=True)
class Model:
    """Where a model answers; can be pickled. :meth:`open` is for the worker that asks it.

    Attributes:
        source: names the model in records and manifests, whatever its address is today.
        chat: whether it is sent messages, or text that it goes on with.
        seconds: for one prompt with all its answers.
    """

    endpoint: Endpoint
    source: str
    chat: bool = True
    seconds: float = 120.0

    def open(self) -> Writer:
        """A writer for one thread."""
        return Writer(self)


class Writer:
    """Asks a model; :meth:`close` from another thread ends what is under way."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._stop = threading.Event()

    def write(self, prompt: Prompt, asking: Asking) -> tuple[str, ...]:
        """All the answers that were asked for; one without text is empty.

        Raises:
            Unanswered: the model takes other prompts and refuses this one, which may be too long for it.
            ClientError: the model does not answer, or no longer.
            StageError: some requests failed. What came of the others is not kept: a prompt is answered as a whole.
        """
        sampling = Sampling(
            n=asking.count,
            temperature=asking.temperature,
            max_tokens=asking.max_tokens,
            greedy=False,
            seed=asking.seed % 2**31,
        )
        try:
            came = self._ask(prompt, sampling)
        except RequestRefused as refused:
            if not self._takes_others():
                raise
            raise Unanswered(str(refused)) from refused
        found = [each.text for each in came.completions]
        if came.failure:
            told = f"{self._model.source} gave {len(found)} of {asking.count} answers"
            raise StageError(f"{told}: {came.failure.rstrip('.')}. Run the same command to go on.")
        return (*found, *[""] * (asking.count - len(found)))

    def _ask(self, prompt: Prompt, sampling: Sampling) -> Sampled:
        return complete(self._model.endpoint, prompt, sampling, seconds=self._model.seconds, stop=self._stop)

    def _takes_others(self) -> bool:
        small = _SMALL if self._model.chat else replace(_SMALL, messages=())
        try:
            self._ask(small, Sampling(n=1, max_tokens=2, greedy=False))
        except ClientError:
            return False
        return True

    def close(self) -> None:
        """Closes the connection that is open, if one is."""
        self._stop.set()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that say which model, if any."""
    parser.add_argument("--endpoint", metavar="URL", help="an OpenAI-compatible endpoint, up to and with /v1")
    parser.add_argument("--model", metavar="NAME", help="its model (default: the first that it offers)")
    parser.add_argument("--local", metavar="PATH", help="a transformers checkpoint or adapter on this machine instead")
    parser.add_argument("--completion", action="store_true", help="send text to go on with, not messages")
    parser.add_argument(
        "--seconds", type=above_zero, default=120.0, help="for one prompt with all its answers (default: %(default)g)"
    )
    parser.add_argument(
        "--requests", type=at_least_one, default=4, help="prompts that are sent at once (default: %(default)s)"
    )


@contextmanager
def chosen(options: argparse.Namespace) -> Iterator[Model | None]:
    """The model that the options name, while the stage runs; None where they name none.

    A host for a local checkpoint is started if none runs, and then ended with the stage.

    Raises:
        StageError: two are named.
        ClientError: the endpoint does not answer, or offers no model.
        HostError: the local one cannot be loaded.
    """
    if options.endpoint and options.local:
        raise StageError("Name one model: --endpoint or --local.")
    if options.local:
        with _hosted(options.local) as endpoint:
            files = resolve(options.local)
            chat = not options.completion and _has_chat_template(files.directory)
            yield Model(endpoint, f"local/{files.id}/{_fingerprint(files)}", chat, options.seconds)
        return
    if options.model and not options.endpoint:
        raise StageError("--model names a model of an endpoint: say --endpoint URL too.")
    endpoint_given = from_environment(options.model, options.endpoint) if options.endpoint else None
    if endpoint_given is None:
        yield None
        return
    template_of(replace(endpoint_given, template=None), seconds=30.0)  # learns which model it is; fails early
    name = endpoint_given.model or known(endpoint_given).model
    yield Model(endpoint_given, f"endpoint/{name}", not options.completion, options.seconds)


@contextmanager
def _hosted(path: str) -> Iterator[Endpoint]:
    before = launch.running()
    address = launch.ensure(path)
    try:
        yield Endpoint(address.base_url, address.model, address.token)
    finally:
        if address not in before:
            launch.stop(address)


def _fingerprint(files: ModelFiles) -> str:
    """The same for the same files wherever they lie: of large ones their size and both ends are looked at."""
    found = hashlib.sha256()
    for folder in (files.directory, *([files.adapter] if files.adapter else [])):
        for path in sorted(each for each in folder.iterdir() if each.is_file()):
            size = path.stat().st_size
            found.update(f"{path.name} {size}\n".encode())
            with path.open("rb") as stream:
                found.update(stream.read(_END))
                stream.seek(max(0, size - _END))
                found.update(stream.read(_END))
    return found.hexdigest()[:16]


def _has_chat_template(checkpoint: Path) -> bool:
    if (checkpoint / "chat_template.jinja").is_file():
        return True
    config = checkpoint / "tokenizer_config.json"
    return config.is_file() and '"chat_template"' in config.read_text(encoding="utf-8")
