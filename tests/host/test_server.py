"""The OpenAI routes of a host in a process of its own."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import pytest

from gift4code_ext.host.runtime import Address

PROMPT = "average <c0> by class result ="


def complete(client: httpx.Client, **fields: Any) -> Any:
    response = client.post("/completions", json={"prompt": PROMPT, "max_tokens": 12, "seed": 3, **fields})
    assert response.status_code == 200, response.text
    return response.json()


def stream(client: httpx.Client, **fields: Any) -> list[Any]:
    body = {"prompt": PROMPT, "max_tokens": 12, "seed": 3, "stream": True, **fields}
    lines = [line for line in client.post("/completions", json=body).text.splitlines() if line]
    assert lines[-1] == "data: [DONE]"
    return [json.loads(line.removeprefix("data: ")) for line in lines[:-1]]


def test_models_names_the_template(client: httpx.Client) -> None:
    (entry,) = client.get("/models").json()["data"]

    assert (entry["id"], entry["template"], entry["max_model_len"]) == ("tiny", "slots/1", 512)


def test_n_samples_pay_for_the_prompt_once(client: httpx.Client) -> None:
    answer = complete(client, n=6)
    usage = answer["usage"]

    assert [choice["index"] for choice in answer["choices"]] == list(range(6))
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]
    assert usage["computed_tokens"] <= usage["prompt_tokens"] + usage["completion_tokens"]


def test_the_same_seed_gives_the_same_samples_and_another_does_not(client: httpx.Client) -> None:
    first, again, other = (complete(client, n=3, seed=seed)["choices"] for seed in (1, 1, 2))

    assert first == again
    assert first != other


def test_a_stop_string_ends_the_text_before_it(client: httpx.Client) -> None:
    whole = complete(client, temperature=0)["choices"][0]["text"]
    stop = whole[3:5]
    choice = complete(client, temperature=0, stop=[stop])["choices"][0]

    assert choice == {"index": 0, "text": whole[: whole.index(stop)], "logprobs": None, "finish_reason": "stop"}


def test_logprobs_cover_the_text_and_the_greedy_token_is_the_likeliest(client: httpx.Client) -> None:
    choice = complete(client, temperature=0, logprobs=2)["choices"][0]
    logprobs = choice["logprobs"]

    assert "".join(logprobs["tokens"]) == choice["text"]
    assert all(
        max(top.values()) == chosen <= 0
        for top, chosen in zip(logprobs["top_logprobs"], logprobs["token_logprobs"], strict=True)
    )


def test_a_stream_adds_up_to_the_whole_answer(client: httpx.Client) -> None:
    whole = complete(client, n=2)
    *parts, last = stream(client, n=2, stream_options={"include_usage": True})
    choices = [part["choices"][0] for part in parts]

    for index in range(2):
        mine = [choice for choice in choices if choice["index"] == index]
        assert "".join(choice["text"] for choice in mine) == whole["choices"][index]["text"]
        assert [choice["finish_reason"] for choice in mine if choice["finish_reason"]] == ["length"]
    assert last["usage"] == whole["usage"]


def test_a_client_that_leaves_stops_its_generation(client: httpx.Client) -> None:
    body = {"prompt": PROMPT, "max_tokens": 480, "n": 128, "stream": True, "temperature": 2}
    with client.stream("POST", "/completions", json=body) as response:
        next(response.iter_lines())
    start = time.monotonic()
    complete(client)  # one request runs at a time: this one waits for what is left of the first

    assert time.monotonic() - start < 2


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong"])
@pytest.mark.parametrize("path", ["/models", "/completions", "/nothing"])
def test_no_route_answers_without_the_token(address: Address, path: str, token: str) -> None:
    response = httpx.get(address.base_url + path, headers={"Authorization": token}, trust_env=False)

    assert (response.status_code, response.json()["error"]["code"]) == (401, "invalid_api_key")


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (b"{", 400, "The request body is no JSON"),
        (b"[]", 400, "The request body must be a JSON object."),
        ({}, 400, "The field prompt must be one string or one list of tokens."),
        ({"prompt": ""}, 400, "The prompt is empty."),
        ({"prompt": [9999]}, 400, "The prompt has token 9999, and this model's tokens are below"),
        ({"prompt": "x", "n": 0}, 400, "The field n must be between 1 and 128."),
        ({"prompt": "x", "n": True}, 400, "The field n must be a whole number."),
        ({"prompt": "x", "temperature": "hot"}, 400, "The field temperature must be a number."),
        ({"prompt": "x", "top_p": 0}, 400, "The field top_p must be above 0"),
        ({"prompt": "x", "stop": [""]}, 400, "The field stop must be a string"),
        ({"prompt": "x", "structured_outputs": {}}, 400, "The field structured_outputs is not supported here."),
        ({"prompt": "x", "model": "gpt"}, 404, "This host serves tiny, not gpt."),
    ],
)
def test_a_bad_request_gets_a_sentence(client: httpx.Client, body: Any, status: int, sentence: str) -> None:
    sent = {"content": body} if isinstance(body, bytes) else {"json": body}
    response = client.post("/completions", **sent)

    assert response.status_code == status
    assert response.json()["error"]["message"].startswith(sentence)


def test_chat_without_a_chat_template_says_what_to_use_instead(client: httpx.Client) -> None:
    response = client.post("/chat/completions", json={"messages": [{"role": "user", "content": "hi"}]})

    assert response.status_code == 400
    assert response.json()["error"]["message"].endswith("send the prompt as text to /v1/completions.")


def test_an_unknown_path_is_a_json_404(client: httpx.Client) -> None:
    assert client.get("/nothing").json()["error"]["message"] == "There is nothing at /v1/nothing for GET."
