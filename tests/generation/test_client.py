"""The client against a real endpoint process: what it sends, what it puts up with, how it ends."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from endpoint import scripted

from gift4code_ext.generation import endpoint as endpoints
from gift4code_ext.generation.client import (
    ClientError,
    Endpoint,
    Sampled,
    Sampling,
    complete,
    from_environment,
    template_of,
)
from gift4code_ext.generation.prompt import Prompt
from gift4code_ext.generation.wire import Completion

PROMPT = Prompt("slots/1", "<ask> first rows\n<code>\n", ("<end>",))
CHAT = Prompt("chat/1", "be brief\n\nhello", (), (("system", "be brief"), ("user", "hello")))


@pytest.fixture(autouse=True)
def _fresh() -> None:
    endpoints.forget()


def _texts(found: Sampled) -> list[str]:
    return [completion.text for completion in found.completions]


def test_one_greedy_and_one_request_for_n() -> None:
    with scripted(completions=["a", "b", "c"], greedy="g", logprobs=[-1.0, -2.0, -3.0]) as server:
        found = complete(Endpoint(server.base_url, "m"), PROMPT, Sampling(n=3), seconds=10)
        bodies = [request["body"] for request in server.requests()]
    assert found == Sampled(
        (
            Completion("g", -0.1, 2),
            Completion("a", -1.0, 2),
            Completion("b", -2.0, 2),
            Completion("c", -3.0, 2),
        )
    )
    greedy, warm = sorted(bodies, key=lambda body: body["temperature"])
    common = {"model": "m", "prompt": PROMPT.text, "max_tokens": 160, "top_p": 1.0, "stop": ["<end>"], "logprobs": 1}
    assert greedy == {**common, "temperature": 0.0}
    assert warm == {**common, "temperature": 0.7, "n": 3}


def test_the_model_and_template_are_learned_from_models() -> None:
    with scripted(completions=["a"], models=[{"id": "tiny", "template": "slots/1"}]) as server:
        endpoint = Endpoint(server.base_url)
        assert template_of(endpoint) == "slots/1"
        complete(endpoint, PROMPT, Sampling(n=1, greedy=False), seconds=10)
        complete(endpoint, PROMPT, Sampling(n=1, greedy=False), seconds=10)
        requests = server.requests()
    assert [request["method"] for request in requests] == ["GET", "POST", "POST"]
    assert requests[1]["body"]["model"] == "tiny"


def test_without_a_completions_route_it_chats_and_remembers() -> None:
    with scripted(completions=["a"], chat_only=True, logprobs=[-1.5]) as server:
        endpoint = Endpoint(server.base_url, "m")
        for _ in range(2):
            found = complete(endpoint, PROMPT, Sampling(n=1, greedy=False), seconds=10)
        paths = [request["path"] for request in server.requests()]
        body = server.requests()[-1]["body"]
    assert found == Sampled((Completion("a", -1.5, 1),))
    assert paths == ["/v1/completions", "/v1/chat/completions", "/v1/chat/completions"]
    assert body["messages"] == [{"role": "user", "content": PROMPT.text}]
    assert body["logprobs"] is True


def test_messages_go_to_chat() -> None:
    with scripted(completions=["a"]) as server:
        complete(Endpoint(server.base_url, "m"), CHAT, Sampling(n=1, greedy=False), seconds=10)
        (request,) = server.requests()
    assert request["path"] == "/v1/chat/completions"
    assert [message["role"] for message in request["body"]["messages"]] == ["system", "user"]
    assert "stop" not in request["body"]


def test_an_endpoint_that_gives_one_sample_a_request_is_asked_n_times() -> None:
    with scripted(completions=list("abcde"), one_a_request=True) as server:
        endpoint = Endpoint(server.base_url, "m")
        found = complete(endpoint, PROMPT, Sampling(n=5, greedy=False), seconds=10)
        seeds = [request["body"].get("seed") for request in server.requests()]
    assert sorted(_texts(found)) == list("abcde")
    assert len(set(seeds)) == 5


@pytest.mark.parametrize("field", ["logprobs", "n", "top_p", "max_tokens"])
def test_refused_fields_are_left_out_and_remembered(field: str) -> None:
    with scripted(completions=["a", "b"], refuses=[field]) as server:
        endpoint = Endpoint(server.base_url, "m")
        assert sorted(_texts(complete(endpoint, PROMPT, Sampling(n=2, greedy=False), seconds=10))) == ["a", "b"]
        before = len(server.requests())
        complete(endpoint, PROMPT, Sampling(n=2, greedy=False), seconds=10)
        bodies = [request["body"] for request in server.requests()[before:]]
    assert all(field not in body for body in bodies)
    assert field != "max_tokens" or bodies[0]["max_completion_tokens"] == 160


def test_what_fails_in_passing_is_asked_again() -> None:
    with scripted(completions=["a"], fails=[503, 429]) as server:
        found = complete(Endpoint(server.base_url, "m"), PROMPT, Sampling(n=1, greedy=False), seconds=10)
    assert _texts(found) == ["a"]


def test_a_bad_request_is_not_asked_again() -> None:
    with scripted(completions=["a"], fails=[400]) as server:
        with pytest.raises(ClientError, match=r"refused the request \(400\): not now"):
            complete(Endpoint(server.base_url, "m"), PROMPT, Sampling(n=1, greedy=False), seconds=10)
        assert len(server.requests()) == 1


def test_a_refused_key_is_said_and_never_shown() -> None:
    with scripted(completions=["a"], key="right") as server:
        endpoint = Endpoint(server.base_url, "m", "s3cret")
        with pytest.raises(ClientError, match="GIFT4CODE_API_KEY") as caught:
            complete(endpoint, PROMPT, Sampling(n=1), seconds=10)
    assert "s3cret" not in f"{caught.value!r} {endpoint!r}"


def test_nothing_answers() -> None:
    with pytest.raises(ClientError, match=r"no model answers at http://127.0.0.1:9/v1; start it"):
        complete(Endpoint("http://127.0.0.1:9/v1", "m"), PROMPT, Sampling(n=1), seconds=10)


def test_a_deadline_ends_the_wait() -> None:
    with scripted(completions=["a"], delay=20) as server:
        begun = time.monotonic()
        with pytest.raises(ClientError, match=r"within 0.3 s"):
            complete(Endpoint(server.base_url, "m"), PROMPT, Sampling(n=1), seconds=0.3)
    assert time.monotonic() - begun < 2


def test_stop_ends_at_once() -> None:
    stop = threading.Event()
    with scripted(completions=["a"], delay=20) as server:
        threading.Timer(0.3, stop.set).start()
        begun = time.monotonic()
        found = complete(Endpoint(server.base_url, "m"), PROMPT, Sampling(n=1), seconds=30, stop=stop)
        took = time.monotonic() - begun
    assert found == Sampled()
    assert took < 1.0
    assert not [thread for thread in threading.enumerate() if thread.name == "gift4code-client"]


def test_the_environment_names_the_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIFT4CODE_BASE_URL", raising=False)
    assert from_environment() is None
    monkeypatch.setenv("GIFT4CODE_BASE_URL", "http://user:pw@host:1/v1/")
    monkeypatch.setenv("GIFT4CODE_MODEL", "m")
    monkeypatch.setenv("GIFT4CODE_API_KEY", "k")
    found = from_environment()
    assert found == Endpoint("http://user:pw@host:1/v1", "m", "k")
    assert found is not None
    assert found.shown == "http://host:1/v1"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://127.0.0.1:1234/v1", "k"),
        ("http://127.0.0.1:1234/other", "k"),
        ("http://127.0.0.1:1235/v1", None),
        ("https://127.0.0.1:1234/v1", None),
        ("https://models.example/v1", None),
    ],
)
def test_a_key_of_the_environment_goes_to_the_address_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, address: str, key: str | None
) -> None:
    monkeypatch.setenv("GIFT4CODE_BASE_URL", "http://127.0.0.1:1234/v1")
    monkeypatch.setenv("GIFT4CODE_API_KEY", "k")
    found = from_environment(base_url=address)
    assert found is not None
    assert found.api_key == key


def test_a_key_without_an_address_goes_where_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIFT4CODE_BASE_URL", raising=False)
    monkeypatch.setenv("GIFT4CODE_API_KEY", "k")
    assert from_environment(base_url="https://models.example/v1") == Endpoint("https://models.example/v1", None, "k")


@pytest.mark.parametrize(
    "address",
    [
        "localhost:8000",
        "http://localhost:abc/v1",
        "http://localhost:99999/v1",
        "http://[::1/v1",
        "http://host/v1\n",
        "http://user:s3cret@[::1/v1",
    ],
)
def test_no_address(address: str) -> None:
    with pytest.raises(ClientError, match="is no address: it must begin with http") as caught:
        Endpoint(address)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("address", ["http://a..bé/v1", f"http://{'a' * 70000}/v1"])
def test_no_address_for_those_who_send(address: str) -> None:
    with pytest.raises(ClientError, match="is no address: it must begin with http"):
        template_of(Endpoint(address))


@pytest.mark.parametrize("key", ["s3crét", "s3cret\n"])
def test_no_key(key: str) -> None:
    with pytest.raises(ClientError, match="copy it into GIFT4CODE_API_KEY again") as caught:
        Endpoint("http://127.0.0.1:9/v1", "m", key)
    assert "s3cr" not in str(caught.value)


@pytest.mark.parametrize(
    "answer", [{"choices": ["text"]}, {"choices": {"text": "a"}}, {"choices": [None]}, [1], "text"]
)
def test_an_answer_in_another_form(answer: object) -> None:
    with (
        _answering(answer) as address,
        pytest.raises(ClientError, match="did not answer as an OpenAI-compatible endpoint does"),
    ):
        complete(Endpoint(address, "m"), PROMPT, Sampling(n=1), seconds=10)


def test_a_list_of_models_in_another_form() -> None:
    with _answering({"data": 5}) as address, pytest.raises(ClientError, match="does not say which models it has"):
        template_of(Endpoint(address))


@pytest.mark.parametrize("status", [401, 403, 404, 502, 503])
def test_what_a_gateway_says_is_said_as_it_is_and_once(status: int) -> None:
    told = {"error": {"message": "No model answers at https://models.example/v1.", "type": "gift4code", "code": "x"}}
    heard: list[str] = []
    with _answering(told, status, heard) as address:
        with pytest.raises(ClientError, match=r"^No model answers at https://models\.example/v1\.$"):
            template_of(Endpoint(address))
        assert heard == ["/v1/models"]


def test_a_key_that_is_repeated_is_struck_out_before_it_is_cut() -> None:
    key = "sk-0123456789"
    told = {"error": {"message": f"{'x' * 190} {key}"}}
    with _answering(told, 400) as address, pytest.raises(ClientError) as caught:
        complete(Endpoint(address, "m", key), PROMPT, Sampling(n=1, greedy=False), seconds=10)
    assert str(caught.value).endswith("x ***")


@pytest.mark.parametrize("told", [5, {"content": [1]}, {"token_logprobs": 5}])
def test_probabilities_in_another_form_are_none(told: object) -> None:
    with _answering({"choices": [{"text": "a", "logprobs": told}]}) as address:
        found = complete(Endpoint(address, "m"), PROMPT, Sampling(n=1, greedy=False), seconds=10)
    assert found == Sampled((Completion("a"),))


def test_what_came_is_returned_with_why_the_rest_did_not() -> None:
    with scripted(completions=["a"], fails=[400]) as server:
        found = complete(Endpoint(server.base_url, "m"), PROMPT, Sampling(n=1), seconds=10)
    assert _texts(found) == ["a"]
    assert found.failure.endswith("refused the request (400): not now")


@contextlib.contextmanager
def _answering(answer: object, status: int = 200, heard: list[str] | None = None) -> Iterator[str]:
    """The address of a server that says the same to everyone; refusals say that asking again is of no use."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if heard is not None:
                heard.append(self.path)
            self.send_response(status)
            if status != 200:
                self.send_header("X-Should-Retry", "false")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Standard error stays quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            server.shutdown()
