"""Extraction: answers in another form than asked become the code they mean, and what was mended is named."""

from __future__ import annotations

import pytest
from gift4code_training.evaluation.extraction import REPAIRS, Extracted, extract
from gift4code_training.evaluation.problem import Problem

CELL = Problem(id="1", reference="", cluster="1", inputs=("df",))
TWO = Problem(id="2", reference="", cluster="2", inputs=("df", "n"))
SAME = Problem(id="3", reference="", cluster="3", inputs=("df",), answer="df")
PLOT = Problem(id="4", reference="", cluster="4", inputs=("x", "y"), answer="")
BODY = Problem(id="5", reference="", cluster="5", inputs=("df",), form="body")
TEXT = Problem(id="6", reference="", cluster="6", form="text")

LINE = "result = df['a'].sum()"


def _same(found: Extracted, code: str, *repaired: str) -> None:
    assert (found.code.strip("\n"), found.repaired) == (code.strip("\n"), repaired)


@pytest.mark.parametrize(
    ("answer", "code", "repaired"),
    [
        (LINE, LINE, ()),
        (f"\n{LINE}\n", LINE, ()),
        (f"```python\n{LINE}\n```", LINE, ("fence",)),
        (f"Here it is:\n\n```\n{LINE}\n```\nIt sums a.", LINE, ("fence",)),
        (f"<code>\n{LINE}\n</code>", LINE, ("fence",)),
        (f"{LINE}\n```\nThis sums the column.", LINE, ("fence",)),
        (f"```python\n{LINE}", LINE, ("fence",)),
        (f"The sum of the column:\n{LINE}\nHope that helps!", LINE, ("prose",)),
        (f"<think>a = 1, so\n```python\nx\n```</think>{LINE}", LINE, ("prose",)),
        (f"    {LINE}", LINE, ("indent",)),
        ("```\nb = df.copy()\n```\nthen\n```\nresult = b.sum()\n```", "b = df.copy()\nresult = b.sum()", ("fence",)),
        (f"```python\nb = 1\n```\nor\n```python\n{LINE}\n```", LINE, ("fence",)),
        ("```\nno code at all\n```", "no code at all", ("fence",)),
    ],
)  # fmt: skip
def test_fences_and_prose_are_cut_off(answer: str, code: str, repaired: tuple[str, ...]):
    _same(extract(answer, CELL), code, *repaired)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (f"df = pd.DataFrame({{'a': [1, 2]}})\n{LINE}", LINE),
        (f"data = {{'a': [1]}}\ndf = pd.DataFrame(data)\n{LINE}", f"data = {{'a': [1]}}\n{LINE}"),
        (f"import io\ndf = pd.read_csv(io.StringIO('a\\n1'))\n{LINE}", f"import io\n{LINE}"),
        (f"df = load_data()\n{LINE}", LINE),
        (f"df = pd.DataFrame(\n    [1],\n)  # as given\n{LINE}", LINE),
        (f"df = pd.DataFrame([x for x in range(3)]); {LINE}", f"pass; {LINE}"),
        (f"é = 'ü'; df = pd.DataFrame([é])\n{LINE}", f"é = 'ü'; pass\n{LINE}"),
    ],
)
def test_inputs_declared_anew_are_taken_out(answer: str, code: str):
    _same(extract(answer, CELL), code, "inputs")


@pytest.mark.parametrize(
    "answer",
    [
        f"df = df.dropna()\n{LINE}",
        f"other = df.copy()\ndf = pd.DataFrame(other)\n{LINE}",
        f"df['b'] = 1\n{LINE}",
        "for df in [1]:\n    result = df",
    ],
)
def test_what_is_made_of_the_inputs_stays(answer: str):
    _same(extract(answer, CELL), answer)


def test_several_inputs_of_one_assignment_are_taken_out_together_only():
    _same(extract("df, n = load_data()\nresult = n", TWO), "result = n", "inputs")
    _same(extract("df, other = 1, 2\nresult = n", TWO), "df, other = 1, 2\nresult = n")


def test_an_input_that_is_the_answer_keeps_what_sets_it():
    _same(extract("df = pd.DataFrame([1])", SAME), "df = pd.DataFrame([1])")
    _same(extract("df = pd.DataFrame([1])\ndf['a'] = 2", SAME), "df['a'] = 2", "inputs")


@pytest.mark.parametrize(
    ("problem", "answer", "call"),
    [
        (CELL, "def f(frame):\n    return frame.sum()", "f(df)"),
        (CELL, "def f(df, how='a'):\n    return df.sum()", "f(df)"),
        (CELL, "def f():\n    return df.sum()", "f()"),
        (TWO, "def f(n, df):\n    return df.head(n)", "f(n, df)"),
        (TWO, "def f(df, *, n):\n    return df.head(n)", "f(df, n=n)"),
        (CELL, "import numpy as np\ndef g(x):\n    return x\ndef f(df):\n    return g(df)", "f(df)"),
    ],
)
def test_a_function_that_nothing_calls_is_called_with_the_inputs(problem: Problem, answer: str, call: str):
    _same(extract(answer, problem), f"{answer}\nresult = {call}", "function")


