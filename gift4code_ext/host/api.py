"""The OpenAI shapes: JSON body -> CompletionRequest, and samples -> JSON. Pure functions."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gift4code_ext.host.errors import RequestError
from gift4code_ext.host.generate import Piece, Usage
from gift4code_ext.host.sampling import Sampling
from gift4code_ext.host.transcript import Finish, Token

_MOST_SAMPLES = 128
_MOST_STOPS = 16
_NEUTRAL: dict[str, tuple[Any, ...]] = {
    "best_of": (1,),
    "echo": (False,),
    "suffix": ("",),
    "frequency_penalty": (0,),
    "presence_penalty": (0,),
    "logit_bias": ({},),
}
"""Fields that are taken when they ask for nothing: their neutral values besides null."""
_COMMON = frozenset(
    ("model", "n", "temperature", "top_p", "max_tokens", "stop", "seed", "stream", "stream_options", "user", "logprobs")
)
_CHAT = _COMMON | {"messages", "max_completion_tokens", "top_logprobs"}
_TEXT = _COMMON | {"prompt"}


@dataclass(frozen=True)
class CompletionRequest:
    """What a client asked for. Exactly one of ``prompt`` (text or tokens) and ``messages`` is given."""

    model: str | None
    prompt: str | tuple[int, ...] | None
    messages: tuple[dict[str, str], ...] | None
    n: int
    sampling: Sampling
    logprobs: bool
    stream: bool
    stream_usage: bool

    @property
    def chat(self) -> bool:
        return self.messages is not None


@dataclass(frozen=True)
class Sample:
    """One finished sample."""

    text: str
    tokens: tuple[Token, ...]
    finish: Finish


def parse(body: object, *, chat: bool) -> CompletionRequest:
    """Read a request body; raises RequestError naming the field that is wrong or not supported."""
    if not isinstance(body, dict):
        raise RequestError("The request body must be a JSON object.")
    known = _CHAT if chat else _TEXT
    for name, value in body.items():
        if name not in known and value is not None and value not in _NEUTRAL.get(name, ()):
            raise RequestError(f"The field {name} is not supported here.", code="unsupported_field")
    if chat:
        limit = _number(body, "max_completion_tokens", int, 1) or _number(body, "max_tokens", int, 1) or 1 << 30
        logprobs = _flag(body, "logprobs")
        alternatives = _number(body, "top_logprobs", int, 0, 20) or 0
    else:
        limit = _number(body, "max_tokens", int, 1) or 16
        logprobs = body.get("logprobs") is not None
        alternatives = _number(body, "logprobs", int, 0, 20) or 0
    temperature, top_p = _number(body, "temperature", float, 0, 2), _number(body, "top_p", float, 0, 1)
    if top_p == 0:
        raise RequestError("The field top_p must be above 0; use temperature 0 for greedy decoding.")
    model, options = body.get("model"), body.get("stream_options") or {}
    if model is not None and not isinstance(model, str):
        raise RequestError("The field model must be a string.")
    return CompletionRequest(
        model=model,
        prompt=None if chat else _prompt(body.get("prompt")),
        messages=_messages(body.get("messages")) if chat else None,
        n=_number(body, "n", int, 1, _MOST_SAMPLES) or 1,
        sampling=Sampling(
            max_tokens=limit,
            temperature=1.0 if temperature is None else temperature,
            top_p=1.0 if top_p is None else top_p,
            seed=_number(body, "seed", int, -(2**63), 2**64 - 1),
            stop=_stop(body.get("stop")),
            alternatives=alternatives,
        ),
        logprobs=logprobs,
        stream=_flag(body, "stream"),
        stream_usage=isinstance(options, dict) and options.get("include_usage") is True,
    )


def completion(
    request: CompletionRequest, name: str, model: str, samples: Sequence[Sample], usage: Usage
) -> dict[str, Any]:
    """The body of a whole answer."""
    choices = []
    for index, sample in enumerate(samples):
        content = {"message": {"role": "assistant", "content": sample.text}} if request.chat else {"text": sample.text}
        choices.append({"index": index, **content, **_tail(request, sample.tokens, sample.finish)})
    return {**_envelope(request, name, model, chunk=False), "choices": choices, "usage": usage_json(usage)}


def chunk(request: CompletionRequest, name: str, model: str, piece: Piece) -> dict[str, Any]:
    """One event of a streamed answer."""
    content: dict[str, Any] = {"delta": {"content": piece.text}} if request.chat else {"text": piece.text}
    choice = {"index": piece.index, **content, **_tail(request, piece.tokens, piece.finish)}
    return {**_envelope(request, name, model, chunk=True), "choices": [choice]}


def usage_chunk(request: CompletionRequest, name: str, model: str, usage: Usage) -> dict[str, Any]:
    """The last event of a streamed answer whose client asked for token counts."""
    return {**_envelope(request, name, model, chunk=True), "choices": [], "usage": usage_json(usage)}


def usage_json(usage: Usage) -> dict[str, int]:
    """Token counts; ``computed_tokens``, ours, is how many positions the model worked through."""
    return {
        "prompt_tokens": usage.prompt,
        "completion_tokens": usage.completion,
        "total_tokens": usage.prompt + usage.completion,
        "computed_tokens": usage.computed,
    }


def error(text: str, status: int, code: str | None) -> dict[str, Any]:
    """The OpenAI error body."""
    kind = "invalid_request_error" if status < 500 else "server_error"
    return {"error": {"message": text, "type": kind, "param": None, "code": code}}


def _envelope(request: CompletionRequest, name: str, model: str, *, chunk: bool) -> dict[str, Any]:
    kind = ("chat.completion.chunk" if chunk else "chat.completion") if request.chat else "text_completion"
    return {"id": name, "object": kind, "created": int(time.time()), "model": model}


def _tail(request: CompletionRequest, tokens: Sequence[Token], finish: Finish | None) -> dict[str, Any]:
    shape = (_chat_logprobs if request.chat else _text_logprobs) if request.logprobs else None
    return {"logprobs": shape(tokens) if shape else None, "finish_reason": finish}


def _text_logprobs(tokens: Sequence[Token]) -> dict[str, Any]:
    return {
        "tokens": [token.text for token in tokens],
        "token_logprobs": [token.logprob for token in tokens],
        "top_logprobs": [dict(token.alternatives) for token in tokens],
        "text_offset": [token.offset for token in tokens],
    }


def _chat_logprobs(tokens: Sequence[Token]) -> dict[str, Any]:
    def entry(text: str, logprob: float) -> dict[str, Any]:
        return {"token": text, "logprob": logprob, "bytes": list(text.encode())}

    return {
        "content": [
            {**entry(token.text, token.logprob), "top_logprobs": [entry(*other) for other in token.alternatives]}
            for token in tokens
        ]
    }


def _number(body: Mapping[str, Any], name: str, kind: type, low: float, high: float = 1 << 30) -> Any:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float) if kind is float else int):
        raise RequestError(f"The field {name} must be {'a number' if kind is float else 'a whole number'}.")
    if not low <= value <= high:
        raise RequestError(f"The field {name} must be between {low} and {high}.")
    return kind(value)


def _flag(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name)
    if value is not None and not isinstance(value, bool):
        raise RequestError(f"The field {name} must be true or false.")
    return bool(value)


def _stop(value: object) -> tuple[str, ...]:
    stops = [value] if isinstance(value, str) else [] if value is None else value
    if (
        not isinstance(stops, list)
        or not all(stop and isinstance(stop, str) for stop in stops)
        or len(stops) > _MOST_STOPS
    ):
        raise RequestError(f"The field stop must be a string or up to {_MOST_STOPS} strings, none of them empty.")
    return tuple(stops)


def _prompt(value: object) -> str | tuple[int, ...]:
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str | list):
        value = value[0]
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(type(token) is int and token >= 0 for token in value):
        return tuple(value)
    raise RequestError("The field prompt must be one string or one list of tokens.")


def _messages(value: object) -> tuple[dict[str, str], ...]:
    if not isinstance(value, list) or not value:
        raise RequestError("The field messages must be a list with at least one message.")
    for message in value:
        if not isinstance(message, dict) or not all(isinstance(message.get(part), str) for part in ("role", "content")):
            raise RequestError("Each message must have a role and a content, both strings.")
    return tuple({"role": message["role"], "content": message["content"]} for message in value)
