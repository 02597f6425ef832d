"""The magic in a plain IPython shell: text only, and nothing but the answer."""

from __future__ import annotations

from collections.abc import Iterator

import endpoint
import pytest
from IPython.core.interactiveshell import InteractiveShell
from kernel.live import TABLE


@pytest.fixture
def shell(model: endpoint.Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    monkeypatch.setenv("GIFT4CODE_BASE_URL", model.base_url)
    made = InteractiveShell.instance()
    made.run_line_magic("load_ext", "gift4code_ext")
    made.run_cell(TABLE)
    yield made
    made.run_line_magic("unload_ext", "gift4code_ext")
    InteractiveShell.clear_instance()


def test_only_the_answer_is_printed(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    result = shell.run_cell("%gift4code average fare by class --rows 2")
    printed = capsys.readouterr()

    assert result.success
    assert printed.out.startswith("Specification\n")
    assert printed.out.rstrip().endswith("verified: it meets every part of the specification")
    assert printed.err == ""
    assert shell.rl_next_input == "result = df.groupby('class', as_index=False)['fare'].mean()"


def test_results_of_earlier_answers_are_no_inputs(shell: InteractiveShell) -> None:
    shell.run_cell("%gift4code average fare by class --no-insert")
    shell.run_cell("result = df.copy()")

    assert shell.run_cell("%gift4code average fare by class --no-insert").success


def test_an_example_by_name_may_be_a_part(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    shell.run_cell("wanted = pd.DataFrame({'class': ['a'], 'fare': [2.0]})")
    shell.run_cell("%gift4code average fare by class --example wanted --partial")
    assert "verified: it meets" in capsys.readouterr().out

    shell.run_cell("wanted.loc[0, 'fare'] = 2.53")
    shell.run_cell("%gift4code average fare by class in df --example wanted --seconds 2")
    printed = capsys.readouterr().out
    assert "nothing offered: no candidate meets the specification" in printed
    assert "Nearest (not offered)" in printed
