"""What an administrator settled, as it travels in environment variables: the server writes them, kernels read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.spec.sharing import Level, LevelError, Sharing

EndpointChoice = Literal["user-choice", "force-on", "force-off"]
"""Whether a person may choose an endpoint: as they like, the administrator's in any case, or none but the bundled."""

HIDE = "GIFT4CODE_HIDE"
HIGHEST_LEVEL = "GIFT4CODE_HIGHEST_LEVEL"
MOST_SAMPLES = "GIFT4CODE_MOST_SAMPLES"
MODELS = "GIFT4CODE_MODELS"
ENDPOINT = "GIFT4CODE_ENDPOINT"
SAMPLES = 128
"""The most samples that a request can ask for where nothing was settled."""
_YES = ("1", "true", "yes", "on")
_NO = ("", "0", "false", "no", "off")


class PolicyError(Gift4CodeError):
    """Something that was settled otherwise, or a setting that cannot be read."""


@dataclass(frozen=True)
class Policy:
    """What a request may be.

    Attributes:
        hide: no surface at all.
        highest_level: the highest privacy level of a request or of any part of it.
        most_samples: the most samples that a request may ask for, 1 to 128.
        models: ids of the models that may be asked; ``None`` for any.
        endpoint: whether a person may choose where the model answers.
    """

    hide: bool = False
    highest_level: Level = Level.ROWS
    most_samples: int = SAMPLES
    models: tuple[str, ...] | None = None
    endpoint: EndpointChoice = "user-choice"


def from_environment(environment: Mapping[str, str]) -> Policy:
    """The policy that an environment states; what it does not state is free.

    Raises:
        PolicyError: a variable that cannot be read: what was meant to be forbidden is not guessed.
    """
    return Policy(
        hide=_flag(environment.get(HIDE, "")),
        highest_level=_level(environment.get(HIGHEST_LEVEL, "")),
        most_samples=_samples(environment.get(MOST_SAMPLES, "")),
        models=_models(environment.get(MODELS, "")),
        endpoint=_endpoint(environment.get(ENDPOINT, "")),
    )


def to_environment(policy: Policy) -> dict[str, str]:
    """The variables that state a policy, all of them, so that none is left over from elsewhere."""
    return {
        HIDE: "1" if policy.hide else "0",
        HIGHEST_LEVEL: policy.highest_level.value,
        MOST_SAMPLES: str(policy.most_samples),
        MODELS: "" if policy.models is None else ",".join(policy.models),
        ENDPOINT: policy.endpoint,
    }


def check(policy: Policy, *, sharing: Sharing, n: int, model: str | None) -> None:
    """Whether a request is allowed; ``model`` is the one that it names, if it names one.

    Raises:
        PolicyError: it is not, in one sentence.
    """
    if policy.hide:
        raise PolicyError("gift4code is switched off here; ask your administrator if you need it.")
    highest = policy.highest_level
    for level in (sharing.level, *sharing.overrides.values()):
        if not highest.lets(level):
            raise PolicyError(
                f"The privacy level {level.value} is not allowed here; choose {highest.value} or a lower one."
            )
    if n > policy.most_samples:
        raise PolicyError(f"{n} samples are not allowed here; ask for {policy.most_samples} at most.")
    if model is not None and policy.models is not None and model not in policy.models:
        raise PolicyError(f"The model {model} is not allowed here; choose one of {', '.join(policy.models)}.")


def _flag(text: str) -> bool:
    word = text.strip().lower()
    if word not in (*_YES, *_NO):
        raise PolicyError(f"{HIDE} is {text!r}; set it to 1 or 0.")
    return word in _YES


def _level(text: str) -> Level:
    try:
        return Level.of(text.strip()) if text.strip() else Level.ROWS
    except LevelError as error:
        raise PolicyError(f"{HIGHEST_LEVEL} cannot be read: {error}") from None


def _samples(text: str) -> int:
    word = text.strip()
    if not word:
        return SAMPLES
    if not word.isdecimal() or not 1 <= int(word) <= SAMPLES:
        raise PolicyError(f"{MOST_SAMPLES} is {text!r}; set it to a number from 1 to {SAMPLES}.")
    return int(word)


def _models(text: str) -> tuple[str, ...] | None:
    return tuple(name for item in text.split(",") if (name := item.strip())) or None


def _endpoint(text: str) -> EndpointChoice:
    word = text.strip() or "user-choice"
    for choice in get_args(EndpointChoice):
        if word == choice:
            return choice  # type: ignore[no-any-return]
    raise PolicyError(f"{ENDPOINT} is {text!r}; set it to one of {', '.join(get_args(EndpointChoice))}.")
