"""A second turn: more words, the same inputs, the cell so far as context."""

from __future__ import annotations

import gc

import pandas as pd
import pytest
from endpoint import scripted

from gift4code_ext import Assistant, Output
from gift4code_ext.assistant import Answer, AskError

DF = pd.DataFrame({"class": ["a", "b", "a"], "fare": [1.0, 2.0, 3.0], "year": [2023, 2024, 2024]})
MEAN = "```python\nresult = df.groupby('class', as_index=False)['fare'].mean()\n```"


def test_a_refined_request_carries_the_words_and_the_cell_so_far() -> None:
    with scripted(completions=[MEAN]) as server, Assistant(base_url=server.base_url) as assistant:
        first = assistant.ask("average fare by class", frames={"df": DF}, context="x = 1", n=1)
        second = first.refine("only 2024")
    assert "average fare by class, only 2024" in second.prompt
    assert "x = 1\nresult = df.groupby('class', as_index=False)['fare'].mean()" in second.prompt
    assert second.code == first.code


def test_the_expected_output_stays_only_while_nothing_met_it() -> None:
    expected = Output(name="fares", type="pandas.DataFrame", rows=2)
    script = {"completions": [MEAN.replace("result", "fares")]}
    with scripted(**script) as server, Assistant(base_url=server.base_url) as assistant:
        met = assistant.ask("average fare by class", frames={"df": DF}, output=expected, n=1)
        unmet = assistant.ask("average fare by class", frames={"df": DF}, output=Output(name="fares", rows=77), n=1)
        after_met, after_unmet = met.refine("only 2024"), unmet.refine("please")
    assert (met.verified, unmet.code) == (True, None)
    assert (after_met.verified, after_met.code) == (False, met.code)
    assert after_unmet.code is None
    assert "expected 77 rows" in after_unmet.reason


def test_settings_and_output_can_be_changed() -> None:
    with scripted(completions=[MEAN]) as server, Assistant(base_url=server.base_url) as assistant:
        first = assistant.ask("average fare by class", frames={"df": DF}, n=1, level="names")
        second = first.refine("again", output=Output(rows=2), level="schema")
        third = first.refine("again")
    assert (first.level, second.level, third.level) == ("names", "schema", "names")
    assert second.verified


def test_an_answer_keeps_no_data_alive() -> None:
    df = DF.copy()
    with scripted(completions=[MEAN]) as server, Assistant(base_url=server.base_url) as assistant:
        answer = assistant.ask("average fare by class", frames={"df": df}, n=1)
        del df
        gc.collect()
        with pytest.raises(AskError, match="df is not there any more; give the inputs again"):
            answer.refine("only 2024")
        again = answer.refine("only 2024", frames={"df": DF})
    assert again.code == answer.code


def test_a_refinement_needs_words_and_an_answer_of_an_assistant() -> None:
    with scripted(completions=[MEAN]) as server, Assistant(base_url=server.base_url) as assistant:
        answer = assistant.ask("average fare by class", frames={"df": DF}, n=1)
        with pytest.raises(AskError, match="say what is to change"):
            answer.refine("  ")
    with pytest.raises(AskError, match="was not made by an assistant"):
        Answer(None, False, "").refine("more")
