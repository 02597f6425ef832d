"""Benchmarks by name. A suite's module is imported when it is asked for; none of the data is in the package."""

from __future__ import annotations

from importlib import import_module

from gift4code_training.evaluation.problem import EvaluationError, Suite

SUITES = {
    "asks": "asks",
    "corpus": "corpus",
    "ds1000": "ds1000",
    "ds1000-seen": "ds1000:SEEN",
    "arcade": "arcade",
    "arcade-seen": "arcade:SEEN",
    "arcade-strict": "arcade:STRICT",
    "pandaseval1": "jigsaw:PANDASEVAL1",
    "pandaseval1-seen": "jigsaw:PANDASEVAL1_SEEN",
    "pandaseval2": "jigsaw:PANDASEVAL2",
    "pandaseval2-seen": "jigsaw:PANDASEVAL2_SEEN",
    "cert-pandas": "human_eval:PANDAS",
    "cert-pandas-seen": "human_eval:PANDAS_SEEN",
    "cert-numpy": "human_eval:NUMPY",
    "cert-numpy-seen": "human_eval:NUMPY_SEEN",
    "odex": "odex",
    "odex-seen": "odex:SEEN",
    "tasks": "tasks:NOISY",
    "tasks-seen": "tasks:SEEN",
}
"""Name on the command line -> module here, and the name of the suite in it where that is not ``SUITE``."""


def suite(name: str) -> Suite:
    """The suite of that name.

    Raises:
        EvaluationError: there is none.
    """
    if name not in SUITES:
        raise EvaluationError(f"there is no suite {name!r}; choose one of {', '.join(SUITES)}.")
    module, _, attribute = SUITES[name].partition(":")
    found = getattr(import_module(f"{__name__}.{module}"), attribute or "SUITE")
    if not isinstance(found, Suite):
        raise TypeError(f"{name} names {found!r}, which is no suite")
    return found