@pytest.mark.parametrize(
    "answer",
    [
        "def f(table, count):\n    return table.head(count)",  # which is which
        "def f(df):\n    df['a'] = 1",  # returns nothing
        "def f(df):\n    return 1\ndef g(df):\n    return 2",
    ],
)
def test_a_function_is_left_alone_where_the_call_is_not_clear(answer: str):
    _same(extract(answer, TWO), answer)


@pytest.mark.parametrize(
    ("answer", "code", "how"),
    [
        ("print(df.sum())", "result = df.sum()", "print"),
        ("def f(x):\n    return x\nprint(f(df))", "def f(x):\n    return x\nresult = f(df)", "print"),
        ("print(\n    df\n    .sum()\n)", "result = (df\n    .sum())", "print"),
        ("df.groupby('a').sum()", "result = df.groupby('a').sum()", "expression"),
        ("total = df.sum()", "total = df.sum()\nresult = total", "name"),
        ("a = df.sum()\nprint(f'it is {a}')", "a = df.sum()\nprint(f'it is {a}')\nresult = a", "name"),
        ("total = 0\ntotal += n", "total = 0\ntotal += n\nresult = total", "name"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_bound_becomes_the_answer(answer: str, code: str, how: str):
    _same(extract(answer, TWO), code, how)


@pytest.mark.parametrize(
    ("problem", "answer"),
    [
        (CELL, "df.dropna(inplace=True)"),
        (CELL, "items.append(3)"),
        (CELL, "print('done')"),
        (CELL, "'a text'"),
        (CELL, "if True:\n    result = 1\ndf.sum()"),
        (SAME, "df['b'] = 1\ndf.head()"),
        (PLOT, "plt.plot(x, y)"),
        (CELL, "result = (1"),
    ],
)
def test_what_is_bound_or_unclear_stays_as_it_is(problem: Problem, answer: str):
    _same(extract(answer, problem), answer)


@pytest.mark.parametrize(
    ("answer", "code", "repaired"),
    [
        ("    b = df.sum()\n    return b\n", "    b = df.sum()\n    return b", ()),
        ("b = df.sum()\nreturn b", "    b = df.sum()\n    return b", ("indent",)),
        ("b = df.sum()\n    return b", "    b = df.sum()\n    return b", ("indent",)),
        ("  return df", "    return df", ("indent",)),
        ("    return df\n\ndf = f(df)\nprint(df)", "    return df", ("indent",)),
        ("```python\ndef f(df):\n    # sums\n    return df.sum()\n```", "    return df.sum()", ("fence", "function")),
        ("def f(df): return df.sum()", "    return df.sum()", ("indent", "function")),
        ("    df = pd.DataFrame([1])\n    return df", "    return df", ("inputs",)),
        (f"    {LINE}", f"    {LINE}\n    return result", ("return",)),
        (LINE, f"    {LINE}\n    return result", ("indent", "return")),
        ("    df.sum()", "    result = df.sum()\n    return result", ("expression", "return")),
        ("    if n:\n        result = n", "    if n:\n        result = n\n    return result", ("return",)),
        ("    yield df", "    yield df", ()),
        ("    df.dropna(inplace=True)", "    df.dropna(inplace=True)", ()),
        ("    if df.empty:\n        return 0\n    b = 1", "    if df.empty:\n        return 0\n    b = 1", ()),
    ],
)  # fmt: skip
def test_the_lines_of_a_function_get_the_margin_of_the_prompt(answer: str, code: str, repaired: tuple[str, ...]):
    found = extract(answer, BODY)

    assert found.code.strip("\n") == code
    assert set(found.repaired) == set(repaired)


def test_a_continuation_is_taken_as_it_is_and_without_the_prompt_written_again():
    prompt = "import pandas as pd\n# sums\ntotal = "

    _same(extract(" df.sum()\n# next", TEXT, stop=("\n#",)), " df.sum()")
    _same(
        extract("```python\nimport pandas as pd\ntotal = df.sum()\n```", TEXT, prompt=prompt),
        " df.sum()",
        "fence",
        "echo",
    )


def test_the_earliest_stop_string_cuts_with_or_without_repairs():
    answer = f"print({LINE!r})\n</code>\nmore\n# END"

    assert extract(answer, CELL, stop=("# END", "</code>"), repair=False) == Extracted(f"print({LINE!r})\n")
    assert extract(f"```python\n{LINE}\n```", CELL, repair=False).code == f"```python\n{LINE}\n```"


def test_an_answer_without_code_is_empty():
    assert extract(" \n", CELL) == Extracted("")
    assert extract("```\n\n```", CELL, repair=False).repaired == ()


def test_every_repair_has_a_name():
    answers = (
        "```python\nprint(df)\n```", "Sure!\ndf.sum()", "df = 1\nb = 2", "def f(df):\n    return 1", "    x = df"
    )  # fmt: skip
    used = {each for answer in answers for each in extract(answer, CELL).repaired}
    used |= {*extract("    result = 1", BODY).repaired}

    assert used == set(REPAIRS) - {"echo"}
