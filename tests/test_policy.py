"""A policy as it travels in environment variables, and what it allows."""

from __future__ import annotations

import pytest

from gift4code_ext.policy import (
    ENDPOINT,
    HIDE,
    HIGHEST_LEVEL,
    MODELS,
    MOST_SAMPLES,
    Policy,
    PolicyError,
    check,
    from_environment,
    to_environment,
)
from gift4code_ext.spec.sharing import Level, Sharing

STRICT = Policy(True, Level.NAMES, 8, ("one", "two"), "force-on")


@pytest.mark.parametrize("policy", [Policy(), STRICT, Policy(models=("a",), endpoint="force-off")])
def test_a_policy_comes_back_from_the_environment(policy: Policy) -> None:
    assert from_environment(to_environment(policy)) == policy


def test_what_is_not_stated_is_free() -> None:
    assert from_environment({}) == Policy()
    assert from_environment(dict.fromkeys((HIDE, HIGHEST_LEVEL, MOST_SAMPLES, MODELS, ENDPOINT), " ")) == Policy()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((HIDE, "maybe"), (HIGHEST_LEVEL, "everything"), (MOST_SAMPLES, "0"), (MOST_SAMPLES, "129")),
        *((MOST_SAMPLES, "many"), (ENDPOINT, "sometimes")),
    ],
)
def test_a_setting_that_cannot_be_read_is_not_guessed(name: str, value: str) -> None:
    with pytest.raises(PolicyError, match=name):
        from_environment({name: value})


def test_a_request_within_the_policy_passes() -> None:
    free = Policy(highest_level=Level.SCHEMA, most_samples=8, models=("one",))

    check(free, sharing=Sharing(Level.SCHEMA, overrides={"df.a": Level.ANONYMOUS}), n=8, model="one")
    check(free, sharing=Sharing(Level.NAMES), n=1, model=None)


@pytest.mark.parametrize(
    ("policy", "asked", "sentence"),
    [
        (Policy(hide=True), {}, "switched off here"),
        (Policy(highest_level=Level.NAMES), {}, "The privacy level schema is not allowed here; choose names"),
        (Policy(most_samples=4), {"n": 5}, "5 samples are not allowed here; ask for 4 at most."),
        (Policy(models=("one", "two")), {"model": "three"}, "choose one of one, two."),
        (
            Policy(highest_level=Level.SCHEMA),
            {"sharing": Sharing(Level.NAMES, overrides={"df.a": Level.ROWS})},
            "The privacy level rows is not allowed",
        ),
    ],
)
def test_a_request_beyond_it_is_refused_in_one_sentence(policy: Policy, asked: dict, sentence: str) -> None:
    with pytest.raises(PolicyError, match=sentence):
        check(policy, **{"sharing": Sharing(), "n": 1, "model": None, **asked})
