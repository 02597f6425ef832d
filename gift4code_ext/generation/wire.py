"""What goes over the wire: request bodies, retries, refusals that are remembered, and completions read from answers."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from gift4code_ext.generation.endpoint import (
    Capabilities,
    ClientError,
    Endpoint,
    RequestRefused,
    known,
    learn,
    no_address,
)
from gift4code_ext.generation.prompt import Prompt

if TYPE_CHECKING:
    import httpx

_TRIES = 3
_CHANCE = random.Random()  # the state of the module's own functions is the person's
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504, 529))
_OF_THIS_REQUEST = frozenset((400, 413, 422))
_OPTIONAL = ("top_logprobs", "logprobs", "seed", "top_p", "temperature", "stop", "max_tokens", "n")
_NAMED = re.compile(rf"\b({'|'.join(_OPTIONAL[:-1])})\b|['\"`](n)['\"`]")


@dataclass(frozen=True)
class Completion:
    """One sample: its text and, where the endpoint tells, the sum of its tokens' log-probabilities and their number."""

    text: str
    logprob: float | None = None
    tokens: int | None = None


async def look(client: httpx.AsyncClient, endpoint: Endpoint) -> Capabilities:
    """Learn the model's id and template from ``/models``, and whether asking it again costs nothing.

    Raises:
        ClientError: nothing answers, the key is refused, or no model is named or offered.
    """
    response = await _send(client, endpoint, "GET", "/models", None)
    entries = _list(_object(response).get("data")) if response.status_code == 200 else []
    offered = [entry for entry in entries if isinstance(entry, Mapping) and isinstance(entry.get("id"), str)]
    if response.status_code in (401, 403) or _sentence(response):
        raise _refusal(endpoint, response)
    entry = next((entry for entry in offered if endpoint.model in (None, entry["id"])), None)
    model = endpoint.model or (entry["id"] if entry else None)
    if model is None:
        raise ClientError(f"{endpoint.shown} does not say which models it has; name one in GIFT4CODE_MODEL")
    told_of = entry or {}
    template, address = told_of.get("template"), told_of.get("address")
    found = str(template) if template else "chat/1"
    again, behind = told_of.get("resample") is True, address if isinstance(address, str) else ""

    def learned(told: Capabilities) -> Capabilities:
        before = told if told.model in (None, model) else Capabilities()  # what another model refused says nothing
        return replace(before, model=model, template=found, resample=again, address=behind)

    return learn(endpoint, learned)


async def request(
    client: httpx.AsyncClient, endpoint: Endpoint, prompt: Prompt, n: int, fields: Mapping[str, Any]
) -> list[Completion]:
    """One request for ``n`` samples; fields that the endpoint refuses by name are left out and remembered.

    Raises:
        ClientError: the endpoint does not answer or refuses the request as such.
    """
    for _ in range(len(_OPTIONAL) + 1):
        told = known(endpoint)
        chat = bool(prompt.messages) or not told.completions
        body = _body(endpoint, told, prompt, n, fields, chat)
        response = await _send(client, endpoint, "POST", "/chat/completions" if chat else "/completions", body)
        if response.status_code == 200:
            return _completions(endpoint, response)
        if not chat and response.status_code in (404, 405, 501):
            learn(endpoint, lambda told: replace(told, completions=False))
            continue
        refused = _refused_field(response, body) if response.status_code in (400, 422) else None
        if refused is None:
            raise _refusal(endpoint, response)
        if refused == "n":
            learn(endpoint, lambda told: replace(told, many=False))
            n = 1
        else:
            learn(endpoint, partial(_without, refused))
    raise ClientError(f"{endpoint.shown} refuses every form of the request")


def _without(name: str, told: Capabilities) -> Capabilities:
    return replace(told, refused=told.refused | {name})


def _body(
    endpoint: Endpoint, told: Capabilities, prompt: Prompt, n: int, fields: Mapping[str, Any], chat: bool
) -> dict[str, Any]:
    body: dict[str, Any] = {"model": endpoint.model or told.model, **fields, "stop": list(prompt.stop), "logprobs": 1}
    if n > 1:
        body["n"] = n
    if chat:
        messages = prompt.messages or (("user", prompt.text),)
        body["messages"] = [{"role": role, "content": content} for role, content in messages]
        body["logprobs"] = True
    else:
        body["prompt"] = prompt.text
    if not prompt.stop:
        del body["stop"]
    if "max_tokens" in told.refused:
        body["max_completion_tokens"] = body.get("max_tokens")
    return {name: value for name, value in body.items() if name not in told.refused}


