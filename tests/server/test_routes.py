"""Every route of the extension on a real server: who is refused, and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from server.running import TOKEN, Running, jupyter

from gift4code_ext.server.open import Open
from gift4code_ext.server.routes import Route, handlers

VERBS = ("GET", "HEAD", "POST", "DELETE", "PATCH", "PUT")  # OPTIONS is Jupyter's own, and tells nothing
ROUTES = [(pattern.strip("/"), cls) for pattern, cls, _ in handlers(cast(Open, None))]
EVERYTHING = [(path, verb) for path, _ in ROUTES for verb in VERBS]
ANSWERED = [(path, verb) for path, cls in ROUTES for verb in VERBS if verb.lower() in vars(cls)]
DENY = """
from jupyter_server.auth import Authorizer
class Deny(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != "gift4code"
c.ServerApp.authorizer_class = Deny
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with jupyter(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="module")
def logged_in(server: Running) -> Iterator[httpx.Client]:
    """What a browser has that was logged in: the login's cookie and that of XSRF."""
    with httpx.Client(base_url=server.url, trust_env=False, timeout=30) as client:
        client.get("api/status", params={"token": TOKEN})
        client.get("view/a-page-that-is-missing")
        assert "_xsrf" in client.cookies
        assert len(client.cookies) == 2
        yield client


def sentence(response: httpx.Response) -> str:
    """The one thing that an error tells."""
    told: dict[str, Any] = response.json()
    assert list(told) == ["message"]
    assert "Traceback" not in response.text
    return str(told["message"])


def test_all_routes_are_ours_and_answer_something() -> None:
    assert all(issubclass(cls, Route) and cls.auth_resource == "gift4code" for _, cls in ROUTES)
    assert sorted(ANSWERED) == [
        ("gift4code/api/endpoint", "PUT"),
        ("gift4code/api/key", "DELETE"),
        ("gift4code/api/key", "PUT"),
        ("gift4code/api/status", "GET"),
    ]


@pytest.mark.parametrize(("path", "verb"), EVERYTHING)
@pytest.mark.parametrize("token", [None, "wrong", ""])
def test_nobody_comes_in_without_the_token(server: Running, path: str, verb: str, token: str | None) -> None:
    found = server.ask(verb, path, token=token)

    assert found.status_code in ((403,) if (path, verb) in ANSWERED else (403, 405))
    if verb != "HEAD":
        assert sentence(found)


@pytest.mark.parametrize(("path", "verb"), EVERYTHING)
def test_a_login_is_not_enough_across_origins(logged_in: httpx.Client, path: str, verb: str) -> None:
    headers = {"Origin": "http://evil.example", "X-XSRFToken": logged_in.cookies["_xsrf"]}

    found = logged_in.request(verb, path, headers=headers, json={"base_url": None})

    assert found.status_code in ((403, 404) if (path, verb) in ANSWERED else (403, 404, 405))
    assert "access-control-allow-origin" not in found.headers


@pytest.mark.parametrize(("path", "verb"), [each for each in EVERYTHING if each[1] not in ("GET", "HEAD")])
def test_a_login_is_not_enough_without_the_xsrf_token(logged_in: httpx.Client, path: str, verb: str) -> None:
    found = logged_in.request(verb, path, json={"base_url": None})

    assert found.status_code == 403
    assert "_xsrf" in sentence(found)


@pytest.mark.parametrize(("path", "verb"), ANSWERED)
def test_whoever_is_logged_in_is_answered(logged_in: httpx.Client, path: str, verb: str) -> None:
    body = {"base_url": None} if "endpoint" in path else {"key": "x"} if verb == "PUT" else None

    found = logged_in.request(verb, path, headers={"X-XSRFToken": logged_in.cookies["_xsrf"]}, json=body)

    if (path, verb) == ("gift4code/api/key", "PUT"):  # it was let in
        assert found.status_code == 409
        assert sentence(found) == "The model of this machine needs no key; choose an endpoint first."
    else:
        assert found.status_code == 200
        assert found.json()["version"]
    assert "default-src 'none'" in found.headers["Content-Security-Policy"]


def test_an_authorizer_has_the_last_word(tmp_path: Path) -> None:
    with jupyter(tmp_path, DENY) as server:
        told = {(path, verb): server.ask(verb, path, json={"base_url": None}) for path, verb in ANSWERED}

        assert {found.status_code for found in told.values()} == {403}
        assert {sentence(found) for found in told.values()} == {
            f"User is not authorized to {word} on resource: gift4code." for word in ("read", "write")
        }
        assert not server.kept.exists()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "The field base_url is missing; null is the model of this machine."),
        ({"base_url": 3}, "The field base_url must be a text."),
        ({"base_url": None, "more": "x"}, "There is no field 'more'; known are base_url, model, template."),
        ({"base_url": "models.example"}, "is no address: it must begin with http:// or https://"),
        ({"base_url": "file:///etc/passwd"}, "is no address: it must begin with http:// or https://"),
        ({"base_url": "http://me:secret@models.example/v1"}, "is given with a user or a password"),
        ({"base_url": "http://models.example/v1#x"}, "must end before any ? or #"),
        ({"base_url": f"http://{'a' * 3000}/v1"}, "The address is too long"),
    ],
)
def test_an_endpoint_that_is_none_is_refused(server: Running, body: dict[str, Any], said: str) -> None:
    found = server.ask("PUT", "gift4code/api/endpoint", json=body)

    assert found.status_code == 400
    assert said in sentence(found)
    assert "secret" not in found.text
    assert server.status()["endpoint"] is None


def test_a_body_that_is_too_long_is_refused(server: Running) -> None:
    found = server.ask("PUT", "gift4code/api/key", content=b"x" * 100_000)

    assert (found.status_code, sentence(found)) == (413, "The body is longer than 65536 bytes.")
