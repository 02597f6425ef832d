"""Asking the model: one round of samples, as gated candidates."""

from __future__ import annotations

import re
import time

from gift4code_ext.assistant.progress import Progress
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.choose import distinct
from gift4code_ext.generation.client import ClientError, Endpoint, Sampled, Sampling, complete, template_of
from gift4code_ext.generation.events import Generated, Shared
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


def started(progress: Progress, endpoint: Later[Endpoint]) -> Endpoint:
    """Where the model answers; the time until it does is given back to the ask.

    Raises:
        ClientError: it is still being loaded.
        Stopped: the ask was stopped.
    """
    begun = time.monotonic()
    try:
        found = endpoint.wait(progress.stop, FOR_STARTING)
    except Unfinished:
        raise ClientError("the model is still being loaded; ask again in a moment") from None
    progress.deadline += time.monotonic() - begun
    return found


def sample(progress: Progress, spec: Spec, endpoint: Endpoint, sampling: Sampling, sharing: Sharing) -> list[Candidate]:
    """Ask once; what the model has given so far, this round included, as distinct candidates that may run or not.

    Raises:
        ClientError: the model cannot be asked, and never gave anything.
        Stopped: the ask was stopped.
    """
    template = template_of(endpoint, seconds=progress.left, stop=progress.stop)
    prompt = build(template, spec, SpecKind.SUMMARY if spec.output.given else SpecKind.NONE, sharing)
    return _ask(progress, spec, endpoint, sampling, prompt)


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
    given = next((each.text for each in progress.completions if _code(spec, prompt, each.text) == best.code), "")
    if not told or not given:
        return []
    return _ask(progress, spec, endpoint, sampling, reply(prompt, given, told))


def _ask(progress: Progress, spec: Spec, endpoint: Endpoint, sampling: Sampling, prompt: Prompt) -> list[Candidate]:
    progress.prompt, progress.model = prompt, f"{endpoint.model or 'a model'} at {endpoint.shown}"
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
    candidates = distinct(progress.completions, lambda text: finish(prompt, text), lambda code: _gated(spec, code))
    refused = sum(candidate.status == "refused" for candidate in candidates)
    spent = time.monotonic() - begun
    progress.tell(Generated(len(progress.completions), len(candidates), refused, spent, progress.failure))
    return candidates


def _gated(spec: Spec, code: str) -> Gated:
    imported = {name for name in ("pd", "np") if re.search(rf"\bas {name}\b", spec.context)}
    return gate(code, spec.inputs, spec.output.name, imported)


def _code(spec: Spec, prompt: Prompt, text: str) -> str:
    try:
        return _gated(spec, finish(prompt, text)).code
    except SlotError:
        return ""
