"""Benchmarks by name. A suite's module is imported when it is asked for; none of the data is in the package."""

from __future__ import annotations

from importlib import import_module

from gift4code_training.evaluation.problem import EvaluationError, Suite

SUITES = {
    "asks": "asks",
    "ds1000": "ds1000",
    "arcade": "arcade",
    "pandaseval1": "jigsaw:PANDASEVAL1",
    "pandaseval2": "jigsaw:PANDASEVAL2",
    "cert-pandas": "cert:PANDAS",
    "cert-numpy": "cert:NUMPY",
    "odex": "odex",
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