async def _send(
    client: httpx.AsyncClient, endpoint: Endpoint, method: str, path: str, body: Mapping[str, Any] | None
) -> httpx.Response:
    import httpx

    for attempt in range(_TRIES):
        is_last = attempt == _TRIES - 1
        pause = 0.2 * 2**attempt * (1 + _CHANCE.random())
        try:
            response = await client.request(method, f"{endpoint.base_url}{path}", json=body)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            if is_last:
                hint = "start it, or set GIFT4CODE_BASE_URL to one that runs"
                raise ClientError(f"no model answers at {endpoint.shown}; {hint}") from error
        except httpx.TimeoutException as error:
            raise ClientError(f"the model at {endpoint.shown} took too long to answer; allow more seconds") from error
        except httpx.InvalidURL as error:
            raise no_address(endpoint) from error
        except httpx.HTTPError as error:
            problem = type(error).__name__
            raise ClientError(
                f"the connection to the model at {endpoint.shown} broke ({problem}); ask again"
            ) from error
        else:
            is_final = response.headers.get("x-should-retry") == "false"
            if response.status_code not in _PASSING or is_last or is_final:
                return response
            wait = response.headers.get("retry-after", "")
            pause = min(float(wait), 10.0) if wait.replace(".", "", 1).isdigit() else pause
        await asyncio.sleep(pause)
    raise AssertionError("unreachable: the last attempt returns or raises")


def _completions(endpoint: Endpoint, response: httpx.Response) -> list[Completion]:
    choices = _object(response).get("choices")
    if not isinstance(choices, list) or not all(isinstance(choice, Mapping) for choice in choices):
        raise ClientError(f"{endpoint.shown} did not answer as an OpenAI-compatible endpoint does; check its address")
    found: list[Completion] = []
    for choice in choices:
        message = choice.get("message")
        text = message.get("content") if isinstance(message, Mapping) else choice.get("text")
        if isinstance(text, str):
            numbers = _logprobs(choice.get("logprobs"))
            found.append(Completion(text, sum(numbers) if numbers else None, len(numbers) or None))
    return found


def _logprobs(data: object) -> list[float]:
    if not isinstance(data, Mapping):
        return []
    entries = [entry for entry in _list(data.get("content")) if isinstance(entry, Mapping)]
    values = [entry.get("logprob") for entry in entries] or _list(data.get("token_logprobs"))
    return [float(value) for value in values if isinstance(value, (int, float))]


def _list(data: object) -> list[Any]:
    return data if isinstance(data, list) else []


def _object(response: httpx.Response) -> Mapping[str, Any]:
    try:
        data = response.json()
    except ValueError:
        return {}
    return data if isinstance(data, Mapping) else {}


def _refused_field(response: httpx.Response, body: Mapping[str, Any]) -> str | None:
    error = _object(response).get("error")
    stated = error.get("param") if isinstance(error, Mapping) else None
    if stated in _OPTIONAL and stated in body:
        return str(stated)
    names = (found[1] or found[2] for found in _NAMED.finditer(response.text))
    return next((name for name in names if name in body), None)


def _sentence(response: httpx.Response) -> str:
    """What our gateway says went wrong: it knows where it asked, and what to do."""
    error = _object(response).get("error") if response.status_code != 200 else None
    is_ours = isinstance(error, Mapping) and error.get("type") == "gift4code"
    return str(error.get("message", ""))[:1000] if isinstance(error, Mapping) and is_ours else ""


def _refusal(endpoint: Endpoint, response: httpx.Response) -> ClientError:
    if sentence := _sentence(response):
        return ClientError(sentence)
    if response.status_code in (401, 403):
        return ClientError(f"{endpoint.shown} refuses the key; set GIFT4CODE_API_KEY to a valid one and ask again")
    error = _object(response).get("error")
    told = error.get("message") if isinstance(error, Mapping) else error
    text = str(told or response.reason_phrase)
    if endpoint.api_key:
        text = text.replace(endpoint.api_key, "***")  # before the cut, which might leave a part of it
    text = " ".join(text.split())[:200]
    kind = RequestRefused if response.status_code in _OF_THIS_REQUEST else ClientError
    return kind(f"{endpoint.shown} refused the request ({response.status_code}): {text}")
