"""Keys: whose they are, where they are kept, and where they do not go."""

from __future__ import annotations

import asyncio
import stat
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.server.errors import Refused
from gift4code_ext.server.keys import InFile, InKeyring, Key, Keys, Store

ONE = Endpoint("https://models.example/v1")
SAME = Endpoint("HTTPS://Models.example:443/other/v2")
KEY = "sk-0123456789"


def done(of: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(of)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def store(tmp_path: Path) -> InFile:
    return InFile(tmp_path / "mine" / "key.json")


def test_a_key_is_kept_in_a_file_of_its_owner_alone(store: InFile) -> None:
    done(Keys(None, store).keep(ONE, f"  {KEY}\n"))

    assert (mode(store.path), mode(store.path.parent)) == (0o600, 0o700)
    assert [path.name for path in store.path.parent.iterdir()] == ["key.json"]
    assert done(Keys(None, store).of(ONE)) == KEY


@pytest.mark.parametrize(
    "other",
    [
        "http://models.example/v1",
        "https://models.example:8443/v1",
        "https://models.example.evil.test/v1",
        "https://sub.models.example/v1",
        "http://127.0.0.1:8000/v1",
    ],
)
def test_a_key_goes_to_no_other_origin(store: InFile, other: str) -> None:
    keys = Keys(None, store)
    done(keys.keep(ONE, KEY))

    assert done(keys.of(SAME)) == KEY
    assert done(keys.of(Endpoint(other))) is None
    assert done(keys.elsewhere(Endpoint(other))) == "https://models.example:443"


def test_a_key_of_the_environment_goes_to_no_other_origin_either(store: InFile) -> None:
    keys = Keys(Key("https://models.example:443", KEY), store)

    assert done(keys.of(ONE)) == KEY
    assert done(keys.of(Endpoint("https://other.example/v1"))) is None


def test_the_environment_comes_first(store: InFile) -> None:
    done(Keys(None, store).keep(ONE, "entered"))
    keys = Keys(Key("https://models.example:443", KEY), store)

    assert done(keys.of(ONE)) == KEY
    with pytest.raises(Refused, match="is GIFT4CODE_API_KEY in the server's environment; change it there"):
        done(keys.keep(ONE, "another"))


def test_a_key_is_forgotten(store: InFile) -> None:
    keys = Keys(None, store)
    done(keys.keep(ONE, KEY))
    done(keys.forget())
    done(keys.forget())

    assert done(keys.of(ONE)) is None
    assert not store.path.exists()


@pytest.mark.parametrize("text", ["", "   ", "two\nlines", "schlüssel", "x" * 5000])
def test_what_can_be_no_key_is_refused_without_repeating_it(store: InFile, text: str) -> None:
    with pytest.raises(Refused, match="The key is empty, too long, or holds characters that no key has") as caught:
        done(Keys(None, store).keep(ONE, text))

    assert not text.strip() or text not in str(caught.value)
    assert not store.path.exists()


def test_a_file_that_others_could_read_is_left_unused(store: InFile) -> None:
    keys = Keys(None, store)
    done(keys.keep(ONE, KEY))
    store.path.chmod(0o640)

    with pytest.raises(Refused, match="is not its owner's alone and is left unused; remove it"):
        done(keys.of(ONE))


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff", b'{"key": 3}', b'{"origin": "https://models.example:443"}'])
def test_a_file_that_holds_something_else_gives_no_key(store: InFile, content: bytes) -> None:
    keys = Keys(None, store)
    done(keys.keep(ONE, KEY))
    store.path.write_bytes(content)

    with pytest.raises(Refused, match="does not hold what gift4code writes; remove it"):
        done(keys.of(ONE))


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Refused, match=r"The file .*key\.json cannot be written: File exists\."):
        done(Keys(None, InFile(tmp_path / "file" / "key.json")).keep(ONE, KEY))


KEYRING = """
kept = {}
class Locked(Exception): pass
def get_password(service, user): return kept.get((service, user))
def set_password(service, user, text):
    if "locked" in text: raise Locked(text)
    kept[service, user] = text
def delete_password(service, user): del kept[service, user]
"""


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The system's keyring, stood in for by a package of that name."""
    (tmp_path / "keyring.py").write_text(KEYRING)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "keyring", raising=False)
    return InKeyring()


def test_a_keyring_keeps_a_key_with_its_origin(keyring: Store) -> None:
    keys = Keys(None, keyring)
    done(keys.keep(ONE, KEY))

    assert done(keys.of(SAME)) == KEY
    assert done(keys.of(Endpoint("https://other.example/v1"))) is None
    done(keys.forget())
    done(keys.forget())
    assert done(keys.of(ONE)) is None


def test_a_keyring_that_fails_is_named_and_the_key_is_not(keyring: Store) -> None:
    with pytest.raises(Refused) as caught:
        done(Keys(None, keyring).keep(ONE, "locked-key"))

    assert str(caught.value) == "The system's keyring does not work (Locked)."


def test_a_keyring_that_is_prescribed_and_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)

    with pytest.raises(Refused, match="the package keyring is not installed"):
        done(Keys(None, InKeyring()).keep(ONE, KEY))
