"""Asking the model: one round of samples, as gated candidates."""

from __future__ import annotations

import time
from typing import TypeVar

from gift4code_ext.assistant.progress import Progress
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.choose import distinct
from gift4code_ext.generation.client import ClientError, Endpoint, Sampled, Sampling, complete, template_of
from gift4code_ext.generation.endpoint import whereabouts
from gift4code_ext.generation.events import Generated, Loading, Shared
from gift4code_ext.generation.feedback import problem
from gift4code_ext.generation.gate import Gated, gate
from gift4code_ext.generation.later import Later, Stopped, Unfinished
from gift4code_ext.generation.prompt import Prompt, build, finish, reply
from gift4code_ext.generation.slots import SlotError
from gift4code_ext.spec.model import Spec, SpecKind
from gift4code_ext.spec.privacy.levels import levels
from gift4code_ext.spec.sharing import Sharing

FOR_STARTING = 310.0  # seconds; somewhat more than a host gives itself, whose own word on what went wrong says more
_FOR_RUNNING = 0.3  # the share of the time kept for running what the model gives
_MOMENT, _AGAIN = 0.4, 1.0  # seconds after which a person is told that a model is being loaded, first and then
_LOADED = "the model is still being loaded; ask again in a moment"

_T = TypeVar("_T")


def started(progress: Progress, endpoint: Later[Endpoint], name: str) -> Endpoint:
    """Where the model called ``name`` answers; the time until it does is given back to the ask.

    Raises:
        ClientError: it is still being loaded.
        Stopped: the ask was stopped.
    """
    begun = time.monotonic()
    found = _awaited(progress, endpoint, name, FOR_STARTING)
    progress.deadline += time.monotonic() - begun
    return found


def prompt_for(progress: Progress, spec: Spec, endpoint: Endpoint, sharing: Sharing, name: str = "the model") -> Prompt:
    """What is sent first, byte for byte. The first answer of an endpoint of this machine is waited for in addition.

    Raises:
        ClientError: the endpoint does not answer, or names no model.
        Stopped: the ask was stopped.
    """
    begun, seconds = time.monotonic(), progress.left
    asked = Later(lambda: template_of(endpoint, seconds=seconds, stop=progress.stop))
    template = _awaited(progress, asked, endpoint.model or name, seconds + _AGAIN)
    if endpoint.is_local:  # which may be a gateway that has to start a model first
        progress.deadline += time.monotonic() - begun
    return build(template, spec, SpecKind.SUMMARY if spec.output.given else SpecKind.NONE, sharing)


def _awaited(progress: Progress, call: Later[_T], name: str, seconds: float) -> _T:
    """What a call gives; a person is told that a model is being loaded once that takes more than a moment."""
    begun = time.monotonic()
    pause = _MOMENT
    while True:
        try:
            return call.wait(progress.stop, min(pause, seconds))
        except Unfinished:
            spent = time.monotonic() - begun
            if spent >= seconds:
                raise ClientError(_LOADED) from None
            progress.tell(Loading(name, spent))
            pause = min(_AGAIN, seconds - spent)


def sample(progress: Progress, spec: Spec, endpoint: Endpoint, sampling: Sampling, sharing: Sharing) -> list[Candidate]:
    """Ask once; what the model has given so far, this round included, as distinct candidates that may run or not.

    Raises:
        ClientError: the model cannot be asked, and never gave anything.
        Stopped: the ask was stopped.
    """
    return _ask(progress, spec, endpoint, sampling, prompt_for(progress, spec, endpoint, sharing))


def sample_again(
    progress: Progress, spec: Spec, endpoint: Endpoint, sampling: Sampling, sharing: Sharing
) -> list[Candidate]:
    """Tell a general model what is wrong with its best candidate, as far as that may leave, and ask it again.

    Models of other templates never learned to read that, and are not asked: there are no candidates then.

    Raises:
        Stopped: the ask was stopped.
    """
    prompt, best = progress.prompt, progress.candidates[0] if progress.candidates else None
    if prompt is None or prompt.template != "chat/1" or best is None:
        return []
    told = problem(best, levels(spec.inputs, sharing))
    written = (each.text for each in progress.completions)
    given = next((text for text in written if _code(progress, spec, prompt, text) == best.code), "")
    if not told or not given:
        return []
    return _ask(progress, spec, endpoint, sampling, reply(prompt, given, told))


def _ask(progress: Progress, spec: Spec, endpoint: Endpoint, sampling: Sampling, prompt: Prompt) -> list[Candidate]:
    progress.prompt, progress.model = prompt, whereabouts(endpoint).model
    links = prompt.linked.spans if prompt.linked else ()
    progress.tell(Shared(prompt.text, progress.model, prompt.template, progress.level, links))
    begun = time.monotonic()
    time_to_write = progress.left * (1 - _FOR_RUNNING)
    try:
        sampled = complete(endpoint, prompt, sampling, seconds=time_to_write, stop=progress.stop)
    except ClientError as error:
        if not progress.completions:
            raise
        sampled = Sampled(failure=str(error))
    if progress.stop.is_set():
        raise Stopped
    progress.failure = sampled.failure
    progress.completions += sampled.completions
    candidates = distinct(
        progress.completions, lambda text: finish(prompt, text), lambda code: _gated(progress, spec, code)
    )
    refused = sum(candidate.status == "refused" for candidate in candidates)
    spent = time.monotonic() - begun
    progress.tell(Generated(len(progress.completions), len(candidates), refused, spent, progress.failure))
    return candidates


def _gated(progress: Progress, spec: Spec, code: str) -> Gated:
    return gate(code, spec.inputs, spec.output.name, progress.request.modules)


def _code(progress: Progress, spec: Spec, prompt: Prompt, text: str) -> str:
    try:
        return _gated(progress, spec, finish(prompt, text)).code
    except SlotError:
        return ""
