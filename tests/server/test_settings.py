"""What an administrator settles, and what it leaves to the person."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.policy import Policy
from gift4code_ext.server.errors import Refused
from gift4code_ext.server.keys import InFile, Key, Keys
from gift4code_ext.server.settings import Settings, Stated
from gift4code_ext.server.setup import Setup
from gift4code_ext.spec.sharing import Level

HERE, THERE = "http://127.0.0.1:8000/v1", "https://models.example/v1"


def read(stated: Mapping[str, str] | None = None, base_url: str = "", **environment: str) -> Settings:
    given = {f"GIFT4CODE_{name.upper()}": value for name, value in environment.items()}
    return Settings.read(
        Stated({f"GIFT4CODE_{name}": value for name, value in (stated or {}).items()}, base_url), given
    )


def setup(settings: Settings, folder: Path) -> Setup:
    return Setup(settings, Keys(settings.key, InFile(folder / "key.json")), folder / "endpoint.json")


def done(of: Any) -> Any:
    return asyncio.run(of)


def test_nothing_settled_leaves_all_open() -> None:
    assert read() == Settings(Policy())


def test_the_environment_comes_before_the_configuration() -> None:
    stated = {"HIGHEST_LEVEL": "rows", "MOST_SAMPLES": "9", "MODELS": "a", "ENDPOINT": "force-off", "HIDE": "1"}

    found = read(stated, highest_level="names", most_samples="4", models="b,c", endpoint="user-choice", hide="0")

    assert found.policy == Policy(False, Level.NAMES, 4, ("b", "c"), "user-choice")
    assert read(stated).policy == Policy(True, Level.ROWS, 9, ("a",), "force-off")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("highest_level", "everything"),
        ("most_samples", "many"),
        ("most_samples", "0"),
        ("endpoint", "forced"),
        ("hide", "perhaps"),
        ("base_url", "models.example"),
        ("base_url", "https://me:secret@models.example/v1"),
        ("base_url", "https://models.example/v1?key=secret"),
    ],
)
def test_what_cannot_be_read_closes_everything_and_is_said(variable: str, value: str) -> None:
    found = read(**{variable: value})

    assert found.policy.hide
    assert found.policy.endpoint == "force-off"
    assert found.problem.endswith(".")
    assert "secret" not in found.problem


def test_an_address_in_the_environment_is_meant() -> None:
    found = Settings.read(Stated({}), {"GIFT4CODE_BASE_URL": HERE, "GIFT4CODE_MODEL": "m", "GIFT4CODE_API_KEY": "sk-1"})

    assert found == Settings(Policy(endpoint="force-on"), Endpoint(HERE, "m"), Key("http://127.0.0.1:8000", "sk-1"))
    assert "sk-1" not in repr(found)


def test_a_key_without_an_address_is_sent_nowhere() -> None:
    found = Settings.read(Stated({}), {"GIFT4CODE_API_KEY": "sk-1"})

    assert found.key is None
    assert found.remark.startswith("GIFT4CODE_API_KEY is set and GIFT4CODE_BASE_URL is not")


def test_an_endpoint_that_is_prescribed_and_not_named_is_a_problem() -> None:
    assert read({"ENDPOINT": "force-on"}).problem.startswith("An endpoint is prescribed and none is named")


@pytest.mark.parametrize(
    ("policy", "before", "after"),
    [("user-choice", THERE, HERE), ("force-on", THERE, THERE), ("force-off", None, None)],
)
def test_who_says_where_the_model_answers(tmp_path: Path, policy: str, before: str | None, after: str | None) -> None:
    settled = setup(read({"ENDPOINT": policy}, THERE), tmp_path)

    async def act() -> list[str | None]:
        found = [await settled.endpoint()]
        if policy == "user-choice":
            await settled.choose(Endpoint(HERE))
        else:
            with pytest.raises(Refused, match="The administrator of this server"):
                await settled.choose(Endpoint(HERE))
        found.append(await settled.endpoint())
        return [each and each.base_url for each in found]

    assert done(act()) == [before, after]


def test_what_is_prescribed_can_be_chosen_and_nothing_is_kept(tmp_path: Path) -> None:
    settled = setup(read({"ENDPOINT": "force-on"}, THERE), tmp_path)

    done(settled.choose(Endpoint(THERE)))

    assert list(tmp_path.iterdir()) == []


def test_a_choice_that_was_made_before_it_was_forbidden_does_not_hold(tmp_path: Path) -> None:
    done(setup(read(), tmp_path).choose(Endpoint(HERE)))

    assert done(setup(read({"ENDPOINT": "force-off"}), tmp_path).endpoint()) is None
    assert done(setup(read({"ENDPOINT": "force-on"}, THERE), tmp_path).endpoint()) == Endpoint(THERE)
    assert done(setup(read(), tmp_path).endpoint()) == Endpoint(HERE)


def test_the_local_model_can_be_chosen_over_the_administrators_endpoint(tmp_path: Path) -> None:
    settled = setup(read({}, THERE), tmp_path)

    done(settled.choose(None))

    assert done(settled.endpoint()) is None


def test_a_model_that_is_not_allowed_cannot_be_chosen(tmp_path: Path) -> None:
    settled = setup(read({"MODELS": "a,b"}), tmp_path)

    with pytest.raises(Refused, match="The model c is not allowed here; choose one of a, b"):
        done(settled.choose(Endpoint(HERE, "c")))


def test_a_choice_that_somebody_else_could_have_written_is_not_taken(tmp_path: Path) -> None:
    settled = setup(read(), tmp_path)
    done(settled.choose(Endpoint(HERE)))
    (tmp_path / "endpoint.json").chmod(0o666)

    with pytest.raises(Refused, match="is not its owner's alone and is left unused; remove it"):
        done(settled.endpoint())
