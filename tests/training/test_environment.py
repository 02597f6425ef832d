"""Environments that suites pin: what is there is compared with what is asked for."""

from __future__ import annotations

import platform
import re
from importlib import metadata
from pathlib import Path

import pytest
from gift4code_training.evaluation import environment
from gift4code_training.evaluation.problem import EvaluationError, Pins, Suite

HERE = ".".join(platform.python_version_tuple()[:2])


def suite(pins: Pins) -> Suite:
    return Suite("own", "1", lambda path, running: [], lambda answers, running: [], pins=pins)


def test_an_inventory_names_python_and_every_package() -> None:
    found = environment.inventory()

    assert found["python"] == platform.python_version()
    assert {name: found[name] for name in ("pandas", "numpy", "jupyter-server")} == {
        name: metadata.version(name) for name in ("pandas", "numpy", "jupyter-server")
    }


def test_an_environment_as_pinned_is_told_with_its_inventory() -> None:
    pins = Pins(HERE, {"pandas": metadata.version("pandas")})

    found = environment.check(suite(pins))

    assert found.inventory == environment.inventory()
    assert re.fullmatch(r"[0-9a-f]{16}", found.key)
    assert found.key == environment.key(dict(reversed(found.inventory.items())))
    assert found.key != environment.key({**found.inventory, "pandas": "0.1"})


def test_what_is_not_as_pinned_is_named() -> None:
    pins = Pins("2.7", {"pandas": "0.1", "numpy": metadata.version("numpy"), "no-such-package-here": "1.0"})

    with pytest.raises(EvaluationError) as told:
        environment.check(suite(pins))

    assert f"python is {platform.python_version()}, not 2.7" in str(told.value)
    assert f"pandas is {metadata.version('pandas')}, not 0.1" in str(told.value)
    assert "no-such-package-here is missing, not 1.0" in str(told.value)
    assert "gift4code-train evaluate env own" in str(told.value)
    assert "numpy" not in str(told.value)


def test_versions_of_python_are_not_prefixes_of_each_other() -> None:
    assert environment.differences(Pins("3.1"), {"python": "3.11.7"}) == {"python": "3.11.7, not 3.1"}
    assert environment.differences(Pins("3.11"), {"python": "3.11.7"}) == {}


def test_an_environment_is_made_with_its_interpreter_and_asked_for_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    folder = tmp_path / "made"
    pins = Pins(HERE, {"no-such-package-here": "1.0"})

    with pytest.raises(EvaluationError, match=r"the packages of own cannot be installed: .*no-such-package-here"):
        environment.make(suite(pins), folder)

    found = environment.inventory(str(environment.python_of(folder)))
    assert found["python"] == platform.python_version()
    assert "pandas" not in found
    pip = suite(Pins(HERE, {"pip": found["pip"]}))
    assert environment.make(pip, folder) == environment.check(pip, str(environment.python_of(folder)))


def test_an_interpreter_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"There is no Python 2\.1 on the path"):
        environment.make(suite(Pins("2.1", {"pandas": "0.1"})), tmp_path / "made")
    with pytest.raises(EvaluationError, match="no/python cannot be asked for its packages"):
        environment.inventory("no/python")


def test_a_suite_without_pins_needs_no_environment_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="environment of gift4code itself"):
        environment.make(suite(Pins()), tmp_path)
    assert environment.check(suite(Pins())).python is None
