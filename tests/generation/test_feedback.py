"""What a model is told of its failure, by sharing level."""

from __future__ import annotations

import pandas as pd
import pytest

from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.feedback import problem
from gift4code_ext.spec.check import Clause
from gift4code_ext.spec.privacy.levels import Levels, levels
from gift4code_ext.spec.read import read
from gift4code_ext.spec.sharing import Sharing

DF = pd.DataFrame({"class": ["a"], "wage": [1]})
WRONG = Candidate(
    "result = df",
    "wrong",
    (
        Clause("type", True, 0),
        Clause("rows", False, 6, "expected 5 rows, got 3"),
        Clause("example", False, 6, "row 1, column wage: expected 77, got 1"),
    ),
)
RAISED = Candidate("result = df", "error", error="ValueError: could not convert 'canary'")


def _levels(sharing: Sharing) -> Levels:
    return levels((read(DF, "df"),), sharing)


@pytest.mark.parametrize(
    ("sharing", "wrong", "raised"),
    [
        (Sharing.of("anonymous"), "Not met: rows. Not met: example.", "It raised ValueError."),
        (Sharing.of("schema"), "Not met: rows. Not met: example.", "It raised ValueError."),
        (Sharing.of("masked"), "Not met: rows (expected 5 rows, got 3). Not met: example.", "It raised ValueError."),
        (
            Sharing.of("rows"),
            "Not met: rows (expected 5 rows, got 3). Not met: example (row 1, column wage: expected 77, got 1).",
            "It raised ValueError: could not convert 'canary'.",
        ),
        (
            Sharing.typed("rows", overrides=["df.wage=schema"]),
            "Not met: rows. Not met: example.",
            "It raised ValueError.",
        ),
    ],
)
def test_values_leave_only_where_every_part_lets_rows_out(sharing: Sharing, wrong: str, raised: str) -> None:
    lets = _levels(sharing)
    assert problem(WRONG, lets) == f"It ran, but its value is not what was asked for. {wrong}"
    assert problem(RAISED, lets) == raised


def test_what_met_the_specification_or_never_ran_has_no_problem() -> None:
    lets = _levels(Sharing.of("rows"))
    assert problem(Candidate("result = df", "ok"), lets) == ""
    assert problem(Candidate("result = df", "refused", error="no"), lets) == ""
    assert problem(Candidate("result = df", "timeout"), lets) == "It took too long."
